internal import HTTPClient
internal import Model
internal import Platform
internal import Sources
internal import TestSupport
internal import Testing

@Suite("Files of a RomM server", .timeLimit(.minutes(Soak.patience))) struct RomMTransferTests {
  private static let paths = [
    "snes/Game, 100% (USA).sfc", "psx/Two/Two (Disc 1).bin", "psx/Two/Two (Disc 2).bin", "psx/Two/dlc/More #1?.bin",
    "snes/Packed.zip",
  ]

  private let scratch: TemporaryDirectory
  private let files: FetchedFiles

  init() throws {
    scratch = try TemporaryDirectory()
    files = try FetchedFiles([], in: scratch)
    for (index, path) in Self.paths.enumerated() {
      try Files.write(
        SplitMix64.bytes(1_000_003 + index * 77_777, seed: UInt64(index)), to: scratch("library/roms/\(path)"))
    }
  }

  private func source(_ server: RomMStandIn) throws -> RomMSource {
    try RomMSource(
      server.address + "/", credentials: .header(name: "Authorization", Secret("rmm_secret")), client: files.client)
  }

  /// On a thread that may wait.
  private func fetch(_ place: OfferPlace, _ order: TransferOrder, as name: String, tries: Int) async throws -> (
    failure: TransferFailure?, tries: Int
  ) {
    let files = files
    return try await withCheckedThrowingContinuation { continuation in
      do {
        try WorkerThread(name: "fetch") {
          continuation.resume(returning: files.fetch(place, order, as: name, tries: tries))
        }.detach()
      } catch { continuation.resume(throwing: error) }
    }
  }

  private func order(_ offer: Offer) -> TransferOrder {
    TransferOrder(size: offer.size?.bytes, checksums: offer.checksums)
  }

  @Test(arguments: [RomMStandIn.Version.array, .bare, .asked])
  func `files are fetched, and go on where they broke off`(version: RomMStandIn.Version) async throws {
    let whole = try RomMStandIn(version, of: scratch("library"))
    // After each break there is a pause.
    let cut = try RomMStandIn(version, of: scratch("library"), "\"cut\": \(Soak.isOn ? 300_000 : 600_000)")
    for (server, isCut) in [(whole, false), (cut, true)] {
      let source = try source(server)
      let offers = try await Listing(source).offers
      #expect(offers.map(\.pathText).sorted() == Self.paths.sorted())
      _ = try server.log()
      for (index, offer) in offers.enumerated() {
        let name = "\(isCut)-\(index)"
        let (failure, tries) = try await fetch(
          source.place(of: offer), order(offer), as: name, tries: isCut ? 8 : 1)
        #expect(failure == nil, "\(offer.pathText): \(failure?.message ?? "") after \(tries)")
        let expected = try Files.read(scratch("library/roms/\(offer.pathText)"))
        #expect(files.landed(name) == expected, "\(offer.pathText)")
      }
      let log = try server.log()
      #expect(log.contains { $0.contains(" bytes=") } == isCut && log.allSatisfy { $0.hasSuffix(" key") })
      // Nothing was begun anew.
      if isCut { #expect(log.filter { $0.hasSuffix(" - key") }.count == offers.count, "\(log)") }
    }
    #expect(try files.leftovers() == [])
  }

  @Test(arguments: [RomMStandIn.Version.array, .asked])
  func `any part of a file can be asked for, and whether it is there`(version: RomMStandIn.Version) async throws {
    let server = try RomMStandIn(version, of: scratch("library"))
    let source = try source(server)
    var random = SplitMix64(seed: 7)
    for offer in try await Listing(source).offers {
      let bytes = try Files.read(scratch("library/roms/\(offer.pathText)"))
      let place = try source.place(of: offer)
      guard case .web(let url, let access) = place else { continue }
      for _ in 0..<20 {
        let first = Int.random(in: 0..<bytes.count, using: &random)
        let last = Int.random(in: first..<min(bytes.count, first + 70_000), using: &random)
        let part = try await files.client.send(
          HTTPRequest(url, headers: access.headers(for: .get) + [("Range", "bytes=\(first)-\(last)")]))
        #expect(part.status == 206 && part.body == Array(bytes[first...last]), "\(url) \(first)-\(last)")
      }
      let probe = OfferProbe(files.client)
      #expect(await probe.ask(place, size: offer.size?.bytes).size == Int64(bytes.count))
      if case .hasNot = await probe.ask(place, size: 5) {} else { Issue.record("another size is taken") }
    }
  }

  @Test func `what changed or went on the server since it was listed is not taken for what was offered`() async throws {
    let server = try RomMStandIn(.asked, of: scratch("library"))
    let source = try source(server)
    let offers = try await Listing(source).offers
    func failure(_ path: String) async throws -> TransferFailure.Kind? {
      let offer = try #require(offers.first { $0.pathText == path })
      return try await fetch(source.place(of: offer), order(offer), as: "x", tries: 1).failure?.kind
    }
    try Files.replace(scratch("library/roms/\(Self.paths[0])"), with: [1, 2, 3])
    #expect(try await failure(Self.paths[0]) == .changed)
    try Files.remove(scratch("library/roms/\(Self.paths[1])"))
    #expect(try await failure(Self.paths[1]) == .stale)
    // Of the same size: only its checksum tells.
    let other = SplitMix64.bytes(1_000_003 + 2 * 77_777, seed: 99)
    try Files.replace(scratch("library/roms/\(Self.paths[2])"), with: other)
    #expect(try await failure(Self.paths[2]) == .corrupt)
    // A scan has given it another number.
    var offer = try #require(offers.first { $0.pathText == Self.paths[3] })
    offer.address = .web(server.address + "/api/roms/99999/files/content/More")
    #expect(try await fetch(source.place(of: offer), order(offer), as: "x", tries: 1).failure?.kind == .stale)
    #expect(files.landed("x") == nil)
  }
}
