internal import Acquisition
internal import Catalog
internal import HTTPClient
internal import Model
internal import Platform
internal import Sources

/// A catalog with sources that offer the same files, and an acquirer that fetches them into a directory.
final class DownloadWorld: Sendable {
  /// When files got their places, monotonic nanoseconds.
  private struct Arrivals: Sendable {
    var times: [String: UInt64] = [:]
  }

  private let catalog: Catalog
  private let client: HTTPClient
  private let acquirer: Acquirer
  private let arrivals = Monitor(Arrivals())
  private let offers: [String: [Int64]]

  static let mountPoint = "/mnt/games"

  /// - Parameters:
  ///   - sources: their addresses, in the order in which they are preferred.
  ///   - folder: of the files' URLs, as `/50/10`.
  ///   - change: what is to be other than usual.
  init(
    _ directory: String, _ names: [String], from sources: [String], folder: String, atATime: Int,
    _ change: (inout Acquirer.Settings) -> Void
  ) throws {
    catalog = try Catalog.open(directory: directory)
    client = try HTTPClient(userAgent: "vitrine-bench")
    var settings = Acquirer.Settings(directory: directory + "/downloads")
    settings.transfer.keepFree = 0
    // An answer that this machine was too busy for is not waited for as a server's would be.
    settings.retry = 500_000_000
    change(&settings)
    let arrivals = arrivals
    acquirer = Acquirer(catalog, client, at: DownloadWorld.mountPoint, settings) { path, _ in
      arrivals.signal { $0.times[String(decoding: path, as: UTF8.self)] = monotonicNanoseconds() }
    }
    var offers: [String: [Int64]] = [:]
    var places: [Acquirer.Place] = []
    for (number, address) in sources.enumerated() {
      let source = try HTTPIndexSource(address + "/", client: client)
      let known = try catalog.source(named: "source \(number + 1)", at: source.place)
      let listing = try catalog.beginListing(of: known.id)
      let offered = names.map { name in
        Offer(
          path: Array("nes/\(name)".utf8), address: .web("\(address)\(folder)/\(name)"),
          size: OfferSize(Int64(DownloadServer.fileBytes), isExact: true))
      }
      try catalog.store([ListingBatch(offers: offered)], of: known.id, listing: listing)
      for offer in try catalog.offers(of: known.id, below: []) {
        offers[offer.offer.pathText, default: []].append(offer.id)
      }
      places.append(Acquirer.Place(known, source, asked: atATime, transfers: atATime))
    }
    self.offers = offers
    try acquirer.start()
    acquirer.configure(places)
  }

  func close() {
    acquirer.stop()
    client.close()
    catalog.close()
  }

  /// Asks for files with one job.
  ///
  /// - Returns: the number of the first.
  @discardableResult func want(_ names: some Sequence<String>) throws -> Int64 {
    let wanted = names.map { name in
      WantedFile(
        Download(path: Array("nes/\(name)".utf8), size: Int64(DownloadServer.fileBytes)),
        offers: offers["nes/\(name)"] ?? [])
    }
    let job = try acquirer.add(DownloadJob(title: "bench", created: wallNanoseconds()), wanted)
    return try catalog.downloads(ofJob: job.id, limit: 1).first?.id ?? 0
  }

  func hurry(_ id: Int64) { acquirer.hurry(id) }

  /// Waits until a file has its place.
  ///
  /// - Returns: when it got it, monotonic nanoseconds.
  func arrival(of name: String, seconds: UInt64 = 60) throws -> UInt64 {
    let limit = monotonicNanoseconds() + seconds * 1_000_000_000
    guard let time = arrivals.wait(until: limit, { $0.times["nes/\(name)"] }) else {
      throw BenchFailure("\(name) does not come: \(acquirer.view)")
    }
    return time
  }

  /// Waits until everything that was wanted has ended well.
  func finish(seconds: UInt64) throws {
    let limit = monotonicNanoseconds() + seconds * 1_000_000_000
    while try !acquirer.jobs().allSatisfy({ $0.state.isEnded }) {
      if monotonicNanoseconds() > limit { throw BenchFailure("the files do not come: \(acquirer.view)") }
      sleep(nanoseconds: 10_000_000)
    }
    guard try acquirer.jobs().allSatisfy({ $0.state == .done }) else {
      throw BenchFailure("not all files came: \(acquirer.view)")
    }
  }
}
