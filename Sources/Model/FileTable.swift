/// What one version of a file is recognised by. A change of any field is another version.
package struct FileVersion: Hashable, Sendable {
  /// Bytes.
  package var size: Int64
  /// Last modification, nanoseconds since 1970.
  package var modified: Int64
  package var inode: UInt64

  package init(size: Int64, modified: Int64, inode: UInt64) {
    self.size = size
    self.modified = modified
    self.inode = inode
  }
}

/// Many files in few bytes: all paths in one arena, one record of 32 bytes each.
///
/// A library of a million files is a normal one; a Swift array of structures with strings in them would take
/// several times the memory.
package struct FileTable: Sendable {
  private struct Record {
    var pathOffset: UInt32
    var pathLength: UInt32
    var version: FileVersion
  }

  private var arena: [UInt8] = []
  private var records: [Record] = []

  package init() {}

  package var count: Int { records.count }
  package var isEmpty: Bool { records.isEmpty }

  package mutating func reserveCapacity(files: Int, pathBytes: Int) {
    records.reserveCapacity(files)
    arena.reserveCapacity(pathBytes)
  }

  /// Adds a file.
  ///
  /// - Parameter path: raw bytes as on disk, components separated by `/`, none at the start. All paths of a table
  ///   together stay below 4 GiB.
  package mutating func append(path: some Sequence<UInt8>, version: FileVersion) {
    let offset = arena.count
    arena.append(contentsOf: path)
    precondition(arena.count <= Int(UInt32.max), "a file table holds at most 4 GiB of paths")
    records.append(
      Record(pathOffset: UInt32(offset), pathLength: UInt32(arena.count - offset), version: version))
  }

  package func version(at index: Int) -> FileVersion { records[index].version }

  /// The raw path bytes of file `index`, without copying.
  package func path(at index: Int) -> ArraySlice<UInt8> {
    let record = records[index]
    return arena[Int(record.pathOffset)..<Int(record.pathOffset) + Int(record.pathLength)]
  }

  /// The raw path bytes of file `index`, valid during the call only.
  package func withPath<Result>(at index: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let record = records[index]
    return arena.withUnsafeBytes { bytes in
      let start = Int(record.pathOffset)
      return body(UnsafeRawBufferPointer(rebasing: bytes[start..<start + Int(record.pathLength)]))
    }
  }

  /// The indices in the order of their paths' bytes.
  package func indicesSortedByPath() -> [Int] {
    arena.withUnsafeBytes { bytes in
      func slice(_ index: Int) -> UnsafeRawBufferPointer {
        let start = Int(records[index].pathOffset)
        return UnsafeRawBufferPointer(rebasing: bytes[start..<start + Int(records[index].pathLength)])
      }
      return records.indices.sorted { slice($0).precedes(slice($1)) }
    }
  }

  /// Whether both hold the same files in the same order.
  package func isEqual(to other: FileTable) -> Bool {
    guard count == other.count, arena.count == other.arena.count else { return false }
    for index in records.indices {
      guard records[index].version == other.records[index].version, path(at: index) == other.path(at: index) else {
        return false
      }
    }
    return true
  }
}

extension UnsafeRawBufferPointer {
  /// Whether these bytes come first in byte order, as `memcmp` and SQLite's BINARY collation have it.
  package func precedes(_ other: UnsafeRawBufferPointer) -> Bool { lexicographicallyPrecedes(other) }
}
