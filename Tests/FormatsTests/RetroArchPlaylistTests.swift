internal import Formats
internal import Testing

@Suite("RetroArch's playlists") struct RetroArchPlaylistTests {
  private func item(_ path: String, _ label: String, _ crc32: UInt32? = nil, line: Int = 0) -> RetroArchPlaylist.Item {
    var item = RetroArchPlaylist.Item(path: path, label: label, crc32: crc32, database: "Sample System.lpl")
    item.line = line
    return item
  }

  @Test func `a playlist of version 1.5 is read`() {
    let list = RetroArchPlaylist(reading: bytes(Samples.playlist))
    #expect(list.problems.kept == [])
    #expect(
      list.items == [
        item("/roms/sample/Robo Farm (USA).zip#Robo Farm (USA).bin", "Robo Farm (USA)", 0x0A1B_2C3D, line: 11),
        item("/roms/sample/Sky Taxi (Japan) (Disc 1).cue", "Sky Taxi (Japan) (Disc 1)", line: 19),
      ])
    #expect(RetroArchPlaylist(reading: [0xEF, 0xBB, 0xBF] + bytes(Samples.playlist)).items == list.items)
  }

  @Test func `a playlist of six lines for each game is read, with either line end`() {
    let expected = [
      item("/roms/sample/Robo Farm (USA).zip", "Robo Farm (USA)", 0x0A1B_2C3D, line: 1),
      item("/roms/sample/Sky Taxi.nes", "Sky Taxi", line: 7),
    ]
    let list = RetroArchPlaylist(reading: bytes(Samples.oldPlaylist))
    #expect(list.problems.kept == [])
    #expect(list.items == expected)
    let windows = RetroArchPlaylist(reading: bytes(Samples.oldPlaylist.replacing("\n", with: "\r\n")))
    #expect(windows.items == expected)
    #expect(windows.problems.kept == [])
  }

  struct Wrong: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var source: [UInt8]
    var paths: [String]
    var problems: [Int]

    init(_ what: String, _ source: String, _ paths: [String] = [], problems: [Int]) {
      self.init(what, bytes(source), paths, problems: problems)
    }

    init(_ what: String, _ source: [UInt8], _ paths: [String] = [], problems: [Int]) {
      testDescription = what
      self.source = source
      self.paths = paths
      self.problems = problems
    }
  }

  @Test(arguments: [
    Wrong("empty", "", problems: [1]), Wrong("only settings", "default_core_path = \"\"\n", problems: [1]),
    Wrong("compressed", bytes("#RZIPv") + [1, 0x23, 0, 0], problems: [1]),
    Wrong("no items", "{\"version\": \"1.5\"}", problems: [1]),
    Wrong("items that are no list", "{\n\"items\": {}}", problems: [2]),
    Wrong("no games", "{\"items\": []}", problems: []),
    Wrong("a game without a path", "{\"items\": [\n{\"label\": \"A\"},\n{\"path\": \"/b\"}]}", ["/b"], problems: [2]),
    Wrong("a game that is none", "{\"items\": [\n3,\n{\"path\": \"/b\"}]}", ["/b"], problems: [2]),
    Wrong("a path that is no text", "{\"items\": [\n{\"path\": 3},\n{\"path\": \"/b\"}]}", ["/b"], problems: [2]),
    Wrong("a wrong sum", "{\"items\": [\n{\"path\": \"/a\", \"crc32\": \"xyz|crc\"}]}", ["/a"], problems: [2]),
    Wrong("a comma too many", "{\"items\": [{\"path\": \"/a\"},\n]}", ["/a"], problems: [1]),
    Wrong("cut off in six lines", "/a\nA\nDETECT\nDETECT\nDETECT\ndb.lpl\n/b\nB\n", ["/a"], problems: [7]),
    Wrong(
      "an empty path in six lines", "\nA\nDETECT\nDETECT\nDETECT\ndb.lpl\n/b\nB\nc\nd\ne\nf\n", ["/b"], problems: [1]),
  ])
  func `whatever is wrong with it, the rest counts`(given: Wrong) {
    let list = RetroArchPlaylist(reading: given.source)
    #expect(list.items.map(\.path) == given.paths)
    #expect(list.problems.kept.map(\.line) == given.problems, "\(list.problems.kept)")
  }

  @Test func `a game that is not UTF-8 does not lose the others`() {
    let source = bytes("{\"items\": [\n{\"path\": \"/") + [0xE9] + bytes("\"},\n{\"path\": \"/b\"}]}")
    let list = RetroArchPlaylist(reading: source)
    #expect(list.items.map(\.path) == ["/é", "/b"])
    #expect(list.problems.kept.map(\.line) == [2])
    let old = RetroArchPlaylist(reading: bytes("/") + [0xE9] + bytes("\nA\nDETECT\nDETECT\nDETECT\ndb.lpl\n"))
    #expect(old.items.map(\.path) == ["/é"])
    #expect(old.problems.kept.map(\.line) == [1])
  }

  @Test func `what is written is the version RetroArch writes`() {
    let written = RetroArchPlaylist.render([
      item("/mnt/Loose/nes/A \"B\".nes", "A \"B\"", 0xABC), item("/mnt/b.zip#b.nes", "é"),
    ])
    #expect(
      text(written) == """
        {"version": "1.5", "default_core_path": "", "default_core_name": "", "label_display_mode": 0, \
        "right_thumbnail_mode": 0, "left_thumbnail_mode": 0, "sort_mode": 0, "items": [{"path": "/mnt/Loose/nes/A \
        \\"B\\".nes", "label": "A \\"B\\"", "core_path": "DETECT", "core_name": "DETECT", "crc32": "00000ABC|crc", \
        "db_name": "Sample System.lpl"}, {"path": "/mnt/b.zip#b.nes", "label": "é", "core_path": "DETECT", \
        "core_name": "DETECT", "crc32": "DETECT", "db_name": "Sample System.lpl"}]}

        """)
  }

  @Test func `what is written is read again as it was`() {
    let items = [
      item("/mnt/a\\b\"c\nd/é🎮.zip#x.nes", "A & B: <C>", 0xFFFF_FFFF), item("/mnt/b", ""), item("/mnt/b", "", 1),
    ]
    let read = RetroArchPlaylist(reading: RetroArchPlaylist.render(items))
    #expect(read.problems.kept == [])
    #expect(
      read.items.map { item in
        var item = item
        item.line = 0
        return item
      } == items)
    #expect(RetroArchPlaylist(reading: RetroArchPlaylist.render([])).items == [])
  }

  @Test(arguments: [
    ("Robo Farm (USA)", "Robo Farm (USA)"), ("A & B", "A _ B"), ("A: B/C\\D", "A_ B_C_D"), ("*`<>?|\"x", "_______x"),
    ("Dr. Mario - v1.2 [!]", "Dr. Mario - v1.2 [!]"), ("Pokémon 'x'", "Pokémon 'x'"), ("", ""),
  ])
  func `pictures are looked for by the label without what file systems do not take`(label: String, name: String) {
    #expect(text(RetroArchPlaylist.thumbnailName(bytes(label))) == name)
  }
}
