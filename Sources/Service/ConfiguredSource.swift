internal import Configuration
internal import Model
internal import Sources

/// A source as it is set up at the moment, whenever it is asked for a file.
///
/// Programs keep files open for days: one that was removed meanwhile is not asked for them any more, and another
/// password holds for them at once.
struct ConfiguredSource: Source {
  private let known: KnownSource
  private let desk: SourceDesk

  init(_ known: KnownSource, _ desk: SourceDesk) {
    self.known = known
    self.desk = desk
  }

  var place: String { known.place }

  func list(
    known folders: any KnownFolders, _ deliver: (ListingBatch) async -> Void
  ) async throws(SourceFailure) -> ListingReport {
    try await current().list(known: folders, deliver)
  }

  func place(of offer: Offer) throws(SourceFailure) -> OfferPlace { try current().place(of: offer) }

  private func current() throws(SourceFailure) -> any Source {
    // By name and place: one that was removed and added again has another number.
    let entry = desk.entries.first { $0.known?.name == known.name && $0.known?.place == known.place }
    guard let source = entry?.source else {
      throw SourceFailure(.configuration, "\(known.name) is no source any more")
    }
    return source
  }
}
