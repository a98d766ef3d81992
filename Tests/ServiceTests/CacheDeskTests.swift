internal import Platform
internal import Service
internal import Synchronization
internal import Testing

@Suite("What clients ask about the cache") struct CacheDeskTests {
  private let cache = FakeCache([CacheFixture.entry("Saga.zip"), CacheFixture.entry("Tale.zip", system: "saturn")])

  private func ask(_ verb: String, _ order: CacheOrder = CacheOrder(), of control: (any CacheControl)?) throws
    -> JSONValue
  {
    let desk = CacheDesk(
      control, off: .off("it is locked", directory: "/cache"),
      places: ArchivePlaces(CacheFixture.tree()) { [CacheFixture.root] })
    let handler = try #require(desk.handlers[verb])
    return try #require(JSONValue(handler(order.arguments)))
  }

  private func ask(_ verb: String, _ places: String...) throws -> JSONValue {
    var order = CacheOrder()
    order.places = places.map { $0.hasPrefix("/") ? .library(Array($0.utf8)) : .view(Array($0.utf8)) }
    return try ask(verb, order, of: cache)
  }

  private func ask(_ verb: String, key: String) throws -> JSONValue {
    var order = CacheOrder()
    order.keys = [key]
    return try ask(verb, order, of: cache)
  }

  @Test func `the list has every entry and how the cache is`() throws {
    let answer = try ask("cache")
    #expect(answer["ok"].boolean == true)
    #expect(StatusReport.Cache(answer["cache"]) == CacheFixture.status)
    #expect(answer["entries"].array.compactMap { CacheReport($0) } == cache.list())
  }

  @Test func `a ZIP that is named is pinned and unpinned, with what is not in the cache told`() throws {
    let answer = try ask("cache-pin", "Games/psx")
    #expect(answer["entries"].array.compactMap { $0["name"].string } == ["Saga.zip"])
    #expect(answer["missing"].array.compactMap { $0["name"].string } == ["Quest.zip"])
    #expect(cache.list().map(\.isPinned) == [true, false])
    _ = try ask("cache-pin", key: CacheFixture.key("Tale.zip"))
    #expect(cache.list().map(\.isPinned) == [true, true])
    _ = try ask("cache-unpin", "")
    #expect(cache.list().map(\.isPinned) == [false, false])
    let unknown = try ask("cache-pin", key: CacheFixture.key("None.zip"))
    #expect(unknown["missing"].array.compactMap { $0["key"].string } == [CacheFixture.key("None.zip")])
  }

  @Test func `the path is that of the cache, or of a ZIP's file`() throws {
    #expect(try ask("cache-path")["directory"].string == "/cache\u{1B}")
    let answer = try ask("cache-path", "Games/psx/Saga.zip", "/srv/roms/psx/Quest/1.bin")
    #expect(
      answer["files"].array.map { $0["path"].string } == ["/cache/zips/psx/\(CacheFixture.key("Saga.zip")).zip", nil])
  }

  @Test func `prune and clear say what went, and what stays`() throws {
    #expect(try ask("cache-prune")["freed"].integer == 5 << 30)
    cache.state.withLock { $0.entries[1].isOpen = true }
    let answer = try ask("cache-clear")
    #expect(answer["removed"].integer == 1)
    #expect(answer["failures"].array == [.string("x: busy")])
    #expect(answer["kept"].array.compactMap { CacheReport($0)?.states } == [["open"]])
    cache.state.withLock { $0.refusal = Complaint(.busy, "no") }
    let refused = try ask("cache-prune")
    #expect(refused["ok"].boolean == false)
    #expect(refused["code"].integer == Int(ExitCode.busy.rawValue))
  }

  @Test(arguments: [
    ("Games/psx", ["Quest.zip", "Saga.zip"]), ("", ["Quest.zip", "Saga.zip", "Tale.zip"]),
    ("Loose", ["Quest.zip", "Saga.zip", "Tale.zip"]), ("Loose/saturn", ["Tale.zip"]),
    ("Loose/psx/1.bin", ["Quest.zip"]), ("/srv/roms/psx", ["Quest.zip", "Saga.zip"]),
    ("/srv/roms/psx/Saga/2.bin", ["Saga.zip"]), ("/srv/roms", ["Quest.zip", "Saga.zip", "Tale.zip"]),
  ])
  func `a path that is prepared is every game there`(path: String, expected: [String]) throws {
    let answer = try ask("prepare", path)
    let report = try #require(PreparationReport(answer["preparation"]))
    #expect(cache.state.withLock { $0.prepared }.sorted() == expected)
    #expect(report.total == expected.count)
    #expect(answer["empty"].array.isEmpty)
  }

  @Test func `several paths are prepared together and each ZIP once, and what has none is told`() throws {
    let answer = try ask("prepare", "Games/psx/Saga.zip", "/srv/roms/psx/Saga", "Games/nes/A.nes", "Games/saturn")
    #expect(cache.state.withLock { $0.prepared } == ["Saga.zip", "Tale.zip"])
    #expect(answer["empty"].array == [.string("Games/nes/A.nes")])
    let none = try ask("prepare", "Games/nes")
    #expect(PreparationReport(none["preparation"])?.state == .done)
    #expect(PreparationReport(none["preparation"])?.total == 0)
  }

  @Test(arguments: ["Games/none", ".vitrine/status.json", "/elsewhere", "/srv/romsy/x"])
  func `what is not there is refused`(path: String) throws {
    let answer = try ask("prepare", path)
    #expect(answer["ok"].boolean == false)
    #expect(answer["code"].integer == Int(ExitCode.usage.rawValue))
  }

  @Test func `a preparation is told of and cancelled by its number, or all of them`() throws {
    _ = try ask("prepare", "Games/psx")
    _ = try ask("prepare", "Games/saturn")
    var order = CacheOrder()
    order.preparation = 1
    #expect(try PreparationReport(ask("prepare-status", order, of: cache)["preparation"])?.total == 2)
    _ = try ask("prepare-cancel", order, of: cache)
    #expect(try PreparationReport(ask("prepare-status", order, of: cache)["preparation"])?.state == .cancelled)
    #expect(try ask("prepare-status")["preparations"].array.count == 1)
    #expect(try ask("prepare-cancel")["preparations"].array.count == 1)
    #expect(try ask("prepare-status")["preparations"].array.isEmpty)
    order.preparation = 9
    #expect(try ask("prepare-status", order, of: cache)["code"].integer == Int(ExitCode.cancelled.rawValue))
  }

  @Test func `without a cache that is said, with the reason`() throws {
    let list = try ask("cache", of: nil)
    #expect(list["ok"].boolean == true)
    #expect(list["cache"]["reason"].string == "it is locked")
    #expect(try ask("cache-path", of: nil)["directory"].string == "/cache")
    var order = CacheOrder()
    order.places = [.view([])]
    for verb in ["cache-prune", "cache-clear", "prepare", "cache-pin", "prepare-cancel"] {
      #expect(try ask(verb, order, of: nil)["error"].string == "there is no cache: it is locked")
    }
  }
}
