internal import Model

/// Who can describe nodes: a shelf its files and ZIPs, a system's view its folders and side-cars.
enum NodeOwner: Sendable {
  case shelf(ShelfNodes)
  case folders(SystemView)

  fileprivate func node(_ number: Int) -> UInt64? {
    switch self {
    case .shelf(let nodes): nodes.node(item: number)
    // Folders of the same node follow each other: the one that is shown counts.
    case .folders(let view): view.isCurrent ? view.node(item: number) : nil
    }
  }
}

/// Where each node is described, in 8 bytes and a little room: the nodes themselves are with their owners.
///
/// One node may have several places: hard links, a folder that is reached twice, a file that was moved and whose old
/// place has not been looked at again. Each place is entered and taken out by itself, in any order, and a node is
/// known as long as it has one.
///
/// Open addressing in 256 parts, so that a part that grows holds up a reader for microseconds.
struct NodeTable: ~Copyable {
  /// The place of one node: its number with an owner.
  struct Place: Equatable {
    var slot: Int
    var number: Int
  }

  /// Highest bits first: 20 slot + 1, 28 number, 16 tag. 0 is empty. The tag tells most other nodes apart without a
  /// look at the owner, and where an entry belongs when its part grows.
  fileprivate struct Part {
    var entries: [UInt64] = []
    var count = 0
  }

  static let slotLimit = 1 << 20 - 1
  static let numberLimit = 1 << 28

  private var parts = [Part](repeating: Part(), count: 256)
  private var owners: [NodeOwner?] = []
  private var freeSlots: [Int] = []

  /// Gives an owner its slot; its nodes are entered one by one.
  mutating func add(_ owner: NodeOwner) -> Int {
    if let slot = freeSlots.popLast() {
      owners[slot] = owner
      return slot
    }
    precondition(owners.count < NodeTable.slotLimit, "a tree has at most a million shelves and folders of systems")
    owners.append(owner)
    return owners.count - 1
  }

  /// Lets an owner go whose nodes have all been taken out.
  mutating func remove(slot: Int) {
    owners[slot] = nil
    freeSlots.append(slot)
  }

  /// A place of `node`, and whose it is.
  func find(_ node: UInt64) -> (owner: NodeOwner, number: Int)? {
    var found: (owner: NodeOwner, number: Int)?
    forEachPlace(of: node) { owner, number in
      found = (owner, number)
      return false
    }
    return found
  }

  /// Calls `body` with each place of `node` until it returns false.
  func forEachPlace(of node: UInt64, _ body: (NodeOwner, Int) -> Bool) {
    let part = NodeTable.part(of: node)
    let tag = NodeTable.tag(of: node)
    parts[part].entries.withUnsafeBufferPointer { entries in
      guard !entries.isEmpty else { return }
      var position = NodeTable.position(of: tag, entries.count)
      while entries[position] != 0 {
        let entry = entries[position]
        if entry & 0xFFFF == tag, let owner = owners[NodeTable.slot(of: entry)] {
          let number = NodeTable.number(of: entry)
          if owner.node(number) == node, !body(owner, number) { return }
        }
        position += 1
        if position == entries.count { position = 0 }
      }
    }
  }

  mutating func insert(_ node: UInt64, _ place: Place) {
    parts[NodeTable.part(of: node)].insert(NodeTable.entry(place, NodeTable.tag(of: node)))
  }

  mutating func remove(_ node: UInt64, _ place: Place) {
    parts[NodeTable.part(of: node)].remove(NodeTable.entry(place, NodeTable.tag(of: node)))
  }

  /// Puts `new` in the place of `old`, which is in the table.
  mutating func replace(_ node: UInt64, _ old: Place, by new: Place) {
    let tag = NodeTable.tag(of: node)
    parts[NodeTable.part(of: node)].replace(NodeTable.entry(old, tag), by: NodeTable.entry(new, tag))
  }

  // MARK: Bits

  /// The digest's highest bits choose the part, the next the place in it.
  private static func part(of node: UInt64) -> Int { Int(node >> 51 & 0xFF) }
  private static func tag(of node: UInt64) -> UInt64 { node >> 35 & 0xFFFF }
  private static func slot(of entry: UInt64) -> Int { Int(entry >> 44) - 1 }
  private static func number(of entry: UInt64) -> Int { Int(entry >> 16 & 0xFFF_FFFF) }

  private static func entry(_ place: Place, _ tag: UInt64) -> UInt64 {
    UInt64(place.slot + 1) << 44 | UInt64(place.number) << 16 | tag
  }

  fileprivate static func position(of tag: UInt64, _ capacity: Int) -> Int { (Int(tag) * capacity) >> 16 }
}

extension NodeTable.Part {
  private static let smallest = 8

  mutating func insert(_ entry: UInt64) {
    if (count + 1) * 5 > entries.count * 4 { resize(to: max(Self.smallest, entries.count + entries.count / 4)) }
    place(entry)
    count += 1
  }

  private mutating func place(_ entry: UInt64) {
    entries.withUnsafeMutableBufferPointer { entries in
      var position = NodeTable.position(of: entry & 0xFFFF, entries.count)
      while entries[position] != 0 {
        position += 1
        if position == entries.count { position = 0 }
      }
      entries[position] = entry
    }
  }

  private mutating func resize(to capacity: Int) {
    let old = entries
    entries = [UInt64](repeating: 0, count: capacity)
    for entry in old where entry != 0 { place(entry) }
  }

  private func find(_ entry: UInt64) -> Int? {
    guard !entries.isEmpty else { return nil }
    var position = NodeTable.position(of: entry & 0xFFFF, entries.count)
    while entries[position] != 0 {
      if entries[position] == entry { return position }
      position += 1
      if position == entries.count { position = 0 }
    }
    return nil
  }

  mutating func replace(_ entry: UInt64, by other: UInt64) {
    guard let position = find(entry) else { preconditionFailure("a node that is replaced has a place") }
    entries[position] = other
  }

  mutating func remove(_ entry: UInt64) {
    guard var hole = find(entry) else { return }
    count -= 1
    // What follows without a gap moves up where it belongs there or earlier: a gap ends every search.
    entries.withUnsafeMutableBufferPointer { entries in
      let capacity = entries.count
      var next = hole
      while true {
        next = next + 1 == capacity ? 0 : next + 1
        if entries[next] == 0 { break }
        let home = NodeTable.position(of: entries[next] & 0xFFFF, capacity)
        let isBetween = hole < next ? home > hole && home <= next : home > hole || home <= next
        if isBetween { continue }
        entries[hole] = entries[next]
        hole = next
      }
      entries[hole] = 0
    }
    if entries.count > 4 * Self.smallest, count * 4 < entries.count { resize(to: entries.count / 2) }
  }
}
