internal import Metadata
package import Model

/// How answers end up in the catalog. Pure.
package struct Settlement: Sendable {
  package let provider: Provider
  /// Nanoseconds until a provider is asked again for what it did not know.
  package let forgetMisses: Int64
  /// Nanoseconds since 1970.
  package let now: Int64

  package init(_ provider: Provider, forgetMisses: Int64, now: Int64) {
    self.provider = provider
    self.forgetMisses = forgetMisses
    self.now = now
  }

  private static let minute: Int64 = 60_000_000_000
  /// The longest time between two attempts.
  private static let longest: Int64 = 24 * 60 * minute

  /// - Returns: nil for what is not settled.
  package func settle(_ game: SoughtGame, _ question: Question, _ answer: SourceAnswer) -> SettledGame? {
    switch answer {
    case .open, .gone: nil
    case .found(let found): self.found(game, question, found)
    case .nothing(let candidates, let evidence): nothing(game, question, candidates, evidence)
    case .failed(let failure): failed(game, question, failure)
    }
  }

  private func found(_ game: SoughtGame, _ question: Question, _ found: SourceAnswer.Found) -> SettledGame {
    var match = ProviderMatch(provider, found.missing.isEmpty ? .done : .partial, updated: now)
    match.id = found.record.game.id
    match.method = found.method
    match.term = question.term
    match.score = found.score
    match.evidence = found.evidence
    match.candidates = found.candidates
    match.fields = found.missing
    if match.state == .partial { match.retryAt = now + delay(after: game.matches[provider]) }
    // What a game's own id or checksum says is of that game, and not of everything with its title.
    let isByTitle = found.method == .title || found.method == .remembered
    let lookup = question.term.flatMap { term in
      isByTitle ? self.lookup(game, term, id: found.record.game.id) : nil
    }
    return SettledGame(game: game.id, game.system, match, record: found.record, lookup: lookup)
  }

  private func nothing(
    _ game: SoughtGame, _ question: Question, _ candidates: [ProviderMatch.Candidate], _ evidence: String?
  ) -> SettledGame {
    var match = ProviderMatch(provider, .noMatch, updated: now)
    match.term = question.term
    match.candidates = candidates
    match.score = candidates.first?.score
    match.evidence = evidence
    match.retryAt = now + forgetMisses
    // Only what the provider said, and when it said it: that something is not near enough is a judgement of ours, and
    // what is remembered is no newer for being used.
    let lookup = question.term.flatMap { term in
      candidates.isEmpty && question.id == nil && question.method != .remembered
        ? self.lookup(game, term, id: nil) : nil
    }
    return SettledGame(game: game.id, game.system, match, lookup: lookup)
  }

  private func failed(_ game: SoughtGame, _ question: Question, _ failure: ProviderFailure) -> SettledGame? {
    // Nothing was found out: what is known stays as it is.
    if failure.code == .cancelled, game.matches[provider]?.id != nil { return nil }
    var match = ProviderMatch(provider, failure.code == .cancelled ? .cancelled : .failed, updated: now)
    match.term = question.term
    if failure.code == .cancelled {
      // The next run asks.
      match.retryAt = now
    } else {
      match.code = failure.code.rawValue
      match.message = failure.message
      match.retryAt = max(failure.retryAt ?? 0, now + delay(after: game.matches[provider]))
      // It was this game there before, and is until somebody says otherwise.
      if let known = game.matches[provider], known.id != nil {
        match.state = .partial
        match.id = known.id
        match.method = known.method
        match.score = known.score
        match.evidence = known.evidence
        match.candidates = known.candidates
        match.fields = ["all"]
      }
    }
    return SettledGame(game: game.id, game.system, match)
  }

  /// Each failure in a row doubles the time to the next attempt.
  private func delay(after last: ProviderMatch?) -> Int64 {
    guard let last, last.state == .failed || last.state == .partial, let retryAt = last.retryAt else {
      return Settlement.minute
    }
    return min(Settlement.longest, max(Settlement.minute, (retryAt - last.updated) * 2))
  }

  private func lookup(_ game: SoughtGame, _ term: String, id: String?) -> SettledGame.Lookup {
    SettledGame.Lookup(
      system: game.system, term: term, version: TitleKey.version, id: id, expires: id == nil ? now + forgetMisses : nil)
  }
}
