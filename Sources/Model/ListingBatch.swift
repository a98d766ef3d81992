/// Some of the offers of a source.
package struct ListingBatch: Sendable {
  /// At most ``mostOffers``, of one folder where the source has folders.
  package var offers: [Offer]
  /// With the last batch of a folder.
  package var folder: ListedFolder?

  package init(offers: [Offer], folder: ListedFolder? = nil) {
    self.offers = offers
    self.folder = folder
  }

  package static let mostOffers = 1000

  /// All offers of a folder, in batches.
  package static func batches(of offers: [Offer], folder: ListedFolder?) -> [ListingBatch] {
    var batches: [ListingBatch] = []
    for start in stride(from: 0, to: offers.count, by: mostOffers) {
      batches.append(ListingBatch(offers: Array(offers[start..<min(start + mostOffers, offers.count)])))
    }
    if batches.isEmpty { batches.append(ListingBatch(offers: [])) }
    batches[batches.count - 1].folder = folder
    return batches
  }
}

/// A folder of a source that has been listed.
package struct ListedFolder: Hashable, Sendable {
  /// Below the root, which is the empty path.
  package var path: [UInt8]
  /// Every file that lies directly in it has been offered: what was there before and was not is gone. False where the
  /// listing was cut off.
  package var isWhole: Bool
  /// The server says that it is as it was: no offers came, and those known before stand.
  package var isUnchanged: Bool
  /// To ask whether it changed, the next time.
  package var mark: PageMark?
  package var subfolders: [Subfolder]

  package init(
    path: [UInt8], isWhole: Bool, isUnchanged: Bool = false, mark: PageMark? = nil, subfolders: [Subfolder] = []
  ) {
    self.path = path
    self.isWhole = isWhole
    self.isUnchanged = isUnchanged
    self.mark = mark
    self.subfolders = subfolders
  }

  package struct Subfolder: Hashable, Sendable {
    package var name: [UInt8]
    /// The URL of its index, as it is requested; empty for a folder of this machine.
    package var url: String

    package init(name: [UInt8], url: String) {
      self.name = name
      self.url = url
    }
  }
}

/// A folder that was listed before, and what its server said to recognise it by.
package struct KnownFolder: Hashable, Sendable {
  package var mark: PageMark
  package var subfolders: [ListedFolder.Subfolder]

  package init(mark: PageMark, subfolders: [ListedFolder.Subfolder]) {
    self.mark = mark
    self.subfolders = subfolders
  }
}

/// By what a server recognises a page: what it sent as `ETag` and `Last-Modified`, as it was.
package struct PageMark: Hashable, Sendable {
  package var etag: String?
  package var modified: String?

  /// - Returns: nil where there is nothing to recognise it by.
  package init?(etag: String?, modified: String?) {
    if etag == nil, modified == nil { return nil }
    self.etag = etag
    self.modified = modified
  }
}
