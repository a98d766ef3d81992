internal import Cache
internal import HTTPClient
internal import Model
internal import Platform
internal import Sources
internal import Tree

/// The threads that fetch.
extension RemoteEngine {
  /// Nanoseconds after which a thread without work ends.
  private static let idleLimit: UInt64 = 30_000_000_000
  /// Nanoseconds between two times that progress is told.
  private static let progressInterval: UInt64 = 200_000_000

  func work() {
    while let (fetch, file) = next() {
      // There may be more to fetch at the same time: another thread looks, and waits for what comes next.
      if state.withLock({ wantsThread(&$0) }) { startThread() }
      let outcome = run(fetch, file)
      let (actions, dropped) = state.signal { state -> ([FetchPlan.Action], Held?) in
        state.running[fetch.id] = nil
        let actions = state.plan.ended(fetch.id, outcome, now: monotonicNanoseconds())
        return (actions, state.dropIfUnused(fetch.file))
      }
      carryOut(actions)
      settle(file)
      withExtendedLifetime(dropped) {}
    }
  }

  /// nil when nothing came for a while, or at the end: the thread counts no more then.
  private func next() -> (FetchPlan.Fetch, RemoteFile)? {
    let end = monotonicNanoseconds() + Self.idleLimit
    state.withLock { $0.idle += 1 }
    while true {
      let now = monotonicNanoseconds()
      let due = state.withLock { $0.plan.nextTime(now: now) } ?? end
      let found = state.wait(until: min(due, end)) { state -> (FetchPlan.Fetch, RemoteFile)?? in
        let now = monotonicNanoseconds()
        let files = state.files
        if state.isStopping { return .some(state.ended()) }
        while let fetch = state.plan.next(now: now, missing: { files[$0]?.file.missing(in: $1) ?? [] }) {
          if let file = files[fetch.file]?.file {
            state.idle -= 1
            return (fetch, file)
          }
          // It was let go because its source contradicts itself.
          _ = state.plan.ended(fetch.id, .done, now: now)
          state.plan.close(fetch.file)
        }
        // Under the same lock: who wants something next finds a thread that waits, or starts one.
        return now >= end ? .some(state.ended()) : nil
      }
      if let found { return found }
      // Due, and yet nothing to do: the time is that of a reader, which another thread looks after.
      if due <= monotonicNanoseconds() { sleep(nanoseconds: 10_000_000) }
    }
  }

  // MARK: One fetch

  private func run(_ fetch: FetchPlan.Fetch, _ file: RemoteFile) -> FetchPlan.Outcome {
    var fetch = fetch
    let room = takeRoom(&fetch, file)
    guard !fetch.blocks.isEmpty else { return .done }
    var writer = BlockWriter(file, room: room, isLearning: room < fetch.blocks.count && learns(fetch, file))
    defer { writer.finish() }
    let entry = file.entry
    do throws(RangeReading.Failure) {
      let place: OfferPlace
      do throws(SourceFailure) { place = try entry.place.source.place(of: entry.offer.offer) } catch {
        throw RangeReading.Failure(.refused, error.message)
      }
      let size = Int64(BlockCache.blockSize)
      let range = Int64(fetch.blocks.lowerBound) * size..<min(file.size, Int64(fetch.blocks.upperBound) * size)
      let reading = RangeReading(
        place, range, client, StreamLimits(patience: limits.patience, slowest: 64, ahead: 2 << 20))
      let isStopping = state.withLock { state -> Bool in
        state.running[fetch.id] = reading
        return state.isStopping
      }
      if isStopping { return .done }
      let head = try reading.head()
      guard isSame(head, file) else {
        hooks.changed(entry, head)
        if hooks.entry(entry.node)?.ignoresTags == true { file.ignoreTags() }
        return .lost
      }
      tell(fetch.id, file)
      guard head.hasBytes else { throw RangeReading.Failure(.refused, "the server has no such part of the file (416)") }
      if head.offset < range.lowerBound || head.isAll && range.upperBound < file.size {
        let isWhole = writer.takeRoomForAll()
        state.withLock { $0.plan.beginsAnew(fetch.id, isWhole: isWhole) }
      }
      return try take(from: reading, at: head.offset, fetch, file, &writer)
    } catch {
      switch error.kind {
      case .unavailable: return .unreachable(error.message, pause: error.pause)
      case .notFound:
        hooks.gone(entry)
        return .lost
      case .unauthorized:
        Log.info("\(entry.version.name): \(error.message)")
        return .unreachable(error.message, pause: limits.plan.refusalPause)
      case .refused:
        Log.info("\(entry.version.name): \(error.message)")
        return .refused
      }
    }
  }

  /// Whether somebody waits for the checksum of a file: its bytes come then, also where they cannot be kept.
  private func learns(_ fetch: FetchPlan.Fetch, _ file: RemoteFile) -> Bool {
    fetch.urgency == .whole && file.blocks != nil && state.withLock { $0.plan.isWholeWaitedFor(file.node) }
  }

  /// - Returns: the blocks that may be stored.
  private func takeRoom(_ fetch: inout FetchPlan.Fetch, _ file: RemoteFile) -> Int {
    let wanted = fetch.blocks.count
    let isLearning = learns(fetch, file)
    let urgency: BlockDemand =
      switch fetch.urgency {
      case .demand: .demand
      case .ahead: .ahead
      case .whole: isLearning ? .ahead : .prefetch
      }
    let room = file.blocks?.takeRoom(wanted, for: urgency) ?? 0
    if room == wanted || isLearning { return room }
    // What somebody waits for comes, with or without room, and some of what that reader will read next.
    let count = max(room, fetch.urgency == .demand ? min(wanted, LooseBlocks.most / 2) : 0)
    let id = fetch.id
    state.withLock { $0.plan.shorten(id, to: count, now: monotonicNanoseconds()) }
    fetch.blocks = fetch.blocks.lowerBound..<fetch.blocks.lowerBound + count
    return room
  }

  /// Whether the answer is of the version that is shown.
  private func isSame(_ head: RangeReading.Head, _ file: RemoteFile) -> Bool {
    if let total = head.total, total != file.size { return false }
    let found = Validator(etag: file.ignoresTags ? nil : head.etag, modified: head.modified)
    guard file.entry.validator.agrees(with: found) else { return false }
    guard let blocks = file.blocks else { return true }
    if let known = blocks.validator { return Validator(text: known).agrees(with: found) }
    // The disk says no: then nothing can be stored either.
    return (try? blocks.setValidator(found.text)) ?? true
  }

  private func take(
    from reading: RangeReading, at start: Int64, _ fetch: FetchPlan.Fetch, _ file: RemoteFile,
    _ writer: inout BlockWriter
  ) throws(RangeReading.Failure) -> FetchPlan.Outcome {
    writer.begin(at: start)
    var told = monotonicNanoseconds()
    while let piece = try reading.next() {
      let now = monotonicNanoseconds()
      if now - told >= Self.progressInterval {
        told = now
        tell(fetch.id, file)
      }
      var outcome: FetchPlan.Outcome?
      do throws(Errno) {
        try writer.append(piece) { blocks in
          let advance = state.withLock { state in
            state.received += Int64(blocks.count * BlockCache.blockSize)
            return state.plan.stored(blocks, by: fetch.id, now: now)
          }
          for block in advance.demanded { hooks.finished(RemoteBlock(node: file.node, number: block), true) }
          if !advance.goesOn { outcome = .done }
          return advance.goesOn
        }
        reading.giveBack(consume piece)
      } catch {
        if error == .illegalSequence { return contradicted(file) }
        Log.warning("\(file.entry.version.name): it cannot be kept (\(error))")
        return .notStored
      }
      if let outcome { return outcome }
    }
    return .unreachable("the connection ended early", pause: nil)
  }

  /// A block came again with other bytes than before, and the server says that it is the same version: nothing of it can
  /// be trusted.
  private func contradicted(_ file: RemoteFile) -> FetchPlan.Outcome {
    Log.warning(
      "\(file.entry.version.name): \(file.entry.place.known.name) sends other bytes than before for the same version; all "
        + "of it is fetched again")
    file.end()
    hooks.cache()?.discard(file.entry.version.key)
    state.withLock { state in
      if state.files[file.node]?.file === file { state.files[file.node] = nil }
    }
    return .lost
  }

  /// Something has come: those who wait for what follows wait anew.
  private func tell(_ id: FetchPlan.Identifier, _ file: RemoteFile) {
    let (waiting, isWaitedFor) = state.withLock { state in
      (state.plan.progressed(id, now: monotonicNanoseconds()), state.plan.isWholeWaitedFor(file.node))
    }
    for block in waiting { hooks.progressed(RemoteBlock(node: file.node, number: block)) }
    if isWaitedFor { hooks.checksumProgressed(file.entry.content) }
  }
}
