internal import Model
internal import Platform

/// The folders of a system folder as last seen, itself included, in the order of their paths: what can be seen of them
/// without listing them again, and how their changes become known.
struct FolderTable: Sendable {
  struct Flags: OptionSet, Sendable {
    let rawValue: UInt8
    /// A link leads to it, or to a folder above it.
    static let isLink = Flags(rawValue: 1)
    static let isBelowLink = Flags(rawValue: 2)
    /// Links to files lie in it: these change without anything happening in the folder.
    static let holdsLinks = Flags(rawValue: 4)
    /// It could not be read; what was known of it stays.
    static let isUnread = Flags(rawValue: 8)
    /// Something in it had just changed when it was listed, and may have changed again unnoticed.
    static let isUnsettled = Flags(rawValue: 16)
    /// Another machine may change it without a word.
    static let isSilent = Flags(rawValue: 32)
  }

  struct Folder: Sendable {
    var device: UInt64
    var inode: UInt64
    /// Nanoseconds since 1970.
    var modified: Int64
    /// The kernel's number of the watch on it; nil where it has none and has to be asked.
    var watch: Inotify.Watch?
    var flags: Flags

    /// Whether events do not tell of all its changes.
    var isPolled: Bool { watch == nil || flags.contains(.isSilent) }

    func isSame(as status: FileStatus) -> Bool { device == status.device && inode == status.inode }
  }

  private struct Record {
    var pathOffset: UInt32
    var pathLength: UInt32
    var folder: Folder
  }

  private var arena: [UInt8] = []
  private var records: [Record] = []

  init() {}

  /// - Parameter folders: in any order, with their raw paths below the system folder.
  init(_ folders: [(path: [UInt8], folder: Folder)]) {
    records.reserveCapacity(folders.count)
    for (path, folder) in folders.sorted(by: { $0.path.lexicographicallyPrecedes($1.path) }) { append(path, folder) }
  }

  private mutating func append(_ path: some Collection<UInt8>, _ folder: Folder) {
    records.append(Record(pathOffset: UInt32(arena.count), pathLength: UInt32(path.count), folder: folder))
    arena.append(contentsOf: path)
  }

  var count: Int { records.count }
  var isEmpty: Bool { records.isEmpty }
  subscript(index: Int) -> Folder {
    get { records[index].folder }
    set { records[index].folder = newValue }
  }

  func path(at index: Int) -> ArraySlice<UInt8> {
    let record = records[index]
    return arena[Int(record.pathOffset)..<Int(record.pathOffset) + Int(record.pathLength)]
  }

  func index(of path: some Collection<UInt8>) -> Int? {
    let index = lowerBound(path)
    return index < count && self.path(at: index).elementsEqual(path) ? index : nil
  }

  func folder(at path: some Collection<UInt8>) -> Folder? { index(of: path).map { records[$0].folder } }

  /// The folders below `path`, without itself.
  func range(below path: [UInt8]) -> Range<Int> {
    if path.isEmpty { return (records.first?.pathLength == 0 ? 1 : 0)..<count }
    // The byte after a slash is `0`: the first path that no longer begins with the folder's.
    return lowerBound(path + [UInt8(ascii: "/")])..<lowerBound(path + [UInt8(ascii: "/") + 1])
  }

  /// The folders directly in `path`.
  func children(of path: [UInt8]) -> [Int] {
    let prefix = path.isEmpty ? 0 : path.count + 1
    return range(below: path).filter { !self.path(at: $0).dropFirst(prefix).contains(UInt8(ascii: "/")) }
  }

  /// This table with `others` put in; of equal paths those count.
  func merged(with others: [(path: [UInt8], folder: Folder)], keeping isKept: (Int) -> Bool) -> FolderTable {
    let others = FolderTable(others)
    var merged = FolderTable()
    merged.records.reserveCapacity(count + others.count)
    var next = 0
    for index in 0..<count where isKept(index) {
      let path = path(at: index)
      while next < others.count, others.path(at: next).lexicographicallyPrecedes(path) {
        merged.append(others.path(at: next), others[next])
        next += 1
      }
      if next < others.count, others.path(at: next) == path { continue }
      merged.append(path, records[index].folder)
    }
    for index in next..<others.count { merged.append(others.path(at: index), others[index]) }
    return merged
  }

  private func lowerBound(_ path: some Collection<UInt8>) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self.path(at: middle).lexicographicallyPrecedes(path) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// The path of the folder that holds an entry; empty for one directly in the system folder.
func parentPath(_ path: some BidirectionalCollection<UInt8>) -> [UInt8] {
  path.lastIndex(of: UInt8(ascii: "/")).map { Array(path[..<$0]) } ?? []
}

/// Whether `path` is `folder` or lies below it; both raw and below the same folder, which is empty.
func isRawPath(_ path: some Collection<UInt8>, within folder: [UInt8]) -> Bool {
  guard !folder.isEmpty else { return true }
  guard path.starts(with: folder) else { return false }
  return path.count == folder.count || path[path.index(path.startIndex, offsetBy: folder.count)] == UInt8(ascii: "/")
}
