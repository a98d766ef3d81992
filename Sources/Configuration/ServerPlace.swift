/// What the name of a host says of where it is. Nothing is asked.
enum ServerPlace {
  /// Whether what is sent to it stays on this machine or in a network of the user's own, as far as its name or number
  /// tells: a name without a dot, one of a domain that homes have, or a number that the internet does not know.
  ///
  /// - Parameter server: `HOST`, `HOST:PORT` or `[IPV6]:PORT`.
  static func isNear(_ server: some StringProtocol) -> Bool {
    let server = server.lowercased()
    if server.hasPrefix("[") { return isNear(ipv6: server.dropFirst().prefix { $0 != "]" }) }
    var host = server.prefix { $0 != ":" }
    if host.hasSuffix(".") { host = host.dropLast() }
    if let numbers = ipv4(host) { return isNear(ipv4: numbers) }
    guard host.contains(".") else { return host.contains { $0.isLetter } }
    return domains.contains { host.hasSuffix("." + $0) }
  }

  private static let domains = ["localhost", "local", "lan", "home", "internal", "home.arpa", "fritz.box"]

  private static func ipv4(_ host: Substring) -> [UInt8]? {
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return numbers.count == 4 && !numbers.contains(nil) ? numbers.compactMap { $0 } : nil
  }

  private static func isNear(ipv4 numbers: [UInt8]) -> Bool {
    switch (numbers[0], numbers[1]) {
    case (127, _), (10, _), (192, 168), (172, 16...31), (169, 254): true
    // Where carriers and private networks over the internet have their own.
    case (100, 64...127): true
    default: false
    }
  }

  private static func isNear(ipv6 host: Substring) -> Bool {
    if host == "::1" { return true }
    if host.hasPrefix("::ffff:"), let numbers = ipv4(host.dropFirst(7)) { return isNear(ipv4: numbers) }
    guard let first = UInt16(host.prefix { $0 != ":" }, radix: 16) else { return false }
    // fc00::/7 and fe80::/10.
    return first & 0xFE00 == 0xFC00 || first & 0xFFC0 == 0xFE80
  }
}
