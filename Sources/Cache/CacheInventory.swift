internal import Content
internal import Platform
internal import SQLite

/// What opening a cache found in its directory, in numbers.
package struct CacheFindings: Hashable, Sendable {
  /// ZIPs that were complete, but that the index did not know or did not know to be.
  package var adopted = 0
  /// Files of builds that did not come to their end.
  package var unfinished = 0
  /// Files with the name of a ZIP that are not what was built; they are gone.
  package var damaged = 0
  /// ZIPs the index knew whose file is gone.
  package var missing = 0
  /// Files and folders that are not the cache's; left alone.
  package var foreign = 0
  /// Files of blocks without a journal that can be used, or journals without one; they are gone.
  package var unusableBlocks = 0
  /// Whether the index was damaged and is a new one.
  package var hasNewIndex = false

  package init() {}

  /// For the log; none where everything was as it was left.
  package var lines: [String] {
    let counts: [(Int, String)] = [
      (adopted, "complete, though the index did not know"), (unfinished, "half done, removed"),
      (damaged, "not what was built, removed"), (missing, "gone, forgotten"),
      (unusableBlocks, "of blocks that nobody can tell anything of, removed"),
      (foreign, "not the cache's own, left alone"),
    ]
    let words = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return (hasNewIndex ? ["the index was damaged and is a new one"] : [])
      + (words.isEmpty ? [] : ["files found: " + words.joined(separator: "; ")])
  }
}

/// Brings index and directory to agree, when nobody else uses either: afterwards every row is a complete file, and
/// every file of the cache's naming has a row.
struct CacheInventory: ~Copyable {
  private let directory: CacheDirectory
  private let index: CacheIndex
  /// Seconds since 1970.
  private let now: Int64
  private var rows: [CacheKey: CacheIndex.Row] = [:]
  private var changed: [CacheIndex.Row] = []
  private(set) var found: [CachedZip] = []
  private(set) var findings = CacheFindings()

  init(_ directory: CacheDirectory, _ index: CacheIndex, now: Int64) {
    self.directory = directory
    self.index = index
    self.now = now
  }

  mutating func run() throws(CacheProblem) {
    do throws(SQLiteError) {
      for row in try index.rows() { rows[row.zip.key] = row }
    } catch { throw CacheProblem(error, "\(directory.path)/\(CacheIndex.name)") }
    do throws(Errno) {
      for (name, kind) in try directory.contents() {
        if case .probe = CacheFileName(name), kind == .regular {
          try directory.remove(probe: name)
        } else if kind == .directory || kind == .unknown {
          try look(at: name)
        } else {
          findings.foreign += 1
        }
      }
    } catch { throw CacheProblem(error, "\(directory.path)/zips") }
    findings.missing = rows.values.count { $0.isComplete }
    do throws(SQLiteError) {
      try index.remove(Array(rows.keys))
      try index.store(changed)
    } catch { throw CacheProblem(error, "\(directory.path)/\(CacheIndex.name)") }
  }

  private mutating func look(at system: String) throws(Errno) {
    let folder: FileDescriptor
    do throws(Errno) {
      folder = try directory.folder(system)
    } catch {
      // Not a directory after all.
      findings.foreign += 1
      return
    }
    var hasRemoved = false
    for (name, _) in try folder.entries() {
      guard let file = CacheFileName(name), let status = try folder.status(ofEntry: name), status.kind == .regular
      else {
        findings.foreign += 1
        continue
      }
      switch file {
      case .probe: findings.foreign += 1
      case .partial:
        try folder.remove(entry: name)
        hasRemoved = true
        findings.unfinished += 1
      case .complete(let key), .file(let key):
        if try take(key, system, status, folder, name) { continue }
        try folder.remove(entry: name)
        hasRemoved = true
        findings.damaged += 1
      }
    }
    if hasRemoved { try? folder.synchronize() }
    directory.removeIfEmpty(system)
  }

  /// - Returns: whether the file is what it says.
  private mutating func take(
    _ key: CacheKey, _ system: String, _ status: FileStatus, _ folder: borrowing FileDescriptor, _ name: String
  ) throws(Errno) -> Bool {
    // Nothing in such a file tells whether it is whole: only its row does.
    let isFile = if case .file = CacheFileName(name) { true } else { false }
    if isFile, rows[key]?.isComplete != true || rows[key]?.zip.kind != .file { return false }
    if !isFile, rows[key]?.zip.kind == .file { return false }
    guard let row = rows[key] else {
      // The same ZIP twice is one too many.
      guard !found.contains(where: { $0.key == key }), try CacheInventory.isWhole(status, folder, name) else {
        return false
      }
      let zip = CachedZip(
        key: key, system: system, name: "", size: status.size, occupied: 0, modified: status.modified, created: now,
        lastUsed: now, isPinned: false)
      try adopt(zip, folder, name)
      return true
    }
    guard row.zip.system == system else { return false }
    guard row.zip.size == status.size, row.zip.modified == status.modified else { return false }
    rows[key] = nil
    if row.isComplete {
      found.append(row.zip)
    } else {
      // It has its final name only when all of it is on the disk.
      try adopt(row.zip, folder, name)
    }
    return true
  }

  private mutating func adopt(_ zip: CachedZip, _ folder: borrowing FileDescriptor, _ name: String) throws(Errno) {
    var zip = zip
    zip.occupied = try folder.open(entry: name, .readOnly).exclusiveBytes()
    findings.adopted += 1
    found.append(zip)
    changed.append(CacheIndex.Row(zip: zip, isComplete: true))
  }

  /// Whether a file that nobody remembers is a ZIP from its first byte to its last, as far as its directory tells.
  private static func isWhole(
    _ status: FileStatus, _ folder: borrowing FileDescriptor, _ name: String
  ) throws(Errno) -> Bool {
    let file = try folder.open(entry: name, .readOnly)
    do throws(ZipDirectory.Failure) {
      let zip = try ZipDirectory(size: status.size) { (buffer, offset) throws(Errno) in
        try file.read(into: buffer, at: offset)
      }
      return !zip.entries.isEmpty && zip.entries.allSatisfy { $0.method == 0 }
    } catch {
      switch error {
      case .archive: return false
      case .file(let number): throw number
      }
    }
  }
}
