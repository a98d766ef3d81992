internal import Acquisition
internal import Catalog
internal import Configuration
internal import Model
internal import Platform
internal import Sources

/// When sources are listed, and what comes of it.
extension SourceDesk {
  /// After a listing that failed, each time twice as long. Nanoseconds.
  private static let firstPause: Int64 = 60_000_000_000
  private static let longestPause: Int64 = 6 * 3600 * 1_000_000_000

  func due(after listing: SourceListing, of settings: SourceSettings) -> Int64? {
    state.withLock { $0.interval }.map { listing.ended + (listing.isComplete ? $0 : min($0, SourceDesk.longestPause)) }
  }

  func work() {
    while true {
      let now = wallNanoseconds()
      let next = state.withLock { state in
        state.entries.filter { $0.task == nil && $0.source != nil }.compactMap(\.due).min()
      }
      let deadline = next.map { monotonicNanoseconds() + UInt64(max(0, $0 - now)) + 1_000_000 }
      let isStopping: Bool? = state.wait(until: deadline) { state in
        if state.isStopping { return true }
        let isDue = state.entries.contains { entry in
          entry.task == nil && entry.source != nil && entry.due.map { $0 <= wallNanoseconds() } == true
        }
        let earliest = state.entries.filter { $0.task == nil && $0.source != nil }.compactMap(\.due).min()
        return isDue || earliest != next ? false : nil
      }
      if isStopping == true { return }
      let due = state.withLock { state in
        state.entries.filter { entry in
          entry.task == nil && entry.source != nil && entry.due.map { $0 <= wallNanoseconds() } == true
        }
      }
      for entry in due { begin(entry) }
    }
  }

  private func begin(_ entry: Entry) {
    guard let source = entry.source, let known = entry.known else { return }
    let name = entry.settings.name
    state.signal { state in
      guard let index = state.entries.firstIndex(where: { $0.settings == entry.settings }) else { return }
      state.entries[index].progress = SyncProgress()
      state.entries[index].task = Task { [self] in
        let outcome = await SourceSync(catalog, source, known: known).run { [self] in note($0, of: name) }
        ended(entry.settings, outcome)
      }
    }
  }

  private func note(_ progress: SyncProgress, of name: String) {
    state.withLock { state in
      guard let index = state.entries.firstIndex(where: { $0.settings.name == name }) else { return }
      state.entries[index].progress = progress
    }
  }

  private func ended(_ settings: SourceSettings, _ outcome: SyncOutcome) {
    let listing = outcome.listing
    if let message = listing.message { Log.info("the source \(settings.name): \(message)") }
    state.signal { state in
      guard let index = state.entries.firstIndex(where: { $0.settings == settings }) else { return }
      state.entries[index].task = nil
      state.entries[index].listings += 1
      // One that was ended has nothing to tell.
      if outcome.failure?.kind != .cancelled { state.entries[index].known?.listing = listing }
      guard outcome.failure != nil || outcome.catalogError != nil || !listing.isComplete else {
        state.entries[index].failures = 0
        state.entries[index].due = state.interval.map { listing.ended + $0 }
        return
      }
      let failures = state.entries[index].failures
      state.entries[index].failures += 1
      let pause = min(SourceDesk.firstPause << Int64(min(failures, 20)), SourceDesk.longestPause)
      state.entries[index].due = max(outcome.failure?.retryAt ?? 0, wallNanoseconds() + pause)
    }
    listener.withLock { $0 }?.listed(settings.name)
  }

  /// Has sources be listed now.
  ///
  /// - Parameter names: all that can be listed where it is empty.
  /// - Returns: their names, and how many of their listings had ended; nil for a name that there is not.
  func list(_ names: [String]) -> [(name: String, listings: Int)]? {
    state.signal { state in
      var chosen: [Int] = []
      for name in names {
        guard let index = state.entries.firstIndex(where: { $0.settings.isNamed(name) }) else { return nil }
        chosen.append(index)
      }
      if names.isEmpty { chosen = state.entries.indices.filter { state.entries[$0].source != nil } }
      for index in chosen { state.entries[index].due = wallNanoseconds() }
      return chosen.map { (state.entries[$0].settings.name, state.entries[$0].listings) }
    }
  }

  /// Ends listings that are under way; what came counts.
  func cancelListings() {
    let tasks = state.withLock { state in state.entries.compactMap(\.task) }
    for task in tasks { task.cancel() }
  }
}
