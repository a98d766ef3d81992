/// Decides what is fetched of files at servers, and in which order: what readers wait for, then what they will read
/// next, then whole files that somebody may want.
///
/// A pure state machine over blocks: it is told what happened, and asked for the next fetch by whoever has a thread for
/// it. Times are monotonic nanoseconds. Which blocks are there is asked when a fetch is chosen.
package struct FetchPlan: Sendable {
  package typealias File = UInt64
  package typealias Identifier = UInt64

  package struct Limits: Hashable, Sendable {
    /// Fetches at the same time from one source.
    package var perSource = 6
    /// Of them, ahead of one reader's file.
    package var aheadPerFile = 2
    /// Of them, for whole files.
    package var wholePerSource = 1
    /// A block that is so close behind what comes is waited for. Blocks.
    package var near = 16
    /// Of one fetch. Blocks.
    package var longest = 256
    /// Of one fetch of a whole file: what readers want comes in between. Blocks.
    package var piece = 64
    /// Without progress for so long a reader gets an error.
    package var deadline: UInt64 = 30_000_000_000
    /// After a failure the source is left alone: first so long, then twice as long, and so on.
    package var firstPause: UInt64 = 500_000_000
    package var longestPause: UInt64 = 10_000_000_000
    /// A server that wants to be left alone for longer is asked again all the same, where somebody waits.
    package var longestWish: UInt64 = 120_000_000_000
    /// What a server refuses is asked for once more after that; when it is refused again, it is not to be had for now.
    package var firstRefusalPause: UInt64 = 2_000_000_000
    package var refusalPause: UInt64 = 10_000_000_000
    /// Where there was no room, what nobody waits for is tried again then.
    package var roomPause: UInt64 = 1_000_000_000

    package init() {}
  }

  package enum Urgency: Int, Hashable, Sendable, Comparable {
    /// Somebody waits for it.
    case demand
    /// Somebody will read it.
    case ahead
    case whole

    package static func < (left: Urgency, right: Urgency) -> Bool { left.rawValue < right.rawValue }
  }

  /// A request at a server, under way.
  package struct Fetch: Hashable, Sendable {
    package var id: Identifier
    package var file: File
    package var source: Int64
    /// Blocks; the end may come nearer while it runs.
    package var blocks: Range<Int>
    /// The next block that comes.
    package var position: Int
    package var urgency: Urgency
    var began: UInt64
    /// When something came last.
    var progressed: UInt64
  }

  package enum Action: Hashable, Sendable {
    /// Who waits for the block gets an error.
    case fail(File, block: Int)
    /// So does who waits for all of the file.
    case failWhole(File)
    /// Nothing comes, and nobody waits any more.
    case cancel(Identifier)
  }

  /// All of a file.
  struct Whole: Hashable, Sendable {
    var isWanted = false
    /// By a reader.
    var isWaitedFor = false
    var position = 0
    /// Once more is looked for what was lost in between, and then no more: a file may be larger than the cache.
    var hasTurned = false
  }

  struct OpenFile: Sendable {
    var source: Int64
    var blockCount: Int
    /// By block, when it was asked for or something came for it.
    var demands: [Int: UInt64] = [:]
    /// By reader.
    var windows: [UInt64: Range<Int>] = [:]
    /// All of it is wanted; by somebody who waits, or not.
    var whole = Whole()
    var isOpen = true
    /// The server gives all of it or nothing: one request at a time, which goes on to the end.
    var hasNoRanges = false
    /// While the source answers, and does not give this file.
    var refusal: Refusal?
  }

  struct Refusal: Hashable, Sendable {
    var count: Int
    var retryAt: UInt64
  }

  struct Source: Hashable, Sendable {
    var failures = 0
    /// Since when nothing has come from it, while that is so.
    var downSince: UInt64?
    var retryAt: UInt64 = 0
    /// For people.
    var problem: String?
  }

  package var limits: Limits
  var files: [File: OpenFile] = [:]
  var sources: [Int64: Source] = [:]
  package internal(set) var fetches: [Identifier: Fetch] = [:]
  /// When what nobody waits for may come again.
  var roomAt: UInt64 = 0
  private var last: Identifier = 0

  package init(_ limits: Limits = Limits()) { self.limits = limits }

  // MARK: Files and readers

  /// - Parameter blocks: how many it has.
  package mutating func open(_ file: File, source: Int64, blocks: Int) {
    if files[file] == nil { files[file] = OpenFile(source: source, blockCount: blocks) }
    files[file]?.isOpen = true
  }

  /// Nobody has the file open any more.
  package mutating func close(_ file: File) {
    files[file]?.isOpen = false
    files[file]?.windows = [:]
    endUnwanted(file)
    dropIfUnused(file)
  }

  /// Whether anything is still to be fetched of a file, or on its way.
  package func isInUse(_ file: File) -> Bool {
    guard let known = files[file] else { return fetches.values.contains { $0.file == file } }
    return known.whole.isWanted || !known.demands.isEmpty || fetches.values.contains { $0.file == file }
  }

  private func isUsed(_ file: File) -> Bool {
    guard let known = files[file] else { return isInUse(file) }
    return known.isOpen || isInUse(file)
  }

  mutating func dropIfUnused(_ file: File) { if !isUsed(file) { files[file] = nil } }

  /// A read waits for blocks.
  ///
  /// - Returns: false where the source has been away for so long that waiting is no use; it is asked again now and then.
  package mutating func demand(_ blocks: some Collection<Int>, of file: File, now: UInt64) -> Bool {
    guard let known = files[file] else { return false }
    if let source = sources[known.source], isGivenUp(source, now) { return false }
    if let refusal = known.refusal, refusal.count > 1, now < refusal.retryAt { return false }
    for block in blocks where files[file]?.demands[block] == nil { files[file]?.demands[block] = now }
    return true
  }

  /// Whether a block is being fetched, or about to be.
  package func isPending(_ block: Int, of file: File) -> Bool { files[file]?.demands[block] != nil }

  /// A source that has been away longer than readers wait, and is not to be tried just now.
  private func isGivenUp(_ source: Source, _ now: UInt64) -> Bool {
    guard let since = source.downSince else { return false }
    return now &- since >= limits.deadline && now < source.retryAt
  }

  /// What a reader will read next; empty for nothing.
  package mutating func setWindow(_ blocks: Range<Int>, of file: File, by reader: UInt64) {
    files[file]?.windows[reader] = blocks.isEmpty ? nil : blocks
  }

  /// A reader is gone: what comes for it alone ends.
  package mutating func remove(reader: UInt64, of file: File) {
    guard files[file]?.windows.removeValue(forKey: reader) != nil else { return }
    endUnwanted(file)
  }

  /// All of the file is wanted.
  ///
  /// - Parameter isWaitedFor: by a reader; otherwise it comes when nothing else does.
  package mutating func fetchWhole(_ file: File, isWaitedFor: Bool) {
    if files[file]?.whole.isWanted == false { files[file]?.whole = Whole(isWanted: true) }
    if isWaitedFor { files[file]?.whole.isWaitedFor = true }
  }

  /// What is known of the file is of no use any more: who waits for it gets an error.
  package mutating func forget(_ file: File) -> [Action] {
    let actions = failAll(file)
    files[file] = nil
    return actions
  }

  package mutating func stopWhole(_ file: File) {
    files[file]?.whole = Whole()
    dropIfUnused(file)
  }

  package func wantsWhole(_ file: File) -> Bool { files[file]?.whole.isWanted == true }
  package func isWholeWaitedFor(_ file: File) -> Bool { files[file]?.whole.isWaitedFor == true }

  // MARK: What is known

  /// Blocks that readers wait for.
  package var demandCount: Int { files.values.reduce(0) { $0 + $1.demands.count } }

  /// What sources said last that do not answer, for people.
  package var outages: [Int64: String] {
    sources.filter { $0.value.downSince != nil }.mapValues { $0.problem ?? "" }
  }

  mutating func begin(
    _ blocks: Range<Int>, of file: File, from source: Int64, _ urgency: Urgency, now: UInt64
  ) -> Fetch {
    last += 1
    let fetch = Fetch(
      id: last, file: file, source: source, blocks: blocks, position: blocks.lowerBound, urgency: urgency, began: now,
      progressed: now)
    fetches[last] = fetch
    return fetch
  }
}
