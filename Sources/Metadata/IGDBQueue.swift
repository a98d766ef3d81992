internal import Model

/// What has been learned of IGDB's limits, which are documented in part only.
struct IGDBLimits: Hashable, Sendable {
  /// Sub-queries of a multiquery.
  var mostSubqueries = 10
  /// Terms of a sub-query.
  var mostTerms = Int.max
  var searchForm = IGDBSubquery.SearchForm.search
  /// Whether a sub-query that is named without a list has found nothing, as where empty lists are left out; nil is not
  /// known yet.
  var leavesOutEmpty: Bool?

  /// The narrower of each.
  mutating func narrow(to other: IGDBLimits) {
    mostSubqueries = min(mostSubqueries, other.mostSubqueries)
    mostTerms = min(mostTerms, other.mostTerms)
    if other.searchForm == .infix { searchForm = .infix }
    leavesOutEmpty = leavesOutEmpty == false ? false : other.leavesOutEmpty ?? leavesOutEmpty
  }
}

/// Sub-queries that wait, and the answers so far. Decides what is asked next; what is refused is asked again in halves,
/// until what cannot be answered stands alone.
struct IGDBQueue: Sendable {
  /// Sub-queries for one request.
  struct Batch: Sendable {
    var subqueries: [IGDBSubquery]
    /// The split it came from.
    fileprivate var split: Int?
    /// By itself, because an answer of several had no list for it.
    fileprivate var isCheck = false
  }

  /// Why a batch was not answered though others may be.
  enum Refusal: Sendable {
    /// Something in it is no query: 400.
    case query
    /// It is too long: 413, 414.
    case size
    /// It costs too much: 429.
    case throttled
  }

  private struct Split {
    var refusal: Refusal
    var batch: Batch
    var answered = 0
  }

  private(set) var limits: IGDBLimits
  private(set) var answers: [IGDBAnswer] = []
  private var known: [Set<String>] = []
  /// In order; what comes before ``nextWaiting`` is taken.
  private var waiting: [IGDBSubquery] = []
  private var nextWaiting = 0
  /// Halves, the next one last.
  private var halves: [Batch] = []
  private var splits: [Split] = []
  private var refusedInARow = 0

  /// After so many refusals one after the other nothing more is asked: then it is not a title that is wrong.
  static let mostRefusals = 24
  /// Pages of one sub-query. A server that ignores the offset must not go on for ever.
  static let mostPages = 20

  init(limits: IGDBLimits) { self.limits = limits }

  // MARK: Filling

  mutating func add(_ question: IGDBSubquery.Question, terms: [Int]) {
    waiting.append(IGDBSubquery(slot: answers.count, question: question))
    answers.append(IGDBAnswer(terms: terms))
    known.append([])
  }

  /// A term that cannot be asked for.
  mutating func refuse(term: Int) {
    var answer = IGDBAnswer(terms: [term])
    answer.failure = ProviderFailure(.refused, "the title is empty or too long to ask for")
    answers.append(answer)
    known.append([])
  }

  // MARK: Asking

  /// What to ask next, as much as fits into one request; nil when all is answered.
  mutating func next() -> Batch? {
    while let half = halves.popLast() {
      if half.isCheck, limits.leavesOutEmpty == true {
        answered(half.subqueries[0], games: [], rows: 0)
        continue
      }
      // What has been learned since it was put there holds for it too.
      guard half.subqueries.count > limits.mostSubqueries else { return half }
      halves.append(Batch(subqueries: Array(half.subqueries.dropFirst(limits.mostSubqueries))))
      return Batch(subqueries: Array(half.subqueries.prefix(limits.mostSubqueries)))
    }
    var taken: [IGDBSubquery] = []
    while taken.count < limits.mostSubqueries, nextWaiting < waiting.count {
      let subquery = waiting[nextWaiting]
      if case .titles = subquery.question, subquery.size > limits.mostTerms, let parts = parted(subquery) {
        waiting[nextWaiting] = parts.0
        waiting.insert(parts.1, at: nextWaiting + 1)
        continue
      }
      taken.append(subquery)
      nextWaiting += 1
    }
    return taken.isEmpty ? nil : Batch(subqueries: taken)
  }

  /// What one sub-query of a batch gave.
  ///
  /// - Parameter rows: what stood in the list, readable or not.
  mutating func answered(_ subquery: IGDBSubquery, games: [GameRecord], rows: Int) {
    let slot = subquery.slot
    let new = games.filter { known[slot].insert($0.game.id).inserted }
    answers[slot].games += new
    answers[slot].leftOut += max(0, rows - games.count)
    guard subquery.hasPages, rows >= subquery.limit else { return }
    if new.isEmpty || subquery.offset / subquery.limit + 1 >= IGDBQueue.mostPages {
      answers[slot].failure = ProviderFailure(.malformed, "IGDB's list of games does not end")
      return
    }
    var page = subquery
    page.offset += subquery.limit
    waiting.append(page)
  }

  /// An answer names the sub-query, and has no list for it. Nothing found is remembered: by itself a query has a list,
  /// and what that shows once is known.
  mutating func leftOut(_ subquery: IGDBSubquery) {
    if limits.leavesOutEmpty == true { return answered(subquery, games: [], rows: 0) }
    halves.append(Batch(subqueries: [subquery], isCheck: true))
  }

  /// - Parameter rows: what stood in the list of a batch of one.
  mutating func checked(_ batch: Batch, rows: Int) {
    guard batch.isCheck else { return }
    limits.leavesOutEmpty = rows == 0 && limits.leavesOutEmpty != false
  }

  /// The batch has an answer, whatever is in it.
  mutating func succeeded(_ batch: Batch) {
    refusedInARow = 0
    guard let index = batch.split else { return }
    splits[index].answered += 1
    let split = splits[index]
    switch split.refusal {
    case .size, .throttled:
      if split.batch.subqueries.count > 1 {
        limits.mostSubqueries = min(limits.mostSubqueries, batch.subqueries.count)
      } else {
        limits.mostTerms = min(limits.mostTerms, batch.subqueries[0].size)
      }
    case .query:
      // Both halves are right, and together they are not: then it is their number, or their form.
      guard split.answered == 2 else { return }
      if split.batch.subqueries.count == 1 {
        limits.mostTerms = min(limits.mostTerms, (split.batch.subqueries[0].size + 1) / 2)
      } else if case .search = split.batch.subqueries[0].question, limits.searchForm == .search {
        limits.searchForm = .infix
      } else {
        limits.mostSubqueries = min(limits.mostSubqueries, (split.batch.subqueries.count + 1) / 2)
      }
    }
  }

  /// The batch was refused as a whole.
  mutating func refused(_ batch: Batch, _ refusal: Refusal, _ failure: ProviderFailure) {
    if refusal == .query {
      refusedInARow += 1
      if refusedInARow >= IGDBQueue.mostRefusals {
        failed(batch, failure)
        return failRest(failure)
      }
    }
    let subqueries = batch.subqueries
    if subqueries.count > 1 {
      let middle = subqueries.count / 2
      splits.append(Split(refusal: refusal, batch: batch))
      halves.append(Batch(subqueries: Array(subqueries[middle...]), split: splits.count - 1))
      halves.append(Batch(subqueries: Array(subqueries[..<middle]), split: splits.count - 1))
    } else if refusal != .throttled, let subquery = subqueries.first, let parts = parted(subquery) {
      splits.append(Split(refusal: refusal, batch: batch))
      halves.append(Batch(subqueries: [parts.1], split: splits.count - 1))
      halves.append(Batch(subqueries: [parts.0], split: splits.count - 1))
    } else {
      failed(batch, failure)
    }
  }

  /// There is no answer for the batch.
  mutating func failed(_ batch: Batch, _ failure: ProviderFailure) {
    for subquery in batch.subqueries { failed(subquery, failure) }
  }

  mutating func failed(_ subquery: IGDBSubquery, _ failure: ProviderFailure) {
    answers[subquery.slot].failure = failure
  }

  /// Nothing more is asked.
  mutating func failRest(_ failure: ProviderFailure) {
    for batch in halves { failed(batch, failure) }
    halves = []
    for subquery in waiting[nextWaiting...] { failed(subquery, failure) }
    nextWaiting = waiting.count
  }

  /// Halves of a sub-query, the second with an answer of its own.
  private mutating func parted(_ subquery: IGDBSubquery) -> (IGDBSubquery, IGDBSubquery)? {
    guard var (first, second) = subquery.halves else { return nil }
    let terms = answers[subquery.slot].terms
    first.slot = subquery.slot
    second.slot = answers.count
    answers[first.slot].terms = Array(terms.prefix(first.size))
    answers.append(IGDBAnswer(terms: Array(terms.dropFirst(first.size))))
    known.append([])
    return (first, second)
  }
}
