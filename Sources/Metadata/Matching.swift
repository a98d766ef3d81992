package import Model
internal import Names

/// Decides which of a provider's games a file is. Pure, and safe from any thread.
///
/// | | points of 1000 |
/// |---|---|
/// | the id in the file's name | 1000, and nobody else is accepted |
/// | the same title | 1000; an alternative or a foreign one 950 |
/// | a weaker form of it | 910 to 940, an alternative one 20 less |
/// | the platform is not known | 40 less; a related one is a candidate, another one nothing |
/// | the year differs by one | 20 less; by up to five 80 less for the only game of that very title; else a candidate |
/// | an expansion, a bundle, a modification | 30 less; an add-on is a candidate |
///
/// What is nearly as good as the best loses 60 where the best has what it has not: the very punctuation, the title of
/// the file's region, the very platform, the year, being no edition. Forms that may be another game's title as well
/// (a slip of the pen, a company in front, what stands in parentheses, one of two titles) need the same year, or that
/// no other game is near, or both. Who is left with a margin of less than 50 is no
/// more than a candidate: a wrong game is worse than none.
package enum Matcher {
  /// - Parameter records: of one provider or several, in any order; their order changes nothing.
  package static func match(_ query: GameQuery, among records: [GameRecord]) -> Match {
    match(query, among: PreparedRecords(records))
  }

  /// As above, for records that many files are held against.
  package static func match(_ query: GameQuery, among records: PreparedRecords) -> Match {
    let title = QueryTitle(query.title, editions: query.editions)
    guard !title.key.strict.isEmpty || !query.knownIDs.isEmpty else { return Match() }
    var scoring = Scoring(query: query, title: title, records: records)
    scoring.score()
    scoring.decideAmongEquals()
    return scoring.result()
  }
}

/// Records with the keys of their titles, which are most of the work of a match.
package struct PreparedRecords: Sendable {
  package let records: [GameRecord]
  fileprivate let keys: [[TitleKey]]

  package init(_ records: [GameRecord]) {
    self.records = records
    keys = records.map { record in record.titles.map { TitleKey($0.text) } }
  }

  private init(_ pairs: [(GameRecord, [TitleKey])]) {
    records = pairs.map(\.0)
    keys = pairs.map(\.1)
  }

  /// Those of which `isIncluded` is true, in their order.
  package func filter(_ isIncluded: (GameRecord) -> Bool) -> PreparedRecords {
    PreparedRecords(zip(records, keys).filter { isIncluded($0.0) })
  }
}

/// The candidates of one match, while their points are counted.
private struct Scoring {
  let query: GameQuery
  let title: QueryTitle
  let records: [GameRecord]
  private let keys: [[TitleKey]]
  private var entries: [Entry] = []

  private struct Entry {
    var index: Int
    var points: Int
    var reasons: [Evidence]
    var agreement: TitleAgreement
    var system: SystemTwins.Agreement
    /// To the nearest; nil where either has none.
    var yearDistance: Int?
    var isNative = false
    var isKnown = false
    /// The region has a title for it, and it is not the file's.
    var isCalledOtherwise = false
  }

  init(query: GameQuery, title: QueryTitle, records: PreparedRecords) {
    self.query = query
    self.title = title
    self.records = records.records
    keys = records.keys
  }

  /// Where no region is told, by the platform.
  private var isOfTheEast: Bool {
    query.isOfTheEast || query.regions.isEmpty && SystemTwins.isJapanese(query.system)
  }

  mutating func score() {
    let numerals = SeriesNumerals(keys.compactMap { $0.first?.words })
    let words = keys.joined().map { $0.words.words.map(\.text) }
    let misspelling = Misspelling(known: Set(words.joined()))
    entries = records.indices.compactMap { entry(of: $0, numerals: numerals, misspelling: misspelling) }
    settleProvisional()
    settleYears()
    let known = entries.filter { $0.isKnown }
    if !known.isEmpty {
      for index in entries.indices where !entries[index].isKnown {
        entries[index].points = min(entries[index].points, 890)
      }
    }
  }

  private func entry(of index: Int, numerals: SeriesNumerals, misspelling: Misspelling) -> Entry? {
    let record = records[index]
    var best: TitleAgreement?
    var isCalledSo = false
    var parts: Set<Int> = []
    for (title, key) in zip(record.titles, keys[index]) {
      guard var found = self.title.agreement(with: key, numerals: numerals, misspelling: misspelling) else { continue }
      weigh(&found, as: title)
      if let part = found.part { parts.insert(part) }
      if found.isRegional, found.isExact { isCalledSo = true }
      let isBetter = (found.points, found.isRegional ? 1 : 0, found.isVerbatim ? 1 : 0)
      if let best, isBetter <= (best.points, best.isRegional ? 1 : 0, best.isVerbatim ? 1 : 0) { continue }
      best = found
    }
    let isKnown = query.knownIDs.contains(record.game) || query.knownIDs.contains(where: record.others.contains)
    if isKnown, best == nil { best = TitleAgreement(points: 0, reasons: []) }
    guard var agreement = best else { return nil }
    if let subtitle = agreement.addedSubtitle,
      keys[index].contains(where: { TitleForms.halfKey($0.words.halves.rest) == subtitle })
    {
      // `Tomb Raider IV` is another name of it, and the subtitle is its own.
      agreement.needsYear = false
      agreement.points = max(agreement.points, 930)
    }
    if agreement.part != nil {
      // One of two titles alone may be that of a series: `Foo ~ Song of Night` is no `Foo`.
      if parts.count == title.parts.count {
        agreement.points = max(agreement.points, 940)
      } else {
        agreement.isProvisional = true
        agreement.needsYear = true
      }
    }
    var entry = Entry(
      index: index, points: agreement.points, reasons: agreement.reasons, agreement: agreement,
      system: SystemTwins.agreement(of: query.system, with: record.systems))
    weighSystem(&entry, record)
    weighYear(&entry, record)
    weighKind(&entry, record)
    entry.isCalledOtherwise =
      !query.regions.isEmpty && !isCalledSo
      && record.titles.contains { title in
        // In its own letters a title says nothing of what it is in those of the file's name.
        title.kind != .main && Self.isLatin(title.text) == Self.isLatin(query.title)
          && title.region.map { RegionAgreement.agrees($0, with: query.regions) } == true
      }
    if isKnown {
      entry.isKnown = true
      entry.points = 1000
      entry.reasons.insert(.knownID, at: 0)
    } else if query.knownIDs.contains(where: { $0.provider == record.game.provider }) {
      entry.points = min(entry.points, 450)
      entry.reasons.append(.otherID)
    }
    return entry
  }

  private func weigh(_ found: inout TitleAgreement, as title: GameRecord.Title) {
    // A title that the provider knows as Japan's is Japanese, wherever the file may be from.
    let isOfJapan = title.region.map(RegionAgreement.isOfTheEast) == true
    if found.isRomanised, !isOfTheEast, !isOfJapan { found.points = min(found.points, 890) }
    let loss = found.points == 1000 ? 50 : 20
    switch title.kind {
    case .main: break
    case .alternative where title.region == nil:
      found.points -= loss
      found.reasons.append(.alternativeTitle)
    case .alternative, .localized:
      if let region = title.region, RegionAgreement.agrees(region, with: query.regions) {
        found.isRegional = true
        found.reasons.append(.regionalTitle)
      } else {
        let isForeign = title.region != nil && !query.regions.isEmpty
        found.points -= loss
        found.reasons.append(isForeign ? .foreignTitle : .alternativeTitle)
        // Japan numbers and names series in its own way: its Super Mario Bros. 2 is another game than the rest's.
        if isForeign, let region = title.region, RegionAgreement.isOfTheEast(region),
          !query.regions.contains(where: RegionAgreement.isOfTheEast)
        {
          found.points = min(found.points, 890)
        }
      }
    }
  }

  private static func isLatin(_ title: String) -> Bool {
    title.unicodeScalars.allSatisfy { $0.value < 0x250 || !$0.properties.isAlphabetic }
  }

  private func weighSystem(_ entry: inout Entry, _ record: GameRecord) {
    switch entry.system {
    case .same:
      entry.reasons.append(.sameSystem)
      entry.isNative = SystemTwins.isNative(query.system, regions: query.regions, in: record.systems)
    case .unknown:
      entry.points -= 40
      entry.reasons.append(.unknownSystem)
    case .near:
      entry.points = min(entry.points - 100, 890)
      entry.reasons.append(.relatedSystem)
    case .other:
      entry.points = min(entry.points - 100, 450)
      entry.reasons.append(.otherSystem)
    }
  }

  private func weighYear(_ entry: inout Entry, _ record: GameRecord) {
    guard !query.years.isEmpty,
      let distance = record.years.map({ year in query.years.map { abs($0 - year) }.min() ?? 0 }).min()
    else { return }
    entry.yearDistance = distance
    entry.reasons.append(distance == 0 ? .sameYear : .otherYear(years: distance))
    if distance == 1 { entry.points -= 20 }
  }

  private func weighKind(_ entry: inout Entry, _ record: GameRecord) {
    switch record.kind {
    case .main, .remake, .remaster, .expanded, .port, .standalone: break
    case .bundle, .expansion, .episode, .mod, .fork:
      if !entry.agreement.isOfEdition { entry.points -= 30 }
      entry.reasons.append(.edition)
    case .dlc, .pack, .season, .update:
      entry.points = min(entry.points - 100, 890)
      entry.reasons.append(.addOn)
    }
  }

  /// What is no exact title counts only where no other game is as near.
  private mutating func settleProvisional() {
    for index in entries.indices where entries[index].agreement.isProvisional {
      let record = records[entries[index].index]
      // A game of another platform counts where its title is nearer.
      let hasRival = entries.contains { other in
        other.index != entries[index].index && !areSame(other.index, entries[index].index)
          && other.agreement.points >= (other.system == .other ? 915 : 700)
      }
      let needsYear = entries[index].agreement.needsYear && entries[index].yearDistance != 0
      // A subtitle that the file's name lacks is an edition's, where the provider says that it is one.
      let isWhole =
        record.kind.isWholeGame && record.parent == nil
        && !(entries[index].agreement.isShortened && record.kind != .main)
      if hasRival || needsYear || !query.editions.isEmpty || !isWhole || entries[index].system != .same {
        entries[index].points = min(entries[index].points, 850)
      }
    }
  }

  /// A year that is far off says that it is another game, unless nothing else is called so.
  private mutating func settleYears() {
    for index in entries.indices {
      guard let distance = entries[index].yearDistance, distance > 1 else { continue }
      let isAlone = !entries.contains { other in
        other.index != entries[index].index && !areSame(other.index, entries[index].index)
          && other.agreement.points >= 900 && (other.system == .same || other.system == .unknown)
      }
      let isTrusted = isAlone && distance <= 5 && entries[index].points >= 1000 && entries[index].system == .same
      entries[index].points -= isTrusted ? 80 : 300
    }
  }

  /// Whether two records are one game: the same one twice, or at two providers that know of each other.
  private func areSame(_ first: Int, _ second: Int) -> Bool {
    let one = records[first]
    let two = records[second]
    return one.game == two.game || one.others.contains(two.game) || two.others.contains(one.game)
  }

  mutating func decideAmongEquals() {
    prefer(.betterEdition) {
      $0.agreement.isOfEdition
    } over: { _ in
      true
    }
    prefer(.betterPunctuation) {
      $0.agreement.isVerbatim
    } over: {
      $0.agreement.isExact
    }
    prefer(.calledOtherwise) {
      $0.agreement.isRegional
    } over: { _ in
      true
    }
    prefer(.calledOtherwise) {
      !$0.isCalledOtherwise
    } over: { _ in
      true
    }
    prefer(.betterSystem) {
      $0.isNative
    } over: { _ in
      true
    }
    prefer(.betterYear) {
      $0.yearDistance == 0
    } over: {
      $0.yearDistance != nil
    }
    prefer(.betterKind) { [records] in
      records[$0.index].kind == .main
    } over: {
      !$0.agreement.isOfEdition
    }
  }

  /// Takes points from those that are nearly as good as the best, but not so good in one thing as one of them.
  private mutating func prefer(
    _ reason: Evidence, _ isBetter: (Entry) -> Bool, over isWorse: (Entry) -> Bool
  ) {
    guard let best = entries.map(\.points).max(), best >= 900 else { return }
    let equals = entries.indices.filter { entries[$0].points > best - 50 && !entries[$0].isKnown }
    let better = equals.filter { isBetter(entries[$0]) }
    guard !better.isEmpty, better.count < equals.count else { return }
    for index in equals where !isBetter(entries[index]) && isWorse(entries[index]) {
      // The same game at another provider is no rival.
      if better.allSatisfy({ areSame(entries[$0].index, entries[index].index) }) { continue }
      entries[index].points -= 60
      entries[index].reasons.append(reason)
    }
  }

  func result() -> Match {
    let sorted = entries.filter { $0.points > 0 }.sorted { one, two in
      if one.points != two.points { return one.points > two.points }
      let first = records[one.index].game
      let second = records[two.index].game
      return (first.provider.rawValue, first.id, one.index) < (second.provider.rawValue, second.id, two.index)
    }
    var seen: Set<ProviderGame> = []
    var match = Match()
    match.ranked = sorted.filter { seen.insert(records[$0.index].game).inserted }.map { entry in
      Match.Candidate(
        index: entry.index, game: records[entry.index].game, score: Double(min(entry.points, 1000)) / 1000,
        reasons: entry.reasons)
    }
    guard let best = match.best else { return match }
    match.runnerUp = match.ranked.dropFirst().first { candidate in
      candidate.game.provider == best.game.provider && !areSame(candidate.index, best.index)
    }
    if best.score >= Match.acceptedScore, match.margin >= Match.acceptedMargin {
      match.verdict = .accepted
    } else {
      match.verdict = best.score >= 0.5 ? .candidate : .none
    }
    return match
  }
}
