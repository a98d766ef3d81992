internal import Platform

/// The two threads that build.
extension ArchiveCache {
  /// Nanoseconds between two looks at what waits for its checksums.
  static let pollInterval: UInt64 = 200_000_000
  /// ZIPs that are looked at at a time.
  private static let pollWindow = 64
  /// Nanoseconds of building between two looks at the disk.
  private static let observeInterval: UInt64 = 500_000_000
  /// Nanoseconds of a pause after which it is asked whether it still serves anybody.
  private static let pauseSlice: UInt64 = 200_000_000

  private enum Work {
    case stop
    case poll
    case build(any ArchiveBlueprint)
  }

  func clone() {
    useLowestPriority()
    while true {
      switch nextWork() {
      case .stop: return
      case .poll: poll()
      case .build(let blueprint): build(blueprint, .clone)
      }
    }
  }

  func copy() {
    useLowestPriority()
    while let blueprint = monitor.wait({ state -> (any ArchiveBlueprint)?? in
      if state.isStopping { return .some(nil) }
      return self.takeOrder(.copy, &state).map { .some($0) }
    }) ?? nil {
      build(blueprint, .copy)
    }
  }

  private func nextWork() -> Work {
    while true {
      let due = monitor.withLock { $0.ledger.unreadyCount > 0 ? $0.pollDue : nil }
      let work = monitor.wait(until: due) { state -> Work? in
        if state.isStopping { return .stop }
        if state.ledger.unreadyCount > 0, state.pollDue <= monotonicNanoseconds() { return .poll }
        // What came to wait meanwhile has another time to be looked at.
        return self.takeOrder(.clone, &state).map { .build($0) }
      }
      if let work { return work }
    }
  }

  /// Under the lock.
  private func takeOrder(_ method: BuildMethod, _ state: inout State) -> (any ArchiveBlueprint)? {
    state.orders.removeValue(forKey: method).flatMap { state.blueprints[$0] }
  }

  // MARK: What can be built

  /// Looks at some of those that wait.
  private func poll() {
    let found = monitor.withLock { state in
      let keys = state.ledger.unready(from: state.pollPosition, limit: Self.pollWindow)
      let found = keys.compactMap { key, isInspected in
        state.blueprints[key].map { (blueprint: $0, isInspected: isInspected) }
      }
      state.pollPosition = (state.pollPosition + Self.pollWindow) % max(1, state.ledger.unreadyCount)
      // Set before they are looked at: who comes meanwhile is not to wait for the next time.
      state.pollDue = monotonicNanoseconds() + Self.pollInterval
      return found
    }
    var hasProgressed = false
    for (blueprint, isInspected) in found {
      if !isInspected {
        hasProgressed = true
        guard inspect(blueprint) else { continue }
      }
      guard blueprint.isReady() else { continue }
      hasProgressed = true
      let space = look()
      post { state in
        (space.map { state.ledger.observed($0, now: now) } ?? []) + state.ledger.ready(blueprint.key, now: now)
      }
    }
    if hasProgressed { monitor.withLock { $0.pollDue = 0 } }
  }

  /// - Returns: whether it may be built.
  private func inspect(_ blueprint: any ArchiveBlueprint) -> Bool {
    let key = blueprint.key
    do throws(Errno) {
      let method = try storage.method(for: blueprint)
      let cost = blueprint.cost(of: method)
      post { $0.ledger.inspected(key, method: method, cost: cost, now: now) }
    } catch {
      post {
        $0.ledger.uninspectable(
          key, .failed(error, error.meansFull ? "trying to clone into the cache" : "looking at its files"), now: now)
      }
    }
    return monitor.withLock { $0.ledger.isUnderWay(key) }
  }

  // MARK: Building

  private func build(_ blueprint: any ArchiveBlueprint, _ method: BuildMethod) {
    let key = blueprint.key
    var pacing = CopyPacing()
    let began = monotonicNanoseconds()
    var stepBegan = began
    var observed = began
    let result: Result<CachedZip, BuildFailure>
    do throws(BuildFailure) {
      // It may have been given up before this thread came to it.
      guard case .goOn = step(key, done: 0, observe: false) else { throw .cancelled }
      result = .success(
        try storage.build(blueprint, method) { done in
          let now = monotonicNanoseconds()
          let step = self.step(key, done: done, observe: now &- observed >= Self.observeInterval)
          if now &- observed >= Self.observeInterval { observed = now }
          guard case .goOn = step else { return .cancel }
          if method == .copy {
            self.pause(key, pacing.pause(after: now &- stepBegan, self.traffic))
          }
          stepBegan = monotonicNanoseconds()
          return .goOn
        })
      let tenths = (monotonicNanoseconds() - began) / 100_000
      Log.debug("\(blueprint.name) is in the cache, built in \(tenths / 10).\(tenths % 10) ms (\(method.rawValue))")
    } catch {
      result = .failure(error)
    }
    let space = look()
    post { state in
      state.cancelled.remove(key)
      switch result {
      case .success(let zip): return state.ledger.finished(zip, space: space, now: now)
      case .failure(let failure): return state.ledger.failed(key, failure, space: space, now: now)
      }
    }
  }

  private var traffic: CopyPacing.Traffic {
    if hooks.readersActive() { return .readers }
    return hooks.diskIsBusy() ? .others : .none
  }

  private func step(_ key: CacheKey, done: Int64, observe: Bool) -> BuildStep {
    monitor.withLock { $0.ledger.progressed(key, done: done) }
    if observe, let space = look() { post { $0.ledger.observed(space, now: now) } }
    return monitor.withLock { $0.isStopping || $0.cancelled.contains(key) } ? .cancel : .goOn
  }

  /// Lets others at the disk, for as long as there are any and the build is wanted.
  private func pause(_ key: CacheKey, _ nanoseconds: UInt64) {
    guard nanoseconds > 0 else { return }
    let end = monotonicNanoseconds() + nanoseconds
    var now = end - nanoseconds
    while now < end {
      let isOver = monitor.wait(until: min(end, now + Self.pauseSlice)) { state in
        state.isStopping || state.cancelled.contains(key) ? true : nil
      }
      guard isOver == nil, traffic != .none else { return }
      now = monotonicNanoseconds()
    }
  }
}

extension ArchiveBlueprint {
  /// Bytes of the disk that the ZIP will occupy alone, at most.
  func cost(of method: BuildMethod) -> Int64 {
    let block: Int64 = 4096
    guard method == .clone else { return size + 2 * block }
    // Only what begins on a block can be cloned; small members are copied. Each seam may cost a block on both sides.
    return pieces.reduce(2 * block) { cost, piece in
      switch piece {
      case .structure(let range): cost + Int64(range.count) + 2 * block
      case .member(_, let offset, let length):
        cost + (offset % block == 0 && length >= 256 << 10 ? block : length + 2 * block)
      }
    }
  }
}
