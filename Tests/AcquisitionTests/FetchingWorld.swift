internal import Acquisition
internal import Catalog
internal import HTTPClient
internal import Model
internal import Platform
internal import Sources
internal import Synchronization
internal import TestSupport
internal import Testing

/// A catalog, sources that are listed into it, and an acquirer that fetches from them.
final class FetchingWorld: Sendable {
  let scratch: TemporaryDirectory
  let catalog: Catalog
  let client: HTTPClient
  let settings: Acquirer.Settings
  private let landedPaths = Mutex<[String]>([])
  private let current = Mutex<Acquirer?>(nil)

  static let mountPoint = "/mnt/games"

  /// - Parameter authorities: PEM file of the certificates that are trusted; nil for the system's.
  init(authorities: String? = nil, _ change: (inout Acquirer.Settings) -> Void = { _ in }) throws {
    scratch = try TemporaryDirectory()
    catalog = try Catalog.open(directory: scratch("state"))
    client = try HTTPClient(userAgent: "vitrine-test/1", authorities: authorities)
    var settings = Acquirer.Settings(directory: scratch("state") + "/downloads")
    settings.transfer.keepFree = 0
    settings.transfer.keepEvery = 100_000
    settings.transfer.stream.patience = 2
    settings.patience = 3_000_000_000
    change(&settings)
    self.settings = settings
  }

  var acquirer: Acquirer {
    current.withLock { current in
      if let current { return current }
      let made = makeAcquirer()
      current = made
      return made
    }
  }

  private func makeAcquirer() -> Acquirer {
    Acquirer(catalog, client, at: FetchingWorld.mountPoint, settings) { [weak self] path, _ in
      self?.landedPaths.withLock { $0.append(String(decoding: path, as: UTF8.self)) }
    }
  }

  /// As a service that begins anew.
  func restart() {
    acquirer.stop()
    current.withLock { $0 = nil }
  }

  /// Below the directory of downloads, in the order they came.
  var landed: [String] { landedPaths.withLock { $0 } }

  var directory: String { settings.directory }

  func bytes(_ path: String) throws -> [UInt8] { try Files.read(directory + "/" + path) }

  /// Writes files of a source: what each holds depends on its name alone.
  func offer(_ names: [String], in folder: String, size: Int = 50_000) throws {
    for name in names { try Files.write(FetchingWorld.contents(name, size), to: scratch(folder) + "/" + name) }
  }

  static func contents(_ name: String, _ size: Int) -> [UInt8] {
    SplitMix64.bytes(size, seed: name.utf8.reduce(7) { $0 &* 31 &+ UInt64($1) })
  }

  /// Lists a source into the catalog.
  func place(_ name: String, _ source: any Source, transfers: Int = 4) async throws -> Acquirer.Place {
    let known = try catalog.source(named: name, at: source.place)
    let outcome = await SourceSync(catalog, source, known: known).run()
    #expect(outcome.failure == nil && outcome.listing.isComplete)
    return Acquirer.Place(known, source, asked: 4, transfers: transfers)
  }

  /// Everything that the sources offer, each file once.
  func wanted(_ places: [Acquirer.Place]) throws -> [WantedFile] {
    var offers: [[UInt8]: [StoredOffer]] = [:]
    for place in places {
      for offer in try catalog.offers(of: place.known.id, below: []) {
        offers[offer.offer.path, default: []].append(offer)
      }
    }
    return offers.keys.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { path in
      guard let own = offers[path], let first = own.first else { return nil }
      let size = own.lazy.compactMap { $0.offer.size }.first { $0.isExact }?.bytes
      return WantedFile(
        Download(path: path, size: size, checksums: first.offer.checksums, modified: first.offer.modified?.seconds),
        offers: own.map(\.id))
    }
  }

  /// Waits for the end of a job without keeping a thread of Swift's pool.
  func end(of job: Int64, seconds: Int = 60) async throws -> DownloadJob {
    try await wait(for: job, seconds: seconds) { $0.state.isEnded }
  }

  func wait(
    for job: Int64, seconds: Int = 60, until isSo: (DownloadJob) -> Bool
  ) async throws -> DownloadJob {
    for _ in 0..<seconds * 50 {
      if let found = try acquirer.jobs(job).first, isSo(found) { return found }
      try await Task.sleep(for: .milliseconds(20))
    }
    let found = try #require(try acquirer.jobs(job).first)
    Issue.record("the job is \(found.state), \(found.counts), \(acquirer.view)")
    return found
  }

  /// What lies in the directory of downloads besides whole files.
  var parts: [String] {
    ((try? listTree(directory)) ?? []).map { "\($0)" }.filter { $0.contains(".part") }
  }

  deinit {
    current.withLock { $0 }?.stop()
    client.close()
    catalog.close()
  }
}
