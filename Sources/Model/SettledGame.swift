/// What came of asking a provider about a game: stored as one.
package struct SettledGame: Sendable {
  /// What a term led to.
  package struct Lookup: Hashable, Sendable {
    package var system: String
    package var term: String
    /// Of the way terms are made.
    package var version: Int
    /// nil: the provider said that there is nothing.
    package var id: String?
    /// Nanoseconds since 1970; nil does not expire.
    package var expires: Int64?

    package init(system: String, term: String, version: Int, id: String?, expires: Int64? = nil) {
      self.system = system
      self.term = term
      self.version = version
      self.id = id
      self.expires = expires
    }
  }

  /// The catalog's number.
  package var game: Int64
  /// Key of its platform.
  package var system: String
  package var match: ProviderMatch
  /// What the provider says of it, where it was fetched.
  package var record: GameRecord?
  /// For the next one who asks.
  package var lookup: Lookup?
  /// By what was known then it was asked about, nanoseconds since 1970; nil is all there is.
  package var asked: Int64?

  package init(
    game: Int64, _ system: String, _ match: ProviderMatch, record: GameRecord? = nil, lookup: Lookup? = nil
  ) {
    self.game = game
    self.system = system
    self.match = match
    self.record = record
    self.lookup = lookup
  }
}
