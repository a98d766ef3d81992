/// What a server said of an offered file when it was asked for that file alone, without its bytes.
package struct OfferInspection: Hashable, Sendable {
  /// ``StoredOffer/id``.
  package var offer: Int64
  /// What the source's listing said then: with another listing it may be another file.
  package var listed: Listed
  /// Bytes; nil where it did not say.
  package var size: Int64?
  /// Since 1970, seconds; nil where it did not say.
  package var modified: Int64?
  /// As sent.
  package var etag: String?
  /// `Last-Modified`, as sent.
  package var lastModified: String?
  /// There is no such file, whatever the listing says.
  package var isGone: Bool
  /// A listing that began after it was said to be gone has it all the same: it may be back. As the catalog knows it.
  package var isListedSince = false

  package struct Listed: Hashable, Sendable {
    package var size: Int64?
    package var modified: Int64?
    package var etag: String?
    /// Where it was then.
    package var address: String

    package init(size: Int64?, modified: Int64?, etag: String?, address: String) {
      self.size = size
      self.modified = modified
      self.etag = etag
      self.address = address
    }

    package init(_ offer: Offer) {
      let address =
        switch offer.address {
        case .web(let url): url
        case .file(let path): String(decoding: path, as: UTF8.self)
        }
      self.init(size: offer.size?.bytes, modified: offer.modified?.seconds, etag: offer.etag, address: address)
    }
  }

  package init(
    of offer: StoredOffer, size: Int64? = nil, modified: Int64? = nil, etag: String? = nil,
    lastModified: String? = nil, isGone: Bool = false
  ) {
    self.init(
      offer: offer.id, listed: Listed(offer.offer), size: size, modified: modified, etag: etag,
      lastModified: lastModified, isGone: isGone)
  }

  package init(
    offer: Int64, listed: Listed, size: Int64?, modified: Int64?, etag: String?, lastModified: String?, isGone: Bool,
    isListedSince: Bool = false
  ) {
    self.offer = offer
    self.listed = listed
    self.size = size
    self.modified = modified
    self.etag = etag
    self.lastModified = lastModified
    self.isGone = isGone
    self.isListedSince = isListedSince
  }
}

extension Offer {
  /// Whether it is known to the byte and the second what the file is, without asking for it.
  package var isExact: Bool { size?.isExact == true && modified?.isExact == true }

  /// Whether its server is to be asked what it is before it is shown: once for what a listing says, and once for each
  /// further listing that has what was gone.
  package func isUnknown(_ inspection: OfferInspection?) -> Bool {
    guard let inspection, inspection.listed == OfferInspection.Listed(self) else { return !isExact }
    return inspection.isGone && inspection.isListedSince
  }

  /// The offer with what its server said of it; nil where the server has no such file.
  ///
  /// - Parameter inspection: nil where it has not been asked; of another listing it counts for nothing.
  package func inspected(_ inspection: OfferInspection?) -> Offer? {
    var offer = self
    // What is known from before such sizes were refused.
    if let size, OfferSize.possible(size.bytes) == nil { offer.size = nil }
    guard let inspection, inspection.listed == OfferInspection.Listed(self) else { return offer }
    if inspection.isGone { return nil }
    offer.size = inspection.size.flatMap(OfferSize.possible).map { OfferSize($0, isExact: true) } ?? offer.size
    if let modified = inspection.modified {
      offer.modified = OfferTime(modified, isExact: true)
    } else {
      // The server has no better one.
      offer.modified = OfferTime(self.modified?.seconds ?? 0, isExact: true)
    }
    offer.etag = inspection.etag ?? etag
    return offer
  }
}
