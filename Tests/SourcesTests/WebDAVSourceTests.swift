internal import HTTPClient
internal import Model
internal import Platform
internal import Sources
internal import TestSupport
internal import Testing

@Suite("WebDAV folders of a real server", .serialized, .timeLimit(.minutes(Soak.patience))) struct WebDAVSourceTests {
  let scratch: TemporaryDirectory
  let client: HTTPClient
  let credentials = SourceCredentials.password(user: "me", Secret("it's: secret"))

  init() throws {
    scratch = try TemporaryDirectory()
    client = try HTTPClient(userAgent: "vitrine-test/1")
  }

  private func failure(_ source: WebDAVSource) async -> SourceFailure? {
    do throws(SourceFailure) { _ = try await Listing(source) } catch { return error }
    return nil
  }

  @Test func `every odd name is listed exactly, and can be fetched`() async throws {
    let folder = try scratch.makeDirectory("files")
    try OddNames.make(in: folder)
    try Files.writeSparse(folder + "/big.iso", size: 5 << 30 | 12345)
    try Files.setModified(folder + "/big.iso", seconds: 1_000_000_000)
    guard let server = try WebServer.start(.apache, of: folder) else { return }
    for (path, credentials) in [("/dav/", SourceCredentials.none), ("/private", credentials)] {
      let source = try WebDAVSource(server.address + path, credentials: credentials, client: client)
      let listing = try await Listing(source)
      let expected = Set((OddNames.ordinary + OddNames.hidden + ["big.iso"]).map { Array($0.utf8) })
      for name in expected.symmetricDifference(listing.paths) {
        Issue.record("\(path): \(String(decoding: name, as: UTF8.self))")
      }
      #expect(listing.report.isComplete, "\(listing.report)")
      #expect(listing["big.iso"]?.size == OfferSize(5 << 30 | 12345, isExact: true))
      #expect(listing["big.iso"]?.modified == OfferTime(1_000_000_000, isExact: true))
      for offer in listing.offers where offer.pathText != "big.iso" {
        #expect(offer.size == OfferSize(Int64(offer.path.count), isExact: true), "\(offer)")
        guard case .web(let url, let access) = try source.place(of: offer) else { continue }
        let response = try await client.send(HTTPRequest(url, headers: access.headers(for: .get)))
        #expect(response.status == 200 && response.body == offer.path, "\(url): \(response.status)")
      }
    }
  }

  @Test func `files come whole, and a part of one is gone on with`() async throws {
    let files = try FetchedFiles([3_000_000, 1, 0], in: scratch)
    guard let server = try WebServer.start(.apache, of: scratch("offered")) else { return }
    let source = try WebDAVSource(server.address + "/private/", credentials: credentials, client: client)
    let listing = try await Listing(source)
    #expect(listing.offers.count == 3)
    for offer in listing.offers {
      let order = TransferOrder(size: offer.size?.bytes, checksums: files.checksums(offer.pathText))
      let came = files.fetch(try source.place(of: offer), order, as: offer.pathText)
      #expect(came.failure == nil && files.landed(offer.pathText) == files.contents(offer.pathText), "\(came)")
    }
    // As a program leaves it that was killed.
    let offer = try #require(listing.offers.first { $0.size?.bytes == 3_000_000 })
    let bytes = files.contents(offer.pathText)
    try Files.write(Array(bytes[..<1_000_000]), to: scratch("landed/.again.part"))
    let place = LandingPlace(
      root: scratch("landed"), directory: [], name: Array("again".utf8), partName: Array(".again.part".utf8))
    let order = TransferOrder(size: 3_000_000, checksums: files.checksums(offer.pathText))
    var limits = FileTransfer.Limits()
    limits.keepFree = 0
    let hooks = KeepingHooks()
    let transfer = FileTransfer(
      try source.place(of: offer), order, to: place, modified: nil, files.client, limits, hooks)
    _ = try transfer.run(PartRecord(bytes: 1_000_000, total: 3_000_000))
    #expect(files.landed("again") == bytes)
    #expect(try files.leftovers() == [])
  }

  @Test func `what cannot be listed is named with a remedy, and without a password`() async throws {
    let folder = try scratch.makeDirectory("files")
    try Files.write("x", to: folder + "/file")
    guard let server = try WebServer.start(.apache, of: folder) else { return }
    func failure(_ path: String, _ credentials: SourceCredentials = .none) async throws -> SourceFailure? {
      try await self.failure(WebDAVSource(server.address + path, credentials: credentials, client: client))
    }
    #expect(try await failure("/fancy/")?.message.contains("there is no WebDAV here (405)") == true)
    #expect(try await failure("/dav/nothing/")?.kind == .notFound)
    #expect(try await failure("/private/")?.message.contains("wants a password") == true)
    let wrong = try #require(try await failure("/private/", .password(user: "me", Secret("wr0ng"))))
    #expect(wrong.kind == .unauthorized && !"\(wrong)".contains("wr0ng"))
    #expect(try await failure("/dav/file") != nil)
  }
}

@Suite("WebDAV folders that lead elsewhere", .timeLimit(.minutes(Soak.patience))) struct MovedDAVTests {
  /// The root of the first port is at the second, which has a folder that leads back.
  private static let script = #"""
    import http.server, os, sys, threading

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = 'HTTP/1.1'
        def log_message(self, *a): pass
        def do_GET(self): self.send(200, open(sys.argv[2]).read().encode() if os.path.exists(sys.argv[2]) else b'')
        def do_PROPFIND(self):
            body = self.rfile.read(int(self.headers.get('Content-Length', 0)))
            row = '%d %s %s %s %s\n' % (self.server is other, self.path, self.headers.get('Depth'),
                                        self.headers.get('Authorization', '-'), b'getcontentlength' in body)
            with lock: open(sys.argv[2], 'a').write(row)
            if self.server is main or self.path.endswith('/away/'):
                to = main if self.server is other else other
                return self.send(302, b'', {'Location': 'http://127.0.0.1:%d/new/' % to.server_port})
            entry = lambda path, kind: ('<response><href>%s</href><propstat><prop><resourcetype>%s</resourcetype></prop>'
                '<status>HTTP/1.1 200 OK</status></propstat></response>' % (path, kind))
            text = '<multistatus xmlns="DAV:">%s%s%s</multistatus>' % (
                entry('/new/', '<collection/>'), entry('/new/a', ''), entry('/new/away', '<collection/>'))
            self.send(207, text.encode())
        def send(self, status, body, headers={}):
            self.send_response(status)
            for name, value in headers.items(): self.send_header(name, value)
            self.send_header('Content-Length', str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    lock = threading.Lock()
    main, other = [http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler) for _ in range(2)]
    threading.Thread(target=other.serve_forever, daemon=True).start()
    open(sys.argv[1] + '.new', 'w').write('%d %d' % (main.server_port, other.server_port))
    os.rename(sys.argv[1] + '.new', sys.argv[1])
    main.serve_forever()
    """#

  @Test func `a root that is elsewhere is listed there, without the password`() async throws {
    let scratch = try TemporaryDirectory()
    let server = try PythonServer(Self.script, [scratch("log")], ports: 2)
    let client = try HTTPClient(userAgent: "vitrine-test/1")
    let source = try WebDAVSource(
      server.address() + "/old/", credentials: .password(user: "me", Secret("x")), client: client)
    let listing = try await Listing(source)
    #expect(listing.offers.map(\.address) == [.web(server.address(1) + "/new/a")])
    #expect(listing.report.failures.map(\.failure.kind) == [.redirected] && !listing.report.isComplete)
    guard case .web(_, let access) = try source.place(of: listing.offers[0]) else { return }
    #expect(access.headers(for: .get).isEmpty)
    let rows = String(decoding: try Files.read(scratch("log")), as: UTF8.self).split(separator: "\n")
    // What is asked, and how deep, goes along; who asks does not.
    #expect(rows.first == "0 /old/ 1 Basic bWU6eA== True" && rows.dropFirst().first == "1 /new/ 1 - True", "\(rows)")
    #expect(!rows.dropFirst().contains { $0.contains("Basic") }, "\(rows)")
  }
}

@Suite("WebDAV folders whose server knows what has changed") struct DeepTagTests {
  private func row(_ path: String, _ tag: Int?, size: Int? = nil, permissions: String = "RGDNVW") -> String {
    "<d:response><d:href>\(path)</d:href><d:propstat><d:prop>"
      + (size.map { "<d:resourcetype/><d:getcontentlength>\($0)</d:getcontentlength>" }
        ?? "<d:resourcetype><d:collection/></d:resourcetype>")
      + (tag.map { "<d:getetag>\"\($0)\"</d:getetag>" } ?? "")
      + "<o:permissions>\(permissions)</o:permissions></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>"
      + "</d:response>"
  }

  /// Lists a tree of two folders, one of which is mounted from elsewhere.
  private func list(
    _ tags: [String: Int], known: any KnownFolders = NothingKnown()
  ) throws -> (asked: [String], folders: [ListedFolder], report: ListingReport) {
    var crawl = Crawl(try #require(WebAddress("http://h/r/")), known: known)
    var asked: [String] = []
    var folders: [ListedFolder] = []
    func tag(_ path: String) -> Int? { tags[path] }
    while true {
      switch crawl.next(now: 0) {
      case .ask(let request):
        let path = String(decoding: request.address.path, as: UTF8.self)
        asked.append(path)
        var rows = row(path, tag(path), permissions: path.contains("mounted") ? "RGDNVM" : "RGDNV")
        for (entry, number) in tags where entry.hasPrefix(path) && entry != path {
          guard !entry.dropFirst(path.count).dropLast().contains("/") else { continue }
          rows += row(entry, number, permissions: entry.contains("mounted") ? "RGDNVM" : "RGDNV")
        }
        rows += row(path + "file", 1, size: path.utf8.count)
        let text = "<d:multistatus xmlns:d='DAV:' xmlns:o='http://owncloud.org/ns'>\(rows)</d:multistatus>"
        let page = try IndexPage(multistatus: Array(text.utf8), at: request.address)
        let mark = PageMark(etag: page.folderTag, modified: nil)
        folders += crawl.take(.page(page, at: request.address, mark), for: request, now: 0, wall: 0)
          .compactMap(\.folder)
      case .keep(let request): folders += crawl.keep(request).compactMap(\.folder)
      case .wait, .waitForAnswer, .finished: return (asked, folders, crawl.report)
      }
    }
  }

  @Test func `only what has changed below a folder is asked for again, and what is mounted there always`() throws {
    var tags = ["/r/": 1, "/r/a/": 1, "/r/a/b/": 1, "/r/a/mounted/": 1, "/r/c/": 1]
    let first = try list(tags)
    #expect(first.asked.sorted() == ["/r/", "/r/a/", "/r/a/b/", "/r/a/mounted/", "/r/c/"])
    let known = remembered(first.folders)
    #expect(known.keys.contains(Array("a/b".utf8)) && !known.keys.contains(Array("a/mounted".utf8)))
    let second = try list(tags, known: known)
    #expect(second.asked == ["/r/", "/r/a/mounted/"])
    #expect(second.folders.filter(\.isUnchanged).count == 3 && second.report.unchangedFolders == 3)
    (tags["/r/"], tags["/r/a/"], tags["/r/a/b/"]) = (2, 2, 2)
    #expect(try list(tags, known: known).asked.sorted() == ["/r/", "/r/a/", "/r/a/b/", "/r/a/mounted/"])
  }
}
