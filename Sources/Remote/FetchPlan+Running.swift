/// What comes of fetches.
extension FetchPlan {
  /// Why a fetch ended.
  package enum Outcome: Hashable, Sendable {
    /// What it was for has come, or nobody wants it any more.
    case done
    /// Nobody answers, or the connection broke; for people.
    case unreachable(String, pause: UInt64?)
    /// The source answers, and does not give us this file, now; others it may.
    case refused
    /// The source has no such file, or another one, or gives something else: nothing of the file can be had any more.
    case lost
    /// The disk of the cache fails.
    case notStored
  }

  /// What has become of a fetch after some blocks.
  package struct Advance: Hashable, Sendable {
    /// Those that somebody waits for.
    package var demanded: [Int]
    /// Whether the fetch is to go on.
    package var goesOn: Bool
  }

  /// Something of the next block came, or of the answer before the first. Deadlines start anew.
  ///
  /// - Returns: the blocks that somebody waits for and that this fetch brings.
  package mutating func progressed(_ id: Identifier, now: UInt64) -> [Int] {
    guard let fetch = fetches[id] else { return [] }
    fetches[id]?.progressed = now
    sources[fetch.source] = nil
    files[fetch.file]?.refusal = nil
    let waiting = files[fetch.file]?.demands.keys.filter { fetch.position <= $0 && $0 < fetch.blocks.upperBound } ?? []
    for block in waiting { files[fetch.file]?.demands[block] = now }
    return waiting
  }

  /// Blocks that follow each other are there, in the cache or for who waits for them.
  package mutating func stored(_ blocks: Range<Int>, by id: Identifier, now: UInt64) -> Advance {
    guard let fetch = fetches[id] else { return Advance(demanded: [], goesOn: false) }
    fetches[id]?.progressed = now
    fetches[id]?.position = blocks.upperBound
    // What the cache has no room for is not fetched for ever.
    if fetch.urgency == .whole, let position = files[fetch.file]?.whole.position {
      files[fetch.file]?.whole.position = max(position, blocks.upperBound)
    }
    let demanded = blocks.filter { files[fetch.file]?.demands.removeValue(forKey: $0) != nil }
    return Advance(demanded: demanded, goesOn: blocks.upperBound < fetch.blocks.upperBound)
  }

  /// The server sends the file from its beginning, as it knows no ranges: what comes first is taken along.
  ///
  /// - Parameter isWhole: whether there is room for all of it. Otherwise it ends where it would have.
  package mutating func beginsAnew(_ id: Identifier, isWhole: Bool) {
    guard let fetch = fetches[id] else { return }
    files[fetch.file]?.hasNoRanges = true
    let end = isWhole ? files[fetch.file]?.blockCount : nil
    fetches[id]?.blocks = 0..<(end ?? fetch.blocks.upperBound)
    fetches[id]?.position = 0
  }

  /// There is room for so many blocks only.
  package mutating func shorten(_ id: Identifier, to count: Int, now: UInt64) {
    guard let fetch = fetches[id] else { return }
    fetches[id]?.blocks = fetch.blocks.lowerBound..<min(fetch.blocks.upperBound, fetch.blocks.lowerBound + count)
    roomAt = now + limits.roomPause
  }

  /// A fetch is over.
  package mutating func ended(_ id: Identifier, _ outcome: Outcome, now: UInt64) -> [Action] {
    guard let fetch = fetches.removeValue(forKey: id) else { return [] }
    defer { dropIfUnused(fetch.file) }
    switch outcome {
    case .done:
      return []
    case .lost: return failAll(fetch.file)
    case .refused:
      sources[fetch.source] = nil
      let count = (files[fetch.file]?.refusal?.count ?? 0) + 1
      let pause = count > 1 ? limits.refusalPause : limits.firstRefusalPause
      files[fetch.file]?.refusal = Refusal(count: count, retryAt: now + pause)
      return count > 1 ? failAll(fetch.file) : []
    case .notStored:
      roomAt = now + limits.roomPause
      return failAll(fetch.file)
    case .unreachable(let problem, let pause):
      var source = sources[fetch.source] ?? Source()
      source.failures += 1
      // A source that says nothing has been away since it was asked.
      source.downSince = source.downSince ?? fetch.progressed
      let own = limits.firstPause << UInt64(min(source.failures - 1, 10))
      source.retryAt =
        now + max(min(pause ?? 0, limits.longestWish), min(own, limits.longestPause, limits.deadline / 3))
      source.problem = problem
      sources[fetch.source] = source
      guard let since = source.downSince, now &- since >= limits.deadline else { return [] }
      return files.filter { $0.value.source == fetch.source }.keys.sorted().flatMap { failAll($0) }
    }
  }

  /// Time has passed.
  package mutating func expire(now: UInt64) -> [Action] {
    var actions: [Action] = []
    for (file, known) in files {
      for (block, since) in known.demands where since + limits.deadline <= now {
        files[file]?.demands[block] = nil
        actions.append(.fail(file, block: block))
      }
    }
    // What hangs is not waited for once its readers are gone: a source that is back is asked anew.
    for fetch in fetches.values where fetch.progressed + limits.deadline <= now { actions.append(.cancel(fetch.id)) }
    for file in Array(files.keys) { dropIfUnused(file) }
    return actions
  }

  mutating func failAll(_ file: File) -> [Action] {
    let blocks = files[file]?.demands.keys.sorted() ?? []
    let isWholeWaitedFor = files[file]?.whole.isWaitedFor == true
    files[file]?.demands = [:]
    files[file]?.whole = Whole()
    return blocks.map { .fail(file, block: $0) } + (isWholeWaitedFor ? [.failWhole(file)] : [])
  }
}
