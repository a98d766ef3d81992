internal import Cache
internal import Model
internal import Platform
internal import Sources
internal import Tree

/// Deadlines, and what becomes of files that are complete.
extension RemoteEngine {
  /// Nanoseconds between two looks.
  private static let interval: UInt64 = 250_000_000
  /// How long after its last reader a disc image is still fetched. Nanoseconds.
  private static let afterglow: UInt64 = 60_000_000_000

  func keep() {
    while true {
      let work: RemoteFile?? = state.wait(until: monotonicNanoseconds() + Self.interval) { state in
        if state.isStopping { return .some(nil) }
        return state.complete.isEmpty ? nil : .some(state.complete.removeFirst())
      }
      switch work {
      case .some(.none): return
      case .some(.some(let file)): complete(file)
      case .none: look()
      }
    }
  }

  private func look() {
    let now = monotonicNanoseconds()
    let (actions, dropped) = state.withLock { state -> ([FetchPlan.Action], [Held]) in
      for (node, held) in state.files where held.openings <= 0 && state.plan.wantsWhole(node) {
        guard !state.plan.isWholeWaitedFor(node) else { continue }
        let leader = held.follows.flatMap { state.files[$0] }
        let isLed = leader.map { $0.openings > 0 || state.plan.wantsWhole($0.file.node) } ?? false
        if !isLed, held.unused + Self.afterglow < now { state.plan.stopWhole(node) }
      }
      let actions = state.plan.expire(now: now)
      return (actions, state.files.keys.compactMap { state.dropIfUnused($0) })
    }
    carryOut(actions)
    withExtendedLifetime(dropped) {}
  }

  func carryOut(_ actions: [FetchPlan.Action]) {
    for action in actions {
      switch action {
      case .fail(let node, let block): hooks.finished(RemoteBlock(node: node, number: block), false)
      case .failWhole(let node):
        if let file = state.withLock({ $0.files[node]?.file }) { hooks.checksum(file.entry, nil) }
      case .cancel(let id): state.withLock { $0.running[id] }?.cancel()
      }
    }
  }

  /// After a fetch: whether the file is whole by now, and its checksum known.
  func settle(_ file: RemoteFile) {
    guard let blocks = file.blocks else { return }
    let checksum = blocks.crc32
    let isNews = state.signal { state -> Bool in
      guard let held = state.files[file.node], held.file === file else { return checksum != nil }
      if blocks.isComplete, !held.isCompleting, !held.cannotComplete {
        state.files[file.node]?.isCompleting = true
        state.complete.append(file)
      }
      guard checksum != nil, !held.isTold else { return false }
      state.files[file.node]?.isTold = true
      // Who waited for it does not need the rest, which may be more than there is room for.
      if !blocks.isComplete, state.plan.isWholeWaitedFor(file.node) { state.plan.stopWhole(file.node) }
      return true
    }
    if isNews, let checksum { hooks.checksum(file.entry, checksum) }
  }

  /// Files whose bytes did not fit that are remembered.
  private static let mostMisfits = 1000

  private func complete(_ file: RemoteFile) {
    let entry = file.entry
    let crc32 = file.blocks?.crc32
    // Twice the same is what the source has: then it is its list that is wrong.
    let isMisfit = crc32 != nil && state.withLock { $0.misfits[file.node] } == crc32
    var failure: Errno?
    do throws(Errno) {
      _ = try file.blocks?.complete(isMisfit ? OfferedChecksums() : entry.offer.offer.checksums) {
        state.withLock { !$0.isStopping }
      }
      if isMisfit {
        Log.warning("\(entry.version.name): \(entry.place.known.name) sends it once more so: its list is wrong")
      } else {
        hooks.completed(entry)
      }
    } catch {
      failure = error
      // What is not what the source says has been given up by the cache: who opens it now gets it anew.
      if error == .illegalSequence { file.end() }
      if error != .cancelled {
        Log.warning(
          error == .illegalSequence
            ? "\(entry.version.name): what came has other checksums than \(entry.place.known.name) says; it is fetched again"
            : "\(entry.version.name): it cannot be kept as a whole (\(error))")
      }
    }
    let (actions, dropped) = state.withLock { state -> ([FetchPlan.Action], Held?) in
      guard let held = state.files[file.node], held.file === file else { return ([], nil) }
      state.plan.stopWhole(file.node)
      state.files[file.node]?.isCompleting = false
      state.files[file.node]?.cannotComplete = failure != nil
      guard failure == .illegalSequence else { return ([], state.dropIfUnused(file.node)) }
      if state.misfits.count >= Self.mostMisfits { state.misfits = [:] }
      state.misfits[file.node] = crc32
      return (state.plan.forget(file.node), state.files.removeValue(forKey: file.node))
    }
    carryOut(actions)
    withExtendedLifetime(dropped) {}
    if failure == nil { fetchNext(entry) }
  }

  /// The next disc, when one has come that was read.
  private func fetchNext(_ entry: RemoteEntry) {
    guard entry.isImage else { return }
    for node in entry.next {
      guard let next = hooks.entry(node), next.version.size <= limits.imageLargest else { continue }
      guard let file = try? held(next), file.blocks?.isComplete == false else { continue }
      fetchWhole(file, isWaitedFor: false, follows: entry.node)
    }
  }

  // MARK: Telling

  /// Files that somebody has open, or that are being fetched.
  package struct Standing: Hashable, Sendable {
    package var openFiles = 0
    package var fetches = 0
    /// Blocks that readers wait for.
    package var waiting = 0
    /// Bytes that came since the start.
    package var received: Int64 = 0
    /// What sources said last that do not answer, for people.
    package var outages: [Int64: String] = [:]
  }

  package var standing: Standing {
    state.withLock { state in
      var standing = Standing()
      standing.openFiles = state.files.count
      standing.fetches = state.plan.fetches.count
      standing.waiting = state.plan.demandCount
      standing.received = state.received
      standing.outages = state.plan.outages
      return standing
    }
  }

  /// How much of a file is there, where somebody has it open. Bytes.
  package func present(_ node: UInt64) -> Int64? {
    guard let file = state.withLock({ $0.files[node]?.file }), let blocks = file.blocks else { return nil }
    return min(file.size, Int64(blocks.presentCount) * Int64(BlockCache.blockSize))
  }
}
