internal import Catalog
internal import HTTPClient
internal import Model
internal import Service
internal import Sources
internal import Synchronization
internal import TestSupport
internal import Testing

@Suite("Asking a server that says nothing of some files", .timeLimit(.minutes(Soak.patience)))
struct RefusingServerTests {
  private static let asked = 4
  private let workspace: TemporaryDirectory
  private let catalog: Catalog
  private let known: KnownSource
  private let source: AnsweringServer
  private let heard = Heard()

  init() throws {
    workspace = try TemporaryDirectory()
    catalog = try Catalog.open(directory: workspace("state"))
    source = try AnsweringServer()
    known = try catalog.source(named: "far", at: source.place)
  }

  /// - Parameter names: the first component is the status of the answer.
  private func run(_ names: [String]) async throws -> OfferInspector.Outcome {
    let listing = try catalog.beginListing(of: known.id)
    let offers = names.map { Offer(path: Array($0.utf8), address: .web(source.place + $0)) }
    try catalog.store(ListingBatch.batches(of: offers, folder: nil), of: known.id, listing: listing)
    _ = try catalog.endListing(of: known.id, listing: listing, SourceListing(began: 1, ended: 2, isComplete: true))
    let client = try HTTPClient(userAgent: "test")
    let inspector = OfferInspector(catalog, source, OfferProbe(client), asked: Self.asked) { [heard] news in
      heard.news.withLock { $0.append(news) }
    }
    // In the order in which they are given.
    let stored = try catalog.offers(of: known.id, below: [])
    return await inspector.run(names.compactMap { name in stored.first { $0.offer.pathText == name } })
  }

  private func shown() throws -> Int { try catalog.inspections(of: known.id).count { $0.value.size == 4 } }

  private var refused: [String] {
    heard.news.withLock { $0.compactMap { if case .refused(_, let why) = $0 { why } else { nil } } }
  }

  @Test func `a file that is refused keeps no other from being shown`() async throws {
    let bad = ["403/a", "500/b", "401/c"]
    #expect(try await run(bad + (1...100).map { "200/\($0)" }) == .done)
    #expect(try shown() == 100 && catalog.inspections(of: known.id).count == 100)
    #expect(
      refused.sorted() == [
        "the server answers 500", "the server does not let us in (401)", "the server does not let us in (403)",
      ])
  }

  @Test func `a folder that is refused keeps no other from being shown`() async throws {
    // After the first of them what is left of the folder is too little to give up.
    let bad = (1...OfferInspector.mostRefusals + 8).map { "403/\($0)" }
    #expect(try await run(bad + (1...100).map { "200/\($0)" }) == .done)
    #expect(try shown() == 100 && refused.count == bad.count)
  }

  @Test func `where everything is refused not everything is asked about`() async throws {
    let outcome = try await run((1...200).map { "403/\($0)" })
    guard case .failed(let why, _) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(why.contains("403") && source.questions < 2 * OfferInspector.mostRefusals + 2 * Self.asked)
    #expect(try catalog.inspections(of: known.id).isEmpty)
  }

  @Test(arguments: [429, 503]) func `a server that wants fewer requests gets none`(status: Int) async throws {
    let outcome = try await run((1...100).map { "\(status)/\($0)" })
    if case .failed = outcome {} else { Issue.record("\(outcome)") }
    #expect(refused.isEmpty && source.questions <= 2 * Self.asked)
    // What it was asked about then is not asked about first again.
    #expect(heard.news.withLock { $0.contains { if case .unanswered = $0 { true } else { false } } })
  }
}

private final class Heard: Sendable {
  let news = Mutex<[OfferInspector.News]>([])
}

/// A server whose files are four bytes long, and whose answers have the status that their paths begin with.
private final class AnsweringServer: Source {
  private let server: PythonServer
  private let asked = Atomic(0)
  var place: String { server.address() + "/" }
  var questions: Int { asked.load(ordering: .relaxed) }

  init() throws { server = try PythonServer(AnsweringServer.script, ports: 1) }

  func list(
    known: any KnownFolders, _ deliver: (ListingBatch) async -> Void
  ) async throws(SourceFailure) -> ListingReport { ListingReport() }

  func place(of offer: Offer) throws(SourceFailure) -> OfferPlace {
    asked.wrappingAdd(1, ordering: .relaxed)
    guard case .web(let url) = offer.address else { throw SourceFailure(.other, "no address") }
    return .web(url: url, access: WebAccess())
  }

  private static let script = #"""
    import http.server, os, socketserver, sys, threading

    class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
        daemon_threads = True
        request_queue_size = 64

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'
        def log_message(self, *a):
            pass
        def do_HEAD(self):
            self.send_response(int(self.path.split('/')[1]))
            self.send_header('Content-Length', '4')
            self.send_header('Last-Modified', 'Sun, 06 Nov 1994 08:49:37 GMT')
            self.end_headers()
        def do_GET(self):
            self.do_HEAD()
            self.wfile.write(b'some')

    server = Server(('127.0.0.1', 0), Handler)
    with open(sys.argv[1] + '.new', 'w') as f:
        f.write('%d' % server.server_port)
    os.rename(sys.argv[1] + '.new', sys.argv[1])
    server.serve_forever()
    """#
}
