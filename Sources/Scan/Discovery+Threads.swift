internal import Model
internal import Platform
internal import Synchronization

extension Discovery {
  /// The stack of a look: grouping and the tree descend as deep as folders are nested.
  private static let stackBytes = 16 << 20

  // MARK: The whole library

  func runEverything() {
    while true {
      let completions: [Completion]?? = state.wait { state in
        if state.isStopping { return .some(nil) }
        guard state.everything.isWanted else { return nil }
        // Taken before the run: who comes while it goes on belongs to the next.
        defer { state.everything = (false, []) }
        state.begin()
        return state.everything.completions
      }
      guard case .some(.some(let completions)) = completions else { return }
      let roots = state.withLock { $0.roots.map(\.root) }
      let left = Monitor(roots.count)
      for root in roots { request(root, .complete, .run) { left.signal { $0 -= 1 } } }
      left.wait { $0 == 0 ? () : nil }
      state.withLock { state in
        if !state.isStopping { state.progress.runs += 1 }
        state.end()
      }
      tidyWhenIdle()
      for completion in completions { completion() }
    }
  }

  // MARK: Single looks

  private enum Dispatch {
    case folder(RescanQueue<Shelf.Location>.Run)
    case root(RescanQueue<LibraryRoot>.Run, RootLook)
    case silent(RootLook)
    case lookAgain
    case end
  }

  /// Starts a thread for each look that is due: one that never comes back holds up no other.
  func dispatch() {
    while true {
      let deadline = state.withLock { $0.nextDue(now: monotonicNanoseconds()) }
      let next: Dispatch? = state.wait(until: deadline) { state in
        let now = monotonicNanoseconds()
        if state.isStopping { return .end }
        if let run = state.rootQueue.next(now: now) {
          if !run.scope.isQuiet { state.begin() }
          let look = RootLook(run.location, run.completions, now: now)
          state.rootLooks[run.location] = look
          return .root(run, look)
        }
        if let run = state.folders.next(now: now) {
          if !run.scope.isQuiet { state.begin() }
          return .folder(run)
        }
        if let silent = state.rootLooks.values.first(where: { ($0.patienceEnds ?? .max) <= now }) {
          return .silent(silent)
        }
        // Something is due earlier than what this waits for.
        return state.nextDue(now: now) == deadline ? nil : .lookAgain
      }
      switch next {
      case .end: return
      case .folder(let run): start("scan-folder") { self.run(run) }
      case .root(let run, let look): start("scan-root") { self.run(run, look) }
      case .silent(let look): giveUp(look)
      case .lookAgain, nil: continue
      }
    }
  }

  private func start(_ name: String, _ body: @escaping @Sendable () -> Void) {
    do throws(Errno) {
      try WorkerThread(name: name, stackBytes: Discovery.stackBytes, body).detach()
    } catch {
      body()
    }
  }

  private func run(_ run: RescanQueue<Shelf.Location>.Run) {
    let completions = look(at: run)
    state.signal { state in
      state.folders.finish(run.location)
      if !run.scope.isQuiet { state.end() }
    }
    tidyWhenIdle()
    for completion in completions { completion() }
  }

  private func run(_ run: RescanQueue<LibraryRoot>.Run, _ look: RootLook) {
    self.look(at: run.location, run.scope, look)
    let completions = state.signal { state in
      state.rootQueue.finish(run.location)
      state.rootLooks[run.location] = nil
      if !run.scope.isQuiet { state.end() }
      return look.takeCompletions()
    }
    tidyWhenIdle()
    for completion in completions { completion() }
  }
}

/// A look at a root that is under way.
final class RootLook: Sendable {
  let root: LibraryRoot
  private let state: Mutex<State>

  private struct State {
    /// When it last went forward while it asked the root itself; nil when it is past that.
    var last: UInt64?
    var completions: [Discovery.Completion]
  }

  init(_ root: LibraryRoot, _ completions: [Discovery.Completion], now: UInt64) {
    self.root = root
    state = Mutex(State(last: now, completions: completions))
  }

  func progress() {
    state.withLock { state in if state.last != nil { state.last = monotonicNanoseconds() } }
  }

  /// The root has answered; its folders have patience of their own.
  func hasOpened() { state.withLock { $0.last = nil } }

  /// When the patience with it ends, in ``monotonicNanoseconds()``; nil where nothing is asked of the root.
  var patienceEnds: UInt64? { state.withLock { $0.last }.map { $0 + RootLook.patience } }

  /// Who waits for it, once.
  func takeCompletions() -> [Discovery.Completion] {
    state.withLock { state in
      defer { state.completions = [] }
      return state.completions
    }
  }

  /// Longer than for any one folder of it.
  private static let patience = 2 * Looks.patience
}

extension Discovery.State {
  fileprivate mutating func begin() {
    if activeRuns == 0 {
      progress.state = .discovering
      progress.systemsDone = 0
      progress.systemsTotal = 0
      progress.filesSeen = 0
      observed = wallNanoseconds()
    }
    activeRuns += 1
  }

  fileprivate mutating func end() {
    activeRuns -= 1
    if activeRuns == 0, !isStopping { progress.state = .idle }
  }

  fileprivate func nextDue(now: UInt64) -> UInt64? {
    let silent = rootLooks.values.compactMap(\.patienceEnds)
    return ([folders.nextDue(now: now), rootQueue.nextDue(now: now)].compactMap { $0 } + silent).min()
  }
}
