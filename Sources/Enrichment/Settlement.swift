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
    // Asked by the id that was found out before: how that was done still holds.
    if question.id != nil, found.method == .remembered, let known = game.matches[provider], known.id == match.id,
      known.method != nil
    {
      match.method = known.method
      match.score = known.score
      match.evidence = known.evidence
      match.candidates = known.candidates
    }
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
    if question.method == .manual, let id = question.id {
      // What the user said stays.
      match.state = .failed
      match.id = id
      match.method = .manual
      match.code = "gone"
      match.message = "\(provider.rawValue) has no game \(id)"
      match.candidates = game.matches[provider]?.candidates ?? []
    }
    // Only what the provider said, and when it said it: that something is not near enough is a judgement of ours, and
    // what is remembered is no newer for being used.
    let lookup = question.term.flatMap { term in
      candidates.isEmpty && question.id == nil && question.method != .remembered
        ? self.lookup(game, term, id: nil) : nil
    }
    return SettledGame(game: game.id, game.system, match, lookup: lookup)
  }

  /// Somebody ended the run before the provider answered: nothing is known that was not.
  ///
  /// - Returns: nil for that.
  private func failed(_ game: SoughtGame, _ question: Question, _ failure: ProviderFailure) -> SettledGame? {
    if failure.code == .cancelled { return nil }
    var match = ProviderMatch(provider, .failed, updated: now)
    match.term = question.term
    match.code = failure.code.rawValue
    match.message = failure.message
    match.retryAt = max(failure.retryAt ?? 0, now + delay(after: game.matches[provider]))
    // It was this game there before, and is until somebody says otherwise.
    if let known = game.matches[provider], known.id != nil,
      known.state == .done || known.state == .partial || known.method == .manual
    {
      match.state = .partial
      match.id = known.id
      match.method = known.method
      match.score = known.score
      match.evidence = known.evidence
      match.candidates = known.candidates
      match.fields = ["all"]
    }
    return SettledGame(game: game.id, game.system, match)
  }

  /// What a code in a stored evidence says, for people, without a full stop; nil for one that is not known.
  package static func sentence(ofEvidence code: String) -> String? {
    switch code {
    case ProviderMatch.Method.manual.rawValue: "you said so"
    case ProviderMatch.Method.name.rawValue: "the file's name has the provider's number"
    case ProviderMatch.Method.checksum.rawValue: "the provider knows the file by its checksum"
    case ProviderMatch.Method.remembered.rawValue: "a search for the same title was settled so before"
    case ProviderMatch.Method.reference.rawValue: "another provider that knows the file names it"
    case "gone": "the provider has no game of that number"
    case "not-asked": "the provider does not have such games, so it was not asked"
    default: Evidence.sentence(ofCode: code)
    }
  }

  /// Each failure in a row doubles the time to the next attempt.
  private func delay(after last: ProviderMatch?) -> Int64 {
    guard let last, last.state == .failed || last.state == .partial, let retryAt = last.retryAt,
      // It did not fail: another provider's word has it asked about again.
      last.code != "other"
    else {
      return Settlement.minute
    }
    return min(Settlement.longest, max(Settlement.minute, (retryAt - last.updated) * 2))
  }

  /// Somebody ended a request before the game's turn.
  ///
  /// - Returns: nil for what stays as it was: what came of asking about a game before, and what the user said of it.
  package func cancelled(_ game: SoughtGame) -> SettledGame? {
    let known = game.matches[provider]
    if let known, known.state != .cancelled { return nil }
    // Nobody asks again but somebody who wants to: there is no time for that.
    return SettledGame(game: game.id, game.system, ProviderMatch(provider, .cancelled, updated: now))
  }

  private func lookup(_ game: SoughtGame, _ term: String, id: String?) -> SettledGame.Lookup {
    SettledGame.Lookup(
      system: game.system, term: term, version: GameQuery.termVersion, id: id,
      expires: id == nil ? now + forgetMisses : nil)
  }
}
