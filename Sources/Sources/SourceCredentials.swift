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
      [("Authorization", "Basic " + Base64.encoded(Array((user + ":" + password.value).utf8)))]
    case .header(let name, let value): [(name, value.value)]
    }
  }

  /// For a request to `address`, on behalf of a source at `source`.
  func headers(for address: WebAddress, of source: WebAddress) -> [(name: String, value: String)] {
    address.origin == source.origin ? headers : []
  }
}

/// RFC 4648, section 4.
enum Base64 {
  static func encoded(_ bytes: [UInt8]) -> String {
    let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(start + 3, bytes.count)]
      let value = part.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - part.count))
      for index in 0..<4 {
        text.append(index <= part.count ? signs[Int(value >> UInt32(18 - 6 * index) & 63)] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
