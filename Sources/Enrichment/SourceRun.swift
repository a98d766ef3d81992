internal import Catalog
internal import Metadata
internal import Model
internal import Platform
internal import Synchronization

/// One provider's part of a run: takes games from the catalog, asks, and gives what is settled to the writer.
///
/// Batches are asked by the cheapest way first; what that leaves open goes to the next one's queue. `next` waits while
/// batches are under way, because they may leave something open.
final class SourceRun: Sendable {
  enum Work: Sendable {
    /// Questions with the number of the way they are asked by.
    case ask([AskedGames], way: Int)
    /// Nothing but to be stored.
    case store([SettledGame])
  }

  private struct State {
    var place: SoughtPlace?
    var hasWalked = false
    /// Whether anything was asked.
    var hasBegun = false
    /// The small first batch is under way: what else there is to ask waits for it.
    var isProbing = false
    /// By way.
    var queues: [[AskedGames]]
    /// Settled without asking.
    var known: [SettledGame] = []
    var underWay = 0
    var isCancelled = false
    var failure: CatalogError?
  }

  let source: any GameSource
  private let catalog: Catalog
  private let request: EnrichmentRequest
  private let forgetMisses: Int64
  private let progress: EnrichmentProgressDesk
  private let state: TaskMonitor<State>
  /// Walking asks the catalog, which may wait for its disk.
  private let walking = Mutex<Void>(())

  init(
    _ source: any GameSource, _ catalog: Catalog, _ request: EnrichmentRequest, forgetMisses: Int64,
    _ progress: EnrichmentProgressDesk
  ) {
    self.source = source
    self.catalog = catalog
    self.request = request
    self.forgetMisses = forgetMisses
    self.progress = progress
    state = TaskMonitor(State(queues: source.ways.map { _ in [] }))
  }

  var failure: CatalogError? { state.withLock { $0.failure } }

  // MARK: Taking

  /// The next thing to do; nil when there is nothing more, or the run was cancelled.
  func next() async -> Work? {
    // With a task that waits here all of the pipeline is cancelled.
    await withTaskCancellationHandler {
      while true {
        switch await state.wait({ step(&$0) }) {
        case .work(let work): return work
        case .end: return nil
        case .walk: walk()
        }
      }
    } onCancel: {
      cancel()
    }
  }

  private enum Step {
    case work(Work)
    case walk, end
  }

  /// nil waits for something to be left open, or for the end.
  private func step(_ state: inout State) -> Step? {
    if state.isCancelled || state.failure != nil { return .end }
    if !state.known.isEmpty {
      defer { state.known = [] }
      return .work(.store(state.known))
    }
    if !state.hasBegun, let way = source.ways.indices.first(where: { !state.queues[$0].isEmpty }),
      source.ways[way].kind != .ids, count(way, state) > 2 * SourceRun.firstBatch
    {
      state.isProbing = true
      return .work(take(way, &state, most: SourceRun.firstBatch))
    }
    if state.isProbing { return state.hasWalked ? nil : .walk }
    // A full batch of any way first, the later ways first: what is begun gets done, and shows.
    for way in source.ways.indices.reversed() where count(way, state) >= source.ways[way].batch {
      return .work(take(way, &state))
    }
    if !state.hasWalked { return .walk }
    for way in source.ways.indices where !state.queues[way].isEmpty { return .work(take(way, &state)) }
    return state.underWay > 0 ? nil : .end
  }

  /// Who has set a provider up looks whether it works: the first answers are not to wait for those of many others, and
  /// go before them. Costs a request more; ids take one however many they are.
  private static let firstBatch = 16

  /// How many different things there are to ask.
  private func count(_ way: Int, _ state: State) -> Int {
    Set(state.queues[way].enumerated().map { key($0.element, $0.offset, way) }).count
  }

  /// Games that are judged by themselves may share what is asked, but for what is of each alone.
  private func key(_ asked: AskedGames, _ number: Int, _ way: Int) -> String {
    switch source.ways[way].kind {
    case .titles, .search: asked.question.query.asked
    case .ids, .checksums: "\(number)"
    }
  }

  private func take(_ way: Int, _ state: inout State, most: Int = .max) -> Work {
    let most = min(most, source.ways[way].batch)
    var seen: Set<String> = []
    let asked = Array(
      state.queues[way].enumerated().prefix { number, asked in
        seen.insert(key(asked, number, way))
        return seen.count <= most
      }.map(\.element))
    state.queues[way].removeFirst(asked.count)
    state.hasBegun = true
    state.underWay += 1
    return .ask(asked, way: way)
  }

  /// Takes the next games of the library into the queues.
  private func walk() {
    walking.withLock { _ in
      guard !state.withLock({ $0.hasWalked }) else { return }
      var place = state.withLock { $0.place }
      do throws(CatalogError) {
        let games = try catalog.soughtGames(
          request.selection, providers: [source.provider], scope: request.scope, now: request.now,
          since: request.since, from: &place)
        let maker = QuestionMaker(
          source: source, catalog: catalog, settlement: settlement, selection: request.selection)
        let made = try maker.make(games)
        progress.made(made.gameCount, at: source.provider, isLast: place == nil)
        state.signal { state in
          state.place = place
          state.hasWalked = place == nil
          for asked in made.asked {
            state.queues[firstWay(for: asked.question)].append(asked)
          }
          state.known += made.settled
        }
      } catch {
        state.signal { $0.failure = error }
      }
    }
  }

  private func firstWay(for question: Question) -> Int {
    let isByID = question.id != nil
    return source.ways.firstIndex { ($0.kind == .ids) == isByID } ?? 0
  }

  func cancel() { state.signal { $0.isCancelled = true } }

  // MARK: Asking

  /// Does a piece of work; what it leaves open is queued for the next way.
  func fetch(_ work: Work) async -> [SettledGame] {
    guard case .ask(let asked, let way) = work else {
      if case .store(let settled) = work { return settled }
      return []
    }
    Log.debug("\(source.provider.rawValue) is asked about \(asked.count) by \(source.ways[way].kind)")
    let answers = await source.answer(asked.map(\.question), source.ways[way])
    var settled: [SettledGame] = []
    var open: [AskedGames] = []
    var gone: [String] = []
    let settlement = settlement
    for (index, asked) in asked.enumerated() {
      let answer = index < answers.count ? answers[index] : .failed(SourceRun.noAnswer(source.provider))
      var asked = asked
      switch answer {
      case .open where way + 1 < source.ways.count: open.append(asked)
      case .open: settled += settle(asked, .nothing([], evidence: nil), settlement)
      case .gone:
        if let id = asked.question.id { gone.append(id) }
        // What the user or the name says is wrong stays so; what we found out ourselves is found out anew.
        if let next = source.ways.firstIndex(where: { $0.kind == .titles || $0.kind == .search }),
          asked.question.method == .remembered || asked.question.method == .reference
        {
          asked.question.id = nil
          asked.question.method = nil
          requeue(asked, way: next)
        } else {
          settled += settle(asked, .nothing([], evidence: "gone"), settlement)
        }
      case .found, .nothing, .failed: settled += settle(asked, answer, settlement)
      }
    }
    if !gone.isEmpty { forget(gone) }
    let next = open
    state.signal { state in
      if !next.isEmpty { state.queues[way + 1] += next }
      state.underWay -= 1
      state.isProbing = false
    }
    return settled
  }

  private func requeue(_ asked: AskedGames, way: Int) { state.withLock { $0.queues[way].append(asked) } }

  private func settle(_ asked: AskedGames, _ answer: SourceAnswer, _ settlement: Settlement) -> [SettledGame] {
    asked.games.compactMap { game in
      var settled = settlement.settle(game, asked.question, answer)
      settled?.asked = asked.made
      return settled
    }
  }

  private func forget(_ ids: [String]) {
    do throws(CatalogError) { try catalog.forget(ids, of: source.provider) } catch {
      Log.warning("what \(source.provider.rawValue) has no more is not forgotten: \(error.description)")
    }
  }

  private static func noAnswer(_ provider: Provider) -> ProviderFailure {
    ProviderFailure(.malformed, "\(provider.rawValue) gave fewer answers than there were questions")
  }

  private var settlement: Settlement {
    Settlement(source.provider, forgetMisses: forgetMisses, now: wallNanoseconds())
  }
}
