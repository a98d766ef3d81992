internal import Model
internal import Platform

/// Puts a listing together, one folder after the other.
///
/// The fields are those of ``SystemListing``, as far as they have come.
struct ListingBuilder {
  typealias Entry = SystemListing.Entry
  /// Of all shelves, valid while one folder after the other is put together.
  typealias Files = [FileTable.UnsafeFiles]

  let shelves: [ShelfNodes]
  let bases: [UInt32]
  let hasSeveralRoots: Bool
  var folders: [SystemListing.Folder] = []
  var entries: [Entry] = []
  var named: [SystemListing.Named] = []
  var arena: [UInt8] = []
  var sideCars: [SideCar] = []
  /// Paths of folders that the library does not have, for their nodes' identities.
  var addedPaths: [[UInt8]] = []
  var arranged: [SystemListing.ArrangedGame] = []
  var duplicates = 0

  init(_ shelves: [ShelfNodes]) {
    self.shelves = shelves
    var total = 0
    bases = shelves.map { nodes in
      defer { total += nodes.fileNodes.count }
      return UInt32(total)
    }
    precondition(total < Int(Entry.namedBit), "a system has at most 2^31 files")
    hasSeveralRoots = Set(shelves.map(\.shelf.location.root.id)).count > 1
    let newest = shelves.map(\.shelf.modified).max() ?? 0
    folders.append(SystemListing.Folder(parent: 0, sample: 0, prefixLength: 0, modified: newest))
  }

  mutating func entry(_ name: [UInt8], _ target: SystemListing.Target, number: Int, shelf: Int) -> Entry {
    named.append(
      SystemListing.Named(
        nameOffset: UInt32(arena.count), number: UInt32(number), shelf: UInt16(shelf), nameLength: UInt8(name.count),
        target: target))
    arena.append(contentsOf: name)
    return Entry(named: named.count - 1)
  }

  // MARK: The end

  consuming func finish() -> SystemListing {
    var index: [UInt32] = []
    if !entries.isEmpty {
      index = [UInt32](repeating: 0, count: entries.count + entries.count / 3 + 1)
      withFiles { builder, files in
        builder.arena.withUnsafeBytes { arena in
          index.withUnsafeMutableBufferPointer { index in
            for (number, folder) in builder.folders.enumerated() {
              for entry in folder.start..<folder.start + folder.count {
                let name = builder.name(of: builder.entries[Int(entry)], arena, files)
                var slot = SystemListing.slot(name, folder: number, index.count)
                while index[slot] != 0 {
                  slot += 1
                  if slot == index.count { slot = 0 }
                }
                index[slot] = entry + 1
              }
            }
          }
        }
      }
    }
    return SystemListing(
      shelves: shelves, bases: bases, folders: folders.shrunk, entries: entries.shrunk, named: named.shrunk,
      arena: arena.shrunk, index: index, sideCars: sideCars, addedPaths: addedPaths, arranged: arranged.shrunk,
      duplicates: duplicates)
  }

  /// The tables of all shelves at once.
  mutating func withFiles(_ body: (inout ListingBuilder, Files) -> Void) {
    func collect(_ number: Int, _ files: Files, _ builder: inout ListingBuilder) {
      guard number < builder.shelves.count else { return body(&builder, files) }
      let table = builder.shelves[number].shelf.files
      table.withUnsafeFiles { collect(number + 1, files + [$0], &builder) }
    }
    collect(0, [], &self)
  }
}

extension Array {
  /// The same without room for more, where that is worth a copy: a listing lives long.
  fileprivate var shrunk: [Element] {
    capacity - count > capacity / 8 ? withUnsafeBufferPointer { Array($0) } : self
  }
}
