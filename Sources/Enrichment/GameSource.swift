package import Metadata
package import Model

/// A provider as the engine sees it: answers questions about games, many at once.
///
/// Callable from any thread, for as many batches at the same time as ``concurrency`` says.
package protocol GameSource: Sendable {
  var provider: Provider { get }
  /// Batches that are under way at the same time. What requests they make waits for the provider's own limits.
  var concurrency: Int { get }
  /// Ways of asking, one after the other for what the one before did not settle, the cheapest first.
  var ways: [WayOfAsking] { get }

  /// Whether a question makes sense.
  func readiness(of question: Question) -> Readiness

  /// - Returns: an answer to each question, in their order.
  func answer(_ questions: [Question], _ way: WayOfAsking) async -> [SourceAnswer]
}

/// Whether a provider can be asked something.
package enum Readiness: Sendable {
  case ready
  /// Something is not known yet, such as a checksum.
  case later
  /// Such as a platform that the provider does not have.
  case never
}

/// How a batch of questions is put.
package struct WayOfAsking: Hashable, Sendable {
  package enum Kind: String, Sendable {
    /// By the provider's ids.
    case ids
    /// By checksums.
    case checksums
    /// By exact titles, many in a request.
    case titles
    /// By what the provider finds for a title.
    case search
  }

  package var kind: Kind
  /// Questions in a batch, at most.
  package var batch: Int

  package init(_ kind: Kind, batch: Int) {
    self.kind = kind
    self.batch = batch
  }
}

/// What a provider is asked: one question for all games that it is the same for.
package struct Question: Sendable {
  package var query: GameQuery
  package var checksums: Checksums?
  /// Bytes, of what the checksums are of.
  package var size: Int64
  /// The provider's id, where it is known already, and by what.
  package var id: String?
  package var method: ProviderMatch.Method?
  /// What the answer is remembered by; nil for what is asked by checksum.
  package var term: String?

  package init(_ query: GameQuery, checksums: Checksums?, size: Int64) {
    self.query = query
    self.checksums = checksums
    self.size = size
  }
}

/// What a provider said.
package enum SourceAnswer: Sendable {
  case found(Found)
  /// It knows nothing that is near enough; what was nearest.
  case nothing([ProviderMatch.Candidate], evidence: String?)
  /// This way does not tell: the next one may.
  case open
  /// It has no game of that id any more.
  case gone
  case failed(ProviderFailure)

  package struct Found: Sendable {
    package var record: GameRecord
    package var method: ProviderMatch.Method
    /// From 0 to 1.
    package var score: Double
    package var evidence: String
    /// What else was near, best first, the game itself included.
    package var candidates: [ProviderMatch.Candidate]
    /// Parts that could not be had, such as `description`.
    package var missing: [String]

    package init(
      _ record: GameRecord, _ method: ProviderMatch.Method, score: Double, evidence: String,
      candidates: [ProviderMatch.Candidate] = [], missing: [String] = []
    ) {
      self.record = record
      self.method = method
      self.score = score
      self.evidence = evidence
      self.candidates = candidates
      self.missing = missing
    }
  }
}
