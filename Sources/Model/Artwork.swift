/// A picture or document of a provider's game: where it is to be had, and what became of it.
package struct Artwork: Hashable, Sendable {
  package enum State: String, Sendable, CaseIterable {
    /// Not fetched yet.
    case wanted
    case stored
    /// The provider does not have it; asked again after a long time.
    case missing
    /// It could not be had this time.
    case failed
    /// It is not what it claims to be, or too large.
    case refused
  }

  package var game: ProviderGame
  package var kind: MediaKind
  package var url: String
  package var state = State.wanted
  /// SHA-256 of the bytes: where they are stored.
  package var digest: [UInt8]?
  /// Bytes.
  package var size: Int64 = 0
  /// Without its dot, by what the bytes are.
  package var fileExtension: String?
  /// When it was stored, nanoseconds since 1970.
  package var stored: Int64 = 0
  /// When it is tried again, nanoseconds since 1970.
  package var retryAt: Int64?

  package init(_ game: ProviderGame, _ kind: MediaKind, url: String) {
    self.game = game
    self.kind = kind
    self.url = url
  }
}
