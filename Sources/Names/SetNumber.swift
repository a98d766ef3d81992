/// The number before a name of a numbered set: `0001 - Electroplankton`, `x123 - Game`.
///
/// Four characters, the second of which may be a `B` and the first an `x` or `z`, as No-Intro numbered its releases for
/// handhelds. `1943 - The Battle of Midway` is a title: what may be a year counts only for those systems.
enum SetNumber {
  static func leading(_ stem: Bytes, fileExtension: String?) -> (number: String, rest: Bytes)? {
    guard stem.count > 7, stem.dropFirst(4).starts(with: " - ".utf8) else { return nil }
    let number = stem.prefix(4)
    let digits = number.filter(\.isDigit).count
    guard let first = number.first, number.suffix(2).allSatisfy(\.isDigit) else { return nil }
    let second = number[number.startIndex + 1]
    guard digits == 4 || first.isDigit && second == UInt8(ascii: "B") || "xzXZ".utf8.contains(first) && second.isDigit
    else {
      return nil
    }
    if NameDate.isYear(number) || number.isFolded("1080") {
      let handhelds = [
        "nds", "dsi", "gba", "3ds", "cia", "nds.zip", "gba.zip", "nds.7z", "gba.7z", "3ds.zip", "3ds.7z",
      ]
      guard let fileExtension, handhelds.contains(fileExtension) else { return nil }
    }
    return (number.text, stem.dropFirst(7).trimmed)
  }
}
