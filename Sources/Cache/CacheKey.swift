package import Digest

/// What a ZIP in the cache is called: the SHA-256 of everything its bytes depend on, and of its library's root.
package struct CacheKey: Hashable, Sendable, CustomStringConvertible {
  package let digest: SHA256Digest

  package init(_ digest: SHA256Digest) { self.digest = digest }

  /// The key that ``description`` wrote: 64 lower-case hexadecimal digits, and nothing else.
  package init?(hex: some Collection<UInt8>) {
    guard hex.count == SHA256Digest.byteCount * 2 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(SHA256Digest.byteCount)
    var high: UInt8?
    for digit in hex {
      let value: UInt8
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
      default: return nil
      }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    digest = bytes.withUnsafeBytes { SHA256Digest(bytes: $0) }
  }

  /// 64 lower-case hexadecimal digits.
  package var description: String { digest.hexadecimal }
}
