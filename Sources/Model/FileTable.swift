internal import Platform

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

  /// Adds files of another table, in their order there.
  package mutating func append(_ range: Range<Int>, of other: FileTable) {
    guard let first = range.first, let last = range.last else { return }
    // Paths of neighbours lie side by side.
    let start = Int(other.records[first].pathOffset)
    let end = Int(other.records[last].pathOffset) + Int(other.records[last].pathLength)
    let offset = arena.count - start
    arena.append(contentsOf: other.arena[start..<end])
    precondition(arena.count <= Int(UInt32.max), "a file table holds at most 4 GiB of paths")
    records.reserveCapacity(records.count + range.count)
    for index in range {
      var record = other.records[index]
      record.pathOffset = UInt32(Int(record.pathOffset) + offset)
      records.append(record)
    }
  }

  /// Bytes of all paths together.
  package var pathBytes: Int { arena.count }

  /// As ``append(path:version:)-(Sequence,_)``, from memory.
  package mutating func append(path: UnsafeRawBufferPointer, version: FileVersion) {
    let offset = arena.count
    arena.append(contentsOf: path)
    precondition(arena.count <= Int(UInt32.max), "a file table holds at most 4 GiB of paths")
    records.append(Record(pathOffset: UInt32(offset), pathLength: UInt32(path.count), version: version))
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

  /// The file of exactly this path. The table is sorted by path, here and in the next.
  package func index(of path: [UInt8]) -> Int? {
    let index = lowerBound(path)
    return index < count && self.path(at: index).elementsEqual(path) ? index : nil
  }

  /// The files below the folder of this path, however deep; all of them for an empty one.
  package func range(below folder: [UInt8]) -> Range<Int> {
    guard !folder.isEmpty else { return 0..<count }
    // The byte after a slash is `0`: the first path that no longer begins with the folder's.
    return lowerBound(folder + [UInt8(ascii: "/")])..<lowerBound(folder + [UInt8(ascii: "/") + 1])
  }

  private func lowerBound(_ path: [UInt8]) -> Int {
    var low = 0
    var high = count
    path.withUnsafeBytes { bytes in
      while low < high {
        let middle = (low + high) / 2
        if withPath(at: middle, { $0.precedes(bytes) }) { low = middle + 1 } else { high = middle }
      }
    }
    return low
  }

  /// The indices in the order of their paths' bytes.
  package func indicesSortedByPath() -> [Int] {
    withUnsafeFiles { files in (0..<count).sorted { files.path(at: $0).precedes(files.path(at: $1)) } }
  }

  /// The table for loops over all of its files: without the checks and the reference counting that every single
  /// access costs otherwise. Valid during the call only.
  package func withUnsafeFiles<Result>(_ body: (UnsafeFiles) -> Result) -> Result {
    arena.withUnsafeBytes { bytes in
      records.withUnsafeBytes { body(UnsafeFiles(arena: bytes.baseAddress, records: $0.baseAddress, count: count)) }
    }
  }

  /// See ``FileTable/withUnsafeFiles(_:)``. An index beyond ``count`` is a mistake in the program, and not noticed.
  package struct UnsafeFiles {
    private let arena: UnsafeRawPointer?
    private let records: UnsafePointer<Record>?
    package let count: Int

    fileprivate init(arena: UnsafeRawPointer?, records: UnsafeRawPointer?, count: Int) {
      self.arena = arena
      self.records = records?.assumingMemoryBound(to: Record.self)
      self.count = count
    }

    package func path(at index: Int) -> UnsafeRawBufferPointer {
      guard let record = records?[index] else { return UnsafeRawBufferPointer(start: nil, count: 0) }
      return UnsafeRawBufferPointer(start: arena.map { $0 + Int(record.pathOffset) }, count: Int(record.pathLength))
    }

    /// The last component of the path.
    package func name(at index: Int) -> UnsafeRawBufferPointer {
      let path = path(at: index)
      var start = path.count
      while start > 0, path[start - 1] != UInt8(ascii: "/") { start -= 1 }
      return UnsafeRawBufferPointer(rebasing: path[start...])
    }

    package func version(at index: Int) -> FileVersion {
      records?[index].version ?? FileVersion(size: 0, modified: 0, inode: 0)
    }
  }

  /// Gives back what was reserved and not needed, where that is worth a copy.
  package mutating func shrink() {
    if arena.capacity - arena.count > arena.capacity / 8 { arena = arena.withUnsafeBytes { Array($0) } }
    if records.capacity - records.count > records.capacity / 8 {
      records = records.withUnsafeBufferPointer { Array($0) }
    }
  }

  /// Whether both hold the same files in the same order.
  package func isEqual(to other: FileTable) -> Bool {
    guard count == other.count, arena.count == other.arena.count else { return false }
    return withUnsafeFiles { own in
      other.withUnsafeFiles { others in
        for index in 0..<own.count {
          guard own.version(at: index) == others.version(at: index),
            own.path(at: index).isEqual(to: others.path(at: index))
          else { return false }
        }
        return true
      }
    }
  }
}

extension UnsafeRawBufferPointer {
  /// Whether these bytes come first in byte order, as `memcmp` and SQLite's BINARY collation have it.
  package func precedes(_ other: UnsafeRawBufferPointer) -> Bool {
    let order = compareBytes(self, other)
    return order == 0 ? count < other.count : order < 0
  }

  /// Whether both are the same bytes.
  package func isEqual(to other: UnsafeRawBufferPointer) -> Bool {
    count == other.count && compareBytes(self, other) == 0
  }
}
