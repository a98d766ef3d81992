internal import Cache
internal import Model
internal import Platform
internal import Remote
internal import Synchronization
internal import Tree

/// Has the files of ZIPs fetched whole into the cache, one after the other.
///
/// One thread ("prepare-remote"), which reads as a program does that copies: what comes ahead of it, how often a server
/// is asked again, and what gives way in the cache is left to the engine. What is there already is passed over.
final class MemberFetch: MemberFetching {
  private let desk: RemoteDesk
  private let archives: [ArchiveContent]
  private let state: Mutex<State>

  private struct State {
    var progress = MemberFetchProgress()
    /// Bytes of files that are done with.
    var settled: Int64 = 0
    /// The file under way.
    var node: UInt64?
  }

  /// Bytes that are asked for at a time.
  private static let piece = 16 * BlockCache.blockSize
  /// Nanoseconds without anything new after which a file is given up, where another one has just been.
  private static let shortPatience: UInt64 = 1_000_000_000
  /// Between two attempts, and between two looks at what was asked for. Nanoseconds.
  private static let pause: UInt64 = 250_000_000
  private static let look: UInt64 = 5_000_000

  /// Begins at once.
  ///
  /// - Parameter room: bytes that all of them together may have.
  init(_ desk: RemoteDesk, _ archives: [ArchiveContent], room: Int64) throws(Errno) {
    self.desk = desk
    var state = State()
    state.progress.total = archives.count
    var fitting: [ArchiveContent] = []
    var left = room
    for archive in archives {
      if archive.size > left {
        state.progress.failures.append(
          MemberFetch.failure(
            archive, "the cache may be \(size(Double(room))) in all (cache.size): there is no room for its files"))
      } else {
        left -= archive.size
        fitting.append(archive)
        state.progress.bytesTotal += archive.members.reduce(0) { $0 + $1.attributes.size }
      }
    }
    self.archives = fitting
    self.state = Mutex(state)
    try WorkerThread(name: "prepare-remote") { [self] in work() }.detach()
  }

  private static func failure(_ archive: ArchiveContent, _ reason: String) -> PreparationReport.Failure {
    PreparationReport.Failure(name: archive.name, system: archive.system, reason: reason)
  }

  var progress: MemberFetchProgress {
    let (node, settled, known) = state.withLock { ($0.node, $0.settled, $0.progress) }
    var progress = known
    progress.bytesDone = settled + (node.flatMap { desk.engine.present($0) } ?? 0)
    return progress
  }

  func cancel() {
    state.withLock { if !$0.progress.isOver { $0.progress.isCancelled = true } }
  }

  private var isCancelled: Bool {
    state.withLock { $0.progress.isCancelled } || desk.state.withLock { $0.isStopping }
  }

  /// Nanoseconds without anything new after which a file is given up: as long as a reader waits.
  private var patience: UInt64 { desk.engine.limits.plan.deadline }

  // MARK: The thread

  private func work() {
    var patience = patience
    for archive in archives where !isCancelled {
      state.withLock { $0.progress.current = archive.name }
      var reasons: [String] = []
      for member in archive.members where !isCancelled {
        state.withLock { $0.node = member.node.rawValue }
        if let reason = fetch(member, patience: patience) {
          reasons.append("\(String(decoding: ShelfReading.lastName(member.file.path), as: UTF8.self)): \(reason)")
          // Another file of a server that is away need not be waited for as long.
          patience = MemberFetch.shortPatience
        } else {
          patience = self.patience
        }
        state.withLock { state in
          state.node = nil
          if !state.progress.isCancelled { state.settled += member.attributes.size }
        }
      }
      if isCancelled { break }
      state.withLock { state in
        guard let first = reasons.first else { return state.progress.done += 1 }
        let others = reasons.count > 1 ? ", and \(number(reasons.count - 1, "other file"))" : ""
        state.progress.failures.append(MemberFetch.failure(archive, first + others))
      }
    }
    state.withLock { state in
      state.node = nil
      state.progress.current = nil
      state.progress.isOver = true
    }
  }

  /// - Returns: why it is not in the cache whole; nil where it is, or nobody wants it any more.
  private func fetch(_ member: FileContent, patience: UInt64) -> String? {
    let bytes = member.attributes.size
    let node = member.node.rawValue
    if bytes == 0 || desk.cache.isComplete(member.node) { return nil }
    guard let source = desk.entry(node)?.place.known else { return MemberFetch.isGone }
    let reader = Reader(handle: MemberFetch.nextHandle(), process: Host.processID, node: 0)
    defer { desk.engine.closed(reader.handle) }
    var waiting = Waiting(since: monotonicNanoseconds(), patience: patience)
    var opening: (any RemoteOpening)?
    var offset: Int64 = 0
    var buffer = [UInt8](repeating: 0, count: MemberFetch.piece)
    while !isCancelled {
      do throws(Errno) {
        // Opened anew after each failure: its source may have contradicted itself.
        let open: any RemoteOpening
        if let opening { open = opening } else { open = try desk.engine.open(member) }
        opening = open
        guard let present = desk.engine.present(node) else { return "there is no cache to keep it in" }
        waiting.saw(present)
        while offset < bytes, isPresent(node, at: offset) { offset += Int64(BlockCache.blockSize) }
        if offset >= bytes { return finish(member) }
        // What nobody has room for is given to who waits, and gone again.
        if present + 8 * Int64(MemberFetch.piece) < offset { return MemberFetch.hasNoRoom }
        try read(open, &buffer, at: offset, of: bytes, by: reader, &waiting)
      } catch {
        opening = nil
        if error == .stale || desk.entry(node) == nil { return MemberFetch.isGone }
        if waiting.isOver { return problem(of: source.id, source.name) }
        sleep(nanoseconds: MemberFetch.pause)
      }
    }
    return nil
  }

  private static let isGone = "no source offers it any more"
  private static let hasNoRoom = "there is no room in the cache for all of it"

  private func isPresent(_ node: UInt64, at offset: Int64) -> Bool {
    desk.engine.state(of: RemoteBlock(node: node, number: Int(offset / Int64(BlockCache.blockSize)))) == .present
  }

  /// Asks for what is missing, and waits for it.
  private func read(
    _ opening: any RemoteOpening, _ buffer: inout [UInt8], at offset: Int64, of bytes: Int64, by reader: Reader,
    _ waiting: inout Waiting
  ) throws(Errno) {
    let length = Int(min(Int64(buffer.count), bytes - offset))
    let outcome = buffer.withUnsafeMutableBytes { buffer -> Result<ReadOutcome, Errno> in
      do throws(Errno) {
        return .success(
          try opening.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<length]), at: offset, by: reader))
      } catch { return .failure(error) }
    }
    guard case .waitsForBlocks(let blocks) = try outcome.get() else { return }
    while !isCancelled {
      let states = blocks.map { desk.engine.state(of: $0) }
      if states.contains(.failed) { throw .ioError }
      if !states.contains(.pending) { return }
      if let node = blocks.first?.node, let present = desk.engine.present(node) { waiting.saw(present) }
      if waiting.isOver { throw .timedOut }
      sleep(nanoseconds: MemberFetch.look)
    }
  }

  /// All of it has come: it is verified, and kept as a whole.
  private func finish(_ member: FileContent) -> String? {
    let bytes = member.attributes.size
    // It may be read once more for that.
    let end = monotonicNanoseconds() + patience + UInt64(bytes) * 50
    while !isCancelled, monotonicNanoseconds() < end {
      if desk.cache.isComplete(member.node) { return nil }
      guard let present = desk.engine.present(member.node.rawValue), present >= bytes else { break }
      sleep(nanoseconds: MemberFetch.look)
    }
    if isCancelled || desk.cache.isComplete(member.node) { return nil }
    return desk.engine.present(member.node.rawValue).map { $0 >= bytes } == true
      ? nil : "what came is not what its source says of it, or the cache had no room for all of it"
  }

  private func problem(of source: Int64, _ name: String) -> String {
    let outage = desk.engine.standing.outages[source].flatMap { $0.isEmpty ? nil : $0 }
    return "\(name) does not give it: \(outage ?? "nothing came for too long, or it was refused; the log says more")"
  }

  /// Openings of the mount count up from the time of day.
  private static let handles = Atomic<UInt64>(0)
  private static func nextHandle() -> UInt64 { .max - handles.wrappingAdd(1, ordering: .relaxed).newValue }
}

/// Whether something still comes.
private struct Waiting {
  var since: UInt64
  var patience: UInt64
  private var present: Int64 = -1

  init(since: UInt64, patience: UInt64) {
    self.since = since
    self.patience = patience
  }

  mutating func saw(_ bytes: Int64) {
    if bytes > present, present >= 0 { since = monotonicNanoseconds() }
    present = max(present, bytes)
  }

  var isOver: Bool { monotonicNanoseconds() - since > patience }
}
