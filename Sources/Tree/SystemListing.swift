internal import Model
internal import Platform

/// The folders of one system in one packing, with everything that is the same in each view that shows it: names, in
/// byte order, and what they lead to.
///
/// Immutable, flat, and built whole whenever one of the system's shelves changes, away from the tree's lock. An entry
/// takes 4 bytes and 5 in the name index; a name that is the same in the library is not stored again. A folder takes
/// 36 bytes.
final class SystemListing: Sendable {
  struct Folder: Sendable {
    /// Its entries, among those of the listing.
    var start: UInt32 = 0
    var count: UInt32 = 0
    /// The folder above; the first folder is the system's own and its own parent.
    var parent: UInt32
    /// A file below the folder, as ``Entry`` has it, and how much of its path comes before names in the folder.
    var sample: UInt32
    var prefixLength: UInt32
    /// Nanoseconds since 1970.
    var modified: Int64

    /// As ``prefixLength``: the library has no such folder, and `sample` is the number of its path in ``addedPaths``.
    static let added = UInt32.max
  }

  /// What a name leads to: a library file shown under its own name, by its number among those of all shelves; or, with
  /// the highest bit, an index into `named`.
  struct Entry: Equatable, Sendable {
    var rawValue: UInt32

    init(file: UInt32) { rawValue = file }
    init(named: Int) { rawValue = UInt32(named) | Entry.namedBit }

    var named: Int? { rawValue & Entry.namedBit == 0 ? nil : Int(rawValue & ~Entry.namedBit) }

    static let namedBit: UInt32 = 1 << 31
  }

  enum Target: UInt8, Sendable { case folder, file, archive, sideCar }

  /// An entry with a name of its own.
  struct Named: Sendable {
    var nameOffset: UInt32
    /// Of the folder or side-car, or of the shelf's file or archive.
    var number: UInt32
    var shelf: UInt16
    var nameLength: UInt8
    var target: Target
  }

  /// A game of several files, and what front ends list for it.
  struct ArrangedGame: Sendable {
    var shelf: UInt16
    var target: Target
    var archive: UInt32
    /// Of what is listed, as ``Named`` has it.
    var number: UInt32

    init(_ game: Additions.Game, _ target: Target, number: Int) {
      shelf = UInt16(game.shelf)
      archive = UInt32(game.archive)
      self.target = target
      self.number = UInt32(number)
    }
  }

  let shelves: [ShelfNodes]
  let folders: [Folder]
  let sideCars: [SideCar]
  let arranged: [ArrangedGame]
  /// Entries left out because another root has the same.
  let duplicates: Int
  /// The number of each shelf's first file among those of all shelves.
  private let bases: [UInt32]
  private let entries: [Entry]
  private let named: [Named]
  private let arena: [UInt8]
  private let addedPaths: [[UInt8]]
  /// Open addressing over the names of all folders: entry number + 1, or 0.
  private let index: [UInt32]

  init(
    shelves: [ShelfNodes], bases: [UInt32], folders: [Folder], entries: [Entry], named: [Named], arena: [UInt8],
    index: [UInt32], sideCars: [SideCar], addedPaths: [[UInt8]], arranged: [ArrangedGame], duplicates: Int
  ) {
    self.sideCars = sideCars
    self.addedPaths = addedPaths
    self.arranged = arranged
    self.shelves = shelves
    self.bases = bases
    self.folders = folders
    self.entries = entries
    self.named = named
    self.arena = arena
    self.index = index
    self.duplicates = duplicates
  }

  var entryCount: Int { entries.count }

  /// The number of the entry called exactly `name` within its folder.
  func find(_ name: UnsafeRawBufferPointer, in folder: Int) -> Int? {
    guard !index.isEmpty else { return nil }
    let start = folders[folder].start
    let range = start..<start + folders[folder].count
    var slot = SystemListing.slot(name, folder: folder, index.count)
    while index[slot] != 0 {
      let number = index[slot] - 1
      if range.contains(number), withName(of: entries[Int(number)], { $0.isEqual(to: name) }) {
        return Int(number - start)
      }
      slot += 1
      if slot == index.count { slot = 0 }
    }
    return nil
  }

  func entry(at number: Int, in folder: Int) -> Entry { entries[Int(folders[folder].start) + number] }

  /// The name's bytes, valid during the call.
  func withName<Result>(of entry: Entry, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    guard let number = entry.named else {
      let (shelf, file) = file(entry.rawValue)
      return shelves[shelf].shelf.files.withPath(at: file) { path in
        let start = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        return body(UnsafeRawBufferPointer(rebasing: path[start...]))
      }
    }
    let name = named[number]
    return arena.withUnsafeBytes { bytes in
      let start = Int(name.nameOffset)
      return body(UnsafeRawBufferPointer(rebasing: bytes[start..<start + Int(name.nameLength)]))
    }
  }

  /// What an entry leads to: the number of a folder of this listing, or what a shelf says.
  func target(of entry: Entry) -> (folder: Int?, attributes: Attributes?) {
    guard let number = entry.named else {
      let (shelf, file) = file(entry.rawValue)
      return (nil, shelves[shelf].attributes(file: file))
    }
    let name = named[number]
    return switch name.target {
    case .folder: (Int(name.number), nil)
    case .file: (nil, shelves[Int(name.shelf)].attributes(file: Int(name.number)))
    case .archive: (nil, shelves[Int(name.shelf)].attributes(archive: Int(name.number)))
    case .sideCar: (nil, sideCars[Int(name.number)].attributes)
    }
  }

  /// Where a ZIP or a file of the system is listed: folders, and the entry's number among those of the folder.
  ///
  /// Looks at every entry.
  func places(of node: NodeID) -> [(folder: Int, number: Int)] {
    var found: [(folder: Int, number: Int)] = []
    for folder in folders.indices {
      for number in 0..<Int(folders[folder].count) {
        guard let item = item(of: entry(at: number, in: folder)) else { continue }
        let nodes = shelves[item.shelf]
        let isIt =
          item.target == .archive
          ? node.kind == .archive && nodes.attributes(archive: item.number).node == node
          : nodes.fileNodes[item.number] == node.rawValue
        if isIt { found.append((folder, number)) }
      }
    }
    return found
  }

  /// The raw path of a folder in its system, with a slash before each name; empty for the system's own.
  func path(ofFolder number: Int) -> [UInt8] {
    let folder = folders[number]
    // The library's paths have no slash in front, so none is like an added one.
    if folder.prefixLength == Folder.added { return Array("//".utf8) + addedPaths[Int(folder.sample)] }
    guard folder.prefixLength > 0 else { return [] }
    let (shelf, file) = file(folder.sample)
    return [UInt8(ascii: "/")] + shelves[shelf].shelf.files.path(at: file).prefix(Int(folder.prefixLength) - 1)
  }

  /// What an entry is of a shelf: a file or an archive; nil for a folder or a side-car.
  func item(of entry: Entry) -> (target: Target, shelf: Int, number: Int)? {
    guard let number = entry.named else {
      let (shelf, file) = file(entry.rawValue)
      return (.file, shelf, file)
    }
    let name = named[number]
    return name.target == .folder || name.target == .sideCar
      ? nil : (name.target, Int(name.shelf), Int(name.number))
  }

  /// What an entry with a name of its own leads to.
  func named(_ entry: Entry) -> Named? { entry.named.map { named[$0] } }

  private func file(_ number: UInt32) -> (shelf: Int, file: Int) { SystemListing.file(number, bases) }

  static func file(_ number: UInt32, _ bases: [UInt32]) -> (shelf: Int, file: Int) {
    var low = 0
    var high = bases.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if bases[middle] <= number { low = middle } else { high = middle }
    }
    return (low, Int(number - bases[low]))
  }

  /// Where a search for a name of a folder begins in an index of `capacity` slots.
  static func slot(_ name: UnsafeRawBufferPointer, folder: Int, _ capacity: Int) -> Int {
    let multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
    var hash = UInt64(truncatingIfNeeded: folder + 1) &* multiplier ^ UInt64(truncatingIfNeeded: name.count)
    var offset = 0
    while offset + 8 <= name.count {
      hash = (hash ^ name.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* multiplier
      hash ^= hash >> 29
      offset += 8
    }
    var rest: UInt64 = 0
    while offset < name.count {
      rest = rest << 8 | UInt64(name[offset])
      offset += 1
    }
    hash = (hash ^ rest) &* multiplier
    hash = (hash ^ hash >> 32) &* multiplier
    return Int(hash.multipliedFullWidth(by: UInt64(capacity)).high)
  }
}
