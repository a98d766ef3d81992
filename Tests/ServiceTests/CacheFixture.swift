internal import Model
internal import Platform
internal import Service
internal import Synchronization
internal import Tree

/// A library of two games of several files and a single file, without a disk, and a cache that only remembers.
enum CacheFixture {
  static let root = LibraryRoot(id: 1, path: "/srv/roms")

  static func tree() -> Tree {
    let tree = Tree(
      views: [ViewDefinition(name: "Games", packing: .zip), ViewDefinition(name: "Loose", packing: .loose)])
    for (system, name, inode) in [("psx", "Saga", UInt64(10)), ("psx", "Quest", 20), ("saturn", "Tale", 30)] {
      var files = FileTable()
      for number in 1...2 {
        files.append(
          path: "\(number).bin".utf8,
          version: FileVersion(size: 10, modified: 3_000_000_000, inode: inode + UInt64(number)))
      }
      let game = ArchiveGame(name: Array(name.utf8), members: [0, 1], prefixLength: 0)
      _ = tree.replace(
        Shelf(
          location: Shelf.Location(root: root, folder: Array("\(system)/\(name)".utf8)), system: system, modified: 5,
          files: files, singles: [], archives: [game]), reach: .direct)
    }
    var files = FileTable()
    files.append(path: "A.nes".utf8, version: FileVersion(size: 1, modified: 1, inode: 99))
    _ = tree.replace(
      Shelf(
        location: Shelf.Location(root: root, folder: Array("nes".utf8)), system: "nes", modified: 5, files: files,
        singles: [0], archives: []), reach: .direct)
    return tree
  }

  static let status: StatusReport.Cache = {
    var cache = StatusReport.Cache()
    cache.directory = "/cache\u{1B}"
    cache.isOn = true
    cache.entries = 3
    cache.pinned = 1
    cache.size = 9 << 30
    cache.occupied = 1 << 30
    cache.cap = 64 << 30
    cache.free = 20 << 30
    cache.reserve = 10 << 30
    cache.ttl = 48 * 3600
    cache.ttlLarge = 12 * 3600
    cache.large = 8 << 30
    cache.minimum = 1 << 20
    cache.building = [.init(name: "Saga\u{1B}.zip", system: "psx", method: "copy", done: 1 << 30, total: 2 << 30)]
    cache.waiting = 2
    cache.problem = .init(text: "the disk is full", time: 1_700_000_000)
    cache.hits = 7
    cache.misses = 8
    return cache
  }()

  static func key(_ name: String) -> String {
    let digits = name.utf8.map { String($0, radix: 16) }.joined().prefix(64)
    return digits + String(repeating: "0", count: 64 - digits.utf8.count)
  }

  static func entry(_ name: String, system: String = "psx", lastUsed: Int64 = 1_700_000_000) -> CacheReport {
    CacheReport(
      key: key(name), system: system, name: name, size: 3 << 30, occupied: 1 << 20, created: 1_600_000_000,
      lastUsed: lastUsed)
  }
}

/// Remembers what is asked of it.
final class FakeCache: CacheControl {
  struct State {
    var entries: [CacheReport] = []
    var preparations: [Int64: PreparationReport] = [:]
    var prepared: [String] = []
    var refusal: Complaint?
    /// What becomes of a preparation, each time it is asked for after it was begun.
    var script: [@Sendable (inout PreparationReport) -> Void] = []
    var asked = 0
  }

  let state = Mutex(State())

  init(_ entries: [CacheReport] = []) { state.withLock { $0.entries = entries } }

  var status: StatusReport.Cache { CacheFixture.status }
  func list() -> [CacheReport] { state.withLock { $0.entries } }
  func key(of archive: ArchiveContent) -> String { CacheFixture.key(archive.name) }

  func path(ofKey key: String) -> String? {
    state.withLock { state in
      state.entries.first { $0.key == key }.map { "/cache/zips/\($0.system)/\(key).zip" }
    }
  }

  func setPinned(_ isPinned: Bool, _ keys: Set<String>) throws(Complaint) {
    state.withLock { state in
      for index in state.entries.indices where keys.contains(state.entries[index].key) {
        state.entries[index].isPinned = isPinned
      }
    }
  }

  func prune() throws(Complaint) -> CacheRemoval {
    if let refusal = state.withLock({ $0.refusal }) { throw refusal }
    return CacheRemoval(count: 2, freed: 5 << 30, failures: [])
  }

  func clear() throws(Complaint) -> CacheRemoval {
    state.withLock { state in
      let count = state.entries.count
      state.entries.removeAll { $0.states.isEmpty }
      return CacheRemoval(count: count - state.entries.count, freed: 1, failures: ["x: busy"])
    }
  }

  func prepare(_ archives: [ArchiveContent], fetches: Bool) throws(Complaint) -> Int64 {
    let names = archives.map(\.name)
    return state.withLock { state in
      let id = Int64(state.preparations.count + 1)
      state.prepared = names
      state.asked = 0
      state.preparations[id] = PreparationReport(id: id, total: names.count, bytesTotal: 100)
      return id
    }
  }

  func preparation(_ id: Int64) -> PreparationReport? {
    state.withLock { state in
      state.asked += 1
      // The first is asked by the desk that begins it.
      if state.asked > 1, !state.script.isEmpty, var report = state.preparations[id] {
        state.script.removeFirst()(&report)
        state.preparations[id] = report
      }
      return state.preparations[id]
    }
  }
  var preparations: [PreparationReport] {
    state.withLock { $0.preparations.values.filter { !$0.hasEnded }.sorted { $0.id < $1.id } }
  }
  func cancelPreparation(_ id: Int64) { state.withLock { $0.preparations[id]?.state = .cancelled } }
}
