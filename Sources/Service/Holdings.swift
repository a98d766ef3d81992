internal import Model
internal import Synchronization

/// What the mount shows, and how much, whatever discovery is looking at just now.
final class Holdings: Sendable {
  struct Counts: Hashable, Sendable {
    var systems = 0
    var files = 0
    var games = 0
  }

  private struct Size {
    var system: String
    var files: Int
    var games: Int
  }

  private let sizes = Mutex<[Shelf.Location: Size]>([:])
  private let shelves = Mutex<[Shelf.Location: Shelf]>([:])

  func take(_ shelf: Shelf) {
    let size = Size(system: shelf.system, files: shelf.files.count, games: shelf.gameCount)
    sizes.withLock { $0[shelf.location] = size }
    shelves.withLock { $0[shelf.location] = shelf }
  }

  func drop(_ location: Shelf.Location) {
    sizes.withLock { $0[location] = nil }
    shelves.withLock { $0[location] = nil }
  }

  /// What is shown of one root, in no order.
  func shelves(of root: LibraryRoot) -> [Shelf] {
    shelves.withLock { shelves in shelves.values.filter { $0.location.root == root } }
  }

  var counts: Counts { counts { _ in true } }

  /// What is shown of one root.
  func counts(of root: LibraryRoot) -> Counts { counts { $0.root == root } }

  private func counts(where isCounted: (Shelf.Location) -> Bool) -> Counts {
    sizes.withLock { sizes in
      let sizes = sizes.filter { isCounted($0.key) }
      var counts = Counts()
      counts.systems = Set(sizes.values.map(\.system)).count
      for size in sizes.values {
        counts.files += size.files
        counts.games += size.games
      }
      return counts
    }
  }
}
