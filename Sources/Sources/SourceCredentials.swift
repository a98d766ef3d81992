internal import Digest
package import Model

/// What a source's server gets to see before it answers. Sent to the origin of the source's own address, and nowhere
/// else.
package enum SourceCredentials: Hashable, Sendable {
  case none
  /// HTTP's basic authentication.
  case password(user: String, Secret)
  /// A header of that name, such as `Authorization` or `X-API-Key`.
  case header(name: String, Secret)

  /// For a request to the origin of the source.
  var headers: [(name: String, value: String)] {
    switch self {
    case .none: []
    case .password(let user, let password):
      [("Authorization", "Basic " + base64(Array((user + ":" + password.value).utf8)))]
    case .header(let name, let value): [(name, value.value)]
    }
  }

  /// For a request to `address`, on behalf of a source at `source`.
  func headers(for address: WebAddress, of source: WebAddress) -> [(name: String, value: String)] {
    address.origin == source.origin ? headers : []
  }
}
