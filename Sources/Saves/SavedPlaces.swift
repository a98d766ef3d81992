internal import Model

/// Where nodes were seen last. Only a hint: whoever follows one looks whether the node is there.
struct SavedPlaces {
  private var paths: [UInt64: SavedPath] = [:]
  /// When all of the save directory was looked through last, in nanoseconds of the monotonic clock.
  var walked: UInt64?

  /// More are forgotten, all at once: a walk finds them again.
  private static let capacity = 200_000

  subscript(node: NodeID) -> SavedPath? { paths[node.rawValue] }

  mutating func note(_ node: NodeID, at path: SavedPath) {
    if paths.count >= SavedPlaces.capacity { paths = [:] }
    paths[node.rawValue] = path
  }

  /// What was at `path` is there no more.
  mutating func drop(_ node: NodeID, at path: SavedPath) {
    if paths[node.rawValue] == path { paths[node.rawValue] = nil }
  }

  /// `old`, with all below it, is called `new`.
  ///
  /// - Parameter isExchange: whether what was called `new` is called `old` now.
  mutating func move(from old: SavedPath, to new: SavedPath, isExchange: Bool) {
    for (node, path) in paths {
      if let moved = path.moved(from: old, to: new) {
        paths[node] = moved
      } else if let moved = path.moved(from: new, to: old) {
        paths[node] = isExchange ? moved : nil
      }
    }
  }
}
