internal import CCurl
internal import Platform
internal import Synchronization

/// One request on its way. Wraps libcurl's `CURL`.
///
/// Made by the task that asks; from then on the client's thread alone uses it, but for ``isCancelled``.
final class Transfer: @unchecked Sendable {
  /// The task's wish, which may come before the transfer begins.
  let isCancelled = Atomic(false)
  /// Set once, before the transfer is handed over.
  var answer: CheckedContinuation<Result<HTTPResponse, HTTPError>, Never>?

  private(set) var request: HTTPRequest
  /// Monotonic.
  private let deadline: UInt64
  private(set) var handle: UnsafeMutableRawPointer?
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private var redirections = 0
  private var begun: UInt64 = 0

  // What has come of the answer.
  private var body: [UInt8] = []
  private var headers: [(name: String, value: String)] = []
  private var headerBytes = 0
  private var isTooLong = false
  /// Where the body goes as it comes; nil where it is kept for the end.
  private let stream: StreamBuffer?
  /// Something was put there since it was flushed.
  private var hasNews = false
  /// Something came since libcurl last looked.
  private var isFlowing = false

  init(_ request: HTTPRequest, into stream: StreamBuffer? = nil) {
    self.request = request
    self.stream = stream
    let (sum, isOver) = monotonicNanoseconds().addingReportingOverflow(request.deadline)
    deadline = isOver ? .max : sum
  }

  /// Answers the task that asks. Once.
  func finish(_ result: Result<HTTPResponse, HTTPError>) {
    answer?.resume(returning: result)
    answer = nil
    stream?.flush()
    stream?.finish(result)
  }

  /// libcurl has given what there was.
  ///
  /// - Parameter goesOn: there is more at some connection. Where that was this one's, it is waited for.
  func flush(goesOn: Bool) {
    defer { isFlowing = false }
    if goesOn, isFlowing { return }
    if hasNews { stream?.flush() }
    hasNews = false
  }

  /// The reader has taken what was kept for it.
  func goOn() { if let handle { curl_easy_pause(handle, CURLPAUSE_CONT) } }

  /// Makes the handle. ``free()`` gives it back, also after an error here.
  func prepare(_ settings: TransferSettings) throws(HTTPError) -> UnsafeMutableRawPointer {
    guard let handle = curl_easy_init() else { throw HTTPError(.other, "there is no memory for a request") }
    self.handle = handle
    do throws(HTTPError) {
      try setUp(handle, settings)
      try address()
    } catch {
      free()
      throw error
    }
    return handle
  }

  /// Gives back what libcurl holds; the handle is in no `CURLM` any more.
  func free() {
    if let handle { curl_easy_cleanup(handle) }
    handle = nil
    curl_slist_free_all(headerList)
    headerList = nil
  }

  /// What the same request at another place is, with nothing of the answer so far.
  func redirect(to place: String) throws(HTTPError) {
    redirections += 1
    if redirections > Transfer.mostRedirections {
      throw HTTPError(.other, "the server redirects more than \(Transfer.mostRedirections) times")
    }
    try request.redirect(to: place, status: status)
    body.removeAll()
    headers.removeAll()
    headerBytes = 0
    try address()
  }

  /// As far as the headers tell: libcurl says where to only at the end of the answer.
  private var isRedirection: Bool {
    [301, 302, 303, 307, 308].contains(status) && headers.contains { $0.name == "location" }
  }

  /// Where the answer sends the request next; nil where it is an answer.
  var redirection: String? {
    guard [301, 302, 303, 307, 308].contains(status), let handle else { return nil }
    var text: UnsafePointer<CChar>?
    guard ccurl_get_text(handle, CURLINFO_REDIRECT_URL, &text) == CURLE_OK, let text else { return nil }
    return String(cString: text)
  }

  func result(_ code: CURLcode) -> Result<HTTPResponse, HTTPError> {
    if isTooLong || code == CURLE_FILESIZE_EXCEEDED {
      return .failure(HTTPError(.tooLong, "the answer is longer than \(request.answerLimit) bytes"))
    }
    guard code == CURLE_OK else { return .failure(HTTPError(code)) }
    return .success(response)
  }

  private var response: HTTPResponse {
    var response = HTTPResponse(status: status, headers: headers, body: body, sentAt: sentAt, url: request.url)
    var version = 0
    if let handle { ccurl_get_number(handle, CURLINFO_HTTP_VERSION, &version) }
    response.hasMarkedEnd =
      version > Int(CURL_HTTP_VERSION_1_1) || request.method == .head
      || headers.contains { $0.name == "content-length" || $0.name == "transfer-encoding" }
    return response
  }

  private static let mostRedirections = 5
  private static let mostHeaderBytes = 256 << 10

  private var status: Int {
    var value = 0
    if let handle { ccurl_get_number(handle, CURLINFO_RESPONSE_CODE, &value) }
    return value
  }

  private var sentAt: UInt64? {
    var microseconds: curl_off_t = 0
    guard let handle, ccurl_get_size(handle, CURLINFO_PRETRANSFER_TIME_T, &microseconds) == CURLE_OK else { return nil }
    return begun + UInt64(max(microseconds, 0)) * 1000
  }

  // MARK: Setting up

  /// What stays the same through redirections.
  private func setUp(_ handle: UnsafeMutableRawPointer, _ settings: TransferSettings) throws(HTTPError) {
    let context = Unmanaged.passUnretained(self).toOpaque()
    var isSet = true
    func number(_ option: CURLoption, _ value: Int) {
      isSet = isSet && ccurl_set_number(handle, option, value) == CURLE_OK
    }
    func text(_ option: CURLoption, _ value: String) {
      isSet = isSet && ccurl_set_text(handle, option, value) == CURLE_OK
    }
    number(CURLOPT_NOSIGNAL, 1)
    // A name that takes long to look up must not hold the thread when its transfer ends: the look-up ends by itself.
    number(CURLOPT_QUICK_EXIT, 1)
    number(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    number(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
    number(CURLOPT_SSL_VERIFYPEER, 1)
    number(CURLOPT_SSL_VERIFYHOST, 2)
    // Redirections are followed by `redirect(to:)`: libcurl would send other hosts all headers but Authorization.
    number(CURLOPT_FOLLOWLOCATION, 0)
    text(CURLOPT_PROTOCOLS_STR, "http,https")
    if let stream {
      number(CURLOPT_LOW_SPEED_LIMIT, stream.limits.slowest)
      number(CURLOPT_LOW_SPEED_TIME, stream.limits.patience)
      number(CURLOPT_BUFFERSIZE, 256 << 10)
    } else if !request.asksForStoredBytes {
      text(CURLOPT_ACCEPT_ENCODING, "gzip")
    }
    text(CURLOPT_USERAGENT, settings.userAgent)
    if let authorities = settings.authorities { text(CURLOPT_CAINFO, authorities) }
    if request.method != .head, stream == nil {
      // An answer that says it is too long ends before its first byte. That to HEAD only says how long it would be.
      ccurl_set_size(handle, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(clamping: request.answerLimit))
    }
    isSet =
      isSet && ccurl_set_pointer(handle, CURLOPT_WRITEDATA, context) == CURLE_OK
      && ccurl_set_pointer(handle, CURLOPT_HEADERDATA, context) == CURLE_OK
      && ccurl_set_function(handle, CURLOPT_WRITEFUNCTION) { data, _, count, context in
        Transfer.of(context)?.takeBody(UnsafeRawBufferPointer(start: data, count: count)) ?? 0
      } == CURLE_OK
      && ccurl_set_function(handle, CURLOPT_HEADERFUNCTION) { data, size, count, context in
        Transfer.of(context)?.takeHeader(UnsafeRawBufferPointer(start: data, count: size * count)) ?? 0
      } == CURLE_OK
    if !isSet { throw HTTPError(.other, "libcurl does not take the settings of a request") }
  }

  /// What a redirection changes: address, method, headers, body and the time that is left.
  private func address() throws(HTTPError) {
    guard let handle else { return }
    try request.check()
    let now = monotonicNanoseconds()
    if stream == nil, now >= deadline { throw HTTPError(CURLE_OPERATION_TIMEDOUT) }
    let left = stream == nil ? Int(clamping: min((deadline - now + 999_999) / 1_000_000, 1 << 30)) : 0
    begun = now
    curl_slist_free_all(headerList)
    // libcurl would wait for the server's consent before it sends a long body.
    headerList = curl_slist_append(nil, "Expect:")
    // Who names no coding takes any (RFC 9110, 12.5.3). As a header, since libcurl's option would have it unpack files.
    if stream != nil || request.asksForStoredBytes {
      headerList = curl_slist_append(headerList, "Accept-Encoding: identity")
    }
    for (name, value) in request.headers {
      // That is how libcurl sends a header without a value.
      let line = value.isEmpty ? name + ";" : name + ": " + value
      guard let list = curl_slist_append(headerList, line) else {
        throw HTTPError(.other, "there is no memory for a request")
      }
      headerList = list
    }
    // None for what may be of any length: that is given up when nothing comes.
    ccurl_set_number(handle, CURLOPT_TIMEOUT_MS, left)
    ccurl_set_number(handle, CURLOPT_CONNECTTIMEOUT_MS, stream == nil ? min(left, 10_000) : 10_000)
    ccurl_set_pointer(handle, CURLOPT_HTTPHEADER, headerList)
    let method = request.method
    let named =
      method == .propfind
      ? ccurl_set_text(handle, CURLOPT_CUSTOMREQUEST, method.rawValue)
      : ccurl_set_pointer(handle, CURLOPT_CUSTOMREQUEST, nil)
    if named != CURLE_OK { throw HTTPError(.other, "there is no memory for a request") }
    switch method {
    case .get: ccurl_set_number(handle, CURLOPT_HTTPGET, 1)
    case .head: ccurl_set_number(handle, CURLOPT_NOBODY, 1)
    case .post, .propfind:
      ccurl_set_number(handle, CURLOPT_POST, 1)
      ccurl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.count))
      let copied = request.body.withUnsafeBytes { bytes in
        withUnsafeTemporaryAllocation(byteCount: 1, alignment: 1) {
          // libcurl would take no address for "read the body from a function".
          ccurl_set_pointer(handle, CURLOPT_COPYPOSTFIELDS, bytes.baseAddress ?? UnsafeRawPointer($0.baseAddress))
        }
      }
      if copied != CURLE_OK { throw HTTPError(.other, "there is no memory for a request") }
    }
    let result = ccurl_set_text(handle, CURLOPT_URL, request.url)
    if result != CURLE_OK { throw HTTPError(result) }
  }

  // MARK: What comes

  private static func of(_ context: UnsafeMutableRawPointer?) -> Transfer? {
    context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
  }

  /// - Returns: how many bytes were taken; another number than given ends the transfer.
  private func takeBody(_ bytes: UnsafeRawBufferPointer) -> Int {
    if let stream {
      // What a redirection says to people is nobody's file.
      hasNews = true
      isFlowing = true
      if isRedirection || stream.take(bytes) { return bytes.count }
      return Int(CURL_WRITEFUNC_PAUSE)
    }
    if bytes.count > request.answerLimit - body.count {
      isTooLong = true
      return 0
    }
    body.append(contentsOf: bytes)
    return bytes.count
  }

  private func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
    headerBytes += bytes.count
    if headerBytes > Transfer.mostHeaderBytes {
      isTooLong = true
      return 0
    }
    let line = bytes.prefix { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") }
    if line.starts(with: "HTTP/".utf8) {
      // Those of an interim answer, such as 100, are not the answer's.
      headers.removeAll()
    } else if line.isEmpty {
      if let stream, status >= 200, !isRedirection { stream.take(response) }
    } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
      let blanks: [UInt8] = [UInt8(ascii: " "), UInt8(ascii: "\t")]
      var value = line[(colon + 1)...].drop { blanks.contains($0) }
      while let last = value.last, blanks.contains(last) { value.removeLast() }
      headers.append(
        (String(decoding: line[..<colon], as: UTF8.self).lowercased(), String(decoding: value, as: UTF8.self)))
    }
    return bytes.count
  }
}
