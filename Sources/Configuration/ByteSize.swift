/// Sizes as people write them: `64 GiB`, `2TB`, `512M`, `1.5 T`, `4096`.
///
/// | unit | is |
/// |---|---|
/// | `KiB MiB GiB TiB PiB`, and `K M G T P` alone | powers of 1024 |
/// | `KB MB GB TB PB` | powers of 1000 |
/// | `B`, none | bytes |
///
/// Case and the space before the unit do not count.
package enum ByteSize {
  private static let binary = ["", "k", "m", "g", "t", "p"]

  /// - Returns: bytes; nil where the text is no size, or one beyond what a file can have.
  package static func parse(_ text: String) -> Int64? {
    let text = text.lowercased()
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = text.dropFirst(number.count).drop { $0 == " " }
    guard let factor = factor(of: String(unit)) else { return nil }
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = Int64(parts[0]) else { return nil }
    var (bytes, overflows) = whole.multipliedReportingOverflow(by: factor)
    if parts.count == 2 {
      // A thousandth of a unit is more than anybody writes, and nothing overflows.
      guard (1...3).contains(parts[1].count), let fraction = Int64(parts[1]) else { return nil }
      let scale: Int64 = [10, 100, 1000][parts[1].count - 1]
      let rest = factor / scale * fraction + factor % scale * fraction / scale
      (bytes, overflows) = overflows ? (bytes, true) : bytes.addingReportingOverflow(rest)
    }
    return overflows ? nil : bytes
  }

  /// A text that ``parse(_:)`` takes for the same number, with the unit that makes it shortest.
  package static func text(_ bytes: Int64) -> String {
    var best = "\(bytes) B"
    for exponent in 1..<binary.count {
      for (unit, base) in [("iB", Int64(1024)), ("B", 1000)] {
        let factor = power(base, exponent)
        guard bytes >= factor, bytes % factor == 0 else { continue }
        let text = "\(bytes / factor) \(binary[exponent].uppercased())\(unit)"
        if text.split(separator: " ")[0].count < best.split(separator: " ")[0].count { best = text }
      }
    }
    return best
  }

  private static func factor(of unit: String) -> Int64? {
    for (exponent, letter) in binary.enumerated() {
      if unit == letter || (exponent > 0 && unit == letter + "ib") { return power(1024, exponent) }
      if unit == letter + "b" { return power(1000, exponent) }
    }
    return nil
  }

  private static func power(_ base: Int64, _ exponent: Int) -> Int64 {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }
}
