internal import Formats
internal import Model
internal import TestSupport
internal import Testing
internal import XML

@Suite("Files that were damaged at random") struct FuzzTests {
  private static let pieces: [[UInt8]] =
    [
      "<game>", "</game>", "<path>", "</", "<", ">", "&", ";", "\"", "<!--", "-->", "<![CDATA[", "]]>", "<?", "?>",
      "\n",
      "\r", "<!DOCTYPE", "[", "]", "{", "}", ",", ":", "\\", "\\u00", "*", "?", "!", "#", "/", "..", "é", "<gameList>",
    ]
    .map { bytes($0) } + [[0], [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x8F, 0x9E, 0xA0], [0xEF, 0xBB, 0xBF]]

  private static func damaged(_ source: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
    var result = source
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      guard !result.isEmpty else { break }
      let place = Int.random(in: 0..<result.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: result[place] = UInt8.random(in: 0...255, using: &random)
      case 1: result.insert(contentsOf: pieces.randomElement(using: &random) ?? [], at: place)
      case 2: result.removeSubrange(place..<min(result.count, place + Int.random(in: 1...40, using: &random)))
      case 3: result.removeSubrange(place...)
      case 4:
        let end = min(result.count, place + Int.random(in: 1...200, using: &random))
        result.insert(contentsOf: result[place..<end], at: Int.random(in: 0...result.count, using: &random))
      default: result.swapAt(place, Int.random(in: 0..<result.count, using: &random))
      }
    }
    return result
  }

  @Test(arguments: [Samples.esDE, Samples.batocera, Samples.retroPie])
  func `a gamelist is read without libxml2 finding anything wrong, and can be written`(sample: String) {
    var random = SplitMix64(seed: UInt64(sample.utf8.count))
    for _ in 0..<2000 {
      let source = Self.damaged(bytes(sample), &random)
      let list = Gamelist(reading: source, systemFolder: bytes("sample"))
      // The text is made well-formed before: whatever libxml2 still stumbles over could lose what follows.
      for problem in list.problems.kept { #expect(!problem.message.contains("libxml2"), "\(text(source))\n\(problem)") }
      let items = list.games.map { entry in
        GamelistItem(path: entry.path, facts: entry.facts, attributes: entry.attributes, fields: entry.fields)
      }
      let again = Gamelist(reading: GamelistWriter.render(items, for: .batocera))
      #expect(again.games.count == items.count, "\(text(source))")
      #expect(again.problems.kept == [], "\(text(source))")
    }
  }

  @Test(arguments: [Samples.esDE, Samples.batocera, Samples.retroPie])
  func `a gamelist that is cut off anywhere counts up to there, with one problem`(sample: String) throws {
    let source = bytes(sample)
    let whole = Gamelist(reading: source).games
    let first = try #require(sample.firstRange(of: "<gameList>")).upperBound.utf16Offset(in: sample)
    let last = try #require(sample.firstRange(of: "</gameList>")).upperBound.utf16Offset(in: sample)
    for length in first..<last {
      let part = source[..<length]
      let list = Gamelist(reading: Array(part))
      #expect(list.problems.kept.count == 1, "\(length): \(list.problems.kept)")
      let complete = String(decoding: part, as: UTF8.self).split(separator: "</game>", omittingEmptySubsequences: false)
      #expect(list.games.count >= complete.count - 1)
      #expect(Array(list.games.prefix(complete.count - 1)) == Array(whole.prefix(complete.count - 1)))
    }
  }

  @Test func `playlists, own lists and file names of any bytes are read`() {
    var random = SplitMix64(seed: 11)
    let own = "# mine\nsnes/Chrono*\n!Mario Paint\n\\#1 Game\nPok\u{E9}mon (USA) [!]\n"
    for _ in 0..<2000 {
      for sample in [Samples.playlist, Samples.oldPlaylist] {
        let list = RetroArchPlaylist(reading: Self.damaged(bytes(sample), &random))
        #expect(list.items.allSatisfy { !$0.path.isEmpty })
        #expect(RetroArchPlaylist(reading: RetroArchPlaylist.render(list.items)).items.count == list.items.count)
      }
      let source = Self.damaged(bytes(own), &random)
      let list = OwnList(reading: source)
      #expect(list.lineCount + list.problems.count <= source.count)
      _ = list.matches(system: "snes", name: Self.damaged(bytes("Chrono Trigger (USA).sfc"), &random), title: "Chrono")
      let file = Self.damaged(bytes("downloaded_media/snes/covers/USA/Robo Farm-thumb.png"), &random)
      let found = MediaFinder.media(
        in: [file], of: [MediaFinder.Game(path: Self.damaged(bytes("USA/Robo Farm.sfc"), &random))])
      #expect(found[0].values.allSatisfy { $0 == file })
    }
  }

  @Test func `lists of Pegasus and LaunchBox are read`() {
    var random = SplitMix64(seed: 17)
    for _ in 0..<(Soak.isOn ? 2000 : 200) {
      let pegasus = Self.damaged(bytes(PegasusListTests.sample), &random)
      let list = PegasusList(reading: pegasus, systemFolder: bytes("snes"))
      #expect(list.games.allSatisfy { !$0.files.isEmpty && $0.facts.name?.isEmpty == false })
      #expect(list.games.count + list.collections.count + list.problems.count > 0)
      let source = Self.damaged(bytes(LaunchBoxListTests.sample), &random)
      let games = LaunchBoxList(reading: source, systemFolder: bytes("sample"))
      #expect(games.games.allSatisfy { !$0.files.isEmpty })
      for problem in games.problems.kept { #expect(!problem.message.contains("libxml2"), "\(text(source))") }
    }
  }

  @Test func `bytes of no form at all are read`() {
    for seed in 0..<300 as Range<UInt64> {
      let noise = SplitMix64.bytes(Int(seed) * 13 % 2000, seed: seed)
      let list = Gamelist(reading: noise)
      #expect(!list.problems.kept.isEmpty)
      for problem in list.problems.kept { #expect(!problem.message.contains("libxml2")) }
      _ = RetroArchPlaylist(reading: noise)
      _ = OwnList(reading: noise)
      #expect(!LaunchBoxList(reading: noise).problems.kept.isEmpty)
      #expect(!PegasusList(reading: noise).problems.kept.isEmpty)
    }
  }
}
