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
          if leftName.elementsEqual(rightName) { return isFirst(pending[left], pending[right]) }
          return leftName.precedes(rightName)
        }
      }
    }
    var names = ClashSet()
    names.reserveCapacity(pending.count)
    var renamed = false
    var kept: [Int] = []
    kept.reserveCapacity(pending.count)
    var rivals = Rivals()
    let hasSeveralRoots = Set(shelves.map(\.shelf.location.root.id)).count > 1
    for position in order {
      let name = withName(pending[position].entry) { Array($0) }
      var source = source(of: pending[position])
      if hasSeveralRoots, let (root, key) = rivalry(of: pending[position]) {
        if name != rivals.name { rivals = Rivals(name: name) }
        guard rivals.roots[key] ?? root.id == root.id else { continue }
        rivals.roots[key] = root.id
        // The same path in two roots.
        if !rivals.sources.insert(source).inserted { source = Array(root.path.utf8) + source }
      }
      kept.append(position)
      let shown = names.claim(name, source: source)
      if shown == name { continue }
      var entry = pending[position].entry
      store(shown, in: &entry)
      pending[position].entry = entry
      renamed = true
    }
    var entries = kept.map { pending[$0].entry }
    if renamed {
      entries.sort { left, right in withName(left) { name in withName(right) { name.precedes($0) } } }
    }
    return Directory(
      node: node, parent: parent, modified: modified, shelves: shelves, children: children, arena: arena,
      entries: entries, duplicates: pending.count - kept.count)
  }

  /// Which of two entries of one name keeps it: that of the first root, then the first path.
  private func isFirst(_ left: Pending, _ right: Pending) -> Bool {
    let ranks = (rank(of: left), rank(of: right))
    return ranks.0 == ranks.1 ? source(of: left).lexicographicallyPrecedes(source(of: right)) : ranks.0 < ranks.1
  }

  private func rank(of pending: Pending) -> Int {
    pending.entry.target == .child ? 0 : shelves[pending.entry.shelfIndex].rank
  }

  /// Entries of one name, where there are several roots.
  private struct Rivals {
    /// An entry of another root that is equal in this is taken for the same.
    struct Key: Hashable {
      var target: Directory.Target
      var size: Int64
    }

    var name: [UInt8] = []
    /// The root whose entry is shown.
    var roots: [Key: Int] = [:]
    var sources: Set<[UInt8]> = []
  }

  /// nil for what has no rivals: folders of one name are one folder.
  private func rivalry(of pending: Pending) -> (LibraryRoot, Rivals.Key)? {
    let entry = pending.entry
    let number = Int(entry.number)
    guard entry.target != .child else { return nil }
    let nodes = shelves[entry.shelfIndex]
    let size = entry.target == .file ? nodes.shelf.files.version(at: number).size : nodes.archives[number]?.size ?? 0
    return (nodes.shelf.location.root, Rivals.Key(target: entry.target, size: size))
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
