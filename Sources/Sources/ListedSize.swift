internal import Model

/// Reads sizes as directory indexes write them. Pure.
enum ListedSize {
  enum Reading: Hashable {
    case size(OfferSize)
    /// A folder's, or one that is not known: `-`.
    case none
  }

  /// `11003`, `11K`, `3.9K`, `1.2 MiB` in two words, or `-`; nil for anything else.
  ///
  /// - Parameters:
  ///   - words: of which the first one or two are the size.
  ///   - areBytes: whether a number without unit is bytes to the last one, as the known servers write it.
  /// - Returns: how many words it took, too.
  static func read(_ words: some Collection<String>, areBytes: Bool) -> (reading: Reading, words: Int)? {
    guard let first = words.first else { return nil }
    if first == "-" || first == "—" || first == "–" { return (.none, 1) }
    let digits = first.prefix { ("0"..."9").contains($0) || $0 == "." }
    let unit = String(first.dropFirst(digits.count))
    if unit.isEmpty, let second = words.dropFirst().first, let scale = scale(second) {
      return size(digits, scale: scale, isExact: scale == 1).map { (.size($0), 2) }
    }
    if unit.isEmpty { return size(digits, scale: 1, isExact: areBytes).map { (.size($0), 1) } }
    guard let scale = scale(unit) else { return nil }
    return size(digits, scale: scale, isExact: scale == 1).map { (.size($0), 1) }
  }

  /// Digits alone, as in an attribute; nil for anything else and for what no file has.
  static func bytes(_ text: String) -> OfferSize? {
    guard !text.contains(".") else { return nil }
    return size(text[...], scale: 1, isExact: true)
  }

  private static func size(_ digits: Substring, scale: Int64, isExact: Bool) -> OfferSize? {
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = number(parts[0]) else { return nil }
    if parts.count == 1 {
      let (bytes, isOver) = whole.multipliedReportingOverflow(by: scale)
      return isOver || bytes > OfferSize.largest ? nil : OfferSize(bytes, isExact: isExact)
    }
    guard scale > 1, parts[1].utf8.count <= 6, let fraction = Double("0." + parts[1]) else { return nil }
    let bytes = (Double(whole) + fraction) * Double(scale)
    return bytes > Double(OfferSize.largest) ? nil : OfferSize(Int64(bytes), isExact: false)
  }

  private static func number(_ text: Substring) -> Int64? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int64(text)
  }

  /// All of them are powers of 1024 in indexes, whatever they are called.
  private static func scale(_ unit: String) -> Int64? {
    switch unit.lowercased() {
    case "b", "byte", "bytes": 1
    case "k", "kb", "kib": 1 << 10
    case "m", "mb", "mib": 1 << 20
    case "g", "gb", "gib": 1 << 30
    case "t", "tb", "tib": 1 << 40
    default: nil
    }
  }
}
