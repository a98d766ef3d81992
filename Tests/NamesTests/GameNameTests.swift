internal import Names
internal import Testing

@Suite("What a game's name says") struct GameNameTests {
  @Test(arguments: NoIntroRows.rows) func `No-Intro`(row: Row) { row.check(GameName(row.name.utf8)) }

  @Test(arguments: RedumpRows.rows) func `Redump`(row: Row) { row.check(GameName(row.name.utf8)) }

  @Test(arguments: TOSECRows.rows) func `TOSEC`(row: Row) { row.check(GameName(row.name.utf8)) }

  @Test(arguments: GoodToolsRows.rows) func `GoodTools`(row: Row) { row.check(GameName(row.name.utf8)) }

  @Test(arguments: HomeMadeRows.rows) func `people and release groups`(row: Row) { row.check(GameName(row.name.utf8)) }

  @Test(arguments: RomMRows.rows) func `what RomM reads wrong`(row: Row) { row.check(GameName(row.name.utf8)) }

  @Test(arguments: OddRows.rows) func `odd names`(row: Row) { row.check(GameName(row.name.utf8)) }
}
