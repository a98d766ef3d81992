internal import Cache
internal import Configuration
internal import Platform
internal import Synchronization
internal import Tree

/// A preparation as it was asked for.
struct PreparationOrder: Sendable {
  /// Of each ZIP, by name.
  var systems: [String: String] = [:]
  /// Names of ZIPs whose members cannot be described any more.
  var vanished: [String] = []
  /// When it was first seen to have ended, in ``monotonicNanoseconds()``.
  var ended: UInt64?
}

/// What is built ahead of use.
extension ZipCache {
  /// How long one that has ended is known, nanoseconds.
  private static let memory: UInt64 = 3600_000_000_000

  func prepare(_ archives: [ArchiveContent]) throws(Complaint) -> Int64 {
    let cache = try needed()
    if let reason = cache.status.offReason { throw Complaint(.failed, "nothing can be prepared: \(reason)") }
    var order = PreparationOrder()
    var blueprints: [any ArchiveBlueprint] = []
    for archive in archives {
      order.systems[archive.name] = archive.system
      guard let open = try? OpenArchive(archive) else {
        order.vanished.append(archive.name)
        continue
      }
      blueprints.append(LibraryBlueprint(open, library))
    }
    let asked = order
    let id = state.withLock { state in
      state.lastPreparation += 1
      state.preparations[state.lastPreparation] = asked
      return state.lastPreparation
    }
    cache.prepare(blueprints, id: id)
    return id
  }

  func preparation(_ id: Int64) -> PreparationReport? {
    guard let cache = engine?.cache, let order = state.withLock({ $0.preparations[id] }),
      let preparation = cache.preparation(id)
    else { return nil }
    var report = PreparationReport(
      id: id, total: preparation.total + order.vanished.count, bytesTotal: preparation.totalBytes)
    report.done = preparation.done
    report.bytesDone = preparation.doneBytes
    report.current = preparation.current
    report.failures = preparation.failed.map { failure in
      PreparationReport.Failure(
        name: failure.name, system: order.systems[failure.name] ?? "", reason: failure.reason.description)
    }
    report.failures += order.vanished.map { name in
      PreparationReport.Failure(name: name, system: order.systems[name] ?? "", reason: "it is too large for a file")
    }
    if preparation.isCancelled {
      report.state = .cancelled
    } else if preparation.isOver {
      report.state = .done
    } else if preparation.current.isEmpty, cache.status.running.isEmpty {
      report.waitsFor = "checksums"
    }
    if report.hasEnded { noteEnd(id, cache) }
    return report
  }

  private func noteEnd(_ id: Int64, _ cache: ArchiveCache) {
    let now = monotonicNanoseconds()
    let old = state.withLock { state -> [Int64] in
      if state.preparations[id]?.ended == nil { state.preparations[id]?.ended = now }
      let old = state.preparations.filter { $0.value.ended.map { $0 + ZipCache.memory < now } ?? false }.map(\.key)
      for id in old { state.preparations[id] = nil }
      return old
    }
    for id in old { cache.forgetPreparation(id) }
  }

  var preparations: [PreparationReport] {
    let ids = state.withLock { $0.preparations.filter { $0.value.ended == nil }.map(\.key) }
    return ids.sorted().compactMap(preparation).filter { !$0.hasEnded }
  }

  func cancelPreparation(_ id: Int64) { engine?.cache.cancelPreparation(id) }

  // MARK: Everything

  /// How long the library is left to change before what it shows then is built, nanoseconds.
  private static let settling: UInt64 = 5_000_000_000

  /// Something in the library is different: where everything is to be built, that is looked for.
  func libraryChanged() {
    let isFirst = state.withLock { state in
      guard state.settings.policy == .always, !state.isFillPending else { return false }
      state.isFillPending = true
      return true
    }
    guard isFirst else { return }
    try? WorkerThread(name: "cache-fill") { [self] in
      sleep(nanoseconds: ZipCache.settling)
      state.withLock { $0.isFillPending = false }
      fill()
    }.detach()
  }

  /// Has every ZIP there is built, where that is the policy.
  func fill() {
    guard let cache = engine?.cache else { return }
    guard state.withLock({ $0.settings.policy == .always }) else { return cache.fill(from: nil) }
    let archives = ArchiveQueue(library.tree.archives(at: library.wholeRoots))
    let library = library
    cache.fill {
      while let archive = archives.next() {
        if let open = try? OpenArchive(archive) { return LibraryBlueprint(open, library) }
      }
      return nil
    }
  }
}
