internal import Model
internal import Synchronization

/// A directory above the systems, or the hidden one: a few entries, put together whenever one of them changes.
final class TopFolder: Sendable {
  let node: NodeID
  let parent: NodeID
  /// Nanoseconds since 1970.
  let modified: Int64
  /// In byte order of their names.
  let entries: [(name: [UInt8], attributes: Attributes)]
  let seen = SeenFolders(count: 1)
  private let isShown = Atomic<Bool>(false)

  /// - Parameter entries: with their names as they shall be shown, but for case and what may not stand in a name.
  init(node: NodeID, parent: NodeID, modified: Int64, entries: [(name: String, attributes: Attributes)]) {
    self.node = node
    self.parent = parent
    self.modified = modified
    var names = ClashSet()
    let shown = entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }.map { entry in
      (names.claim(EntryName.sanitized(Array(entry.name.utf8)), source: entry.name.utf8), entry.attributes)
    }
    self.entries = shown.sorted { $0.0.lexicographicallyPrecedes($1.0) }
  }

  var isCurrent: Bool { isShown.load(ordering: .acquiring) }

  /// Changed under the tree's lock.
  func setCurrent(_ isCurrent: Bool) { isShown.store(isCurrent, ordering: .releasing) }

  func find(_ name: UnsafeRawBufferPointer) -> Int? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].name.withUnsafeBytes({ $0.precedes(name) }) { low = middle + 1 } else { high = middle }
    }
    guard low < entries.count, entries[low].name.withUnsafeBytes({ $0.isEqual(to: name) }) else { return nil }
    return low
  }
}
