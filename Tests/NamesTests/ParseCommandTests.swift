internal import Names
internal import Platform
internal import TestSupport
internal import Testing

@Suite("vitrine parse") struct ParseCommandTests {
  private func run(_ arguments: [String], input: String = "") throws -> ProgramOutput {
    try ExternalProgram.run(Products.vitrine, ["parse"] + arguments, input: Array(input.utf8))
  }

  @Test func `a name's parts are one JSON object`() throws {
    let result = try run([
      "--json", "/roms/Game, The (USA, Europe) (En,Fr) (Rev A) (v1.1) (Disk 1 of 2 Side B) (Foo) [b1] (igdb-7).zip",
    ])
    #expect(result.status == 0)
    let expected =
      #"{"file":"Game, The (USA, Europe) (En,Fr) (Rev A) (v1.1) (Disk 1 of 2 Side B) (Foo) [b1] (igdb-7).zip","#
      + #""title":"Game, The","naturalTitle":"The Game","sortKey":"game","regions":["USA","Europe"],"#
      + #""languages":["en","fr"],"revision":"A","version":"1.1","#
      + #""disc":{"number":1,"of":2,"side":"B","kind":"disk","label":null},"tags":["Foo","igdb-7"],"#
      + #""flags":["bad"],"flagTags":["b1"],"ids":{"igdb":"7"},"date":null,"publisher":null,"video":null,"#
      + #""serials":[],"track":null,"number":null,"languageCount":null,"extension":"zip","convention":"no-intro"}"#
    #expect(result.text == expected + "\n")
  }

  @Test func `what a name does not say is null or empty`() throws {
    let expected =
      #"{"file":"Game","title":"Game","naturalTitle":"Game","sortKey":"game","regions":[],"languages":[],"#
      + #""revision":null,"version":null,"disc":null,"tags":[],"flags":[],"flagTags":[],"ids":{},"date":null,"#
      + #""publisher":null,"video":null,"serials":[],"track":null,"number":null,"languageCount":null,"#
      + #""extension":null,"convention":null}"#
    #expect(try run(["--json", "Game"]).text == expected + "\n")
  }

  @Test func `people get aligned lines, with what the name says alone`() throws {
    let result = try run(["Legend of Zelda, The (USA) (Disc 1 of 2) [!].iso", "Plain.zip"])
    #expect(
      result.text == """
        Legend of Zelda, The (USA) (Disc 1 of 2) [!].iso
          title       Legend of Zelda, The
          natural     The Legend of Zelda
          sorted as   legend of zelda
          regions     USA
          disc        disc 1 of 2
          flags       verified
          extension   iso
          convention  redump

        Plain.zip
          title       Plain
          sorted as   plain
          extension   zip

        """)
  }

  @Test(arguments: [[], ["-"]]) func `without a name, or for a hyphen, names come from standard input`(
    operands: [String]
  ) throws {
    let result = try run(["--json"] + operands, input: "A (USA).nes\n\nB (Japan).nes\r\nroms/C (Europe).nes")
    let lines = result.text.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.map { $0.hasPrefix(#"{"file":"A"#) } == [true, false, false])
    #expect(lines[1].contains(#""regions":["Japan"]"#) && lines[1].contains(#""extension":"nes""#))
    #expect(lines[2].hasPrefix(#"{"file":"C (Europe).nes","#))
  }

  @Test func `many names are as many lines`() throws {
    let names = (0..<2_000).map { "Game \($0) (USA) (Rev 1) [!].sfc" }
    let lines = try run(["--json"], input: names.joined(separator: "\n")).text.split(separator: "\n")
    #expect(lines.count == names.count)
    #expect(zip(names, lines).allSatisfy { $1.hasPrefix(#"{"file":"\#($0)","#) })
  }

  @Test func `a name that begins with a hyphen goes behind two hyphens`() throws {
    #expect(try run(["--json", "--", "-Game- (USA).zip"]).text.contains(#""regions":["USA"]"#))
    #expect(try run(["--jsn", "x"]).status == 2)
  }

  @Test func `bytes of an argument that are no UTF-8 arrive as they are, and no control character reaches a terminal`()
    throws
  {
    let script = #"exec "$0" parse --json "$(printf 'Pok\351mon (France).gb')""#
    let result = try ExternalProgram.run("sh", ["-c", script, Products.vitrine])
    #expect(result.text.hasPrefix(#"{"file":"Pok%E9mon (France).gb","title":"Pok%E9mon","#))
    #expect(try !run(["Game \u{1B}[31m(USA).zip"]).text.contains("\u{1B}"))
  }

  @Test func `help tells every key`() throws {
    let help = try ExternalProgram.run(Products.vitrine, ["help", "parse"]).text
    let json = GameName("x".utf8).json(file: "x")
    let keys = json.split(separator: "\"").enumerated().filter { $0.offset % 2 == 1 }.map(\.element).filter {
      $0 != "x"
    }
    #expect(keys.count >= 22)
    for key in keys { #expect(help.contains(key), "\(key)") }
  }
}
