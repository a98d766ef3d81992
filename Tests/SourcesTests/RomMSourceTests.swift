internal import Compression
internal import HTTPClient
internal import Model
internal import Platform
internal import Sources
internal import TestSupport
internal import Testing

@Suite("The library of a RomM server", .timeLimit(.minutes(Soak.patience))) struct RomMSourceTests {
  let scratch: TemporaryDirectory
  let client: HTTPClient
  static let password = SourceCredentials.password(user: "me", Secret("it's: secret"))

  init() throws {
    scratch = try TemporaryDirectory()
    client = try HTTPClient(userAgent: "vitrine-test/1")
  }

  /// A game of one file, of several with folders in it, one that is empty, and an archive.
  private static let paths = [
    "snes/Game (USA).sfc", "snes/Empty.sfc", "snes/Packed.zip", "psx/Two Discs/Two (Disc 1).bin",
    "psx/Two Discs/Two (Disc 2).bin", "psx/Two Discs/dlc/deep/More.bin", "psx/One/One.cue", "Game Boy/A.b.c.gb",
  ]

  private func makeLibrary() throws -> String {
    for (index, path) in Self.paths.enumerated() {
      let bytes = path.contains("Empty") ? [] : SplitMix64.bytes(1000 + index, seed: UInt64(index))
      try Files.write(bytes, to: scratch("library/roms/\(path)"))
    }
    let made = try ExternalProgram.run(
      "python3",
      [
        "-c", "import sys, zipfile\nwith zipfile.ZipFile(sys.argv[1], 'w') as z: z.writestr('a.sfc', 'inside')",
        scratch("library/roms/snes/Packed.zip"),
      ])
    if made.status != 0 { throw TestFailure(made.errorText) }
    return scratch("library")
  }

  private func source(
    _ server: RomMStandIn, _ credentials: SourceCredentials = password, _ path: String = "/",
    _ change: (inout CrawlLimits) -> Void = { _ in }
  ) throws -> RomMSource {
    var limits = CrawlLimits()
    limits.firstPause = 10_000_000
    change(&limits)
    return try RomMSource(server.address + path, credentials: credentials, client: client, limits: limits)
  }

  private func failure(_ source: some Source) async -> SourceFailure? {
    do throws(SourceFailure) { _ = try await Listing(source) } catch { return error }
    return nil
  }

  @Test(arguments: RomMStandIn.Version.allCases)
  func `each file is offered where the server has it, with all that is known of it`(
    version: RomMStandIn.Version
  ) async throws {
    let server = try RomMStandIn(version, of: makeLibrary(), "\"page\": 2")
    let listing = try await Listing(source(server))
    #expect(listing.offers.map(\.pathText).sorted() == Self.paths.sorted())
    #expect(listing.report.isComplete && listing.report.folders == 4, "\(listing.report)")
    #expect(listing.folders.map { $0.path.count }.sorted() == [0, 3, 4, 8] && listing.folders.allSatisfy(\.isWhole))
    #expect(
      listing.folders.first?.subfolders.map { String(decoding: $0.name, as: UTF8.self) }.sorted() == [
        "Game Boy", "psx", "snes",
      ])
    for offer in listing.offers {
      let bytes = try Files.read(scratch("library/roms/\(offer.pathText)"))
      #expect(offer.size == OfferSize(Int64(bytes.count), isExact: true))
      #expect(offer.modified?.isExact == true && (1_000_000_000..<1_000_000_010).contains(offer.modified?.seconds ?? 0))
      if bytes.isEmpty || offer.pathText.hasSuffix(".zip") {
        #expect(offer.checksums.algorithms.isEmpty, "\(offer)")
      } else {
        #expect(offer.checksums.algorithms == [.crc32, .md5, .sha1])
        var crc = CRC32()
        bytes.withUnsafeBytes { crc.update($0) }
        #expect(offer.checksums.crc32 == crc.value)
      }
      guard case .web(let url, let access) = try source(server).place(of: offer) else { continue }
      #expect(url.contains("/files/content/") == (version == .bare || version == .asked), "\(url)")
      let response = try await client.send(HTTPRequest(url, headers: access.headers(for: .get)))
      #expect(response.status == 200 && response.body == bytes, "\(url)")
    }
    let asked = try server.log().filter { $0.hasPrefix("GET /api/roms/") && !$0.contains("content") }
    #expect(asked.count == (version == .bare ? 6 : 0), "\(asked)")
  }

  @Test func `odd names are asked for as they are, and no file of an odd name is another one`() async throws {
    try OddNames.make(in: try scratch.makeDirectory("library/roms/odd & more"))
    for version in [RomMStandIn.Version.array, .asked] {
      let server = try RomMStandIn(version, of: scratch("library"))
      let listing = try await Listing(source(server))
      let expected = (OddNames.ordinary + OddNames.hidden).map { "odd & more/\($0)" }
      #expect(listing.offers.map(\.pathText).sorted() == expected.sorted())
      #expect(listing.report.refused.count == OddNames.refused.count + 1, "\(listing.report.refused)")
      for offer in listing.offers {
        guard case .web(let url, let access) = try source(server).place(of: offer) else { continue }
        let response = try await client.send(HTTPRequest(url, headers: access.headers(for: .get)))
        #expect(response.status == 200 && response.body == Array(offer.path.dropFirst(11)), "\(url)")
      }
    }
  }

  @Test func `a token, a user, nobody, and who may not see it`() async throws {
    let server = try RomMStandIn(.asked, of: makeLibrary())
    for key in ["rmm_secret", "Bearer rmm_secret"] {
      let listing = try await Listing(source(server, .header(name: "Authorization", Secret(key))))
      #expect(listing.offers.count == Self.paths.count)
    }
    #expect(try server.log().allSatisfy { $0.hasSuffix(" key") })
    var words: [String] = []
    for (credentials, expected) in [
      (SourceCredentials.none, "set the source's user and password, or its key"),
      (.password(user: "me", Secret("wr0ng")), "does not take the user and password"),
      (.header(name: "Authorization", Secret("rmm_wr0ng")), "platforms.read and roms.read"),
    ] {
      let failure = try #require(try await failure(source(server, credentials)))
      #expect(failure.kind == .unauthorized && failure.message.contains(expected), "\(failure)")
      words.append("\(failure)")
    }
    let half = try RomMStandIn(.asked, of: scratch("library"), "\"readable\": false")
    let failure = try #require(try await failure(source(half)))
    #expect(failure.kind == .unauthorized)
    words += ["\(failure)", "\(try source(server))", String(reflecting: try source(server)), try source(server).place]
    for word in words {
      for secret in ["wr0ng", "rmm_", "secret", "Basic", "Bearer"] { #expect(!word.contains(secret), "\(word)") }
    }
    // Elsewhere nobody gets a key, whatever a list said once.
    for url in ["http://elsewhere.example/api/roms/1/content/a", server.address + "/other/1", "ftp://h/api/roms/1"] {
      #expect(throws: SourceFailure.self) { try source(server).place(of: Offer(path: [65], address: .web(url))) }
    }
  }

  @Test func `what is no RomM server, or too old a one, is named as such`() async throws {
    let bad = try BadServer()
    let romm = try RomMStandIn(.asked, of: makeLibrary())
    for (address, kind, words) in [
      (romm.address + "/web/", SourceFailure.Kind.notAListing, "is no RomM server"),
      (bad.address + "/", .notFound, "is \(bad.address)/ a RomM server?"),
      ("http://127.0.0.1:1/", .unreachable, "nobody listens"),
    ] {
      var limits = CrawlLimits()
      limits.tries = 1
      let source = try RomMSource(address, client: client, limits: limits)
      let failure = try #require(await failure(source))
      #expect(failure.kind == kind && failure.message.contains(words), "\(failure)")
    }
    let old = try RomMStandIn(.array, of: scratch("library"), "\"version\": \"3.7.1\"")
    #expect(try await failure(source(old))?.message.contains("RomM 3.7.1 is too old") == true)
    let page = try RomMStandIn(.asked, of: scratch("library"), "\"platforms\": \"<html>Sign in</html>\"")
    #expect(try await failure(source(page))?.message.contains("login page") == true)
  }

  @Test func `lists are asked for again where the server is busy, and a server that goes is given up`() async throws {
    let server = try RomMStandIn(.paged, of: makeLibrary(), "\"busy\": 3")
    #expect(try await Listing(source(server)).offers.count == Self.paths.count)
    let gone = try RomMStandIn(.paged, of: scratch("library"), "\"busy\": 1000")
    let failure = try #require(try await failure(source(gone) { ($0.tries, $0.openRequests) = (2, 1) }))
    #expect(failure.kind == .unreachable && failure.message.contains("503"))
    #expect(try gone.log().filter { $0.hasPrefix("GET /api/roms?") }.count == 6)
  }

  @Test(arguments: RomMStandIn.Version.allCases)
  func `games that go while the list is read cost no other one`(version: RomMStandIn.Version) async throws {
    for index in 0..<40 { try Files.write("\(index)", to: scratch("library/roms/snes/\(100 + index).sfc")) }
    // 11 is the first one.
    let server = try RomMStandIn(
      version, of: scratch("library"), "\"page\": 8, \"remove\": [[3, 12], [3, 40], [9, 14]]")
    let listing = try await Listing(source(server))
    let names = Set(listing.offers.map(\.pathText))
    #expect(listing.report.isComplete)
    for index in 0..<40 where ![1, 3, 29].contains(index) { #expect(names.contains("snes/\(100 + index).sfc")) }
    #expect(listing.offers.count == names.count)
    // One that changes all the time is not taken for read.
    let removals = (1...200).map { "[\($0), \($0 + 10)]" }.joined(separator: ",")
    let restless = try RomMStandIn(version, of: scratch("library"), "\"page\": 4, \"remove\": [\(removals)]")
    let other = try await Listing(source(restless))
    #expect(!other.report.isComplete && other.folders.last?.isWhole == false)
    #expect(other.report.failures.first?.failure.message.contains("changes while it is read") == true)
  }

  @Test func `what the server itself misses is left out and counted`() async throws {
    let server = try RomMStandIn(.asked, of: makeLibrary(), "\"missing\": [\"Two Discs\", \"Game (USA).sfc\"]")
    let listing = try await Listing(source(server))
    #expect(listing.offers.count == Self.paths.count - 4)
    #expect(listing.report.missingGames == 2 && listing.report.isComplete)
  }

  @Test func `hostile lists lose what is hostile and nothing else`() async throws {
    func row(_ id: Int, _ name: String, _ more: String = "") -> String {
      "{\"id\": \(id), \"platform_id\": 1, \"fs_path\": \"roms/x\", \"fs_size_bytes\": 1, \"fs_name\": \(name)\(more)}"
    }
    func file(_ name: String, _ path: String, _ size: String = "1") -> String {
      "{\"id\": 5, \"file_name\": \(name), \"file_path\": \(path), \"file_size_bytes\": \(size)}"
    }
    let rows = [
      row(9001, #""..""#, ", \"files\": [\(file(#""..""#, #""roms/x""#))]"),
      row(9002, #""a/b""#, ", \"files\": [\(file(#""b""#, #""roms/x/a""#))]"),
      row(9003, #""a\\b""#, ", \"files\": [\(file(#""a\\b""#, #""roms/x""#))]"),
      row(9004, #""a\nb""#, ", \"files\": [\(file(#""a\nb""#, #""roms/x""#))]"),
      row(9005, #""up""#, ", \"files\": [\(file(#""passwd""#, #""roms/x/up/../../../etc""#))]"),
      row(9006, #""abs""#, ", \"files\": [\(file(#""passwd""#, #""/etc""#))]"),
      row(9007, #""large""#, ", \"files\": [\(file(#""large""#, #""roms/x""#, "99999999999999999999"))]"),
      row(9008, #""less""#, ", \"files\": [\(file(#""less""#, #""roms/x""#, "-1"))]"),
      row(9009, "5"), row(9010, #""no files""#, ", \"files\": [5]"),
      row(9011, #""twice""#, ", \"files\": [\(file(#""twice""#, #""roms/x""#)), \(file(#""twice""#, #""roms/x""#))]"),
      row(9012, #""twice""#, ", \"files\": [\(file(#""twice""#, #""roms/x""#))]"),
      row(9013, #""slash""#, ", \"files\": [\(file(#""a/../../b""#, #""roms/x/slash""#))]"),
      row(9014, #""\#(String(repeating: "n", count: 300))""#),
    ]
    let server = try RomMStandIn(
      .paged, of: makeLibrary(), "\"extra\": [\(rows.joined(separator: ","))]")
    let listing = try await Listing(source(server))
    #expect(Set(listing.offers.map(\.pathText)) == Set(Self.paths + ["Game Boy/twice"]))
    #expect(
      listing.report.refused.counts
        == [.dots: 3, .separator: 1, .backslash: 1, .control: 1, .tooLong: 1], "\(listing.report.refused)")
    #expect(listing.report.repeatedGames == 1)
    #expect(listing.report.failureCount == 1 && !listing.report.isComplete)
    let failure = try #require(listing.report.failures.first)
    #expect(failure.path == Array("Game Boy".utf8) && failure.failure.message.hasPrefix("5 of its games"), "\(failure)")
    #expect(listing.folders.filter(\.isWhole).count == 3)

    let names = ["..", "a/b", "", "ok"].enumerated().map { #"{"id": \#($0 + 1), "fs_slug": "\#($1)"}"# }
    let text = "[\(names.joined(separator: ", "))]".replacing("\"", with: "\\\"")
    let odd = try RomMStandIn(.asked, of: scratch("library"), "\"platforms\": \"\(text)\"")
    let other = try await Listing(source(odd))
    #expect(other.report.refused.count == 3 && other.folders.map(\.path) == [[], Array("ok".utf8)])
  }

  @Test(arguments: [RomMStandIn.Version.array, .asked]) func `thousands of games are listed`(
    version: RomMStandIn.Version
  ) async throws {
    let count = Soak.isOn ? 20_000 : 4_000
    let server = try RomMStandIn(version, of: makeLibrary(), "\"synthetic\": \(count)")
    let start = monotonicNanoseconds()
    let listing = try await Listing(source(server))
    print("\(count) games from RomM \(version): \(Double(monotonicNanoseconds() - start) / 1e9) s")
    #expect(listing.offers.count == count + Self.paths.count && listing.paths.count == listing.offers.count)
    #expect(listing.report.isComplete)
    // Pages, and one that is empty or has a single game for each platform.
    #expect(try server.log().filter { $0.hasPrefix("GET /api/roms?") }.count <= 3 * (count / 750 + 3))
  }

  @Test func `long answers are asked for in shorter ones, and cancelling ends it at once`() async throws {
    let server = try RomMStandIn(.asked, of: makeLibrary(), "\"synthetic\": 600")
    let listing = try await Listing(source(server) { $0.pageBytes = 60_000 })
    #expect(listing.offers.count == 600 + Self.paths.count && listing.report.isComplete, "\(listing.report)")
    let busy = try RomMStandIn(.asked, of: scratch("library"), "\"busy\": 1000")
    let slow = try source(busy) { $0.firstPause = 60_000_000_000 }
    let task = Task { await failure(slow)?.kind }
    while try !busy.log().contains(where: { $0.hasPrefix("GET /api/roms?") }) {
      try await Task.sleep(nanoseconds: 20_000_000)
    }
    task.cancel()
    #expect(await task.value == .cancelled)
  }
}
