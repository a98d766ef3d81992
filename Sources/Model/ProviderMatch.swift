/// How a game stands with a provider: where every attempt ends, as the catalog stores it.
package struct ProviderMatch: Hashable, Sendable {
  package enum State: String, Sendable, CaseIterable {
    /// It is that game there, and what is said of it is stored.
    case done
    /// It is that game there, and something of it could not be had: see ``ProviderMatch/fields``.
    case partial
    /// The provider gave no usable answer; tried again from ``ProviderMatch/retryAt`` on.
    case failed
    /// The provider knows no such game, or only ones that are not near enough.
    case noMatch = "no match"
    /// Somebody ended it before its turn.
    case cancelled
  }

  /// By what it is known which game it is.
  package enum Method: String, Sendable, CaseIterable {
    /// The user said so.
    case manual
    /// Its name holds the provider's id.
    case name
    case checksum
    case title
    /// The same term led there before.
    case remembered
    /// Another provider names it.
    case reference
  }

  /// What was near, and why it was or was not taken.
  package struct Candidate: Hashable, Sendable {
    package var id: String
    package var name: String
    /// From 0 to 1.
    package var score: Double

    package init(id: String, name: String, score: Double) {
      self.id = id
      self.name = name
      self.score = score
    }
  }

  package var provider: Provider
  package var state: State
  /// The game's id there; nil where there is none, also where the user said that there is none.
  package var id: String?
  package var method: Method?
  /// What it was looked for by, as the lookup cache has it.
  package var term: String?
  /// From 0 to 1; of the best candidate.
  package var score: Double?
  /// Why, as codes with spaces between them.
  package var evidence: String?
  /// Of ``State/partial``: what is missing.
  package var fields: [String] = []
  /// Of ``State/failed``: a short word, and a sentence for people.
  package var code: String?
  package var message: String?
  /// When it is tried again, nanoseconds since 1970; nil never, but when somebody asks for it.
  package var retryAt: Int64?
  /// Nanoseconds since 1970.
  package var updated: Int64
  /// The best ones, best first; the first is the one taken where one was.
  package var candidates: [Candidate] = []

  package init(_ provider: Provider, _ state: State, updated: Int64) {
    self.provider = provider
    self.state = state
    self.updated = updated
  }

  /// How much nearer the best was than the next; nil where there were not two.
  package var margin: Double? { candidates.count > 1 ? candidates[0].score - candidates[1].score : nil }

  /// The game there; nil where there is none.
  package var providerGame: ProviderGame? { id.map { ProviderGame(provider, $0) } }

  /// Candidates that are kept.
  package static let candidateLimit = 8
}
