/// A place that files can be fetched from, as the catalog has it.
package struct KnownSource: Hashable, Sendable {
  /// Never used for another source.
  package var id: Int64
  /// As the user calls it.
  package var name: String
  /// Its address or path, without keys.
  package var place: String
  /// The last listing that ended; nil before the first.
  package var listing: SourceListing?

  package init(id: Int64, name: String, place: String, listing: SourceListing? = nil) {
    self.id = id
    self.name = name
    self.place = place
    self.listing = listing
  }
}

/// What came of listing a source.
package struct SourceListing: Hashable, Sendable {
  /// Nanoseconds since 1970, as the next one.
  package var began: Int64
  package var ended: Int64
  /// Everything it has is known: what was not listed is gone.
  package var isComplete: Bool
  /// Files it has, as far as is known now.
  package var offers = 0
  package var folders = 0
  /// Names that were not taken.
  package var refused = 0
  /// Folders, or rows of a manifest, that could not be listed.
  package var failures = 0
  /// What is wrong, for people; nil where nothing is.
  package var message: String?

  package init(began: Int64, ended: Int64, isComplete: Bool) {
    self.began = began
    self.ended = ended
    self.isComplete = isComplete
  }
}

/// An offer that the catalog has.
package struct StoredOffer: Hashable, Sendable {
  /// Stays the same while the source offers a file of that path.
  package var id: Int64
  /// ``KnownSource/id``.
  package var source: Int64
  package var offer: Offer

  package init(id: Int64, source: Int64, offer: Offer) {
    self.id = id
    self.source = source
    self.offer = offer
  }
}
