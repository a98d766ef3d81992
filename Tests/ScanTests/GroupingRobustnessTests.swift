internal import Content
internal import Model
internal import Platform
internal import Scan
internal import Testing

/// Trees and descriptors nobody made in good faith, and such of other times and places.
@Suite struct GroupingRobustnessTests {
  private struct File {
    var path: [UInt8]
    var contents: [UInt8]?
    var size: Int64

    init(_ path: [UInt8], _ contents: [UInt8]? = nil, size: Int64? = nil) {
      self.path = path
      self.contents = contents
      self.size = size ?? Int64(contents?.count ?? 1)
    }

    init(_ path: String, _ contents: String? = nil) { self.init([UInt8](path.utf8), contents.map { [UInt8]($0.utf8) }) }
  }

  private func group(_ files: [File], platform: String = "psx", read: ((Int) -> [UInt8]?)? = nil) -> Grouping.Result {
    let sorted = files.sorted { $0.path.lexicographicallyPrecedes($1.path) }
    var table = FileTable()
    for file in sorted { table.append(path: file.path, version: FileVersion(size: file.size, modified: 1, inode: 1)) }
    return Grouping.group(
      table, platform: PlatformTable.standard.platformOrOwn(forFolder: platform.utf8),
      read: read ?? { sorted[$0].contents })
  }

  private func converted(_ text: String, to set: String) throws -> [UInt8] {
    let converter = CharacterSetConverter(from: "UTF-8", to: set)
    guard let converter, let bytes = converter.convert([UInt8](text.utf8)) else {
      throw SkippedCharacterSet(name: set)
    }
    return bytes
  }

  private struct SkippedCharacterSet: Error { var name: String }

  // MARK: Character sets

  @Test(arguments: [
    ("CP932", "ソニック 表示.bin"), ("CP932", "ドラゴンクエスト (Track 1).bin"), ("CP1252", "Astérix & Obélix – Édition.bin"),
    ("CP949", "창세기전.bin"), ("GB18030", "仙剑奇侠传.bin"), ("BIG5", "軒轅劍.bin"), ("CP1251", "Космические рейнджеры.bin"),
  ])
  func aSheetOfAnOlderSystemNamesItsFiles(set: String, name: String) throws {
    let sheet = try converted("FILE \"\(name)\" BINARY\r\n  TRACK 01 MODE2/2352\r\n", to: set)
    let result = group(
      [File("Game.cue", nil), File(name)].map { $0.path == Array("Game.cue".utf8) ? File($0.path, sheet) : $0 })
    #expect(result.archives.map(\.members.count) == [2])
    #expect(result.incomplete.isEmpty)
  }

  @Test(arguments: [true, false]) func aSheetInUTF16NamesItsFiles(isLittle: Bool) {
    let units = Array("\u{FEFF}FILE \"ソニック.bin\" BINARY\r\n".utf16)
    let sheet = units.flatMap { unit -> [UInt8] in
      let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return isLittle ? bytes.reversed() : bytes
    }
    let result = group([File(Array("Game.cue".utf8), sheet), File("ソニック.bin")])
    #expect(result.archives.map(\.members.count) == [2])
  }

  @Test func aSheetNamesFilesWhoseNamesAreOfAnOlderSystem() throws {
    let name = try converted("ソニック.bin", to: "CP932")
    let result = group([File("Game.cue", "FILE \"ソニック.bin\" BINARY"), File(name), File("other.chd")])
    #expect(result.archives.map(\.members.count) == [2])
    #expect(result.singles.count == 1)
  }

  @Test func aSheetAndItsFilesInTheSameOldBytesNeedNoReading() throws {
    let name = try converted("ソニック 表.bin", to: "CP932")
    let sheet = [UInt8]("FILE \"".utf8) + name + [UInt8]("\" BINARY".utf8)
    let result = group([File(Array("Game.cue".utf8), sheet), File(name)])
    #expect(result.archives.map(\.members.count) == [2])
  }

  @Test func aNameInAnotherCompositionIsTheSame() {
    let result = group([File("G.cue", "FILE \"Poke\u{301}.bin\" BINARY"), File("Pok\u{E9}.bin"), File("H.chd")])
    #expect(result.archives.map(\.members.count) == [2])
  }

  // MARK: Size and number

  @Test func aDescriptorThatIsNoneIsNotRead() {
    let large = File(Array("Huge.cue".utf8), nil, size: 50 << 20)
    let limit = File(Array("Limit.cue".utf8), nil, size: DiscDescriptor.sizeLimit + 1)
    let result = group([large, limit, File("Huge.bin"), File("a.chd")]) { _ in
      Issue.record("a file of that size is no descriptor")
      return nil
    }
    #expect(result.oversized.count == 2)
    #expect(result.unreadable.isEmpty)
    // It still goes with the image of its name, and nothing else is lost.
    #expect(result.archives.map { String(decoding: $0.name, as: UTF8.self) } == ["Huge"])
    #expect(result.singles.count == 2)
  }

  @Test func aDescriptorThatCannotBeReadIsCountedAndTheRestGrouped() {
    let result = group([File("A.cue"), File("A.bin"), File("B.chd")])
    #expect(result.unreadable.count == 1)
    #expect(result.archives.count == 1 && result.singles.count == 1)
  }

  @Test func aSheetMayNameTenThousandFiles() {
    let names = (0..<10_000).map { "track\($0).wav" }
    let sheet = names.map { "FILE \"\($0.uppercased())\" WAVE\n" }.joined()
    let result = group([File("G.cue", sheet)] + names.map { File($0) })
    #expect(result.archives.map(\.members.count) == [10_001])
  }

  @Test func aFolderMayHoldTwoHundredThousandFiles() {
    let result = group((0..<200_000).map { File("Title \($0) (USA).zip") })
    #expect(result.singles.count == 200_000)
  }

  @Test(arguments: ["snes", "switch", "mame", "dos", "unheard of"]) func aFolderMayHoldManyFiles(platform: String) {
    let result = group((0..<10_000).map { File("Title \($0) (USA).zip") }, platform: platform)
    #expect(result.singles.count == 10_000)
  }

  @Test(arguments: ["snes", "psx", "switch", "mame"]) func aFolderMayHoldManyFolders(platform: String) {
    let files = (0..<5000).flatMap { [File("Title \($0)/Title \($0).zip"), File("Title \($0)/manual.pdf")] }
    #expect(group(files, platform: platform).archives.count == 5000)
  }

  @Test(arguments: ["snes", "psx", "dos", "mame", "switch"]) func treesMayBeDeep(platform: String) {
    let deep = (0..<300).map { _ in "dir" }
    var files = [File((deep + ["Zelda (USA).zip"]).joined(separator: "/"))]
    // A ROM of another title on every level, and many at the bottom.
    for level in stride(from: 1, to: 300, by: 3) {
      files.append(File((deep[..<level] + ["Title \(level).zip"]).joined(separator: "/")))
    }
    for number in 0..<2000 { files.append(File((deep + ["Bottom \(number).zip"]).joined(separator: "/"))) }
    let result = group(files, platform: platform)
    #expect(result.singles.count + result.archives.reduce(0) { $0 + $1.members.count } == files.count)
    #expect(result.singles.count > 2000)
  }

  @Test func sheetsOnEveryLevelWithNamesInTheWrongCaseTakeTimeInProportion() {
    let deep = (0..<200).map { _ in "dir" }
    var files: [File] = []
    for level in 0..<200 {
      let folder = deep[..<level].joined(separator: "/") + (level == 0 ? "" : "/")
      files.append(File(folder + "G\(level).cue", "FILE \"DATA/TRACK.BIN\" BINARY\nFILE \"missing.bin\" BINARY"))
      files.append(File(folder + "data/track.bin"))
    }
    for number in 0..<2000 { files.append(File(deep.joined(separator: "/") + "/Bottom \(number) (USA).chd")) }
    let result = group(files)
    #expect(result.archives.count == 200)
    #expect(result.singles.count == 2000)
  }

  @Test func namesOfEveryByteAreGroupedWithoutAnError() {
    var random = SystemRandomNumberGenerator()
    for platform in ["psx", "dos", "mame", "switch", "c64"] {
      var files: [File] = []
      var seen: Set<[UInt8]> = []
      for _ in 0..<400 {
        let path = (0..<Int.random(in: 1...4, using: &random)).map { _ in
          (0..<Int.random(in: 1...9, using: &random)).map { _ -> UInt8 in
            let bytes = Array("()[].- _01aDisc/Track\u{FF}é".utf8).filter { $0 != UInt8(ascii: "/") }
            return bytes[Int.random(in: 0..<bytes.count, using: &random)]
          }
        }.joined(separator: [UInt8(ascii: "/")])
        let ending =
          [".cue", ".m3u", ".bin", ".zip", "", ".gdi", ".chd", ".part1.rar", ".msu"].randomElement(using: &random) ?? ""
        if seen.insert(Array(path) + Array(ending.utf8)).inserted {
          files.append(File(Array(path) + Array(ending.utf8), [0x46, 0x49, 0x4C, 0x45, 0x20] + Array(path)))
        }
      }
      let result = group(files, platform: platform)
      let members = result.singles + result.archives.flatMap(\.members)
      #expect(Set(members).count == members.count)
    }
  }
}
