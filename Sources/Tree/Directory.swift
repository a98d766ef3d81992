package import Model
internal import Synchronization

/// One directory of the mount as it is at one moment: names, in byte order, and what they lead to.
///
/// Immutable: a listing that is being read stays whole while the tree goes on, and its positions are stable. An entry
/// takes 12 bytes and a slot in the name index; a name that is the same in the library is not stored again.
package final class Directory: Sendable {
  package let node: NodeID
  package let parent: NodeID
  /// Nanoseconds since 1970.
  package let modified: Int64
  /// Entries left out because another root has the same.
  let duplicates: Int
  private let shelves: [ShelfNodes]
  private let children: [Attributes]
  private let arena: [UInt8]
  private let entries: [Entry]
  /// Open addressing over the names: entry number + 1, or 0; its size is a power of two.
  private let index: [UInt32]
  /// Whether the kernel was told of entries here, and of absences: only then is there something to take back.
  let wasSeen = Atomic<Bool>(false)
  let answeredMisses = Atomic<Bool>(false)

  enum Target: UInt8, Sendable { case child, file, archive }

  struct Entry: Sendable {
    /// Where the name starts in the arena; unused where it is the end of the file's path.
    var nameOffset: UInt32
    var nameLength: UInt8
    var target: Target
    /// Index into `shelves`, with `borrowedName` in the top bit.
    var shelf: UInt16
    /// Index into `children`, or into the shelf's files or archives.
    var number: UInt32

    static let borrowedName: UInt16 = 1 << 15
    var shelfIndex: Int { Int(shelf & ~Entry.borrowedName) }
  }

  init(
    node: NodeID, parent: NodeID, modified: Int64, shelves: [ShelfNodes], children: [Attributes], arena: [UInt8],
    entries: [Entry], duplicates: Int = 0
  ) {
    self.duplicates = duplicates
    self.node = node
    self.parent = parent
    self.modified = modified
    self.shelves = shelves
    self.children = children
    self.arena = arena
    self.entries = entries
    var capacity = 4
    while capacity * 3 < entries.count * 4 { capacity *= 2 }
    var index = [UInt32](repeating: 0, count: capacity)
    for (number, entry) in entries.enumerated() {
      var slot = Directory.withName(of: entry, shelves, arena) { Int(truncatingIfNeeded: hash($0)) } & (capacity - 1)
      while index[slot] != 0 { slot = (slot + 1) & (capacity - 1) }
      index[slot] = UInt32(number + 1)
    }
    self.index = index
  }

  package var count: Int { entries.count }

  /// The listing goes to the kernel: its entries have to be taken back when they change.
  package func markSeen() { wasSeen.store(true, ordering: .relaxed) }

  package var attributes: Attributes { Attributes(node: node, isDirectory: true, size: 0, modified: modified) }

  /// The entry called exactly `name`.
  package func find(_ name: UnsafeRawBufferPointer) -> Int? {
    let mask = index.count - 1
    var slot = Int(truncatingIfNeeded: hash(name)) & mask
    while index[slot] != 0 {
      let number = Int(index[slot]) - 1
      if withName(at: number, { $0.elementsEqual(name) }) { return number }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// The name's bytes, valid during the call.
  package func withName<Result>(at number: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    Directory.withName(of: entries[number], shelves, arena, body)
  }

  /// What the entry leads to.
  package func attributes(at number: Int) -> Attributes {
    let entry = entries[number]
    return switch entry.target {
    case .child: children[Int(entry.number)]
    case .file: shelves[entry.shelfIndex].attributes(file: Int(entry.number))
    case .archive: shelves[entry.shelfIndex].attributes(archive: Int(entry.number))
    }
  }

  static func withName<Result>(
    of entry: Entry, _ shelves: [ShelfNodes], _ arena: [UInt8], _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    if entry.shelf & Entry.borrowedName != 0 {
      return shelves[entry.shelfIndex].shelf.files.withPath(at: Int(entry.number)) { path in
        body(UnsafeRawBufferPointer(rebasing: path[(path.count - Int(entry.nameLength))...]))
      }
    }
    return arena.withUnsafeBytes { bytes in
      let start = Int(entry.nameOffset)
      return body(UnsafeRawBufferPointer(rebasing: bytes[start..<start + Int(entry.nameLength)]))
    }
  }
}

/// FNV-1a, 64 bits: the same in every run, which Swift's own hashing is not, and names are short.
func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
  var value: UInt64 = 0xCBF2_9CE4_8422_2325
  for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
  return value ^ value >> 32
}
