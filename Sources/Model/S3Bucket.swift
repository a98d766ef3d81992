/// A bucket of an object store that speaks S3, or what lies below a folder of it.
package struct S3Bucket: Hashable, Sendable {
  /// Where the bucket's name stands in addresses.
  package enum Style: String, Hashable, Sendable, CaseIterable {
    /// As its server likes it: in front of the host at Amazon, in the path everywhere else.
    case auto
    /// `https://HOST/BUCKET/KEY`.
    case path
    /// `https://BUCKET.HOST/KEY`.
    case virtual
  }

  package static let standardRegion = "us-east-1"

  package var name: String
  /// What all keys that count begin with: empty, or with a slash at its end. Not percent-encoded.
  package var prefix: String
  /// An HTTP address without a slash at its end; nil for Amazon's.
  package var endpoint: String?
  package var region: String
  package var style: Style

  package init(
    _ name: String, prefix: String = "", endpoint: String? = nil, region: String = standardRegion, style: Style = .auto
  ) {
    self.name = name
    self.prefix = prefix
    self.endpoint = endpoint
    self.region = region
    self.style = style
  }

  /// `s3://BUCKET/FOLDER/`, where the key is written as it is.
  ///
  /// - Returns: nil for what is none.
  package init?(_ text: String) {
    guard text.lowercased().hasPrefix("s3://") else { return nil }
    let parts = text.dropFirst(5).split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let prefix = parts.count > 1 ? String(parts[1]) : ""
    guard S3Bucket.isName(name), prefix.utf8.count < 1024,
      prefix.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
    else { return nil }
    self.init(name, prefix: prefix.isEmpty || prefix.hasSuffix("/") ? prefix : prefix + "/")
  }

  /// Also of buckets older than today's rules, and of other makers.
  private static func isName(_ text: String) -> Bool {
    (3...255).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        isLetterOrDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      } && text.utf8.first.map(isLetterOrDigit) == true
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  /// `s3://BUCKET/FOLDER/`.
  package var text: String { "s3://\(name)/\(prefix)" }

  /// The address of its server.
  package var server: String {
    endpoint ?? "https://s3.\(region).amazonaws.com\(region.hasPrefix("cn-") ? ".cn" : "")"
  }

  /// The address below which its keys are, with a slash at its end.
  package var address: String {
    let server = server
    guard isInHostName, let end = server.firstRange(of: "://")?.upperBound else { return "\(server)/\(name)/" }
    return "\(server[..<end])\(name).\(server[end...])/"
  }

  private var isInHostName: Bool {
    switch style {
    case .path: return false
    case .virtual: return true
    case .auto:
      let host = server.dropFirst((server.firstRange(of: "://")?.upperBound).map { server[..<$0].count } ?? 0)
        .prefix { $0 != "/" && $0 != ":" }.lowercased()
      // A certificate for all buckets of a host is for none with a dot in its name.
      return (host.hasSuffix(".amazonaws.com") || host.hasSuffix(".amazonaws.com.cn"))
        && name.utf8.allSatisfy { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "_") && !(0x41...0x5A).contains($0) }
    }
  }
}
