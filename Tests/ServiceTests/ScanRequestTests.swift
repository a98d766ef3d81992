internal import Model
internal import Service
internal import Testing

@Suite("What scan is asked for") struct ScanRequestTests {
  private func request(_ arguments: String...) throws -> ScanRequest {
    try ScanRequest(try Invocation(["scan"] + arguments))
  }

  @Test func `alone it is a quick scan of everything`() throws {
    let request = try request()
    #expect(request.action == .start)
    #expect(request.kind == .quick)
    #expect(request.paths == [])
    #expect(request.platforms == [])
    #expect(!request.returnsAtOnce)
    #expect(!request.writesJSON)
  }

  @Test func `platforms and paths may be several`() throws {
    let request = try request("--platform", "nes", "a", "--type=Complete", "--platform=snes", "b", "--detach", "--json")
    #expect(request.kind == .complete)
    #expect(request.platforms == ["nes", "snes"])
    #expect(request.paths == ["a", "b"])
    #expect(request.returnsAtOnce)
    #expect(request.writesJSON)
    #expect(try self.request("--pause").action == .pause)
    #expect(try self.request("--resume", "x").action == .resume)
    #expect(try self.request("--cancel", "--platform", "nes").action == .cancel)
  }

  @Test(arguments: [
    (["--type", "qick"], "no scan type `qick` (did you mean `quick`?); it is one of quick, new, hashes, complete"),
    (["--type", "full"], "it is one of"), (["--pause", "--cancel"], "--pause and --cancel cannot be had together"),
    (["--cancel", "--type", "new"], "--type is for starting a scan, not for --cancel"),
    (["--select", "all"], "--select is for --type metadata"),
    (
      ["--type", "metadata", "--select", "al"],
      "no selection `al` (did you mean `all`?); it is one of due, new, missing"
    ),
    (["--type", "metadata", "--provider", "own"], "it is one of launchbox, libretro, hasheous, igdb"),
    (["--type", "metadata", "--fields", "name,genres"], "no field `genres` (did you mean `genre`?)"),
    (["--type", "metadata", "--artwork", "x"], "no kind of artwork `x`; it is one of cover, backCover"),
    (["--full"], "did you mean `--type complete`?"),
    (["--system", "x"], "did you mean `--platform`?"), (["--stop"], "did you mean `--cancel`?"), (["", "a"], "PATH"),
  ])
  func `a mistake is named with what was probably meant`(arguments: [String], expected: String) {
    let complaint = #expect(throws: Complaint.self) { _ = try ScanRequest(try Invocation(["scan"] + arguments)) }
    #expect(complaint?.code == .usage)
    #expect(complaint?.message.contains(expected) == true, "\(complaint?.message ?? "")")
  }

  @Test func `a scan for metadata takes what is to be asked for, by whom, and what is kept`() throws {
    let plain = try request("--type", "metadata")
    #expect(plain.kind == .metadata)
    #expect(plain.metadata.words == ["select=missing"])
    let full = try request(
      "--type", "metadata", "--select=All", "--provider", "igdb", "--provider", "hasheous", "--fields", "genre,name",
      "--artwork", "none")
    #expect(
      full.metadata.words == ["select=all", "provider=hasheous", "provider=igdb", "fields=name,genre", "artwork=none"])
    #expect(try request("--type", "metadata", "--artwork", "backcover").metadata.artwork == [.backCover])
    // As RomM calls them.
    #expect(try request("--type", "unmatched").metadata.words == ["select=missing"])
    #expect(try request("--type", "update").metadata.words == ["select=all"])
    #expect(try request("--type", "new_platforms").kind == .new)
    #expect(try request("--type", "quick").metadata == MetadataOptions())
    var order = ScanOrder()
    order.kind = .metadata
    order.metadata = full.metadata
    #expect(try ScanOrder(arguments: order.arguments) == order)
    #expect(throws: Complaint.self) { _ = try ScanOrder(arguments: [Array("select=x".utf8)]) }
  }

  @Test func `who is not configured is named with the settings that are missing`() throws {
    let none = #expect(throws: Complaint.self) { try MetadataOptions.check(nil, areAmong: []) }
    #expect(none?.code == .configuration)
    #expect(none?.message.contains("providers.igdb.clientId and providers.igdb.clientSecret") == true)
    let other = #expect(throws: Complaint.self) { try MetadataOptions.check([.hasheous], areAmong: [.igdb]) }
    #expect(other?.message.contains("hasheous is not configured: set providers.hasheous.enabled") == true)
    try MetadataOptions.check([.igdb], areAmong: [.launchbox, .igdb])
    try MetadataOptions.check(nil, areAmong: [.launchbox])
  }

  @Test func `an order arrives over the socket as it was given`() throws {
    var order = ScanOrder()
    order.kind = .hashes
    order.platforms = ["nes", "a=b"]
    order.places = [.view([0xFF, 0x3D, 0x0A]), .library(Array("/a/b=c".utf8)), .view([])]
    order.job = 12
    #expect(try ScanOrder(arguments: order.arguments) == order)
    #expect(try ScanOrder(arguments: []) == ScanOrder())
    for wrong in ["type=x", "job=x", "colour=red", ""] {
      #expect(throws: Complaint.self) { _ = try ScanOrder(arguments: [Array(wrong.utf8)]) }
    }
  }
}

@Suite("What a path is about") struct ScanPlacesTests {
  private let mounts = [
    ScanPlaces.Mount(mountPoint: "/mnt/games", libraries: ["/srv/roms", "/srv/roms/more", "/data/discs"]),
    ScanPlaces.Mount(mountPoint: "/mnt/games2", libraries: ["/srv/other"]),
  ]
  /// `/links/roms` is `/srv/roms`, whose `snes` is `/far/snes`; `/links/mount` is `/mnt/games`.
  private let links = [("/links/roms", "/srv/roms"), ("/srv/roms/snes", "/far/snes"), ("/links/mount", "/mnt/games")]

  private func resolve(_ path: String) -> String {
    var resolved = ""
    for component in path.split(separator: "/") where component != "." {
      if component == ".." {
        resolved = String(resolved[..<(resolved.lastIndex(of: "/") ?? resolved.startIndex)])
        continue
      }
      resolved += "/\(component)"
      if let target = links.first(where: { $0.0 == resolved })?.1 { resolved = target }
    }
    return resolved.isEmpty ? "/" : resolved
  }

  private func find(_ paths: String..., at directory: String = "/") throws -> (String, [ScanOrder.Place]) {
    try ScanPlaces(mounts).find(paths, .init(workingDirectory: directory, resolve: resolve))
  }

  private func expect(
    _ given: String, at directory: String = "/", is mountPoint: String, _ place: ScanOrder.Place?,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let found = try find(given, at: directory)
    #expect(found.0 == mountPoint, sourceLocation: location)
    #expect(found.1 == (place.map { [$0] } ?? []), sourceLocation: location)
  }

  private func library(_ path: String) -> ScanOrder.Place { .library(Array(path.utf8)) }
  private func view(_ path: String) -> ScanOrder.Place { .view(Array(path.utf8)) }

  @Test func `a mount point, something in it, a root, something below one`() throws {
    try expect("/mnt/games", is: "/mnt/games", nil)
    try expect("/mnt/games/", is: "/mnt/games", nil)
    try expect("/mnt/games2", is: "/mnt/games2", nil)
    try expect("/mnt/games/Games/nes/A.nes", is: "/mnt/games", view("Games/nes/A.nes"))
    try expect("/srv/roms", is: "/mnt/games", library("/srv/roms"))
    try expect("/srv/roms/nes/./a//b", is: "/mnt/games", library("/srv/roms/nes/a/b"))
    try expect("/srv/other/x", is: "/mnt/games2", library("/srv/other/x"))
  }

  @Test func `paths are relative to where the user is`() throws {
    try expect(".", at: "/mnt/games", is: "/mnt/games", nil)
    try expect("Games", at: "/mnt/games", is: "/mnt/games", view("Games"))
    try expect("../roms/nes", at: "/srv/other", is: "/mnt/games", library("/srv/roms/nes"))
    try expect("..", at: "/srv/roms/nes", is: "/mnt/games", library("/srv/roms"))
  }

  @Test func `links that lead to a root are followed, those below it are not`() throws {
    try expect("/links/roms/nes", is: "/mnt/games", library("/srv/roms/nes"))
    try expect("/srv/roms/snes/a", is: "/mnt/games", library("/srv/roms/snes/a"))
    try expect("/links/roms/snes/a", is: "/mnt/games", library("/srv/roms/snes/a"))
    try expect("/links/mount/Games", is: "/mnt/games", view("Games"))
  }

  @Test func `several paths of one mount go together, with the whole of it they are everything`() throws {
    let found = try find("/srv/roms/nes", "/mnt/games/Games/psx")
    #expect(found.0 == "/mnt/games")
    #expect(found.1 == [library("/srv/roms/nes"), view("Games/psx")])
    #expect(try find("/srv/roms/nes", "/mnt/games").1 == [])
  }

  @Test func `no path is the one mount there is`() throws {
    let none = ScanPlaces.Surroundings(workingDirectory: "/", resolve: { $0 })
    #expect(try ScanPlaces([mounts[1]]).find([], none) == ("/mnt/games2", []))
    let several = #expect(throws: Complaint.self) { _ = try find() }
    #expect(several?.code == .usage)
    #expect(several?.message.contains("/mnt/games, /mnt/games2") == true)
    let nothing = #expect(throws: Complaint.self) { _ = try ScanPlaces([]).find([], none) }
    #expect(nothing?.code == .notMounted)
  }

  @Test func `what is in no mount and in no library is refused, and so are two mounts at once`() {
    for path in ["/srv", "/srv/romsy", "/mnt", "/far/snes", "/"] {
      let complaint = #expect(throws: Complaint.self) { _ = try find(path) }
      #expect(complaint?.code == .notMounted)
      #expect(complaint?.message.contains("mounted are /mnt/games, /mnt/games2") == true)
    }
    let both = #expect(throws: Complaint.self) { _ = try find("/srv/roms", "/srv/other") }
    #expect(both?.message.contains("one after the other") == true)
  }

  @Test func `a library that two mounts show needs to be told which`() {
    let twice = ScanPlaces([mounts[0], .init(mountPoint: "/mnt/again", libraries: ["/srv/roms"])])
    let complaint = #expect(throws: Complaint.self) {
      _ = try twice.find(["/srv/roms/nes"], .init(workingDirectory: "/", resolve: resolve))
    }
    #expect(complaint?.message.contains("/mnt/again and at /mnt/games") == true)
  }
}
