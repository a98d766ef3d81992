internal import Catalog
internal import Model
internal import Platform
internal import Sources

/// What somebody wants done with jobs and their files.
extension AcquisitionRun {
  mutating func lookAnew() {
    cursor = 0
    hasMore = true
    retryAt = 0
  }

  /// Nothing is begun for them; what is known of those under way is kept.
  mutating func hold(_ ids: [Int64]) {
    let now = monotonicNanoseconds()
    var idle: [Int64] = []
    for id in ids where held[id] != nil {
      if plan.progress(of: id) == .waiting { idle.append(id) } else { plan.hold([id]) }
    }
    for id in idle { drop(id) }
    perform(plan.cancel(idle, at: now))
    needLessRoom()
    hasMore = true
  }

  mutating func cancel(_ ids: [Int64]) {
    let others = Set(ids.filter { held[$0] == nil && transfers[$0] == nil })
    for id in ids {
      let download = held[id]?.download
      drop(id)
      for (index, waiting) in acknowledgements.enumerated().reversed() where waiting.id == id {
        waiting.stored.signal { $0 = false }
        acknowledgements.remove(at: index)
      }
      // What a transfer has still open goes when that has ended.
      if transfers[id] == nil, let download { landing.removePart(of: download.path, number: id) }
    }
    removeParts(of: others)
    perform(plan.cancel(ids, at: monotonicNanoseconds()))
    needLessRoom()
    hasMore = true
  }

  /// Files that are not looked at, because they rested or are tried again later, may have parts all the same.
  private func removeParts(of ids: Set<Int64>) {
    guard !ids.isEmpty, let paths = try? acquirer.catalog.downloadPaths(ids.sorted()) else { return }
    for (id, path) in paths { landing.removePart(of: path, number: id) }
  }

  /// The file that had no room may be among those that nobody wants now: the others find out for themselves.
  private mutating func needLessRoom() {
    if plan.isFull { (roomAt, roomNeeded) = (monotonicNanoseconds(), 1 << 20) }
  }

  mutating func drop(_ id: Int64) {
    held[id] = nil
    resolvers[id] = nil
    tooLarge[id] = nil
    dirty.remove(id)
  }

  mutating func hurry(_ id: Int64) {
    if held[id] == nil, !comparing.contains(id) { load(after: id - 1, limit: 1, only: id) }
    guard held[id] != nil else { return }
    held[id]?.isReaders = true
    perform(plan.add([item(id, .reader)], at: monotonicNanoseconds()))
  }

  func item(_ id: Int64, _ urgency: AcquisitionItem.Urgency) -> AcquisitionItem {
    AcquisitionItem(id, urgency: urgency, from: held[id]?.order ?? [])
  }
}
