internal import Model

/// Where nodes were seen last. Only a hint: whoever follows one looks whether the node is there.
struct SavedPlaces {
  private var paths: [UInt64: SavedPath] = [:]
  /// Nodes that were nowhere when all of the save directory was looked through: when that was, in nanoseconds of the
  /// monotonic clock, and for how long it is believed.
  private var missing: [UInt64: (time: UInt64, wait: UInt64)] = [:]
  /// How often something was moved.
  private(set) var moves: UInt64 = 0
  /// While this is so, whoever follows a path may be led astray.
  var isMoving = false

  /// More are forgotten, all at once: a walk finds them again.
  private static let capacity = 200_000

  subscript(node: NodeID) -> SavedPath? { paths[node.rawValue] }

  mutating func note(_ node: NodeID, at path: SavedPath) {
    if paths.count >= SavedPlaces.capacity { paths = [:] }
    paths[node.rawValue] = path
    if !missing.isEmpty { missing[node.rawValue] = nil }
  }

  /// Whether looking for the node would be in vain: it was nowhere a moment ago, or for long. A program asks again and
  /// again for its directory that is gone, and looking through everything takes time.
  func isMissing(_ node: NodeID, _ now: UInt64) -> Bool {
    missing[node.rawValue].map { now - $0.time < $0.wait } ?? false
  }

  mutating func noteMissing(_ node: NodeID, _ now: UInt64) {
    if missing.count >= SavedPlaces.missingCapacity { missing = [:] }
    let wait = missing[node.rawValue].map { min($0.wait * 2, SavedPlaces.longestWait) } ?? SavedPlaces.shortestWait
    missing[node.rawValue] = (now, wait)
  }

  private static let missingCapacity = 10_000
  private static let shortestWait: UInt64 = 500_000_000
  private static let longestWait: UInt64 = 300_000_000_000

  /// What was at `path` is there no more.
  mutating func drop(_ node: NodeID, at path: SavedPath) {
    if paths[node.rawValue] == path { paths[node.rawValue] = nil }
  }

  /// `old`, with all below it, is called `new`.
  ///
  /// - Parameter isExchange: whether what was called `new` is called `old` now.
  mutating func move(from old: SavedPath, to new: SavedPath, isExchange: Bool) {
    moves += 1
    for (node, path) in paths {
      if let moved = path.moved(from: old, to: new) {
        paths[node] = moved
      } else if let moved = path.moved(from: new, to: old) {
        paths[node] = isExchange ? moved : nil
      }
    }
  }
}
