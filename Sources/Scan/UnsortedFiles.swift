internal import Model
internal import Platform

/// Files in the order they were found, compactly.
struct UnsortedFiles {
  private struct Record {
    var offset: UInt32
    var length: UInt32
    var version: FileVersion
  }

  private var arena: ContiguousArray<UInt8> = []
  private var records: ContiguousArray<Record> = []

  var count: Int { records.count }

  /// A file table holds 4 GiB of paths, and nothing real comes near.
  private static let pathLimit = 1 << 31

  /// - Returns: false when there is no room for more.
  mutating func append(
    folder: [UInt8], name listing: borrowing DirectoryListing, _ entry: DirectoryListing.Entry, _ version: FileVersion
  ) -> Bool {
    let offset = arena.count
    guard offset < UnsortedFiles.pathLimit else { return false }
    if !folder.isEmpty {
      arena.append(contentsOf: folder)
      arena.append(UInt8(ascii: "/"))
    }
    listing.names.withUnsafeBytes { names in
      arena.append(contentsOf: names[Int(entry.offset)..<Int(entry.offset) + Int(entry.length)])
    }
    records.append(Record(offset: UInt32(offset), length: UInt32(arena.count - offset), version: version))
    return true
  }

  /// The files by their paths' bytes, as SQLite and the tree order them.
  func sorted() -> FileTable {
    var table = FileTable()
    table.reserveCapacity(files: records.count, pathBytes: arena.count)
    arena.withUnsafeBytes { bytes in
      func path(_ record: Record) -> UnsafeRawBufferPointer {
        let start = Int(record.offset)
        return UnsafeRawBufferPointer(rebasing: bytes[start..<start + Int(record.length)])
      }
      let ordered = records.sorted { left, right in
        let left = path(left)
        let right = path(right)
        let order = compareBytes(left, right)
        return order == 0 ? left.count < right.count : order < 0
      }
      for record in ordered { table.append(path: path(record), version: record.version) }
    }
    return table
  }
}
