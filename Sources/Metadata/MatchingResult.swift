package import Model

/// Which of a provider's games a file is, and how sure that is.
package struct Match: Hashable, Sendable {
  package struct Candidate: Hashable, Sendable {
    /// In the records that were given.
    package var index: Int
    package var game: ProviderGame
    /// 0 to 1, in steps of a thousandth.
    package var score: Double
    package var reasons: [Evidence]
  }

  package enum Verdict: String, Hashable, Sendable {
    /// It is that game.
    case accepted
    /// It may be, and somebody has to say so.
    case candidate
    case none
  }

  /// From this score on, and this far from the next, a game is accepted.
  package static let acceptedScore = 0.9
  package static let acceptedMargin = 0.05

  /// Best first; those that have nothing to do with the title are not among them.
  package var ranked: [Candidate] = []
  /// The best of another game at the same provider.
  package var runnerUp: Candidate?
  package var verdict = Verdict.none

  package var best: Candidate? { ranked.first }
  /// How much better the best is than the next; its own score where there is no other.
  package var margin: Double {
    guard let best else { return 0 }
    return Double(Int((best.score * 1000).rounded()) - Int(((runnerUp?.score ?? 0) * 1000).rounded())) / 1000
  }
}
