internal import Model
internal import Platform
internal import Sources
internal import TestSupport
internal import Testing

@Suite("Folders as sources", .timeLimit(.minutes(Soak.patience))) struct FolderSourceTests {
  @Test func `odd names, links, pipes and what is refused`() async throws {
    let scratch = try TemporaryDirectory()
    let folder = try scratch.makeDirectory("files")
    try OddNames.make(in: folder)
    try Files.write("secret", to: scratch("outside/secret"))
    try Files.createLink(at: folder + "/inside.lnk", to: "plain.bin")
    try Files.createLink(at: folder + "/outside.lnk", to: "../outside/secret")
    try Files.createLink(at: folder + "/absolute.lnk", to: scratch("outside/secret"))
    try Files.createLink(at: folder + "/outside", to: "../outside")
    try Files.createLink(at: folder + "/loop", to: ".")
    try Files.createLink(at: folder + "/self", to: "self")
    try Files.createLink(at: folder + "/dangling", to: "nothing")
    _ = try ExternalProgram.run("mkfifo", [folder + "/pipe"])
    try Files.setModified(folder + "/plain.bin", seconds: -5, nanoseconds: 500_000_000)
    let before = try listTree(folder).map { "\($0)" }
    let source = FolderSource(folder + "/")
    let listing = try await Listing(source)
    let expected = OddNames.ordinary + OddNames.hidden + ["inside.lnk"]
    #expect(listing.paths == Set(expected.map { Array($0.utf8) }))
    #expect(listing.report.isComplete && listing.report.refused.count == OddNames.refused.count + 2)
    #expect(listing.report.specialFiles == 6, "\(listing.report)")
    #expect(listing["plain.bin"]?.modified == OfferTime(-5, isExact: true))
    for offer in listing.offers {
      guard case .file(folder, let path) = try source.place(of: offer) else {
        Issue.record("\(offer) is elsewhere")
        continue
      }
      let content = try Files.read(folder + "/" + String(decoding: path, as: UTF8.self))
      #expect(offer.size == OfferSize(Int64(content.count), isExact: true))
    }
    #expect(listing.folders.allSatisfy { $0.isWhole })
    #expect(try listTree(folder).map { "\($0)" } == before)
    #expect(throws: SourceFailure.self) {
      try source.place(of: Offer(path: Array("a".utf8), address: .file(Array("../a".utf8))))
    }
  }

  @Test func `20,000 files, an end to entries, and what is no folder`() async throws {
    let folder = try LargeFolder.shared.get().path
    let start = monotonicNanoseconds()
    let listing = try await Listing(FolderSource(folder))
    print("20,000 entries from a folder: \(Double(monotonicNanoseconds() - start) / 1e9) s")
    #expect(listing.offers.count == 20_000 && listing.report.isComplete && listing.batches == 20)
    var limits = FolderSource.Limits()
    limits.entries = 1500
    let cut = try await Listing(FolderSource(folder, limits: limits))
    #expect(cut.offers.count == 1500 && cut.report.stop?.kind == .tooLong && cut.folders.first?.isWhole == false)
    for path in ["/nowhere", "/dev/null"] {
      do throws(SourceFailure) {
        _ = try await Listing(FolderSource(path))
        Issue.record("\(path) is a folder")
      } catch { #expect(error.kind == .notFound && error.message.contains(path), "\(error)") }
    }
  }

  @Test func `a share that is gone does not keep who asks, and cancelling ends at once`() async throws {
    let scratch = try TemporaryDirectory()
    let folder = try scratch.makeDirectory("files")
    try Files.write("1", to: folder + "/a/one")
    try Files.write("1", to: folder + "/b/two")
    let stalling = try StallingDirectory(of: folder)
    try stalling.stall([(.status, "a"), (.status, "b")])
    var limits = FolderSource.Limits()
    limits.patience = 500_000_000
    do throws(SourceFailure) {
      _ = try await Listing(FolderSource(stalling.path, limits: limits))
      Issue.record("a stalled folder was listed")
    } catch { #expect(error.kind == .stalled, "\(error)") }
    // The thread that is kept there is the only one.
    limits.patience = 60_000_000_000
    do throws(SourceFailure) {
      _ = try await Listing(FolderSource(stalling.path, limits: limits))
      Issue.record("a stalled folder was listed")
    } catch { #expect(error.kind == .stalled, "\(error)") }
    let path = stalling.path + "/."
    let task = Task { () -> SourceFailure.Kind? in
      do throws(SourceFailure) { _ = try await Listing(FolderSource(path)) } catch { return error.kind }
      return nil
    }
    try await Task.sleep(nanoseconds: 200_000_000)
    let start = monotonicNanoseconds()
    task.cancel()
    #expect(await task.value == .cancelled)
    #expect(monotonicNanoseconds() - start < 5_000_000_000)
    try stalling.resume()
    #expect(try await Listing(FolderSource(path)).offers.count == 2)
    var offers = 0
    for _ in 0..<200 where offers == 0 {
      offers = (try? await Listing(FolderSource(stalling.path)))?.offers.count ?? 0
      if offers == 0 { try await Task.sleep(nanoseconds: 10_000_000) }
    }
    #expect(offers == 2)
  }
}
