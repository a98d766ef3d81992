internal import CCurl

extension HTTPError {
  /// In our words or libcurl's general ones: its error buffer may hold hosts and addresses.
  init(_ code: CURLcode) {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST: self.init(.unreachable, "the server's name is not known")
    case CURLE_COULDNT_RESOLVE_PROXY: self.init(.unreachable, "the proxy's name is not known")
    case CURLE_COULDNT_CONNECT: self.init(.unreachable, "nobody listens there, or the network does not lead there")
    case CURLE_PROXY: self.init(.unreachable, "the proxy does not connect")
    case CURLE_OPERATION_TIMEDOUT: self.init(.timedOut, "no complete answer in time")
    case CURLE_PARTIAL_FILE, CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM,
      CURLE_BAD_CONTENT_ENCODING, CURLE_WEIRD_SERVER_REPLY, CURLE_HTTP_RETURNED_ERROR, CURLE_UNSUPPORTED_PROTOCOL:
      self.init(.interrupted, "the answer is cut off or no HTTP (\(HTTPError.words(code)))")
    case CURLE_PEER_FAILED_VERIFICATION:
      self.init(.notSecure, "the server's certificate is not trusted; is the clock right, and is a proxy in between?")
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT:
      self.init(.notSecure, "no secure connection (\(HTTPError.words(code)))")
    default: self.init(.other, "the request could not be sent (\(HTTPError.words(code)))")
    }
  }

  private static func words(_ code: CURLcode) -> String {
    curl_easy_strerror(code).map { String(cString: $0) } ?? "libcurl error \(code.rawValue)"
  }
}
