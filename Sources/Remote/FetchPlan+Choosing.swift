/// Which fetch comes next.
extension FetchPlan {
  /// The next fetch, which is under way from now on; nil where nothing is to be fetched now.
  ///
  /// - Parameter missing: runs of blocks of a file that are not there, in order.
  package mutating func next(now: UInt64, missing: (File, Range<Int>) -> [Range<Int>]) -> Fetch? {
    nextDemanded(now, missing) ?? nextAhead(now, missing) ?? nextWhole(now, missing)
  }

  /// When something may be fetched that cannot be now, or a reader's time is up; nil for never.
  package func nextTime(now: UInt64) -> UInt64? {
    var times: [UInt64] = []
    for file in files.values {
      if let oldest = file.demands.values.min() { times.append(oldest + limits.deadline) }
      let isWanted = !file.demands.isEmpty || !file.windows.isEmpty || file.whole.isWanted
      if isWanted, let source = sources[file.source], source.retryAt > now { times.append(source.retryAt) }
      if isWanted, let refusal = file.refusal, refusal.retryAt > now { times.append(refusal.retryAt) }
      if !file.windows.isEmpty || file.whole.isWanted, roomAt > now { times.append(roomAt) }
    }
    return times.min()
  }

  // MARK: Demanded

  private mutating func nextDemanded(_ now: UInt64, _ missing: (File, Range<Int>) -> [Range<Int>]) -> Fetch? {
    // Who has waited longest comes first.
    let waiting = files.lazy.filter { !$0.value.demands.isEmpty }
      .flatMap { file, known in known.demands.map { (since: $0.value, file: file, block: $0.key) } }
      .sorted { ($0.since, $0.file, $0.block) < ($1.since, $1.file, $1.block) }
    var tried: Set<File> = []
    for (_, file, block) in waiting where !tried.contains(file) {
      guard let known = files[file], mayAsk(known, now) else {
        tried.insert(file)
        continue
      }
      let running = fetches.values.filter { $0.file == file && $0.position <= block && block < $0.blocks.upperBound }
      if known.hasNoRanges, !running.isEmpty { continue }
      if running.contains(where: { block - $0.position < limits.near || isNext(block, after: $0.position, known) }) {
        continue
      }
      guard let run = missing(file, block..<min(known.blockCount, block + limits.longest)).first,
        run.lowerBound == block
      else { continue }
      guard inFlight(at: known.source) < limits.perSource else {
        tried.insert(file)
        continue
      }
      // The reader has jumped ahead of what comes: that ends where the new one begins.
      for fetch in running { fetches[fetch.id]?.blocks = fetch.blocks.lowerBound..<block }
      var end = block + 1
      while end < run.upperBound, isWanted(end, known), !isComing(end, file) { end += 1 }
      return begin(block..<end, of: file, from: known.source, .demand, now: now)
    }
    return nil
  }

  private func isWanted(_ block: Int, _ file: OpenFile) -> Bool {
    file.demands[block] != nil || file.windows.values.contains { $0.contains(block) }
  }

  /// Whether all before a block is waited for as well: who reads in order has not jumped.
  private func isNext(_ block: Int, after position: Int, _ file: OpenFile) -> Bool {
    (position..<block).allSatisfy { file.demands[$0] != nil }
  }

  private func isComing(_ block: Int, _ file: File) -> Bool {
    fetches.values.contains { $0.file == file && $0.position <= block && block < $0.blocks.upperBound }
  }

  private func isComing(_ file: File) -> Bool { fetches.values.contains { $0.file == file } }

  private func inFlight(at source: Int64, _ urgency: Urgency? = nil) -> Int {
    fetches.values.count { $0.source == source && (urgency == nil || $0.urgency == urgency) }
  }

  private func mayAsk(_ file: OpenFile, _ now: UInt64) -> Bool {
    if let refusal = file.refusal, now < refusal.retryAt { return false }
    guard let known = sources[file.source], known.downSince != nil else { return true }
    // One finds out whether it is back.
    return now >= known.retryAt && inFlight(at: file.source) == 0
  }

  // MARK: Ahead

  /// Fetches end after the last block that somebody waits for or will read.
  mutating func endUnwanted(_ file: File) {
    guard let known = files[file], !known.whole.isWanted else { return }
    // Whoever still has it open would have to begin anew.
    if known.hasNoRanges, known.isOpen { return }
    for fetch in fetches.values where fetch.file == file && fetch.urgency != .whole {
      // What is coming just now comes.
      let rest = fetch.blocks.clamped(to: fetch.position + 1..<max(fetch.position + 1, fetch.blocks.upperBound))
      let last = rest.last { isWanted($0, known) } ?? fetch.position
      fetches[fetch.id]?.blocks = fetch.blocks.lowerBound..<min(fetch.blocks.upperBound, last + 1)
    }
  }

  private mutating func nextAhead(_ now: UInt64, _ missing: (File, Range<Int>) -> [Range<Int>]) -> Fetch? {
    guard now >= roomAt else { return nil }
    for file in files.keys.sorted() {
      guard let known = files[file], !known.windows.isEmpty, mayAsk(known, now) else { continue }
      if known.hasNoRanges, isComing(file) { continue }
      // One connection is left for who waits.
      guard inFlight(at: known.source) < limits.perSource - 1 else { continue }
      guard fetches.values.count(where: { $0.file == file && $0.urgency != .whole }) < limits.aheadPerFile else {
        continue
      }
      for window in known.windows.values.sorted(by: { $0.lowerBound < $1.lowerBound }) {
        guard let run = firstRun(of: file, in: window, missing) else { continue }
        return begin(run, of: file, from: known.source, .ahead, now: now)
      }
    }
    return nil
  }

  /// The first blocks that neither are there nor come.
  private func firstRun(
    of file: File, in window: Range<Int>, _ missing: (File, Range<Int>) -> [Range<Int>]
  ) -> Range<Int>? {
    for run in missing(file, window) {
      guard let start = run.first(where: { !isComing($0, file) }) else { continue }
      var end = start + 1
      while end < run.upperBound, end - start < limits.longest, !isComing(end, file) { end += 1 }
      return start..<end
    }
    return nil
  }

  // MARK: Whole files

  private mutating func nextWhole(_ now: UInt64, _ missing: (File, Range<Int>) -> [Range<Int>]) -> Fetch? {
    guard now >= roomAt else { return nil }
    let wanted = files.filter { $0.value.whole.isWanted }
      .sorted { ($0.value.whole.isWaitedFor ? 0 : 1, $0.key) < ($1.value.whole.isWaitedFor ? 0 : 1, $1.key) }
    for (file, known) in wanted {
      guard mayAsk(known, now) else { continue }
      if known.hasNoRanges, isComing(file) { continue }
      let whole = inFlight(at: known.source, .whole)
      let all = inFlight(at: known.source)
      // What nobody waits for takes nothing of the line from those who do, or are about to.
      let mayBegin =
        known.whole.isWaitedFor
        ? whole < limits.perSource - 2 && all < limits.perSource - 1 : whole < limits.wholePerSource && all == whole
      guard mayBegin else { continue }
      var run = firstRun(of: file, in: known.whole.position..<known.blockCount, missing)
      if run == nil, known.whole.position > 0, !known.whole.hasTurned {
        files[file]?.whole.hasTurned = true
        run = firstRun(of: file, in: 0..<known.whole.position, missing)
      }
      guard let run else {
        // What is on its way may still get lost.
        if !fetches.values.contains(where: { $0.file == file }) { files[file]?.whole = Whole() }
        continue
      }
      files[file]?.whole.position = run.lowerBound
      let end = min(run.upperBound, run.lowerBound + limits.piece)
      return begin(run.lowerBound..<end, of: file, from: known.source, .whole, now: now)
    }
    return nil
  }
}
