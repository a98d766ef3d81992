internal import Cache
internal import Digest
internal import Platform
internal import TestSupport

/// A ZIP of nothing.
struct SimulatedBlueprint: ArchiveBlueprint {
  let key: CacheKey
  let system = "system"
  let name: String
  let size: Int64
  let modified: Int64 = 1
  var readiness: Switch?

  init(_ number: Int, size: Int64 = 4 << 20, readiness: Switch? = nil) {
    key = CacheKey([UInt8]("game \(number)".utf8).withUnsafeBytes { SHA256Digest(of: $0) })
    name = "Game \(number).zip"
    self.size = size
    self.readiness = readiness
  }

  var pieces: [ArchivePiece] { [.structure(0..<4096), .member(index: 0, offset: 4096, length: size - 4096)] }
  func isReady() -> Bool { readiness?.isOn ?? true }
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(Errno) { throw .notSupported }
  func openMember(_ index: Int) throws(Errno) -> any BlueprintMember { throw .notSupported }
}

/// Something that is on or off, and can be waited for.
final class Switch: Sendable {
  private let monitor: Monitor<Bool>
  init(isOn: Bool = false) { monitor = Monitor(isOn) }
  var isOn: Bool { monitor.withLock { $0 } }
  func set(_ isOn: Bool) { monitor.signal { $0 = isOn } }
  func wait() { _ = monitor.wait { $0 ? true : nil } }
}

/// Files that are only counted; building, removing and opening can be slow, fail, and be held up.
final class SimulatedStorage: CacheStorage {
  struct State {
    var total: Int64 = 1 << 30
    var foreign: Int64 = 0
    var files: [CacheKey: CachedZip] = [:]
    var partial: Int64 = 0
    var builds: [CacheKey] = []
    var methods: [CacheKey: BuildMethod] = [:]
    var failures: [CacheKey: BuildFailure] = [:]
    var damaged: Set<CacheKey> = []
    var removals: [CacheKey] = []
    var removalError: Errno?
    var occupied: [CacheKey: Int64] = [:]
    var recorded: [CacheKey: CachedZip] = [:]
    var openFiles = 0
    /// What is never to be.
    var problems: [String] = []
    var isBuilding: [BuildMethod: Int] = [:]
  }

  let found: [CachedZip]
  let monitor: Monitor<State>
  /// Builds go on only while it is on.
  let gate: Switch

  init(found: [CachedZip] = [], isOpen: Bool = true, _ change: (inout State) -> Void = { _ in }) {
    self.found = found
    var state = State()
    for zip in found { state.files[zip.key] = zip }
    change(&state)
    monitor = Monitor(state)
    gate = Switch(isOn: isOpen)
  }

  subscript<Value>(_ path: KeyPath<State, Value>) -> Value { monitor.withLock { $0[keyPath: path] } }

  private static func free(_ state: State) -> Int64 {
    state.total - state.foreign - state.partial - state.files.values.reduce(0) { $0 + $1.occupied }
  }

  func space() throws(Errno) -> DiskSpace {
    monitor.withLock { DiskSpace(free: Self.free($0), total: $0.total) }
  }

  func method(for blueprint: any ArchiveBlueprint) throws(Errno) -> BuildMethod {
    monitor.withLock { $0.methods[blueprint.key] ?? .copy }
  }

  func build(
    _ blueprint: any ArchiveBlueprint, _ method: BuildMethod, progress: (Int64) -> BuildStep
  ) throws(BuildFailure) -> CachedZip {
    monitor.signal { state in
      state.builds.append(blueprint.key)
      state.isBuilding[method, default: 0] += 1
      if state.isBuilding[method, default: 0] > 1 { state.problems.append("two builds at a time") }
      if state.files[blueprint.key] != nil { state.problems.append("\(blueprint.name) is built twice") }
    }
    defer {
      monitor.signal { state in
        state.isBuilding[method, default: 0] -= 1
        state.partial = method == .copy ? 0 : state.partial
      }
    }
    var done: Int64 = 0
    while done < blueprint.size {
      done = min(blueprint.size, done + (1 << 20))
      if method == .copy { monitor.withLock { $0.partial = done } }
      guard case .goOn = progress(done) else { throw .cancelled }
      while !gate.isOn {
        sleep(nanoseconds: 1_000_000)
        guard case .goOn = progress(done) else { throw .cancelled }
      }
    }
    let result = monitor.withLock { state -> Result<CachedZip, BuildFailure> in
      if let failure = state.failures[blueprint.key] { return .failure(failure) }
      let zip = CachedZip(
        key: blueprint.key, system: blueprint.system, name: blueprint.name, size: blueprint.size,
        occupied: method == .copy ? blueprint.size : 8192, modified: blueprint.modified, created: 0, lastUsed: 0,
        isPinned: false)
      if method == .copy { state.partial = 0 }
      state.files[zip.key] = zip
      if Self.free(state) < 0 { state.problems.append("the disk is more than full") }
      return .success(zip)
    }
    return try result.get()
  }

  func remove(_ zip: CachedZip) throws(Errno) {
    let error = monitor.signal { state -> Errno? in
      if let error = state.removalError { return error }
      if state.files.removeValue(forKey: zip.key) == nil { state.problems.append("\(zip.name) is removed twice") }
      state.removals.append(zip.key)
      return nil
    }
    if let error { throw error }
  }

  func occupied(_ zip: CachedZip) throws(Errno) -> Int64 {
    monitor.withLock { state in
      let bytes = state.occupied[zip.key] ?? zip.occupied
      state.files[zip.key]?.occupied = bytes
      return bytes
    }
  }

  func open(_ zip: CachedZip) throws(Errno) -> FileDescriptor {
    let isBroken = monitor.withLock { state in
      if state.files[zip.key] == nil { state.problems.append("\(zip.name) is opened and not there") }
      return state.damaged.contains(zip.key)
    }
    if isBroken { throw .stale }
    return try FileDescriptor.open("/dev/null", .readOnly)
  }

  func path(of zip: CachedZip) -> String { "/cache/\(zip.key).zip" }

  func record(_ zips: [CachedZip]) throws(Errno) {
    monitor.withLock { state in for zip in zips { state.recorded[zip.key] = zip } }
  }

  /// Waits until what `condition` asks for has come.
  func wait(until condition: (State) -> Bool) -> Bool {
    monitor.wait(until: monotonicNanoseconds() + 20_000_000_000) { condition($0) ? true : nil } ?? false
  }
}

/// What the cache told, in its order.
final class ToldChanges: Sendable {
  let monitor = Monitor<[String]>([])
  var all: [String] { monitor.withLock { $0 } }

  func wait(for change: String) -> Bool {
    monitor.wait(until: monotonicNanoseconds() + 20_000_000_000) { $0.contains(change) ? true : nil } ?? false
  }
}
