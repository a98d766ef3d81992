internal import HTTPClient
internal import Model
internal import Platform
internal import Sources
internal import TestSupport
internal import Testing

@Suite("Directory indexes of bad servers", .serialized, .timeLimit(.minutes(Soak.patience))) struct HTTPIndexSourceTests
{
  let server: BadServer
  let client: HTTPClient
  /// base64 of this stands in the server.
  let key = SourceCredentials.password(user: "me", Secret("it's: secret"))

  init() throws {
    server = try BadServer()
    client = try HTTPClient(userAgent: "vitrine-test/1")
  }

  func source(_ path: String, _ credentials: SourceCredentials = .none, _ limits: CrawlLimits = .init()) throws
    -> HTTPIndexSource
  {
    try HTTPIndexSource(server.address + path, credentials: credentials, client: client, limits: limits)
  }

  func failure(_ source: some Source) async -> SourceFailure? {
    do throws(SourceFailure) { _ = try await Listing(source) } catch { return error }
    return nil
  }

  @Test func `endless trees end`() async throws {
    let loop = try await Listing(source("/loop/"))
    #expect(loop.offers.map(\.pathText) == ["file"] && loop.report.isComplete && loop.report.repeatedFolders == 2)
    #expect(try server.log().count == 3)
    let endless = try await Listing(source("/endless/"))
    #expect(endless.offers.count == 33 && !endless.report.isComplete)
    #expect(endless.offers.first?.size == OfferSize(1_258_291, isExact: false))
  }

  @Test func `a page without end, a place that is not there, and one that never answers`() async throws {
    var limits = CrawlLimits()
    limits.pageBytes = 1 << 20
    limits.requestTime = 1_000_000_000
    limits.tries = 2
    limits.firstPause = 10_000_000
    #expect(try await failure(source("/long/", .none, limits))?.kind == .tooLong)
    #expect(try await failure(source("/nowhere/"))?.kind == .notFound)
    #expect(
      try await failure(HTTPIndexSource("http://127.0.0.1:1/", client: client, limits: limits))?.kind == .unreachable)
    let listing = try await Listing(source("/stall/", .none, limits))
    #expect(listing.offers.map(\.pathText) == ["b"] && listing.report.failures.first?.failure.kind == .unreachable)
    #expect(!listing.report.isComplete)
  }

  @Test func `busy servers are asked again when they want to be`() async throws {
    var limits = CrawlLimits()
    limits.firstPause = 50_000_000
    let start = monotonicNanoseconds()
    let listing = try await Listing(source("/busy/", .none, limits))
    #expect(Set(listing.offers.map(\.pathText)) == ["a", "b/d", "c/e"] && listing.report.isComplete)
    #expect(monotonicNanoseconds() - start >= 1_000_000_000)
  }

  @Test func `keys go to the source's own server and to nobody else, and into no words`() async throws {
    let listing = try await Listing(source("/private/", key))
    #expect(Set(listing.offers.map(\.pathText)) == ["a", "b/e", "d/e"] && listing.report.isComplete)
    #expect(try server.log().allSatisfy { $0.hasPrefix("0 ") && !$0.hasSuffix(" -") })

    let address = server.address.replacing("http://", with: "http://me:it's%3A%20secret@")
    let inAddress = try HTTPIndexSource(address + "/private/", client: client)
    #expect(try await Listing(inAddress).offers.count == 3)
    #expect(inAddress.place == server.address + "/private/")

    // A root that is elsewhere is listed there, without keys.
    _ = try server.log()
    let moved = try await Listing(source("/moved/", key))
    #expect(Set(moved.offers.map(\.pathText)) == ["a", "c"])
    #expect(moved.report.failures.map(\.failure.kind) == [.redirected] && !moved.report.isComplete)
    #expect(try server.log().filter { $0.hasPrefix("1 ") }.allSatisfy { $0.hasSuffix(" -") })
    for offer in moved.offers {
      guard case .web(let url, let access) = try source("/moved/", key).place(of: offer) else { continue }
      #expect(url.hasPrefix(server.other) && access.headers(for: .get).isEmpty)
    }

    var words: [String] = []
    for (path, key) in [("/private/", .password(user: "me", Secret("wr0ng"))), ("/moved-private/", self.key)] {
      let failure = try #require(try await failure(source(path, key)))
      #expect(failure.kind == .unauthorized)
      words.append("\(failure)")
    }
    words.append("\(try #require(try await failure(source("/private/"))))")
    words.append("\(try source("/private/", key))")
    do throws(SourceFailure) {
      _ = try HTTPIndexSource("ftp://me:wr0ng@h/", client: client)
      Issue.record("FTP is taken")
    } catch { words.append("\(error)") }
    for word in words {
      #expect(!word.contains("secret") && !word.contains("wr0ng") && !word.contains("Basic"), "\(word)")
    }
  }

  @Test func `a folder without its slash, and one that did not change`() async throws {
    #expect(try await Listing(source("/slash")).offers.map(\.pathText) == ["a"])
    let first = try await Listing(source("/marked/"))
    #expect(Set(first.offers.map(\.pathText)) == ["a/c", "b"] && first.report.unchangedFolders == 0)
    let second = try await Listing(source("/marked/"), known: remembered(first.folders))
    #expect(second.offers.isEmpty && second.report.unchangedFolders == 2 && second.report.isComplete)
  }

  @Test func `cancelling ends a listing at once`() async throws {
    let source = try source("/stall/")
    let task = Task { () -> SourceFailure.Kind? in
      do throws(SourceFailure) { _ = try await Listing(source) } catch { return error.kind }
      return nil
    }
    try await Task.sleep(nanoseconds: 300_000_000)
    let start = monotonicNanoseconds()
    task.cancel()
    #expect(await task.value == .cancelled)
    #expect(monotonicNanoseconds() - start < 5_000_000_000)
  }
}
