internal import HTTPClient
internal import Model
internal import Platform
internal import Sources
internal import TestSupport
internal import Testing

@Suite("Directory indexes of real web servers", .serialized, .timeLimit(.minutes(Soak.patience))) struct RealServerTests
{
  /// A way in which a server shows a folder.
  struct Form: Sendable, CustomTestStringConvertible {
    var kind: WebServer.Kind
    var path: String
    var showsHidden: Bool
    var hasSizes: Bool
    var areExact: Bool
    var testDescription: String { kind.rawValue + path }
  }

  /// The others are left to long runs.
  static let usual: Set<String> = ["nginx/", "nginx/json/", "apache/fancy/", "lighttpd/", "caddy/"]

  static let forms = [
    Form(kind: .nginx, path: "/", showsHidden: false, hasSizes: true, areExact: true),
    Form(kind: .nginx, path: "/rounded/", showsHidden: false, hasSizes: true, areExact: false),
    Form(kind: .nginx, path: "/json/", showsHidden: false, hasSizes: true, areExact: true),
    Form(kind: .nginx, path: "/xml/", showsHidden: false, hasSizes: true, areExact: true),
    Form(kind: .apache, path: "/plain/", showsHidden: true, hasSizes: false, areExact: false),
    Form(kind: .apache, path: "/fancy/", showsHidden: true, hasSizes: true, areExact: false),
    Form(kind: .apache, path: "/icons/", showsHidden: true, hasSizes: true, areExact: false),
    Form(kind: .apache, path: "/table/", showsHidden: true, hasSizes: true, areExact: false),
    Form(kind: .apache, path: "/xhtml/", showsHidden: true, hasSizes: true, areExact: false),
    Form(kind: .lighttpd, path: "/", showsHidden: false, hasSizes: true, areExact: false),
    Form(kind: .caddy, path: "/", showsHidden: true, hasSizes: true, areExact: true),
    Form(kind: .python, path: "/", showsHidden: true, hasSizes: false, areExact: false),
  ]

  @Test(arguments: forms.filter { Soak.isOn || usual.contains($0.testDescription) })
  func `every odd name is offered and can be fetched, and nothing else is`(form: Form) async throws {
    let scratch = try TemporaryDirectory()
    let folder = try scratch.makeDirectory("files")
    try OddNames.make(in: folder)
    try Files.writeSparse(folder + "/big.iso", size: 5 << 30 | 12345)
    try Files.setModified(folder + "/big.iso", seconds: 1_000_000_000)
    guard let server = try WebServer.start(form.kind, of: folder) else { return }
    let client = try HTTPClient(userAgent: "vitrine-test/1")
    let source = try HTTPIndexSource(server.address + form.path, client: client)
    let listing = try await Listing(source)

    let expected = OddNames.ordinary + (form.showsHidden ? OddNames.hidden : []) + ["big.iso"]
    let offered = listing.paths
    for name in expected where !offered.contains(Array(name.utf8)) { Issue.record("not offered: \(name)") }
    for path in offered.subtracting(expected.map { Array($0.utf8) }) {
      Issue.record("offered: \(String(decoding: path, as: UTF8.self))")
    }
    #expect(listing.offers.count == expected.count)
    #expect(listing.report.isComplete, "\(listing.report)")
    #expect(listing.report.refused.count == OddNames.refused.count + (form.showsHidden ? 2 : 1), "\(listing.report)")

    for offer in listing.offers where offer.pathText != "big.iso" {
      guard case .web(let url, let access) = try source.place(of: offer) else {
        Issue.record("\(offer) is not on the web")
        continue
      }
      let response = try await client.send(HTTPRequest(url, headers: access.headers(for: .get)))
      #expect(response.status == 200 && response.body == offer.path, "\(url): \(response.status)")
      guard form.hasSizes else { continue }
      let size = try #require(offer.size, "\(offer)")
      #expect(!size.isExact || size.bytes == Int64(offer.path.count), "\(offer)")
      #expect(size.isExact || size.bytes <= 1024, "\(offer)")
      #expect(!form.areExact || size.isExact)
      // Tests run where the clock's zone may be any.
      let now = wallNanoseconds() / 1_000_000_000
      #expect(abs((offer.modified?.seconds ?? 0) - now) < 15 * 3600, "\(offer)")
    }
    let big = try #require(listing["big.iso"])
    if form.hasSizes {
      #expect(abs((big.size?.bytes ?? 0) - (5 << 30 | 12345)) <= (form.areExact ? 0 : 1 << 28), "\(big)")
      #expect(big.size?.isExact == form.areExact)
      #expect(abs((big.modified?.seconds ?? 0) - 1_000_000_000) < 15 * 3600, "\(big)")
    } else {
      #expect(big.size == nil && big.modified == nil)
    }
  }

  @Test(
    arguments: forms.filter { form in
      ["/", "/table/"].contains(form.path) && form.kind != .python
        || Soak.isOn && ["/", "/json/", "/xml/", "/icons/"].contains(form.path)
    })
  func `a folder of 20,000 files is listed`(form: Form) async throws {
    guard let server = try WebServer.start(form.kind, of: try LargeFolder.shared.get().path) else { return }
    let client = try HTTPClient(userAgent: "vitrine-test/1")
    let source = try HTTPIndexSource(server.address + form.path, client: client)
    let start = monotonicNanoseconds()
    let listing = try await Listing(source)
    let seconds = Double(monotonicNanoseconds() - start) / 1e9
    print("20,000 entries from \(form.testDescription): \(seconds) s")
    // Caddy leaves out what comes after the first 10,000, and does not say so.
    let count = form.kind == .caddy ? 10_000 : 20_000
    #expect(listing.offers.count == count && listing.paths.count == count)
    #expect(listing.report.isComplete == (form.kind != .caddy) && listing.batches == count / 1000)
  }

  @Test func `Caddy's page for people says the same as its JSON`() async throws {
    let scratch = try TemporaryDirectory()
    let folder = try scratch.makeDirectory("files")
    try OddNames.make(in: folder)
    guard let server = try WebServer.start(.caddy, of: folder) else { return }
    let client = try HTTPClient(userAgent: "vitrine-test/1")
    let address = try #require(WebAddress(server.address + "/"))
    var pages: [IndexPage] = []
    for accept in ["text/html", "application/json"] {
      let response = try await client.send(HTTPRequest(address.text, headers: [("Accept", accept)]))
      #expect(response.header("content-type")?.hasPrefix(accept) == true)
      pages.append(try IndexPage(response.body, type: response.header("content-type"), at: address))
    }
    for page in pages { #expect(page.isRecognised && !page.isCutOff) }
    #expect(pages[0].refused.counts == pages[1].refused.counts)
    func facts(_ page: IndexPage) -> [[UInt8]: IndexPage.Entry] {
      Dictionary(uniqueKeysWithValues: page.entries.map { ($0.name, $0) })
    }
    #expect(facts(pages[0]) == facts(pages[1]))
  }
}

/// 20,000 empty files with long names, made once.
enum LargeFolder {
  static let shared = Result<TemporaryDirectory, any Error> {
    let directory = try TemporaryDirectory()
    let script = """
      import os, sys
      for i in range(20000):
          open(os.path.join(sys.argv[1], 'Some Long Game Title & Knuckles %05d (USA, Europe) (Rev 1) [!].zip' % i), 'w').close()
      """
    let made = try ExternalProgram.run("python3", ["-c", script, directory.path], timeout: 120_000_000_000)
    if made.status != 0 { throw TestFailure("python3: \(made.errorText)") }
    return directory
  }
}
