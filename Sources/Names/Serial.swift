/// The number a publisher gave a disc or title: `SLUS-00594`, `SLUS_005.94`, `BLES01234`, a Switch title id.
enum Serial {
  /// In the form that discs print, such as `SLUS-00594`; nil where `text` is something else.
  static func normalized(_ text: Bytes) -> String? {
    if text.count == 16, text.first == UInt8(ascii: "0"), text.allSatisfy(isHexadecimal) {
      return text.text.uppercased()
    }
    guard text.count >= 9, text.count <= 11, text.prefix(4).allSatisfy(\.isLetter) else { return nil }
    let rest = text.dropFirst(4)
    let hasSign = rest.first == UInt8(ascii: "-") || rest.first?.isBlank == true
    let digits = rest.dropFirst(hasSign ? 1 : 0).filter { $0 != UInt8(ascii: ".") }
    guard digits.count == 5, digits.allSatisfy(\.isDigit) else { return nil }
    guard let series = Phrase(text.prefix(3)), Self.series.contains(series) else { return nil }
    return "\(text.prefix(4).text.uppercased())-\(String(decoding: digits, as: UTF8.self))"
  }

  /// The serial before the name, as loaders want it: `SLUS_200.62.Game`, `BLES01807-[Game]`, `PCSB00245 - Game`.
  static func leading(_ text: Bytes) -> (serial: String, raw: Bytes, rest: Bytes)? {
    for length in 9...11 where text.count > length {
      let raw = text.prefix(length)
      guard let next = text.dropFirst(length).first, next.isBlank || "-.[".utf8.contains(next),
        let serial = normalized(raw)
      else { continue }
      var rest = text.dropFirst(length).drop { $0.isBlank || "-.".utf8.contains($0) }
      if rest.first == UInt8(ascii: "["), rest.firstIndex(of: UInt8(ascii: "]")) == rest.endIndex - 1 {
        rest = rest.dropFirst().dropLast()
      }
      // `SLUS-00594 (USA)` has no other name.
      guard let first = rest.first, first.isWord else { continue }
      return (serial, raw, rest)
    }
    return nil
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    byte.isDigit || byte.folded >= UInt8(ascii: "a") && byte.folded <= UInt8(ascii: "f")
  }

  /// The first three letters of Sony's numbers: PlayStation, 2, 3, Portable and Vita.
  private static let series = Set(
    """
    scu slu sce sle scp slp sip pap pcp pbp sca sck sla slk scc tcp esp lsp cpc alc gus vug ulu ucu ule uce ulj ucj uca \
    ula uck ulk npu npe npj npa nph npk blu bcu ble bce blj bcj bla bca bck blk mrt pcs
    """.split(separator: " ").map { Phrase($0.prefix(3)) })
}
