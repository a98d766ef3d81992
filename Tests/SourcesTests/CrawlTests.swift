internal import Model
internal import Sources
internal import Testing

@Suite("Following a tree of indexes") struct CrawlTests {
  /// Answers requests by a function, with a clock of its own, and counts.
  struct World {
    var crawl: Crawl
    var now: UInt64 = 1_000_000_000
    var asked: [String] = []
    var offers: [String] = []
    var offerCount = 0
    var folders: [ListedFolder] = []
    var mostOpen = 0

    init(_ limits: CrawlLimits = CrawlLimits(), known: any KnownFolders = NothingKnown()) throws {
      crawl = Crawl(try #require(WebAddress("http://h/r/")), limits: limits, known: known)
    }

    mutating func run(_ answer: (_ path: String, _ request: CrawlRequest) throws -> CrawlAnswer) throws {
      var open: [CrawlRequest] = []
      while true {
        switch crawl.next(now: now) {
        case .ask(let request):
          asked.append(String(decoding: request.address.path, as: UTF8.self))
          open.append(request)
          mostOpen = max(mostOpen, open.count)
          continue
        case .keep(let request): folders += crawl.keep(request).compactMap(\.folder)
        case .wait(let time) where open.isEmpty: now = max(now, time)
        case .finished: return
        case .wait, .waitForAnswer:
          let request = open.removeFirst()
          let path = String(decoding: request.address.path, as: UTF8.self)
          for batch in crawl.take(try answer(path, request), for: request, now: now, wall: 0) {
            offerCount += batch.offers.count
            if offerCount <= 10_000 { offers += batch.offers.map(\.pathText) }
            if let folder = batch.folder { folders.append(folder) }
          }
        }
      }
    }
  }

  static func listing(_ names: some Sequence<String>, _ request: CrawlRequest, mark: PageMark? = nil) throws
    -> CrawlAnswer
  {
    let rows = names.map { name in
      let isFolder = name.hasSuffix("/")
      return "{\"name\":\"\(name)\",\"is_dir\":\(isFolder),\"size\":\(name.utf8.count)}"
    }
    let text = "[\(rows.joined(separator: ","))]"
    let page = try IndexPage(Array(text.utf8), type: "application/json", at: request.address)
    return .page(page, at: request.address, mark)
  }

  static func trouble(
    _ kind: SourceFailure.Kind, isPassing: Bool = false, wish: UInt64? = nil
  ) -> CrawlAnswer {
    .failed(CrawlTrouble(failure: SourceFailure(kind, "no"), isPassing: isPassing, wish: wish))
  }

  @Test func `a tree is listed whole, with no more requests at a time than allowed`() throws {
    var world = try World()
    try world.run { path, request in
      switch path {
      case "/r/": try Self.listing((0..<50).map { "\($0)/" } + ["top"], request)
      default: try Self.listing(["a", "b"], request)
      }
    }
    #expect(world.offers.count == 101 && world.asked.count == 51 && world.mostOpen == 4)
    #expect(world.crawl.report.isComplete && world.crawl.report.folders == 51)
    #expect(world.offers.contains("49/b") && world.folders.allSatisfy { $0.isWhole })
  }

  @Test func `a folder that fails is reported, and the rest goes on`() throws {
    var world = try World()
    try world.run { path, request in
      switch path {
      case "/r/": try Self.listing(["a/", "b/", "c/"], request)
      case "/r/b/": Self.trouble(.unauthorized)
      default: try Self.listing(["x"], request)
      }
    }
    #expect(Set(world.offers) == ["a/x", "c/x"])
    #expect(world.crawl.report.failures.map(\.path) == [Array("b".utf8)] && !world.crawl.report.isComplete)
  }

  @Test func `passing troubles are tried again later, others are not`() throws {
    var world = try World()
    var tries: [String: Int] = [:]
    try world.run { path, request in
      tries[path, default: 0] += 1
      let count = tries[path] ?? 0
      switch path {
      case "/r/":
        return count < 3 ? Self.trouble(.unreachable, isPassing: true) : try Self.listing(["a/", "b/"], request)
      case "/r/a/":
        return count < 2
          ? Self.trouble(.throttled, isPassing: true, wish: 30_000_000_000) : try Self.listing(["x"], request)
      default: return Self.trouble(.unreachable, isPassing: true)
      }
    }
    #expect(tries == ["/r/": 3, "/r/a/": 2, "/r/b/": 4] && world.offers == ["a/x"])
    #expect(world.now >= 34_000_000_000 && world.now < 60_000_000_000)
    #expect(world.crawl.report.failureCount == 1)
  }

  @Test func `a server that wants to be left alone for long, or is gone, is left alone`() throws {
    var world = try World()
    try world.run { path, request in
      path == "/r/"
        ? try Self.listing((0..<100).map { "\($0)/" }, request)
        : Self.trouble(.throttled, isPassing: true, wish: 3_600_000_000_000)
    }
    #expect(world.asked.count <= 5 && world.crawl.report.stop?.retryAt == 3_600_000_000_000)
    #expect(!world.crawl.report.isComplete)

    var gone = try World()
    try gone.run { path, request in
      path == "/r/"
        ? try Self.listing((0..<100).map { "\($0)/" }, request) : Self.trouble(.unreachable, isPassing: true)
    }
    #expect(gone.crawl.report.stop?.kind == .unreachable && gone.asked.count < 450)

    var never = try World()
    try never.run { _, _ in Self.trouble(.unauthorized) }
    #expect(never.crawl.rootFailure?.kind == .unauthorized && never.asked.count == 1)
  }

  @Test func `a link to a folder above does not make it endless`() throws {
    var world = try World()
    try world.run { path, request in
      let isInside = path.hasSuffix("/sub/")
      return try Self.listing(isInside ? ["x", "up/", "again/"] : ["a", "b", "sub/", "loop/"], request)
    }
    #expect(world.asked.count < 40 && world.crawl.report.repeatedFolders > 0 && world.crawl.report.isComplete)

    var single = try World()
    try single.run { _, request in try Self.listing(["loop/"], request) }
    #expect(single.asked.count <= 4 && single.crawl.report.isComplete)

    // Folders of one name in each other are no circle.
    var nested = try World()
    try nested.run { path, request in
      try Self.listing(path == "/r/data/data/" ? ["rom"] : ["data/"], request)
    }
    #expect(nested.offers == ["data/data/rom"])
  }

  @Test func `depth and number of entries have an end, and the report says so`() throws {
    var deep = try World()
    var count = 0
    try deep.run { _, request in
      count += 1
      return try Self.listing(["\(count)/", "file\(count)"], request)
    }
    #expect(deep.asked.count == 33 && deep.crawl.report.failureCount == 1 && !deep.crawl.report.isComplete)

    var limits = CrawlLimits()
    limits.entries = 5000
    var wide = try World(limits)
    try wide.run { _, request in
      count += 1
      return try Self.listing((0..<40).map { $0 % 2 == 0 ? "\(count)-\($0)/" : "\(count)-\($0)" }, request)
    }
    #expect(wide.crawl.report.stop?.kind == .tooLong && wide.offerCount <= 5000 && wide.offerCount > 2000)
    #expect(wide.folders.contains { !$0.isWhole })
  }

  @Test func `what did not change keeps its offers, and what lies in it is asked about`() throws {
    let mark = try #require(PageMark(etag: "\"1\"", modified: nil))
    var first = try World()
    try first.run { path, request in
      try Self.listing(path == "/r/" ? ["a/", "x"] : ["y"], request, mark: mark)
    }
    var second = try World(known: remembered(first.folders))
    try second.run { path, request in
      #expect(request.headers.contains { $0 == ("If-None-Match", "\"1\"") })
      return path == "/r/" ? .unchanged : try Self.listing(["y", "z"], request, mark: mark)
    }
    #expect(second.offers == ["a/y", "a/z"] && second.asked == ["/r/", "/r/a/"] && second.crawl.report.isComplete)
    #expect(second.folders.first?.isUnchanged == true && second.folders.first?.subfolders.count == 1)
  }

  @Test func `a hundred folders of a thousand files`() throws {
    var world = try World()
    try world.run { path, request in
      path == "/r/"
        ? try Self.listing((0..<100).map { "\($0)/" }, request)
        : try Self.listing((0..<1000).map { "\(path.dropFirst(3).dropLast())-\($0)" }, request)
    }
    #expect(world.offerCount == 100_000 && world.crawl.report.isComplete)
  }
}
