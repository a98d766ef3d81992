internal import Formats
internal import TestSupport
internal import Testing

@Suite("Own lists") struct OwnListTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var list: String
    var matching: [String]
    var other: [String]
    var testDescription: String { list }

    init(_ list: String, _ matching: [String], not other: [String]) {
      self.list = list
      self.matching = matching
      self.other = other
    }
  }

  /// `system/name` with the title being what stands before the first bracket.
  private static func matches(_ list: OwnList, _ game: String) -> Bool {
    let parts = game.split(separator: "/", maxSplits: 1)
    let name = String(parts[1])
    let title = name.prefix { $0 != "(" && $0 != "[" && $0 != "." }.reversed().drop { $0 == " " }.reversed()
    return list.matches(system: String(parts[0]), name: bytes(name), title: String(title))
  }

  @Test(arguments: [
    Case(
      "Chrono Trigger (USA).sfc", ["snes/Chrono Trigger (USA).sfc", "snes/CHRONO TRIGGER (usa).SFC"],
      not: ["snes/Chrono Trigger (USA).zip", "snes/Chrono Trigger (Japan).sfc"]),
    Case(
      "chrono trigger (usa)",
      ["snes/Chrono Trigger (USA).sfc", "snes/Chrono Trigger (USA).zip", "snes/Chrono Trigger (USA)"],
      not: ["snes/Chrono Trigger (Japan).sfc"]),
    Case(
      "Chrono Trigger", ["snes/Chrono Trigger (USA).sfc", "nds/Chrono Trigger (Europe).nds", "snes/Chrono Trigger"],
      not: ["snes/Chrono Trigger 2 (USA).sfc", "snes/A Chrono Trigger.sfc"]),
    Case("Chrono*", ["snes/Chrono Trigger (USA).sfc", "psx/Chrono Cross (Disc 1).cue"], not: ["snes/A Chrono.sfc"]),
    Case("*Chrono*", ["snes/A Chrono.sfc"], not: ["snes/Chron.sfc"]),
    Case(
      "Mega Man ?", ["nes/Mega Man 2 (USA).nes", "nes/Mega Man é.nes"],
      not: ["nes/Mega Man 10.nes", "nes/Mega Man.nes"]),
    Case("*.zip", ["nes/a.zip"], not: ["nes/a.nes"]),
    Case("snes/Chrono*", ["snes/Chrono Trigger.sfc", "SNES/Chrono Trigger.sfc"], not: ["nds/Chrono Trigger.nds"]),
    Case("snes/Chrono Trigger", ["snes/Chrono Trigger (USA).sfc"], not: ["nds/Chrono Trigger (USA).nds"]),
    Case("snes/*", ["snes/x.sfc"], not: ["nes/x.nes"]),
    Case("?nes/Zelda", ["snes/Zelda.sfc"], not: ["nes/Zelda.nes", "gb/Zelda.gb"]),
    Case("*/Zelda", ["snes/Zelda.sfc", "gb/Zelda.gb"], not: ["gb/Link.gb"]),
    Case("Mario*\n!Mario Paint*", ["snes/Mario World.sfc"], not: ["snes/Mario Paint (USA).sfc", "snes/Zelda.sfc"]),
    Case("!Mario Paint*\nMario*", ["snes/Mario World.sfc"], not: ["snes/Mario Paint (USA).sfc"]),
    Case("*\n!nes/*\n! gb/Tetris", ["snes/a.sfc", "gb/Zelda.gb"], not: ["nes/a.nes", "gb/Tetris (World).gb"]),
    Case("!nes/*", ["snes/a.sfc"], not: ["nes/a.nes"]),
    Case("# comment\n\n   \nA\n  # another\n", ["nes/A.nes"], not: ["nes/# comment.nes", "nes/B.nes"]),
    Case("\\#1 Game\n\\!Wow!", ["nes/#1 Game.nes", "nes/!Wow!.nes"], not: ["nes/1 Game.nes", "nes/Wow!.nes"]),
    Case("  A \t\r\nB\r\n", ["nes/A.nes", "nes/B.nes"], not: ["nes/C.nes"]),
    Case("\u{FEFF}A", ["nes/A.nes"], not: []),
    Case("Contra (U) [!]", ["nes/Contra (U) [!].nes"], not: ["nes/Contra (U) !.nes"]),
    Case("Game [b?]", ["nes/Game [b1].nes"], not: ["nes/Game [b].nes", "nes/Game b1.nes"]),
    Case(
      "Pok\u{65}\u{301}mon Rot", ["gb/Pok\u{E9}mon Rot (Germany).gb", "gb/POK\u{C9}MON ROT.gb"],
      not: ["gb/Pokemon Rot.gb"]),
    Case("Pok\u{E9}mon*", ["gb/Pok\u{65}\u{301}mon Rot.gb"], not: []),
    Case("STRASSE", ["c64/Straße.prg"], not: []),
    Case("", [], not: ["nes/A.nes"]), Case("# only this\n", [], not: ["nes/A.nes"]),
    Case("**", ["nes/A.nes"], not: []), Case("A*B*C", ["nes/AxBxC.nes", "nes/ABC.nes"], not: ["nes/ACB.nes"]),
    Case("C# Game", ["nes/C# Game.nes"], not: []),
  ])
  func `a line names games as people see them`(given: Case) {
    let list = OwnList(reading: bytes(given.list))
    #expect(list.problems.kept == [])
    for game in given.matching { #expect(Self.matches(list, game), "\(game) is not in it") }
    for game in given.other { #expect(!Self.matches(list, game), "\(game) is in it") }
  }

  @Test(arguments: [
    (bytes("A\n!\nB"), [2]), (bytes("A\n/\nB"), [2]), (bytes("A\nsnes/\nB"), [2]), (bytes("A\n/x\nB"), [2]),
    (bytes("A\nsnes/USA/x.sfc\nB"), [2]), (bytes("A\n") + [0xE9] + bytes("\nB"), [2]),
    (bytes("A\n" + String(repeating: "x", count: 2000) + "\nB"), [2]), (bytes("!\nA\nB\n!snes/\n"), [1, 4]),
  ])
  func `a line that makes no sense is reported, and the others count`(source: [UInt8], lines: [Int]) {
    let list = OwnList(reading: source)
    #expect(list.problems.kept.map(\.line) == lines)
    #expect(list.lineCount == 2)
    #expect(Self.matches(list, "nes/A.nes"))
    #expect(Self.matches(list, "nes/B.nes"))
    #expect(!Self.matches(list, "nes/C.nes"))
  }

  @Test func `UTF-16 is told from a list`() {
    let list = OwnList(reading: [0xFF, 0xFE, 0x41, 0, 0x0A, 0])
    #expect(list.problems.kept.map(\.line) == [1])
    #expect(!Self.matches(list, "nes/A.nes"))
  }

  @Test func `names that are not UTF-8 are matched by stars`() {
    let list = OwnList(reading: bytes("A*"))
    #expect(list.matches(system: "nes", name: bytes("a") + [0xE9] + bytes(".nes"), title: ""))
  }

  @Test func `a pattern of stars does not take longer with every star`() {
    let list = OwnList(reading: bytes(String(repeating: "*a", count: 300) + "b"))
    #expect(!list.matches(system: "nes", name: bytes(String(repeating: "a", count: 250)), title: ""))
  }

  @Test func `many names and patterns find the same as one by one`() {
    var random = SplitMix64(seed: 3)
    let words = ["Mega", "Man", "Zelda", "Mario", "2", "(USA)", "[!]"]
    func name() -> String {
      (0..<Int.random(in: 1...3, using: &random)).compactMap { _ in words.randomElement(using: &random) }
        .joined(separator: " ")
    }
    let lines = (0..<60).map { number -> String in
      let text = number % 3 == 0 ? name().prefix(6) + "*" : name()[...]
      return (number % 4 == 0 ? "nes/" : "") + text
    }
    let list = OwnList(reading: bytes(lines.joined(separator: "\n")))
    let single = lines.map { OwnList(reading: bytes($0)) }
    for _ in 0..<500 {
      let game = (Bool.random(using: &random) ? "nes/" : "gb/") + name() + ".zip"
      #expect(Self.matches(list, game) == single.contains { Self.matches($0, game) }, "\(game)")
    }
  }
}
