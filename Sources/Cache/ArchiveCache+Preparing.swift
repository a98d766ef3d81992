internal import Platform

/// What is built ahead of use because somebody asked for it.
extension ArchiveCache {
  /// Builds ZIPs before anything that is only read. What is there already counts as done.
  ///
  /// - Parameter id: a number of the caller's, not in use.
  package func prepare(_ blueprints: [any ArchiveBlueprint], id: Int64) {
    monitor.withLock { state in
      state.preparations[id] = Preparation()
      for blueprint in blueprints where state.preparations[id]?.add(blueprint) == true {
        state.preparing[blueprint.key, default: []].insert(id)
      }
    }
    // One after the other: a listing is not to wait for thousands of them.
    for blueprint in blueprints {
      post { state in
        guard state.preparations[id]?.waiting[blueprint.key] != nil else { return [] }
        return ask(for: blueprint, .prepare, &state)
      }
    }
    monitor.signal { _ in }
  }

  /// How far a preparation is; nil where there is none of that number.
  package func preparation(_ id: Int64) -> Preparation? {
    monitor.withLock { snapshot(id, $0) }
  }

  /// Waits until a preparation is over, or the cache stops.
  ///
  /// - Parameter deadline: in ``monotonicNanoseconds()``.
  /// - Returns: how far it is then; nil where there is none of that number.
  package func waitForPreparation(_ id: Int64, until deadline: UInt64) -> Preparation? {
    _ = monitor.wait(until: deadline) { state -> Bool? in
      state.isStopping || state.preparations[id]?.isOver != false ? true : nil
    }
    return preparation(id)
  }

  /// What of a preparation is not built yet is not, unless somebody else wants it.
  package func cancelPreparation(_ id: Int64) {
    let keys = monitor.withLock { state in
      guard state.preparations[id]?.isOver == false else { return [CacheKey]() }
      state.preparations[id]?.isCancelled = true
      return state.preparations[id].map { Array($0.waiting.keys) } ?? []
    }
    for key in keys {
      post { state in
        state.preparing[key]?.remove(id)
        state.preparations[id]?.settle(key, .withdrawn)
        guard state.preparing[key]?.isEmpty == true else { return [] }
        state.preparing[key] = nil
        return state.ledger.withdraw(key, .prepare, now: now)
      }
    }
    monitor.signal { _ in }
  }

  /// Drops what is known of a preparation that is over.
  package func forgetPreparation(_ id: Int64) {
    monitor.withLock { state in
      if state.preparations[id]?.isOver == true { state.preparations[id] = nil }
    }
  }

  /// Under the lock.
  private func snapshot(_ id: Int64, _ state: State) -> Preparation? {
    guard var preparation = state.preparations[id] else { return nil }
    for build in state.ledger.inHand where preparation.waiting[build.request.key] != nil {
      preparation.doneBytes += build.done
      preparation.current.append(build.request.name)
    }
    return preparation
  }
}
