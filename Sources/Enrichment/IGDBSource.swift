package import Metadata
package import Model

/// IGDB as the engine sees it: by ids, then by exact titles, many in a request, then by search for what is left.
package struct IGDBSource: GameSource {
  package let provider = Provider.igdb
  package let concurrency: Int
  package let ways: [WayOfAsking]

  private let client: IGDBClient

  /// - Parameter open: requests that may be under way at the same time.
  package init(_ client: IGDBClient, open: Int) {
    self.client = client
    concurrency = open
    // A batch is settled when all of its requests are answered: no more than fits into one.
    let (titles, searches) = client.capacity
    ways = [WayOfAsking(.ids, batch: 500), WayOfAsking(.titles, batch: titles), WayOfAsking(.search, batch: searches)]
  }

  package func readiness(of question: Question) -> Readiness {
    // A title of nothing but tags finds anything.
    question.id != nil || !question.query.title.isEmpty ? .ready : .never
  }

  package func answer(_ questions: [Question], _ way: WayOfAsking) async -> [SourceAnswer] {
    switch way.kind {
    case .ids: await byIDs(questions)
    case .titles:
      await judge(questions, orElse: .open) { await client.games(named: $0.map(term)) }
    case .search: await judge(questions, orElse: nil) { await client.search($0.map(search)) }
    case .checksums: questions.map { _ in .open }
    }
  }

  private func byIDs(_ questions: [Question]) async -> [SourceAnswer] {
    let details = await client.games(ids: questions.compactMap { $0.id.flatMap { Int($0) } })
    let records = Dictionary(details.games.map { ($0.game.id, $0) }) { first, _ in first }
    let gone = Set(details.gone.map { String($0) })
    return questions.map { question in
      guard let id = question.id, let number = Int(id) else { return .gone }
      if let record = records[String(number)] { return SourceAnswer(known: record, method: question.method) }
      if gone.contains(String(number)) { return .gone }
      return .failed(
        details.failure ?? ProviderFailure(.malformed, "what IGDB says of the game cannot be read"))
    }
  }

  private func term(_ question: Question) -> IGDBTerm {
    IGDBTerm(
      SearchTerms.variants(of: question.query.title, editions: question.query.editions),
      platforms: IGDBPlatforms.ids(of: question.query.system), isLocal: question.query.isOfTheEast)
  }

  private func search(_ question: Question) -> IGDBSearch {
    IGDBSearch(SearchTerms.search(of: question.query.title), platforms: IGDBPlatforms.ids(of: question.query.system))
  }

  /// Asks once for all that the same is to be asked of, and judges each by itself.
  ///
  /// - Parameter fallback: what is said of a title that nothing is near enough to; nil says so.
  private func judge(
    _ questions: [Question], orElse fallback: SourceAnswer?, _ ask: ([Question]) async -> [IGDBAnswer]
  ) async -> [SourceAnswer] {
    var places: [String: Int] = [:]
    /// Numbers of questions, by what is asked.
    var groups: [[Int]] = []
    for (number, question) in questions.enumerated() {
      let asked = question.query.asked
      if let place = places[asked] {
        groups[place].append(number)
      } else {
        places[asked] = groups.count
        groups.append([number])
      }
    }
    let answers = await ask(groups.map { questions[$0[0]] })
    var found = [SourceAnswer?](repeating: nil, count: questions.count)
    for answer in answers {
      // Keys of titles are most of the work.
      let records = PreparedRecords(answer.games)
      for index in answer.terms.filter({ $0 < groups.count }).flatMap({ groups[$0] }) {
        let match = Matcher.match(questions[index].query, among: records)
        if let accepted = SourceAnswer(match, of: answer.games, method: .title) {
          found[index] = accepted
        } else if let failure = answer.failure {
          found[index] = .failed(failure)
        } else {
          // What could not be read may have been it: nothing is remembered then.
          let isWhole = answer.isComplete
          found[index] =
            fallback
            ?? (isWhole
              ? SourceAnswer(rejected: match, of: answer.games)
              : .failed(ProviderFailure(.malformed, "some of IGDB's answers could not be read")))
        }
      }
    }
    return found.map { $0 ?? .failed(ProviderFailure(.malformed, "IGDB left a question unanswered")) }
  }
}
