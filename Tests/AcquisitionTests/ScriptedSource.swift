internal import Model
internal import Sources

/// A source whose listing is what a test says.
struct ScriptedSource: Source {
  typealias Deliver = (ListingBatch) async -> Void

  let place = "http://scripted/"
  let script: @Sendable (any KnownFolders, Deliver) async throws(SourceFailure) -> ListingReport

  func list(known: any KnownFolders, _ deliver: Deliver) async throws(SourceFailure) -> ListingReport {
    try await script(known, deliver)
  }

  func place(of offer: Offer) throws(SourceFailure) -> OfferPlace { throw SourceFailure(.configuration, "none") }

  /// A folder's batches.
  static func folder(_ path: String, files: Range<Int>, etag: String? = nil, subfolders: [String] = [])
    -> [ListingBatch]
  {
    let prefix = path.isEmpty ? "" : path + "/"
    return ListingBatch.batches(
      of: files.map {
        Offer(
          path: Array("\(prefix)A Game of Some Length \($0) (Europe).zip".utf8),
          address: .web("http://scripted/\(prefix)A%20Game%20of%20Some%20Length%20\($0)%20(Europe).zip"),
          size: OfferSize(1_000, isExact: true), modified: OfferTime(1_600_000_000, isExact: false))
      },
      folder: ListedFolder(
        path: Array(path.utf8), isWhole: true, mark: PageMark(etag: etag, modified: nil),
        subfolders: subfolders.map { .init(name: Array($0.utf8), url: "http://scripted/\(prefix)\($0)/") }))
  }
}
