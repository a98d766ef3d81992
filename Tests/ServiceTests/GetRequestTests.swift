internal import Platform
internal import Service
internal import Testing

@Suite("What vitrine get is asked for") struct GetRequestTests {
  private func request(_ words: String...) throws -> GetRequest { try GetRequest(try Invocation(["get"] + words)) }

  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  private func order(_ body: (inout GetNames) throws -> Void) throws -> GetOrder {
    var names = GetNames()
    try body(&names)
    var order = GetOrder()
    try names.put(into: &order)
    return order
  }

  private func lines(_ order: GetOrder) -> [String] { order.lines.map { String(decoding: $0, as: UTF8.self) } }
  private func systems(_ order: GetOrder) -> [String] { order.systems.map { String(decoding: $0, as: UTF8.self) } }

  @Test func `options and names stand anywhere`() throws {
    let request = try request(
      "snes/Chrono*", "--collection", "A", "--collection", "B", "-n", "--list", "-", "Saga", "--platform", "nes",
      "--source", "nas", "--replace", "--json", "--mount", "m")
    #expect(request.names == ["snes/Chrono*", "Saga"] && request.collections == ["A", "B"] && request.lists == ["-"])
    #expect(request.platforms == ["nes"] && request.sources == ["nas"] && request.mountPoint == "m")
    #expect(request.isTrial && request.replaces && request.writesJSON && !request.isEverything)
    #expect(request.title == "snes/Chrono*, Saga, collection A and 3 more")
    let all = try self.request("--all", "!*(Japan)*", "--detach")
    #expect(all.isEverything && all.returnsAtOnce && all.title == "everything, !*(Japan)*")
    for word in ["fetch", "download"] { #expect(try Invocation([word, "x"]).command == .get) }
  }

  @Test(arguments: [
    ([], "nothing is named: give games"), (["--source", "nas"], "nothing is named"), (["!Chrono*"], "say of what"),
    (["--all", "snes"], "take it out, or `snes`"), (["--all", "--platform", "nes"], "take it out, or `nes`"),
    (["a", ""], "is empty"), (["a", "-n", "--detach"], "cannot be had together"),
    (["--list", "-", "--list", "-"], "read once"), (["a", "--background"], "did you mean `--detach`?"),
    (["a", "--simulate"], "did you mean `--dry-run`?"), (["a", "--from", "b"], "did you mean `--source`?"),
    (["a", "--colection", "b"], "did you mean `--collection`?"),
  ])
  func `what is wrong is named`(words: [String], expected: String) {
    let complaint = #expect(throws: Complaint.self) { _ = try GetRequest(try Invocation(["get"] + words)) }
    #expect(complaint?.code == .usage)
    #expect(complaint?.message.contains(expected) == true, "\(complaint?.message ?? "")")
  }

  @Test func `names, systems and patterns are told apart`() throws {
    let order = try order { names in
      for word in ["snes/Chrono Trigger (USA).sfc", "Chrono Trigger", "snes/Chrono*", "genesis/Sonic*", "snes", "nes/"]
      {
        try names.add(word: bytes(word))
      }
      names.add(platform: "snes")
      try names.add(word: bytes("own/"))
      // A game, though a system is called so as well.
      try names.add(word: bytes("Doom"))
      try names.add(word: bytes("ne?/Zelda*"))
    }
    #expect(systems(order) == ["snes", "nes", "own"])
    let megadrive = lines(order)[3]
    #expect(megadrive.hasSuffix("/Sonic*"))
    #expect(
      lines(order) == [
        "snes/Chrono Trigger (USA).sfc", "Chrono Trigger", "snes/Chrono*", megadrive, "Doom", "ne?/Zelda*",
      ])
  }

  @Test(arguments: [
    ("a/b/c", "several slashes"), ("#x", "is a comment"), ("/", "no system and no game"), ("a/b/", "no system"),
  ])
  func `a word that names nothing is refused`(word: String, expected: String) {
    var names = GetNames()
    let complaint = #expect(throws: Complaint.self) { try names.add(word: bytes(word)) }
    #expect(complaint?.message.contains(expected) == true, "\(complaint?.message ?? "")")
  }

  @Test(arguments: [
    ("Games/snes/Chrono Trigger (USA).sfc", "snes/Chrono Trigger (USA)"), ("Games/psx/Saga.zip", "psx/Saga"),
    ("Loose/psx/Saga/Saga (Track 1).bin", "psx/Saga"), ("Collections/Best/snes/Zelda.zip", "snes/Zelda"),
    ("Games/own/Dr. Mario", "own/Dr. Mario"),
  ])
  func `a path of a mount is a system and a game`(path: String, expected: String) throws {
    let order = try order { try $0.add(viewPath: bytes(path), given: path) }
    #expect(lines(order) == [expected] && order.systems.isEmpty)
  }

  @Test func `a folder of a mount is all of a system, and a view is too much`() throws {
    #expect(systems(try order { try $0.add(viewPath: bytes("Games/snes/"), given: "") }) == ["snes"])
    for path in ["Games", ""] {
      let complaint = #expect(throws: Complaint.self) {
        _ = try order { try $0.add(viewPath: bytes(path), given: "g") }
      }
      #expect(complaint?.message.contains("--all") == true)
    }
  }

  @Test func `a list is read as those of collections are, and a bad line does not stop the rest`() throws {
    var names = GetNames()
    let list = "\u{FEFF}# mine\r\nChrono*\r\n\n  snes/Zelda  \na/b/c\n!Chrono Cross*\n"
    try names.add(list: bytes(list), named: "l\u{1B}.txt")
    #expect(names.problemCount == 1)
    #expect(names.problems.first?.hasPrefix("l?.txt:5: `a/b/c` has several slashes") == true, "\(names.problems)")
    var order = GetOrder()
    try names.put(into: &order)
    #expect(lines(order) == ["Chrono*", "snes/Zelda", "!Chrono Cross*"])
    let complaint = #expect(throws: Complaint.self) { try names.add(list: bytes("# x\n"), named: "e") }
    #expect(complaint?.message == "e: there is no name in it")
  }

  @Test func `something can be left out of a system and of everything, but not of nothing`() throws {
    let system = try order { names in
      names.add(platform: "snes")
      try names.add(word: bytes("!*(Japan)*"))
    }
    #expect(lines(system) == ["snes/*", "!*(Japan)*"] && system.systems.isEmpty)
    let all = try order { names in
      names.addEverything()
      try names.add(word: bytes("!snes/*"))
    }
    #expect(lines(all) == ["*", "!snes/*"] && !all.isEverything)
    #expect(throws: Complaint.self) { _ = try order { try $0.add(word: bytes("!x")) } }
  }

  @Test func `an order arrives as it was sent`() throws {
    var order = GetOrder()
    order.lines = [[0x41, 0xFF, 0x3D], bytes("b")]
    order.systems = [bytes("snes")]
    (order.collections, order.sources, order.draft, order.title) = (["A"], ["nas"], 5, "x=y")
    (order.isEverything, order.replaces, order.isTrial) = (true, true, true)
    #expect(try GetOrder(arguments: order.arguments) == order)
    #expect(throws: Complaint.self) { _ = try GetOrder(arguments: [bytes("title=x")]) }
  }
}

@Suite("What was found, in words") struct GetTextTests {
  private func found() -> GetFound {
    var found = GetFound()
    (found.games, found.presentGames, found.presentFiles, found.files) = (3, 1, 2, 5)
    (found.bytes, found.unknownSizes, found.unavailable) = (1 << 30, 1, 1)
    found.unmatched = ["Nix\u{1B}"]
    found.paths = [Array("snes/A\u{1B}.sfc".utf8)]
    return found
  }

  @Test func `it goes through JSON and back`() throws {
    var json = JSONWriter()
    json.object { found().writeMembers(to: &$0) }
    #expect(GetFound(try #require(JSONValue(json.bytes))) == found())
    #expect(GetFound(try #require(JSONValue(Array(#"{"ok":true,"pending":true}"#.utf8)))) == nil)
  }

  @Test func `what is fetched, there already, and not to be had is said`() {
    #expect(
      GetText.lines(found(), isTrial: true) == [
        "snes/A?.sfc", "and 4 more",
        "3 games: 5 files to fetch, 1.0 GiB and 1 of unknown size; 2 files are there already",
        "1 file cannot be had from the sources that are named", "nothing is offered by this name: Nix?",
      ])
    #expect(GetText.lines(found(), isTrial: false).count == 3)
    #expect(GetText.exitCode(found()) == .failed)
    var there = GetFound()
    (there.games, there.presentGames, there.presentFiles) = (1, 1, 2)
    #expect(GetText.lines(there, isTrial: false) == ["1 game: all there already"])
    #expect(GetText.exitCode(there) == .ok)
    #expect(GetText.lines(GetFound(), isTrial: false) == ["nothing that is offered has such a name"])
    #expect(GetText.exitCode(GetFound()) == .failed)
  }
}
