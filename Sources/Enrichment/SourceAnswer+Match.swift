package import Metadata
package import Model

extension SourceAnswer {
  /// What matching makes of what a provider has.
  ///
  /// - Returns: nil where nothing is near enough to be taken.
  package init?(_ match: Match, of records: [GameRecord], method: ProviderMatch.Method) {
    guard match.verdict == .accepted, let best = match.best else { return nil }
    self = .found(
      Found(
        records[best.index], method, score: best.score, evidence: SourceAnswer.evidence(of: best),
        candidates: SourceAnswer.candidates(of: match, records)))
  }

  /// Nothing was near enough.
  package init(rejected match: Match, of records: [GameRecord]) {
    self = .nothing(
      SourceAnswer.candidates(of: match, records), evidence: match.best.map { SourceAnswer.evidence(of: $0) })
  }

  /// A game that was asked for by its number: nothing has to be judged.
  package init(known record: GameRecord, method: ProviderMatch.Method?) {
    let method = method ?? .reference
    self = .found(Found(record, method, score: 1, evidence: method.rawValue))
  }

  private static func evidence(of candidate: Match.Candidate) -> String {
    candidate.reasons.map(\.code).joined(separator: " ")
  }

  private static func candidates(of match: Match, _ records: [GameRecord]) -> [ProviderMatch.Candidate] {
    match.ranked.prefix(ProviderMatch.candidateLimit).map { candidate in
      let record = records[candidate.index]
      return ProviderMatch.Candidate(
        id: record.game.id, name: record.titles.first?.text ?? record.game.id, score: candidate.score)
    }
  }
}
