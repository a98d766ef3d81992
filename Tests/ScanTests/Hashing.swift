internal import Catalog
internal import Model
internal import Platform
internal import Scan
internal import Synchronization
internal import TestSupport

/// A queue with its catalog, and everything it said.
final class Hashing: Sendable {
  let catalog: Catalog
  let root: LibraryRoot
  let queue: ChecksumQueue
  let results: Monitor<[(key: ContentKey, result: Result<UInt32, Errno>)]>
  let steps: Monitor<Int>
  let requestsDone: Monitor<[HashRequestProgress]>
  // What a test does with it, it does on one thread.
  nonisolated(unsafe) private let library: LibraryOnDisk
  /// What was said of files that requests came upon.
  let findings: Monitor<(requests: Int, files: [(path: String, finding: ChecksumQueue.RequestEvents.Finding)])>
  private let files = Mutex<[LibraryFile]>([])

  /// - Parameters:
  ///   - games: files that are a game each and known from the start.
  init(
    _ library: LibraryOnDisk, settings: HashingSettings = HashingSettings(), surroundings: Surroundings = .quiet,
    games: [String] = [], onProgress: (@Sendable (ContentKey) -> Void)? = nil
  ) throws {
    let catalog = try Catalog.open(directory: library.state)
    let root = try catalog.root(forPath: library.path)
    let results = Monitor<[(key: ContentKey, result: Result<UInt32, Errno>)]>([])
    let steps = Monitor(0)
    let requestsDone = Monitor<[HashRequestProgress]>([])
    let findings = Monitor(
      (requests: 0, files: [(path: String, finding: ChecksumQueue.RequestEvents.Finding)]()))
    var requests = ChecksumQueue.RequestEvents()
    requests.done = { progress in requestsDone.signal { $0.append(progress) } }
    requests.found = { _, file, finding in
      findings.signal { $0.files.append((String(decoding: file.path, as: UTF8.self), finding)) }
    }
    self.findings = findings
    self.library = library
    self.catalog = catalog
    self.root = root
    self.results = results
    self.steps = steps
    self.requestsDone = requestsDone
    queue = ChecksumQueue(
      catalog: catalog, settings: settings, surroundings: surroundings,
      events: .init(
        finished: { key, result in results.signal { $0.append((key, result)) } },
        progressed: { key in
          steps.signal { $0 += 1 }
          onProgress?(key)
        }, requests: requests))
    if !games.isEmpty { try show(games) }
    queue.start()
  }

  deinit { queue.stop() }

  /// More files of one game.
  func enqueue(_ more: [LibraryFile]) {
    let all = files.withLock { files in
      for file in more where !files.contains(file) { files.append(file) }
      return files
    }
    queue.update(Shelf(all, root: root, asMembers: true))
  }

  /// Files that are a game each, in the folder of a system.
  func show(_ games: [String], system: String = "nes") throws {
    let files = try games.map { try library.libraryFile("\(system)/\($0)", root: root) }
    queue.update(Shelf(files, root: root, folder: system, system: system, asMembers: false))
  }

  func file(_ path: String) throws -> LibraryFile { try library.libraryFile(path, root: root) }

  /// Waits until that many files are finished.
  func wait(for count: Int) { results.wait { $0.count >= count ? () : nil } }

  func result(of file: LibraryFile) -> Result<UInt32, Errno>? {
    results.withLock { $0.last { $0.key == file.contentKey }?.result }
  }

  /// Everything the catalog has.
  func stored() throws -> [KnownHashes] { try catalog.knownChecksums(after: nil, limit: .max) }

  func stored(_ path: String) throws -> Checksums? { try catalog.checksums(of: try file(path).contentKey)?.checksums }

  /// Waits until that much is done and stored.
  func waitUntilDone(files: Int) throws {
    try wait("\(files) files are done") { $0.filesDone >= files }
  }

  /// Waits until the queue says what is expected.
  func wait(_ what: String, _ isTrue: (HashingProgress) -> Bool) throws {
    let deadline = monotonicNanoseconds() + 60_000_000_000
    while !isTrue(queue.progress) {
      guard monotonicNanoseconds() < deadline else {
        throw TestFailure("not after a minute: \(what): \(queue.progress)")
      }
      sleep(nanoseconds: 2_000_000)
    }
  }

  /// Has a request carried out.
  func carryOut(_ kind: HashRequest.Kind, _ scope: ScanScope = .everything) throws -> HashRequestProgress {
    let request = HashRequest(
      id: Int64(findings.withLock { $0.requests + 1 }), kind: kind, scope: scope, started: wallNanoseconds())
    findings.withLock { $0.requests += 1 }
    queue.hash(request)
    return try result(of: request)
  }

  func result(of request: HashRequest) throws -> HashRequestProgress {
    let done = requestsDone.wait(until: monotonicNanoseconds() + 60_000_000_000) { done in
      done.first { $0.request == request }
    }
    guard let done else { throw TestFailure("not done after a minute: \(request): \(queue.progress)") }
    return done
  }

  func scope(_ path: String) -> ScanScope { ScanScope(places: [.init(root: root, path: Array(path.utf8))]) }
}

extension Hashing {
  /// Whether the catalog has been read and nothing is left to do.
  var isIdle: Bool {
    let progress = queue.progress
    return progress.isReady && progress.workers.isEmpty && progress.filesDone == progress.filesTotal
  }
}
