internal import Catalog
internal import Model
internal import TestSupport

/// A catalog with a source whose listings are said by the test.
final class OfferingCatalog {
  private let workspace: TemporaryDirectory
  private(set) var catalog: Catalog
  private(set) var source: KnownSource
  /// Of the listing that began last.
  private(set) var listing: Int64 = 0

  init() throws {
    workspace = try TemporaryDirectory()
    catalog = try Catalog.open(directory: workspace.path)
    source = try catalog.source(named: "home", at: "http://shelf/")
  }

  /// As after a crash: nobody has closed anything.
  func reopen() throws {
    catalog = try Catalog.open(directory: workspace.path)
    source = try catalog.source(named: "home", at: "http://shelf/")
  }

  func begin() throws { listing = try catalog.beginListing(of: source.id) }

  /// A folder gives these files.
  func list(
    _ folder: String, _ files: [String], isWhole: Bool = true, etag: String? = nil, subfolders: [String] = []
  ) throws {
    let prefix = folder.isEmpty ? "" : folder + "/"
    let listed = ListedFolder(
      path: Array(folder.utf8), isWhole: isWhole, mark: PageMark(etag: etag, modified: nil),
      subfolders: subfolders.map { .init(name: Array($0.utf8), url: "http://shelf/\(prefix)\($0)/") })
    let offers = files.map { OfferingCatalog.offer(prefix + $0) }
    try catalog.store(ListingBatch.batches(of: offers, folder: listed), of: source.id, listing: listing)
  }

  /// A folder is as it was.
  func keep(_ folder: String) throws {
    let listed = ListedFolder(path: Array(folder.utf8), isWhole: true, isUnchanged: true)
    try catalog.store([ListingBatch(offers: [], folder: listed)], of: source.id, listing: listing)
  }

  /// Files without folders, as a manifest has them.
  func give(_ paths: [String]) throws {
    try catalog.store(
      ListingBatch.batches(of: paths.map { OfferingCatalog.offer($0) }, folder: nil), of: source.id, listing: listing)
  }

  @discardableResult
  func end(isComplete: Bool = true) throws -> SourceListing? {
    try catalog.endListing(
      of: source.id, listing: listing, SourceListing(began: 1, ended: 2, isComplete: isComplete))
  }

  /// Path and id of everything there is.
  func ids() throws -> [String: Int64] {
    Dictionary(
      uniqueKeysWithValues: try catalog.offers(of: source.id, below: []).map { ($0.offer.pathText, $0.id) })
  }

  func paths(below folder: String = "") throws -> [String] {
    try catalog.offers(of: source.id, below: Array(folder.utf8)).map(\.offer.pathText)
  }

  static func offer(_ path: String, size: Int64 = 10) -> Offer {
    Offer(path: Array(path.utf8), address: .web("http://shelf/\(path)"), size: OfferSize(size, isExact: true))
  }
}
