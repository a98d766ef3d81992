internal import Content
internal import Text

/// Parts of file names, without a file's extension.
enum GameTitle {
  /// The name before the first tag, in a form that is the same for names that differ in case only:
  /// `Zelda (USA) [!]` and `zelda (Europe)` are both `zelda`.
  static func key(_ stem: some Collection<UInt8>) -> [UInt8] {
    let title = stem.prefix { $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: "[") }
    let trimmed = trimmed([UInt8](title))
    return DiscDescriptor.matchingKey(trimmed.isEmpty ? [UInt8](stem) : trimmed)
  }

  /// A title's key without the number or letter at its end that tells the parts of a game apart: `game1`, `game2` and
  /// `tape a`.
  static func sequenceKey(_ key: [UInt8]) -> [UInt8] {
    var rest = key[...]
    while let last = rest.last, last >= UInt8(ascii: "0"), last <= UInt8(ascii: "9") { rest.removeLast() }
    if rest.count == key.count, rest.count >= 2, isBlank(rest[rest.endIndex - 2]) { rest.removeLast() }
    return trimmed([UInt8](rest))
  }

  /// Whether a byte stands between words or at the end of a title without belonging to it.
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
  }

  private static func trimmed(_ title: [UInt8]) -> [UInt8] {
    guard let last = title.lastIndex(where: { !isBlank($0) }), let first = title.firstIndex(where: { !isBlank($0) })
    else { return [] }
    return [UInt8](title[first...last])
  }
}
