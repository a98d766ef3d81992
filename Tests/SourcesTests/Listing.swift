internal import HTTPClient
internal import Model
internal import Sources
internal import TestSupport
internal import Testing

/// All of what a source offers.
struct Listing {
  var offers: [Offer] = []
  var folders: [ListedFolder] = []
  var batches = 0
  var report: ListingReport

  init(_ source: some Source, known: any KnownFolders = NothingKnown()) async throws(SourceFailure) {
    var (offers, folders, batches): ([Offer], [ListedFolder], Int) = ([], [], 0)
    report = try await source.list(known: known) { batch in
      offers += batch.offers
      if let folder = batch.folder { folders.append(folder) }
      batches += 1
      #expect(batch.offers.count <= ListingBatch.mostOffers)
    }
    (self.offers, self.folders, self.batches) = (offers, folders, batches)
  }

  var paths: Set<[UInt8]> { Set(offers.map(\.path)) }
  subscript(path: String) -> Offer? { offers.first { $0.path == Array(path.utf8) } }
}

extension [[UInt8]: KnownFolder]: KnownFolders {
  func folder(at path: [UInt8]) -> KnownFolder? { self[path] }
}

/// What a listing's folders are, for the next one.
func remembered(_ folders: [ListedFolder]) -> [[UInt8]: KnownFolder] {
  var known: [[UInt8]: KnownFolder] = [:]
  for folder in folders {
    if let mark = folder.mark { known[folder.path] = KnownFolder(mark: mark, subfolders: folder.subfolders) }
  }
  return known
}
