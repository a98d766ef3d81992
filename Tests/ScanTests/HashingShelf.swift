internal import Catalog
internal import Digest
internal import Model
internal import Platform
internal import Scan

extension Shelf {
  /// A shelf of library files in one system folder.
  ///
  /// - Parameters:
  ///   - members: whether they are one game together, or a game each.
  convenience init(
    _ files: [LibraryFile], root: LibraryRoot, folder: String = "", system: String = "nes", asMembers members: Bool
  ) {
    let prefix = folder.isEmpty ? 0 : folder.utf8.count + 1
    var table = FileTable()
    for file in files.sorted(by: { $0.path.lexicographicallyPrecedes($1.path) }) {
      table.append(path: file.path.dropFirst(prefix), version: file.version)
    }
    let all = (0..<UInt32(files.count)).map { $0 }
    let game = ArchiveGame(name: [UInt8]("Game".utf8), members: all, prefixLength: 0)
    self.init(
      location: Location(root: root, folder: [UInt8](folder.utf8)), system: system, modified: 0, files: table,
      singles: members ? [] : all, archives: members ? [game] : [])
  }
}

extension HashedFiles {
  /// What is known of a file after a hash of that kind.
  init(_ known: [(LibraryFile, HashFacts)]) {
    self.init()
    for (file, facts) in known { insert(facts, for: file.contentKey) }
  }
}

extension HashFacts {
  /// By default.
  static let usual = HashFacts([.crc32, .sha1])
}

extension HashingSettings {
  init(_ change: (inout HashingSettings) -> Void) {
    self.init()
    change(&self)
  }
}

/// A plan by reference, so that an expectation can both change it and look at the answer.
final class SharedPlan {
  var plan: ChecksumPlan
  private var files: [LibraryFile] = []
  private let root: LibraryRoot
  /// Of a batch, what has not been asked for yet.
  private var handed: [HashingTask] = []
  private var tasks: [ContentKey: HashingTask] = [:]

  init(known: [LibraryFile] = [], root: LibraryRoot, settings: HashingSettings = HashingSettings()) {
    self.root = root
    plan = ChecksumPlan(known: HashedFiles(known.map { ($0, .usual) }), settings: settings)
  }

  /// More files of one game.
  ///
  /// - Returns: whether there is new work.
  func enqueue(_ more: [LibraryFile]) -> Bool {
    let before = plan.amounts(.background).total.files
    for file in more where !files.contains(file) { files.append(file) }
    plan.update(Shelf(files, root: root, asMembers: true))
    return plan.amounts(.background).total.files > before
  }

  init(_ plan: ChecksumPlan, root: LibraryRoot) {
    self.plan = plan
    self.root = root
  }

  func promote(_ file: LibraryFile) -> ChecksumPlan.Promotion { plan.promote(file) }
  func handOver(_ task: HashingTask) -> Bool { plan.handOver(task) }
  func mayEndThread() -> Bool { plan.mayEndThread() }
  func retry(now: UInt64) -> Bool { plan.retry(now: now) }
  func takeDone() -> [HashRequestProgress] { plan.takeDone() }

  func next(_ lane: ChecksumPlan.Lane, now: UInt64 = 0) -> LibraryFile? { nextTask(lane, now: now)?.file }

  func nextTask(_ lane: ChecksumPlan.Lane, now: UInt64 = 0) -> HashingTask? {
    if handed.isEmpty {
      switch lane {
      case .promoted: handed = plan.nextPromoted().map { [$0] } ?? []
      case .background:
        var next = plan.nextBackground(now: now)
        while next == .lookAgain { next = plan.nextBackground(now: now) }
        if case .tasks(let found) = next {
          handed = found
          plan.leave(volume: found[0].volume)
        }
      }
      for task in handed { tasks[task.key] = task }
    }
    return handed.isEmpty ? nil : handed.removeFirst()
  }

  /// As many as there are in one batch.
  func batch() -> [LibraryFile] {
    guard let first = next(.background) else { return [] }
    defer { handed = [] }
    return [first] + handed.map(\.file)
  }

  func take(_ count: Int, _ lane: ChecksumPlan.Lane) -> [LibraryFile?] { (0..<count).map { _ in next(lane) } }

  /// Takes everything and finishes it, and gives the order.
  func drain(now: UInt64 = 0) -> [LibraryFile] {
    var order: [LibraryFile] = []
    while let task = nextTask(.background, now: now) {
      order.append(task.file)
      finish(task.file, .background)
    }
    return order
  }

  /// Finished and stored, with what was wanted; or not, and why not.
  func finish(_ file: LibraryFile, _ lane: ChecksumPlan.Lane, isUnreachable: Bool? = nil, now: UInt64 = 0) {
    guard let task = tasks[file.contentKey] else { return }
    plan.finish(
      task, lane, found: isUnreachable == nil ? task.wants : nil, isUnreachable: isUnreachable ?? false, now: now)
    if isUnreachable == nil { plan.record(task, lane) }
  }
}
