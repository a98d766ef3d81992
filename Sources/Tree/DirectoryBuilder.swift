internal import Model

/// Collects what a directory shows and gives every entry its name: sanitised, and told apart where two are the same
/// but for case.
struct DirectoryBuilder {
  private struct Pending {
    var entry: Directory.Entry
    /// Where the entry comes from, raw: decides which of two clashing names is kept, and the suffix of the other.
    var source: Source
  }

  private enum Source {
    case file(shelf: Int, number: Int)
    case bytes([UInt8])
  }

  private let shelves: [ShelfNodes]
  private var children: [Attributes] = []
  private var arena: [UInt8] = []
  private var pending: [Pending] = []

  init(_ shelves: [ShelfNodes]) { self.shelves = shelves }

  var newest: Int64 = .min

  /// Adds the library file `number` of `shelves[shelf]` under the last component of its path.
  mutating func add(file number: Int, shelf: Int) {
    let files = shelves[shelf].shelf.files
    newest = max(newest, files.version(at: number).modified)
    let path = files.path(at: number)
    let start = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? path.startIndex
    let raw = path[start...]
    var entry = Directory.Entry(
      nameOffset: 0, nameLength: 0, target: .file, shelf: UInt16(shelf), number: UInt32(number))
    let name = EntryName.sanitized(raw)
    if name.elementsEqual(raw) {
      entry.nameLength = UInt8(raw.count)
      entry.shelf |= Directory.Entry.borrowedName
    } else {
      store(name, in: &entry)
    }
    pending.append(Pending(entry: entry, source: .file(shelf: shelf, number: number)))
  }

  /// Adds the ZIP `number` of `shelves[shelf]`.
  mutating func add(archive number: Int, shelf: Int) {
    let nodes = shelves[shelf]
    newest = max(newest, nodes.attributes(archive: number).modified)
    let game = nodes.shelf.archives[number]
    var entry = Directory.Entry(
      nameOffset: 0, nameLength: 0, target: .archive, shelf: UInt16(shelf), number: UInt32(number))
    store(EntryName.sanitized(game.name, addingExtension: Array(".zip".utf8)), in: &entry)
    var source = nodes.shelf.location.folder
    if let first = game.members.first { source += nodes.shelf.files.path(at: Int(first)) }
    pending.append(Pending(entry: entry, source: .bytes(source)))
  }

  /// Adds a directory. `raw` names it in the library, or is its name here.
  mutating func add(child attributes: Attributes, raw: [UInt8]) {
    newest = max(newest, attributes.modified)
    var entry = Directory.Entry(
      nameOffset: 0, nameLength: 0, target: .child, shelf: 0, number: UInt32(children.count))
    children.append(attributes)
    store(EntryName.sanitized(raw), in: &entry)
    pending.append(Pending(entry: entry, source: .bytes(raw)))
  }

  /// The directory, its entries in byte order of their names.
  consuming func build(node: NodeID, parent: NodeID, modified: Int64) -> Directory {
    // Clashes are settled in an order that does not depend on the order of discovery.
    let order = pending.indices.sorted { left, right in
      withName(pending[left].entry) { leftName in
        withName(pending[right].entry) { rightName in
          if leftName.elementsEqual(rightName) {
            return source(of: pending[left]).lexicographicallyPrecedes(source(of: pending[right]))
          }
          return leftName.precedes(rightName)
        }
      }
    }
    var names = ClashSet()
    names.reserveCapacity(pending.count)
    var renamed = false
    for position in order {
      let name = withName(pending[position].entry) { Array($0) }
      let shown = names.claim(name, source: source(of: pending[position]))
      if shown == name { continue }
      var entry = pending[position].entry
      store(shown, in: &entry)
      pending[position].entry = entry
      renamed = true
    }
    var entries = order.map { pending[$0].entry }
    if renamed {
      entries.sort { left, right in withName(left) { name in withName(right) { name.precedes($0) } } }
    }
    return Directory(
      node: node, parent: parent, modified: modified, shelves: shelves, children: children, arena: arena,
      entries: entries)
  }

  private mutating func store(_ name: [UInt8], in entry: inout Directory.Entry) {
    entry.nameOffset = UInt32(arena.count)
    entry.nameLength = UInt8(name.count)
    entry.shelf &= ~Directory.Entry.borrowedName
    arena.append(contentsOf: name)
  }

  private func withName<Result>(_ entry: Directory.Entry, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    Directory.withName(of: entry, shelves, arena, body)
  }

  private func source(of pending: Pending) -> [UInt8] {
    switch pending.source {
    case .bytes(let bytes): bytes
    case .file(let shelf, let number):
      shelves[shelf].shelf.location.folder + shelves[shelf].shelf.files.path(at: number)
    }
  }
}
