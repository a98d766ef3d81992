internal import Digest
internal import HTTPClient
internal import Model
internal import Platform
internal import Sources
internal import TestSupport
internal import Testing

@Suite("Manifests", .timeLimit(.minutes(Soak.patience))) struct ManifestTests {
  func listing(_ text: String, _ limits: ManifestSource.Limits = .init()) async throws -> Listing {
    let scratch = try TemporaryDirectory()
    try Files.write(text, to: scratch("m.json"))
    return try await Listing(ManifestSource(file: scratch("m.json"), limits: limits))
  }

  @Test func `everything a row may say`() async throws {
    let md5 = "0123456789abcdef0123456789ABCDEF"
    let listing = try await listing(
      """
      {"version": 1, "files": [
        {"path": "snes/Game (USA).sfc", "size": 1048576, "modified": "2001-09-09T01:46:40Z", "etag": "\\"a\\"",
         "crc32": "0A0b0C0d", "md5": "\(md5)", "sha1": "\(md5)01234567", "sha256": "\(md5)\(md5)", "more": [1, {}]},
        {"path": "b", "url": "files/1%2034.bin", "modified": 1000000000, "size": 1e3},
        {"path": "c", "url": "https://Other.example/c?key=1", "modified": "Sun, 09 Sep 2001 01:46:40 GMT", "size": null},
        {"path": "d", "modified": "2001-09-09T03:16:40.5+01:30"}
      ]}
      """)
    #expect(listing.report.isComplete && listing.report.rowCount == 0 && listing.offers.count == 4)
    let first = try #require(listing["snes/Game (USA).sfc"])
    #expect(first.size == OfferSize(1_048_576, isExact: true) && first.etag == "\"a\"")
    #expect(first.address == .file(first.path))
    #expect(first.checksums.crc32 == 0x0A0B_0C0D && first.checksums.md5?.hexadecimal == md5.lowercased())
    #expect(first.checksums.algorithms == [.crc32, .md5, .sha1, .sha256])
    #expect(listing.offers.allSatisfy { $0.modified == OfferTime(1_000_000_000, isExact: true) })
    #expect(listing["b"]?.address == .file(Array("files/1 34.bin".utf8)) && listing["b"]?.size?.bytes == 1000)
    #expect(listing["c"]?.address == .web("https://other.example/c?key=1") && listing["c"]?.size == nil)
  }

  @Test(arguments: [
    (#"{"path": "../a"}"#, true), (#"{"path": "/a"}"#, true), (#"{"path": "a//b"}"#, true), (#"{"path": ""}"#, true),
    (#"{"path": "a\\b"}"#, true), (#"{"path": "C:/a"}"#, true), (#"{"path": "a\u0000b"}"#, true),
    (#"{"path": "a/.."}"#, true), (#"{"path": "a", "size": -1}"#, true), (#"{"path": "a", "size": 1.5}"#, true),
    (#"{"path": "a", "size": 17592186044417}"#, true), (#"{"path": "a", "size": 1e99}"#, true),
    (#"{"path": "a", "size": 9007199254740993}"#, true), (#"{"path": "a", "size": "12"}"#, true),
    (#"{"path": "a", "crc32": "123"}"#, true), (#"{"path": "a", "sha1": "zz"}"#, true),
    (#"{"path": "a", "sha256": 5}"#, true), (#"{"path": "a", "modified": "yesterday"}"#, true),
    (#"{"path": "a", "modified": -5}"#, true), (#"{"path": "a", "url": "../../etc/passwd"}"#, true),
    (#"{"path": "a", "url": "file:///etc/passwd"}"#, true), (#"{"path": "a", "etag": "a\nb"}"#, true),
    (#"{"path": "one"}"#, true), (#"{"size": 1}"#, false), (#"{"path": 5}"#, false), ("[]", false), ("5", false),
    (#"{"path": "a" "size": 1}"#, false), (#"{path: "a"}"#, false), (#"{"path": "a]}"#, false),
  ]) func `a row that is wrong is reported with its place and costs nothing else`(
    row: String, isReadable: Bool
  ) async throws {
    // What is never closed takes the rest with it: nobody knows where it ends.
    let isEndless = row == #"{"path": "a]}"#
    let listing = try await listing("{\"files\": [{\"path\": \"one\"},\n\(row),\n{\"path\": \"two\"}]}")
    if isEndless {
      #expect(listing.offers.map(\.pathText) == ["one"] && !listing.report.isComplete)
      return
    }
    #expect(listing.offers.map(\.pathText) == ["one", "two"], "\(listing.report)")
    let problem = try #require(listing.report.rows.first)
    #expect(listing.report.rowCount == 1 && problem.index == 1 && problem.line == 2, "\(problem)")
    #expect(listing.report.isComplete == isReadable)
  }

  @Test func `what is no manifest, or only the start of one`() async throws {
    for text in ["", "hello", "{}", "{\"games\": []}", "5"] {
      await #expect(throws: SourceFailure.self) { try await listing(text) }
    }
    #expect(try await listing("[]").report.isComplete)
    #expect(try await listing("{\"files\": []}").report.isComplete)
    let cut = try await listing("{\"files\": [{\"path\": \"a\"}, {\"path\": ")
    #expect(cut.offers.count == 1 && !cut.report.isComplete)
    var limits = ManifestSource.Limits()
    limits.files = 1
    let long = try await listing("[{\"path\": \"a\"}, {\"path\": \"b\"}]", limits)
    #expect(long.offers.count == 1 && long.report.stop?.kind == .tooLong)
    limits.bytes = 4
    await #expect(throws: SourceFailure.self) { try await listing("[     ]", limits) }
    for path in ["/nowhere/m.json", "/", "/dev/null"] {
      do throws(SourceFailure) {
        _ = try await Listing(ManifestSource(file: path))
        Issue.record("\(path) is a manifest")
      } catch { #expect(error.message.contains(path), "\(error)") }
    }
  }

  @Test func `a manifest on a web server, and what it names there`() async throws {
    let scratch = try TemporaryDirectory()
    let folder = try scratch.makeDirectory("files")
    try Files.write("one", to: folder + "/m/a b/ü&%.bin")
    try Files.write("two", to: folder + "/else/2.bin")
    try Files.write(
      #"{"files": [{"path": "a b/ü&%.bin"}, {"path": "2", "url": "../else/2.bin"}, {"path": "3", "url": "//x.example/3"}]}"#,
      to: folder + "/m/manifest.json")
    guard let server = try WebServer.start(.nginx, of: folder) else { return }
    let client = try HTTPClient(userAgent: "vitrine-test/1")
    let source = try ManifestSource(
      server.address + "/m/manifest.json", credentials: .header(name: "X-Key", Secret("hush")), client: client)
    let listing = try await Listing(source)
    #expect(listing.report.isComplete && listing.offers.count == 3)
    for offer in listing.offers {
      guard case .web(let url, let access) = try source.place(of: offer) else { continue }
      #expect(access.headers(for: .get).map(\.name) == (offer.pathText == "3" ? [] : ["X-Key"]), "\(url)")
      if offer.pathText == "3" { continue }
      let response = try await client.send(HTTPRequest(url))
      #expect(response.status == 200 && response.body.count == 3, "\(url)")
    }
    let missing = try ManifestSource(server.address + "/m/none.json", client: client)
    do throws(SourceFailure) {
      _ = try await Listing(missing)
      Issue.record("what is not there is a manifest")
    } catch { #expect(error.kind == .notFound, "\(error)") }
  }
}
