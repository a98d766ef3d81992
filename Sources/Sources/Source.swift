package import Model

/// A place that files can be fetched from.
///
/// Listing it gives offers, batch by batch; where the bytes of one are is asked when they are wanted, because keys are
/// no part of an offer.
package protocol Source: Sendable {
  /// For people: an address or a path, without keys.
  var place: String { get }

  /// Lists everything there is.
  ///
  /// Cancelling the task ends it soon. What was delivered before an error counts.
  ///
  /// - Parameters:
  ///   - known: what earlier listings found, so that folders that did not change need not be listed anew.
  ///   - deliver: gets the offers as they come, one call at a time; the listing waits for it.
  /// - Returns: how much it was, and what was left out. Only a complete listing says that a file is gone.
  /// - Throws: where the source as a whole cannot be listed.
  func list(
    known: any KnownFolders, _ deliver: (ListingBatch) async -> Void
  ) async throws(SourceFailure) -> ListingReport

  /// Where the bytes of an offer of this source are fetched from.
  ///
  /// - Throws: for an offer that this source cannot have made.
  func place(of offer: Offer) throws(SourceFailure) -> OfferPlace
}

/// Where bytes are fetched from.
package enum OfferPlace: Sendable {
  /// The headers of each request come from `access` when it is made, and are for this URL's origin alone.
  case web(url: String, access: WebAccess)
  /// A file below a folder on this machine, opened without leaving the folder.
  case file(folder: String, path: [UInt8])
}

/// What earlier listings of a source found.
package protocol KnownFolders: Sendable {
  /// - Parameter path: below the root, which is the empty path.
  /// - Returns: nil where nothing is known that could be asked about.
  func folder(at path: [UInt8]) -> KnownFolder?
}

/// Nothing is known: everything is listed.
package struct NothingKnown: KnownFolders {
  package init() {}
  package func folder(at path: [UInt8]) -> KnownFolder? { nil }
}
