package import HTTPClient
internal import Platform

/// What a request for a URL carries to be let in: computed when the request is made, because a signature holds for one
/// method and some minutes. For the URL's own origin alone.
package struct WebAccess: Sendable {
  private enum Kind: Sendable {
    case headers([(name: String, value: String)])
    case signed(RequestSigner, WebAddress)
  }

  private let kind: Kind

  /// - Parameter headers: the same for every request; they may hold keys.
  package init(headers: [(name: String, value: String)] = []) { kind = .headers(headers) }

  /// - Parameter address: what is asked for, and nothing else.
  init(signing address: WebAddress, by signer: RequestSigner) { kind = .signed(signer, address) }

  /// The headers of a request without a body that is made now. They may hold keys.
  package func headers(for method: HTTPRequest.Method) -> [(name: String, value: String)] {
    switch kind {
    case .headers(let headers): headers
    case .signed(let signer, let address):
      signer.headers(for: method, address, at: wallNanoseconds() / 1_000_000_000)
    }
  }
}
