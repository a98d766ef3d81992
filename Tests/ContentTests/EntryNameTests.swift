internal import Model
internal import Testing

@Suite struct `Names in the mount` {
  private func shown(_ raw: [UInt8], adding ending: String = "") -> String {
    String(decoding: EntryName.sanitized(raw, addingExtension: Array(ending.utf8)), as: UTF8.self)
  }

  /// Undoes the percent-encoding.
  private func decoded(_ name: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = name[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16), rest.first != UInt8(ascii: "+")
      {
        result.append(value)
        rest = rest.dropFirst(2)
      } else {
        result.append(byte)
      }
    }
    return result
  }

  @Test(arguments: [
    ("Game (USA) [!].nes", "Game (USA) [!].nes"), ("a", "a"), (".hidden", ".hidden"), ("a:b*c?\"<>|", "a:b*c?\"<>|"),
    ("100%", "100%"), ("100% Pure", "100% Pure"), ("%4", "%4"), ("%zz", "%zz"), ("%41", "%2541"), ("%aF", "%25aF"),
    ("%%41", "%%2541"), ("%25", "%2525"), ("line\nfeed", "line%0Afeed"), ("\u{1B}[31m", "%1B[31m"), ("\u{7F}", "%7F"),
    ("\u{9B}31m", "%C2%9B31m"), ("\u{A0}", "\u{A0}"), ("a\\b", "a%5Cb"), ("a/b", "a%2Fb"), ("a\0", "a%00"),
    ("Vol.", "Vol%2E"), ("Vol..", "Vol.%2E"), ("name ", "name%20"), (".", "%2E"), ("..", ".%2E"), (" ", "%20"),
    ("", "_"), ("Poke\u{301}mon.gb", "Pok\u{E9}mon.gb"), ("ポケモン", "ポケモン"), ("\n\u{301}", "%0A%CC%81"),
  ]) func `Are shown in one way`(raw: String, expected: String) {
    let name = EntryName.sanitized(Array(raw.utf8))
    #expect(name == Array(expected.utf8))
    #expect(EntryName.sanitized(Array(raw.utf8)[...]) == name)
  }

  @Test func `Bytes that are not UTF-8 are encoded, and those alone`() {
    #expect(shown(Array("Caf".utf8) + [0xE9] + Array(" é.rom".utf8)) == "Caf%E9 é.rom")
    #expect(shown([0xFF, 0xFE]) == "%FF%FE")
    #expect(shown(Array("%4".utf8) + [0xFF]) == "%4%FF")
    #expect(shown([0xC3]) == "%C3")
  }

  @Test func `An extension is added after what a name ends in`() {
    #expect(shown(Array("Game".utf8), adding: ".zip") == "Game.zip")
    #expect(shown(Array("Vol.".utf8), adding: ".zip") == "Vol..zip")
    #expect(shown(Array("Ä\n".utf8), adding: ".zip") == "Ä%0A.zip")
    #expect(shown([], adding: ".zip") == "_.zip")
  }

  @Test func `Long names keep their extension, whole characters, and what tells them apart`() {
    let first = shown(Array(String(repeating: "ö", count: 130).utf8) + Array("1.chd".utf8))
    let second = shown(Array(String(repeating: "ö", count: 130).utf8) + Array("2.chd".utf8))
    for name in [first, second] {
      #expect(name.utf8.count <= 255 && name.utf8.count >= 252)
      #expect(name.hasSuffix(".chd") && name.hasPrefix("öööö") && name.utf8.contains(UInt8(ascii: "~")))
      #expect(!name.contains("\u{FFFD}"))
    }
    #expect(first != second)
    let zip = shown(Array(repeating: UInt8(ascii: "x"), count: 253), adding: ".zip")
    #expect(zip.utf8.count == 255 && zip.hasSuffix(".zip"))
    #expect(shown(Array(repeating: UInt8(ascii: "x"), count: 251), adding: ".zip").hasSuffix("xxx.zip"))
    // 255 bytes on disk become 765; an encoding is never cut in two.
    for shift in 0..<3 {
      let bytes = Array(repeating: UInt8(ascii: "a"), count: shift) + Array(repeating: 0xFF, count: 252)
      let encoded = shown(bytes)
      #expect(encoded.utf8.count <= 255)
      #expect(encoded.dropFirst(shift).prefix { $0 != "~" }.utf8.count % 3 == 0)
    }
  }

  @Test func `Random names keep every rule and map back`() {
    var random = SeededGenerator(seed: 11)
    let alphabet: [[UInt8]] =
      ["a", ".", " ", "%", "4", "F", "\\", "/", "\n", "é", "か", "\u{9F}", "😀"].map { Array($0.utf8) }
      + [[0xFF], [0xC3], [0xE3, 0x81]]
    for _ in 0..<5000 {
      let raw = (0..<Int.random(in: 0...9, using: &random)).flatMap { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
      }
      let name = EntryName.sanitized(raw)
      #expect(!name.isEmpty && name != Array(".".utf8) && name != Array("..".utf8))
      #expect(String(validating: name, as: UTF8.self) != nil)
      #expect(name.last != UInt8(ascii: ".") && name.last != UInt8(ascii: " "))
      #expect(!name.contains { $0 < 0x20 || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") })
      #expect(raw.isEmpty || decoded(name) == raw)
    }
  }

  @Test(arguments: [
    ("a.b", 1), ("a", 1), ("a.", 2), (".a", 2), ("Dr. Mario", 9), ("a.tar.gz", 5), ("a/.b", 4), ("a.b/c", 5),
    ("Game v1.1 (USA)", 15), ("a.abcdefghijklmnop", 1), ("a.abcdefghijklmnopq", 19),
  ]) func `The extension is what stands after the last dot, if it is short`(name: String, offset: Int) {
    #expect(EntryName.extensionStart(of: Array(name.utf8)) == offset)
  }
}

@Suite struct `Names that clash` {
  private func claim(_ names: [String]) -> [String] {
    var set = ClashSet()
    return names.map { String(decoding: set.claim(Array($0.utf8), source: $0.utf8), as: UTF8.self) }
  }

  @Test func `The first keeps its name and each further one has its own mark before the extension`() {
    let names = claim(["GAME.nes", "Game.nes", "game.nes", "other.nes"])
    #expect(names[0] == "GAME.nes" && names[3] == "other.nes")
    for name in names[1...2] { #expect(name.hasSuffix(".nes") && name.utf8.count == "Game ~1234.nes".utf8.count) }
    #expect(
      names[1].hasPrefix("Game ~") && names[2].hasPrefix("game ~") && names[1].dropFirst(4) != names[2].dropFirst(4))
  }

  @Test func `The mark depends on the source alone`() {
    #expect(claim(["A", "a"])[1] == claim(["0", "A", "B", "a"])[3])
  }

  @Test func `Letters beyond ASCII clash as well`() {
    #expect(claim(["É", "é"])[1] != "é")
    #expect(claim(["straße", "STRASSE"])[1] != "STRASSE")
    #expect(claim(["e", "é"]) == ["e", "é"])
  }

  @Test func `A mark that is taken already gets longer`() {
    let marked = claim(["A", "a"])[1]
    let names = claim(["A", marked, "a"])
    #expect(names[1] == marked && names[2] != marked && names[2].hasPrefix(marked))
  }

  @Test func `The mark fits into the longest name`() {
    let long = String(repeating: "X", count: 251) + ".iso"
    let name = claim([long, long.lowercased()])[1]
    #expect(name.utf8.count == 255 && name.hasSuffix(".iso") && name.contains(" ~"))
  }

  @Test func `In a path only the last component is marked`() {
    let name = claim(["Disc.1/A.bin", "disc.1/a.bin"])[1]
    #expect(name.hasPrefix("disc.1/a ~") && name.hasSuffix(".bin"))
  }

  @Test func `100,000 names stay distinct in any case`() {
    var set = ClashSet()
    var seen: Set<String> = []
    for index in 0..<100_000 {
      let name = "Game \(index / 2) (Europe)" + (index % 2 == 0 ? ".NES" : ".nes")
      let claimed = String(decoding: set.claim(Array(name.utf8), source: name.utf8), as: UTF8.self)
      #expect(seen.insert(claimed.lowercased()).inserted)
    }
  }
}
