internal import Catalog
internal import Digest
internal import Enrichment
internal import Model
internal import Platform
internal import TestSupport
internal import Testing

@Suite("Pictures of providers", .timeLimit(.minutes(Soak.patience))) struct ArtworkTests {
  private static let prefix = #""prefix":"/igdb/image/upload""#

  /// Games of which all text is known.
  private func library(_ count: Int, _ options: [String] = []) async throws -> AskedLibrary {
    let library = try AskedLibrary(["--generate", "\(count * 8)"] + options)
    try library.see(try AskedLibrary.distinct(library.standIn, count))
    return library
  }

  private func counts(_ library: AskedLibrary) throws -> [String: Int] {
    Dictionary(uniqueKeysWithValues: try library.catalog.artworkCounts().map { ($0.state, $0.count) })
  }

  /// What is stored of all games.
  private func stored(_ library: AskedLibrary) throws -> [Artwork] {
    let places = Set(try library.games().map(\.location))
    return try places.flatMap { try library.catalog.providedFacts(at: $0).flatMap(\.artwork) }
  }

  @Test func `each is fetched once and is stored by what it is`() async throws {
    let library = try await library(30)
    let progress = await library.run(library.igdb(), artwork: [.cover, .screenshot])
    #expect(progress.artwork.matched == 60 && progress.artwork.total == 60, "\(progress)")
    let artwork = try stored(library)
    #expect(artwork.count == 60)
    for item in artwork {
      let digest = try #require(item.digest?.withUnsafeBytes { SHA256Digest(stored: $0) })
      let bytes = try #require(library.store.bytes(of: digest, item.fileExtension ?? "", limit: 1 << 20))
      // The stand-in's pictures hold their names.
      let name = item.url.split(separator: "/").suffix(2).joined(separator: "/")
      #expect(String(decoding: bytes, as: UTF8.self).contains(name))
      #expect(item.fileExtension == "jpg" && item.size == Int64(bytes.count) && item.retryAt == nil)
    }
    let requests = try library.standIn.requests("/igdb/image/upload")
    #expect(requests == 60)
    await library.run(library.igdb(), artwork: [.cover, .screenshot])
    await library.run(library.igdb(), selection: .all, artwork: [.cover, .screenshot])
    #expect(try library.standIn.requests("/igdb/image/upload") == requests)
  }

  @Test(arguments: [
    ("html", 20 << 20, "refused"), ("long-answer", 1 << 20, "refused"), ("wrong-json", 20 << 20, "refused"),
  ])
  func `what is no picture, or too large, is refused and remembered`(mode: String, limit: Int64, state: String)
    async throws
  {
    let library = try await library(12)
    try library.standIn.setFaults(#"{"mode":"\#(mode)","bytes":3000000,\#(Self.prefix)}"#)
    await library.run(library.igdb(), artwork: [.cover], artworkLimit: limit)
    #expect(try counts(library) == [state: 12])
    #expect(try stored(library).isEmpty && !Files.exists(library.store.directory))
    let requests = try library.requests
    await library.run(library.igdb(), artwork: [.cover], artworkLimit: limit)
    #expect(try library.requests == requests)
  }

  @Test func `one that is not there is a remembered miss, and an error is none`() async throws {
    let library = try await library(8)
    try library.standIn.setFaults(#"{"mode":"status","status":404,\#(Self.prefix)}"#)
    await library.run(library.igdb(), artwork: [.cover])
    #expect(try counts(library) == ["missing": 8])
    let requests = try library.requests
    await library.run(library.igdb(), artwork: [.cover])
    #expect(try library.requests == requests)

    let other = try AskedLibrary(standIn: library.standIn)
    try other.see(try AskedLibrary.distinct(library.standIn, 8))
    try library.standIn.setFaults(#"{"mode":"status","status":500,\#(Self.prefix)}"#)
    await other.run(other.igdb(), artwork: [.cover])
    #expect(try counts(other) == ["failed": 8])
    try library.standIn.setFaults()
    await other.run(other.igdb(), artwork: [.cover])
    #expect(try counts(other) == ["failed": 8])
    // Who asks for what is missing does not mean after a quarter of an hour.
    await other.run(other.igdb(), selection: .missing, artwork: [.cover])
    #expect(try counts(other) == ["stored": 8])
  }

  @Test func `several come at the same time, beside the text`() async throws {
    let library = try await library(40)
    try library.standIn.setFaults(#"{"mode":"drip","milliseconds":1,\#(Self.prefix)}"#)
    let run = Task { await library.run(library.igdb(), artwork: [.cover]) }
    // A picture takes a third of a second and more.
    func open() -> Int {
      library.enricher.workers.count { worker in
        guard case .fetching(let text) = worker.activity else { return false }
        return text.hasPrefix("cover of ")
      }
    }
    var most = 0
    while library.enricher.progress.artwork.matched < 40, most < 8 {
      most = max(most, open())
      try await Task.sleep(for: .milliseconds(1))
    }
    _ = await run.value
    #expect(try counts(library)["stored"] == 40)
    #expect(most == 8)
  }

  @Test func `a picture of the same bytes is one file`() throws {
    let directory = try TemporaryDirectory()
    let store = ArtworkStore(directory: directory("artwork"))
    let bytes = [UInt8](repeating: 7, count: 1000)
    let digest = try store.store(bytes, "jpg")
    #expect(try store.store(bytes, "jpg") == digest)
    #expect(try listTree(directory("artwork")).filter { $0.status.kind == .regular }.count == 1)
    // One that is cut short is no picture, and is made whole again.
    try Files.truncate(store.path(of: digest, "jpg"), to: 10)
    #expect(store.bytes(of: digest, "jpg", limit: 1 << 20) == nil)
    _ = try store.store(bytes, "jpg")
    #expect(store.bytes(of: digest, "jpg", limit: 1 << 20) == bytes)
  }
}
