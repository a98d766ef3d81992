package import Catalog
package import Model
package import Platform
internal import Digest
internal import Synchronization

/// Computes the checksums of library files: what a reader waits for at once, everything else behind everybody's reads
/// on threads of its own.
///
/// Callable from any thread. A read that never returns costs its thread and nothing else.
///
/// Lock order: `state`, then `members`.
package final class ChecksumQueue: Sendable {
  /// Called on the queue's threads, without a lock held.
  package struct Events: Sendable {
    /// The CRC-32 of a file can be used, or will not come. ESTALE means that the file is not the version asked for
    /// any more.
    package var finished: @Sendable (ContentKey, Result<UInt32, Errno>) -> Void
    /// After every read, a MiB or less; while that goes on, about once a second for files in line as well.
    package var progressed: @Sendable (ContentKey) -> Void
    /// What was found of these is in the catalog now.
    package var recorded: @Sendable ([ContentKey]) -> Void
    /// What becomes of requests.
    package var requests: RequestEvents

    package init(
      finished: @escaping @Sendable (ContentKey, Result<UInt32, Errno>) -> Void,
      progressed: @escaping @Sendable (ContentKey) -> Void,
      recorded: @escaping @Sendable ([ContentKey]) -> Void = { _ in }, requests: RequestEvents = RequestEvents()
    ) {
      self.finished = finished
      self.progressed = progressed
      self.recorded = recorded
      self.requests = requests
    }
  }

  /// What becomes of requests. Called as ``Events`` are.
  package struct RequestEvents: Sendable {
    /// A file of a request that did not come out right.
    package enum Finding: Sendable, Hashable {
      /// It is not what it was, though its size and time say so.
      case different
      /// It could not be read.
      case unreadable
    }

    /// About once a second, while there is one.
    package var progressed: @Sendable (HashRequestProgress) -> Void = { _ in }
    /// The number is the request's.
    package var found: @Sendable (Int64, LibraryFile, Finding) -> Void = { _, _, _ in }
    /// Everything a request asked for is stored.
    package var done: @Sendable (HashRequestProgress) -> Void = { _ in }

    package init() {}
  }

  /// A result that is not stored yet.
  struct Unrecorded: Sendable {
    var task: HashingTask
    var lane: ChecksumPlan.Lane
    var result: HashResult
  }

  /// A thread at work.
  struct Slot {
    var name: String
    var task: HashingTask?
    var bytesDone: Int64 = 0
    /// When it last moved, in ``monotonicNanoseconds()``.
    var moved: UInt64
    var isWaiting = false
  }

  struct State {
    var plan: ChecksumPlan
    var isStopping = false
    /// The catalog has been read.
    var isLoaded = false
    var isPausedByUser = false
    var pause: Politeness.Pause?
    /// When the lane for readers last read something, in ``monotonicNanoseconds()``.
    var readerProgress: UInt64 = 0
    /// When progress was last reported for files that are still in line.
    var queueReported: UInt64 = 0
    /// Threads of the background, by number from 1.
    var slots: [Int: Slot] = [:]
    var readers: [Int: Slot] = [:]
    /// Files that the background has begun and readers' threads go on with.
    var handedOver: [ContentKey: FileHasher] = [:]
    var hasControl = false
    var volumes: [Int: Surroundings.Volume] = [:]
    var hasRecorder = false
    var unrecorded: [Unrecorded] = []
    /// The recorder has taken results and not stored them yet.
    var isRecording = false
    /// When the oldest of ``unrecorded`` is due.
    var recordDeadline: UInt64 = 0
    var isCatalogFailing = false
    var differences = 0
    var archiveProblems: [ArchiveProblem: Int] = [:]
    var rate = HashingRate()
    var complaints = 0

    /// Those in line whose progress is to be reported now, about once a second.
    mutating func queuedToReport(_ now: UInt64) -> [ContentKey] {
      guard now &- queueReported >= 1_000_000_000 else { return [] }
      queueReported = now
      return plan.queuedPromoted
    }
  }

  let catalog: Catalog
  let events: Events
  let surroundings: Surroundings
  let state: Monitor<State>
  /// CRC-32s of members of ZIPs: reads ask for them and never wait behind what the plan does.
  let members = Mutex(MemberChecksums())

  /// - Parameter catalog: what it knows is not computed again.
  package init(
    catalog: Catalog, settings: HashingSettings = HashingSettings(), surroundings: Surroundings = .real, events: Events
  ) {
    self.catalog = catalog
    self.events = events
    self.surroundings = surroundings
    var plan = ChecksumPlan(settings: ChecksumQueue.offered(settings))
    plan.hold = .everything
    state = Monitor(State(plan: plan))
  }

  /// Without digests that libcrypto does not offer, as MD5 in FIPS mode: they would be tried for ever.
  private static func offered(_ settings: HashingSettings) -> HashingSettings {
    var settings = settings
    settings.algorithms.insert(.crc32)
    let digests: [(ChecksumAlgorithms, DigestStream.Algorithm)] = [(.sha1, .sha1), (.md5, .md5), (.sha256, .sha256)]
    for (option, algorithm) in digests where settings.algorithms.contains(option) {
      if DigestStream(algorithm) == nil {
        settings.algorithms.remove(option)
        Log.error("libcrypto does not offer \(algorithm) here; files are hashed without it.")
      }
    }
    return settings
  }

  // MARK: What there is to hash

  /// Starts hashing in the background, once the catalog has been read. Shelves that are known come before, with
  /// ``update(_:)``.
  package func start() { startThread("hash-load") { $0.load() } }

  /// A shelf is new, or took the place of an earlier one.
  package func update(_ shelf: Shelf) {
    let volume = surroundings.volume(shelf.location)
    let number = Int(truncatingIfNeeded: volume.device)
    let forgotten: [ContentKey] = state.signal { state in
      guard !state.isStopping else { return [] }
      state.volumes[number] = volume
      state.plan.update(shelf, volume: number, limit: volume.limit(workers: state.plan.settings.workerCount))
      guard state.isLoaded else { return [] }
      return members.withLock { members in state.plan.storedMembers(of: shelf.location).filter { members[$0] == nil } }
    }
    if !forgotten.isEmpty { recall(forgotten) }
    startControl()
  }

  /// A shelf is gone.
  package func remove(_ location: Shelf.Location) { state.signal { $0.plan.remove(location) } }

  /// Other settings hold from now on. What is being hashed is finished as it was begun.
  package func configure(_ settings: HashingSettings) {
    let settings = ChecksumQueue.offered(settings)
    state.signal { state in
      state.plan.configure(settings)
      for (number, volume) in state.volumes {
        state.plan.setLimit(volume.limit(workers: settings.workerCount), volume: number)
      }
    }
    startControl()
  }

  package var settings: HashingSettings { state.withLock { $0.plan.settings } }

  // MARK: Readers

  /// The CRC-32 of a member of a ZIP, when it has been computed. Never waits for the catalog or a file.
  package func known(_ key: ContentKey) -> UInt32? { members.withLock { $0[key] } }

  /// Hashes a file now, because a reader waits for its CRC-32. What is known already is reported at once, on this
  /// thread.
  ///
  /// A file that the background is reading goes on in the lane for readers.
  package func promote(_ file: LibraryFile) {
    let key = file.contentKey
    let outcome = state.signal { state -> (UInt32?, ChecksumPlan.Promotion?) in
      if let crc = members.withLock({ $0[key] }) { return (crc, nil) }
      return (nil, state.isStopping ? nil : state.plan.promote(file, isForgotten: true, mayBeStored: !state.isLoaded))
    }
    switch outcome {
    case (let crc?, _): events.finished(key, .success(crc))
    case (nil, nil): events.finished(key, .failure(.cancelled))
    case (nil, .queued(startThread: true)): startReaders()
    case (nil, _): break
    }
  }

  // MARK: Wishes

  /// Hashes what a scope holds, in the background but whatever the settings say. What comes of it is told by
  /// ``Events``.
  package func hash(_ request: HashRequest) {
    state.signal { $0.plan.add(request) }
    startControl()
  }

  /// Drops a request. What of it is being hashed is finished.
  package func cancel(request id: Int64) { state.signal { $0.plan.cancel(request: id) } }

  /// Stops the background, requests included, at the next read, until ``resume()``. Readers are served all the same.
  package func pause() {
    state.signal { state in
      state.isPausedByUser = true
      state.holdBack()
    }
  }

  /// Ends ``pause()``.
  package func resume() {
    state.signal { state in
      state.isPausedByUser = false
      state.holdBack()
    }
    startControl()
  }

  /// Ends hashing at the next read and stores what is finished. Does not wait for reads that do not return.
  package func stop() {
    let batch = state.signal { state in
      state.isStopping = true
      defer { state.unrecorded = [] }
      return state.unrecorded
    }
    _ = record(batch)
    // What the recorder took a moment ago is stored when this returns, too.
    state.wait { $0.isRecording ? nil : () }
  }

  /// How far hashing is.
  package var progress: HashingProgress { state.withLock { $0.progress(monotonicNanoseconds()) } }

  func startThread(_ name: String, _ body: @escaping @Sendable (ChecksumQueue) -> Void) {
    do throws(Errno) {
      try WorkerThread(name: name, stackBytes: 1 << 20) { body(self) }.detach()
    } catch {
      Log.error("no thread for \(name): \(error)")
    }
  }
}
