internal import Model
internal import Platform
internal import Scan
internal import Synchronization

/// How much the mount shows, for the status and df(1).
final class Holdings: Sendable {
  struct Counts: Sendable {
    var systems = 0
    var files = 0
    var games = 0
  }

  private struct State {
    var shelves: [Shelf.Location: (system: String, files: Int, games: Int)] = [:]
    var loaded: [Shelf]
    var space: FileSystemStatus
    var measured: UInt64
  }

  private let state: Mutex<State>

  /// - Parameters:
  ///   - shelves: what the catalog had.
  ///   - space: of the library's file system.
  init(_ shelves: [Shelf], space: FileSystemStatus) {
    var state = State(loaded: shelves, space: space, measured: monotonicNanoseconds())
    for shelf in shelves { state.shelves[shelf.location] = (shelf.system, shelf.files.count, shelf.gameCount) }
    self.state = Mutex(state)
  }

  /// The library's file system as last measured; never waits for a disk.
  var space: FileSystemStatus { state.withLock { $0.space } }

  var counts: Counts {
    state.withLock { state in
      var counts = Counts()
      counts.systems = Set(state.shelves.values.map(\.system)).count
      for shelf in state.shelves.values {
        counts.files += shelf.files
        counts.games += shelf.games
      }
      return counts
    }
  }

  /// On discovery's thread, which may wait for the library.
  func take(_ change: Discovery.Change) {
    let place: LibraryRoot? = state.withLock { state in
      let root: LibraryRoot
      switch change {
      case .updated(let shelf):
        state.shelves[shelf.location] = (shelf.system, shelf.files.count, shelf.gameCount)
        root = shelf.location.root
      case .removed(let location):
        state.shelves[location] = nil
        root = location.root
      }
      let now = monotonicNanoseconds()
      guard now - state.measured > 10_000_000_000 else { return nil }
      state.measured = now
      return root
    }
    if let place, let space = try? FileSystemStatus.of(place.path) { state.withLock { $0.space = space } }
  }

  /// The shelves of the catalog, once; they are let go here.
  func takeLoadedShelves() -> [Shelf] {
    state.withLock { state in
      defer { state.loaded = [] }
      return state.loaded
    }
  }
}
