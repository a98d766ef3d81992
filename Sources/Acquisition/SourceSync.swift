package import Catalog
package import Model
package import Sources
internal import Platform
internal import Synchronization

/// How far a listing is.
package struct SyncProgress: Hashable, Sendable {
  /// Files that have been stored in this listing; those of unchanged folders are not counted.
  package var offers = 0
  package var folders = 0

  package init() {}
}

/// What came of listing a source into the catalog.
package struct SyncOutcome: Sendable {
  /// As it was stored; where ``catalogError`` says that it could not be, as it would have been.
  package var listing: SourceListing
  /// Why the source was not listed, or not to its end, and when it is worth trying again; nil where it was, though
  /// single folders of it may have failed.
  package var failure: SourceFailure?
  /// Why the catalog did not take all of it.
  package var catalogError: CatalogError?
}

/// Lists a source into the catalog. What comes is stored as it comes, and counts however the listing ends.
package struct SourceSync: Sendable {
  private let catalog: Catalog
  private let source: any Source
  private let known: KnownSource

  /// - Parameter known: the source in the catalog, for ``Source/place``.
  package init(_ catalog: Catalog, _ source: any Source, known: KnownSource) {
    self.catalog = catalog
    self.source = source
    self.known = known
  }

  /// Lists everything there is. Cancelling the task ends it soon.
  ///
  /// - Parameter progressed: called on a thread that may block, after every transaction.
  package func run(_ progressed: @escaping @Sendable (SyncProgress) -> Void = { _ in }) async -> SyncOutcome {
    let began = wallNanoseconds()
    let writer = OfferWriter(catalog, source: known.id, progressed)
    let hasFolders: Bool?
    do throws(Errno) { hasFolders = try await writer.begin() } catch {
      let failure = SourceFailure(.other, "\(known.place): no thread could be started (\(error)); try again later")
      return SyncOutcome(listing: SourceListing(failure, began: began, ended: wallNanoseconds()), failure: failure)
    }
    let folders = CatalogFolders(catalog, known.id, isEmpty: hasFolders != true)
    // In a task of its own, which is cancelled where nothing is stored any more.
    async let listed = hasFolders == nil ? .failure(.notStored) : list(folders, into: writer)
    let result = await listed
    var listing: SourceListing
    var failure: SourceFailure?
    switch result {
    case .success(let report):
      listing = SourceListing(report, began: began, ended: wallNanoseconds())
      failure = report.stop
      // A disk that is not mounted is an empty folder.
      if report.offers == 0, report.folders <= 1, let before = known.listing?.offers, before > 0 {
        listing.fail(
          "\(known.place): it is empty, and had \(before) files: what was known stays until there are files again, or "
            + "the source is removed and added")
      }
    case .failure(let thrown):
      listing = SourceListing(thrown, began: began, ended: wallNanoseconds())
      failure = thrown
    }
    if let error = folders.failure { listing.fail(error.description) }
    switch await writer.finish(listing) {
    case .stored(let stored):
      return SyncOutcome(listing: stored, failure: failure, catalogError: folders.failure)
    case .forgotten:
      let failure = SourceFailure(.cancelled, "\(known.name): was removed, or has another address now")
      return SyncOutcome(listing: SourceListing(failure, began: began, ended: listing.ended), failure: failure)
    case .failed(let error):
      // The listing was cancelled for this reason, which is none of the source's.
      if failure?.kind == .cancelled { (failure, listing.message) = (nil, nil) }
      listing.fail(error.description)
      return SyncOutcome(listing: listing, failure: failure, catalogError: error)
    }
  }

  private func list(
    _ folders: CatalogFolders, into writer: OfferWriter
  ) async -> Result<ListingReport, SourceFailure> {
    do throws(SourceFailure) {
      return .success(
        try await source.list(known: folders) { batch in
          if await !writer.take(batch) { withUnsafeCurrentTask { $0?.cancel() } }
        })
    } catch {
      return .failure(error)
    }
  }
}

extension SourceFailure {
  /// Takes the place of a listing that the catalog would not have taken; what is wrong there is said instead of it.
  fileprivate static let notStored = SourceFailure(.cancelled, "")
}

/// The folders that the catalog has of a source. Each look is one row of an index, short enough for any thread.
private final class CatalogFolders: KnownFolders {
  private let catalog: Catalog
  private let source: Int64
  private let isEmpty: Bool
  private let firstFailure = Mutex<CatalogError?>(nil)

  init(_ catalog: Catalog, _ source: Int64, isEmpty: Bool) {
    self.catalog = catalog
    self.source = source
    self.isEmpty = isEmpty
  }

  /// Nobody may take a listing for complete in which a folder was not recognised: what lies below it would be gone.
  var failure: CatalogError? { firstFailure.withLock { $0 } }

  func folder(at path: [UInt8]) -> KnownFolder? {
    if isEmpty { return nil }
    do throws(CatalogError) {
      return try catalog.knownFolder(of: source, at: path)
    } catch {
      firstFailure.withLock { $0 = $0 ?? error }
      return nil
    }
  }
}
