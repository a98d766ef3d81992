internal import Content
internal import Names
internal import Testing

@Suite("Names and grouping agree on discs") struct DiscAgreementTests {
  static let tables = [
    NoIntroRows.rows, RedumpRows.rows, TOSECRows.rows, GoodToolsRows.rows, HomeMadeRows.rows, RomMRows.rows,
    OddRows.rows, ListedRows.rows, FurtherRows.rows,
  ]

  @Test func `what is a disc to grouping is the same disc in its name`() {
    var compared = 0
    for row in Self.tables.joined() {
      let name = GameName(row.name.utf8)
      let stem = row.name.utf8.dropLast(name.fileExtension.map { $0.utf8.count + 1 } ?? 0)
      guard let tag = DiscTag.parse(stem) else { continue }
      compared += 1
      let side = name.disc?.side.flatMap { side in
        Int(side) ?? side.utf8.first.map { Int($0) - Int(UInt8(ascii: "A")) + 1 }
      }
      #expect(name.disc?.number ?? side == tag.ordinal, "\(row.name)")
      if tag.side > 0 { #expect(side == tag.side, "\(row.name)") }
    }
    #expect(compared > 80)
  }
}
