internal import Model
internal import Testing

@Suite("Patterns of what is left out") struct PathPatternTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var pattern: String
    var matching: [String]
    var other: [String]
    var testDescription: String { pattern }

    init(_ pattern: String, _ matching: [String], not other: [String]) {
      self.pattern = pattern
      self.matching = matching
      self.other = other
    }
  }

  /// A path with a slash at its end is a folder.
  @Test(arguments: [
    Case(
      "readme.txt", ["readme.txt", "nes/readme.txt", "a/b/c/README.TXT", "readme.txt/"],
      not: ["readme.txt.gz", "xreadme.txt"]),
    Case("*.txt", ["a.txt", "nes/b.TXT", ".txt"], not: ["a.txt.zip", "txt", "a.txt/b"]),
    Case("saves/", ["saves/", "psx/saves/", "PSX/Saves/"], not: ["saves", "psx/saves", "saves/x", "mysaves/"]),
    Case("/saves", ["saves", "saves/"], not: ["psx/saves", "psx/saves/"]),
    Case("/psx/old", ["psx/old", "psx/old/", "PSX/OLD"], not: ["psx/older", "x/psx/old", "old", "psx/old/x"]),
    Case("psx/old", ["psx/old"], not: ["x/psx/old", "old"]),
    Case("psx/old/", ["psx/old/"], not: ["psx/old", "x/psx/old/"]),
    Case("**/extras", ["extras", "a/extras", "a/b/extras/"], not: ["a/extras/b", "xextras"]),
    Case("**/extras/**", ["extras/a", "a/extras/b/c"], not: ["extras", "a/extras"]),
    Case("psx/**", ["psx/a", "psx/a/b/"], not: ["psx", "x/psx/a"]),
    Case("a/**/z", ["a/z", "a/b/z", "a/b/c/z"], not: ["z", "a/b", "b/a/z", "a/zz"]),
    Case("**", ["a", "a/", "a/b"], not: []),
    Case("*", ["a", "a/b", "a/"], not: []),
    Case("/*", ["a", "b/"], not: ["a/b"]),
    Case("psx/*.cue", ["psx/a.cue"], not: ["psx/b/a.cue", "a.cue"]),
    Case("?.nes", ["a.nes", "é.nes", "ポ.nes", "🎮.nes"], not: [".nes", "ab.nes"]),
    Case("[abc].nes", ["a.nes", "B.nes"], not: ["d.nes", "ab.nes"]),
    Case("[!abc].nes", ["d.nes", "1.nes"], not: ["a.nes", "C.nes"]),
    Case("[^abc].nes", ["d.nes"], not: ["a.nes"]),
    Case("[a-c]*", ["apple", "Cat"], not: ["dog"]),
    Case("[0-9a-f]", ["5", "e", "F"], not: ["g", "55"]),
    Case("[]x].nes", ["].nes", "x.nes"], not: ["a.nes"]),
    Case("[[]a].nes", ["[a].nes"], not: ["a.nes", "a].nes"]),
    Case("[a-]", ["a", "-"], not: ["b"]),
    Case("*[[]BIOS]*", ["x [BIOS] y.bin"], not: ["x BIOS y.bin"]),
    Case("a*b*c", ["abc", "aXbYc", "abbbcc"], not: ["ab", "acb"]),
    Case("* (Beta)*", ["Game (USA) (Beta).nes", "a/Game (beta) 2.nes"], not: ["Game (Beta2).nes", "Game.nes"]),
    Case("Über*", ["Übersicht.txt"], not: ["Ubersicht.txt"]),
    Case("a//b", ["a/b"], not: ["b"]),
    Case("@eaDir/", ["@eaDir/", "x/@EADIR/"], not: ["@eaDir"]),
  ])
  func `match as in gitignore, in either case`(given: Case) throws {
    let pattern = try #require(PathPattern(given.pattern))
    func matches(_ path: String) -> Bool {
      pattern.matches(Array((path.hasSuffix("/") ? path.dropLast() : path[...]).utf8), isFolder: path.hasSuffix("/"))
    }
    for path in given.matching { #expect(matches(path), "\(path) is not matched") }
    for path in given.other { #expect(!matches(path), "\(path) is matched") }
    #expect(!matches(""))
  }

  @Test(arguments: ["", "/", "///", "[", "a[", "[]", "[!]", "a/[b/c]", "x[a-"])
  func `that match nothing are none`(text: String) { #expect(PathPattern(text) == nil) }

  @Test func `names need not be UTF-8`() throws {
    let pattern = try #require(PathPattern("*.txt"))
    #expect(pattern.matches([0xFF, 0xFE] + Array(".txt".utf8), isFolder: false))
    let one = try #require(PathPattern("?.nes"))
    #expect(one.matches([0xFF] + Array(".nes".utf8), isFolder: false))
  }

  @Test func `one of many stars takes no longer than one of few`() throws {
    // Doubled with each star it would take longer than the universe is old.
    let pattern = try #require(PathPattern(String(repeating: "*a", count: 60) + "b"))
    #expect(!pattern.matches(Array(repeating: UInt8(ascii: "a"), count: 250), isFolder: false))
    let folders = try #require(PathPattern("a/" + String(repeating: "**/x/", count: 12) + "end"))
    let path = Array(("a/" + String(repeating: "x/", count: 120) + "other").utf8)
    #expect(!folders.matches(path, isFolder: false))
  }
}
