package import Cache
package import Model
package import Sources

/// A file at a source, in the version that the mount shows.
package struct RemoteEntry: Sendable {
  /// In the mount.
  package var node: UInt64
  /// What its checksums are known by.
  package var content: ContentKey
  package var version: RemoteVersion
  package var offer: StoredOffer
  package var place: RemotePlace
  /// What the source said of this version, if it did.
  package var validator: Validator
  /// Its tags are others each time: they say nothing.
  package var ignoresTags: Bool
  /// Whether it is a disc image: programs that read some of it read all of it soon.
  package var isImage: Bool
  /// What is read after it: the next disc of the game, in the mount.
  package var next: [UInt64]

  package init(
    node: UInt64, content: ContentKey, version: RemoteVersion, offer: StoredOffer, place: RemotePlace,
    validator: Validator, ignoresTags: Bool = false, isImage: Bool, next: [UInt64] = []
  ) {
    self.node = node
    self.content = content
    self.version = version
    self.offer = offer
    self.place = place
    self.validator = validator
    self.ignoresTags = ignoresTags
    self.isImage = isImage
    self.next = next
  }
}

/// A source that can be asked now.
package struct RemotePlace: Sendable {
  package var known: KnownSource
  package var source: any Source

  package init(_ known: KnownSource, _ source: any Source) {
    self.known = known
    self.source = source
  }
}

/// By what a server tells versions of a file apart.
package struct Validator: Hashable, Sendable {
  package var etag: String?
  /// `Last-Modified`.
  package var modified: String?

  package init(etag: String? = nil, modified: String? = nil) {
    self.etag = etag
    self.modified = modified
  }

  package var isEmpty: Bool { etag == nil && modified == nil }

  /// Whether both can be of the same version: what both say is equal.
  ///
  /// Servers call a tag weak as long as the file is a second old, and strong afterwards.
  package func agrees(with other: Validator) -> Bool {
    if let etag, let theirs = other.etag { return Validator.opaque(etag) == Validator.opaque(theirs) }
    if let modified, let theirs = other.modified { return modified == theirs }
    return true
  }

  private static func opaque(_ etag: String) -> Substring { EntityTag.opaque(etag) }

  /// One line, for the cache.
  package var text: String { "\(etag ?? "")\t\(modified ?? "")" }

  package init(text: String) {
    let parts = text.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
    func part(_ number: Int) -> String? {
      parts.count > number && !parts[number].isEmpty ? String(parts[number]) : nil
    }
    self.init(etag: part(0), modified: part(1))
  }
}
