/// A game that providers are asked about: what the catalog knows of it.
package struct SoughtGame: Hashable, Sendable {
  /// The catalog's number.
  package var id: Int64
  /// Key of its platform.
  package var system: String
  package var location: Shelf.Location
  /// Raw path of its first file, below the system's folder.
  package var path: [UInt8]
  /// The raw name of a game of several files; nil for a single file, which has its path.
  package var name: [UInt8]?
  /// Of its one file, or of the one member of its archive, as far as they are known.
  package var checksums: Checksums?
  /// Bytes, of what ``checksums`` are of.
  package var size: Int64
  /// How it stands with providers, as far as they were asked.
  package var matches: [Provider: ProviderMatch] = [:]

  package init(id: Int64, system: String, location: Shelf.Location, path: [UInt8], size: Int64) {
    self.id = id
    self.system = system
    self.location = location
    self.path = path
    self.size = size
  }
}

/// Which games a request for metadata is about.
package enum EnrichmentSelection: String, Sendable, CaseIterable {
  /// What has not been asked for yet, and what is to be tried again by now: what is done without being asked.
  case due
  /// What has not been asked for yet.
  case new
  /// Whatever is not done.
  case missing
  /// What somebody marked.
  case marked
  case all
}
