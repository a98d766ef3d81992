internal import Platform
internal import Synchronization

/// The names below `blocks/<system>`. What is called otherwise is somebody else's and left alone.
enum BlockFileName: Hashable, Sendable {
  /// The file itself, as long as it will be, with holes.
  case data(CacheKey)
  case journal(CacheKey)
  /// A journal that is being written anew.
  case draft(CacheKey)

  var text: String {
    switch self {
    case .data(let key): "\(key).data"
    case .journal(let key): "\(key).journal"
    case .draft(let key): ".\(key).journal"
    }
  }

  var key: CacheKey {
    switch self {
    case .data(let key), .journal(let key), .draft(let key): key
    }
  }

  init?(_ text: String) {
    let bytes = text.utf8
    if text.hasPrefix("."), text.hasSuffix(".journal"), let key = CacheKey(hex: bytes.dropFirst().dropLast(8)) {
      self = .draft(key)
    } else if text.hasSuffix(".journal"), let key = CacheKey(hex: bytes.dropLast(8)) {
      self = .journal(key)
    } else if text.hasSuffix(".data"), let key = CacheKey(hex: bytes.dropLast(5)) {
      self = .data(key)
    } else {
      return nil
    }
  }
}

/// Where files are kept of which only some blocks are there. Any thread may call.
package final class BlockDirectory: Sendable {
  /// What has come to the disk for good, with everything that was written to it before.
  package enum Synchronized: Hashable, Sendable {
    case data(CacheKey)
    case journal(CacheKey)
  }

  package let found: [CacheLedger.FoundBlocks]
  /// Files that were removed when the directory was opened, because nobody can tell what is in them.
  let unusable: Int
  let synchronized: @Sendable (Synchronized) -> Void
  private let directory: CacheDirectory
  private let hasChanged = Atomic<Bool>(false)
  private let canPunch = Atomic<Bool>(true)

  init(
    _ directory: CacheDirectory, pinned: Set<CacheKey>, _ synchronized: @escaping @Sendable (Synchronized) -> Void
  ) throws(Errno) {
    self.directory = directory
    self.synchronized = synchronized
    var inventory = BlockInventory(directory, pinned)
    try inventory.run()
    found = inventory.found
    unusable = inventory.unusable
  }

  /// Whether space was freed since the last call: who decides by what is free is to see it.
  func takeChanged() -> Bool { hasChanged.exchange(false, ordering: .relaxed) }

  func path(of version: RemoteVersion) -> String { directory.path(of: version.system, .data(version.key)) }

  // MARK: Files

  func folder(of version: RemoteVersion) throws(Errno) -> FileDescriptor {
    try directory.folder(version.system, in: .blocks)
  }

  func makeFolder(of version: RemoteVersion) throws(Errno) -> FileDescriptor {
    try directory.makeFolder(version.system, in: .blocks)
  }

  /// - Parameter lasts: whether a power cut must not bring it back.
  func remove(_ version: RemoteVersion, lasts: Bool) throws(Errno) {
    do throws(Errno) {
      let folder = try folder(of: version)
      // Without its journal a file is nothing.
      try folder.remove(entry: BlockFileName.journal(version.key).text)
      try folder.remove(entry: BlockFileName.data(version.key).text)
      hasChanged.store(true, ordering: .relaxed)
      if lasts { try folder.synchronize() }
    } catch { if error != .noSuchFile { throw error } }
  }

  /// Gives a range back; false where the file system cannot.
  func punch(_ file: borrowing FileDescriptor, from offset: Int64, length: Int64) -> Bool {
    guard canPunch.load(ordering: .relaxed) else { return false }
    do throws(Errno) {
      try file.punchHole(from: offset, length: length)
      hasChanged.store(true, ordering: .relaxed)
      return true
    } catch {
      if error == .notSupported || error == .noSystemCall { canPunch.store(false, ordering: .relaxed) }
      return false
    }
  }

  /// Moves a whole file to where complete ones are, durably.
  func move(_ file: CachedZip) throws(Errno) {
    let from = try directory.folder(file.system, in: .blocks)
    let target = try directory.makeFolder(file.system)
    try from.rename(
      named: Array(BlockFileName.data(file.key).text.utf8), to: target, named: Array(file.fileName.text.utf8),
      .replace)
    // It is complete from here on; what is left over is removed at the next start.
    do throws(Errno) {
      try from.remove(entry: BlockFileName.journal(file.key).text)
      try target.synchronize()
      try from.synchronize()
    } catch { Log.warning("The cache's folders of \(file.system) were not brought to the disk: \(error)") }
  }
}

/// Finds what is kept, one look at each file: what is in them is read when somebody opens one.
struct BlockInventory: ~Copyable {
  private let directory: CacheDirectory
  private let pinned: Set<CacheKey>
  private(set) var found: [CacheLedger.FoundBlocks] = []
  private(set) var unusable = 0

  init(_ directory: CacheDirectory, _ pinned: Set<CacheKey>) {
    self.directory = directory
    self.pinned = pinned
  }

  mutating func run() throws(Errno) {
    var seen: Set<CacheKey> = []
    for (name, kind) in try directory.contents(of: .blocks) where kind == .directory || kind == .unknown {
      guard let folder = try? directory.folder(name, in: .blocks) else { continue }
      try look(name, folder, &seen)
      directory.removeIfEmpty(name, in: .blocks)
    }
  }

  private mutating func look(
    _ system: String, _ folder: borrowing FileDescriptor, _ seen: inout Set<CacheKey>
  ) throws(Errno) {
    var data: Set<CacheKey> = []
    var journals: Set<CacheKey> = []
    for (name, _) in try folder.entries() {
      guard let file = BlockFileName(name), try folder.status(ofEntry: name)?.kind == .regular else { continue }
      switch file {
      case .data(let key): data.insert(key)
      case .journal(let key): journals.insert(key)
      case .draft: try folder.remove(entry: name)
      }
    }
    for key in data.union(journals) {
      if data.contains(key), journals.contains(key), seen.insert(key).inserted,
        let file = try file(key, system, folder)
      {
        found.append(file)
      } else {
        unusable += 1
        try folder.remove(entry: BlockFileName.journal(key).text)
        try folder.remove(entry: BlockFileName.data(key).text)
      }
    }
  }

  /// nil where the two do not belong together.
  private func file(
    _ key: CacheKey, _ system: String, _ folder: borrowing FileDescriptor
  ) throws(Errno) -> CacheLedger.FoundBlocks? {
    guard let data = try folder.status(ofEntry: BlockFileName.data(key).text) else { return nil }
    let journal = try folder.open(entry: BlockFileName.journal(key).text, [.readOnly, .nonBlocking])
    let status = try journal.status()
    guard let header = try BlockJournal.header(of: journal) else { return nil }
    guard header.version.key == key, header.version.size == data.size else { return nil }
    var version = header.version
    version.system = system
    return CacheLedger.FoundBlocks(
      version: version, occupied: max(BlockCache.fileCost, data.allocated + status.allocated), created: header.created,
      lastUsed: status.modified / 1_000_000_000, isPinned: pinned.contains(key))
  }
}

extension BlockJournal {
  /// The first record of a journal; nil where it is none.
  static func header(of journal: borrowing FileDescriptor) throws(Errno) -> Header? {
    var failure: Errno?
    let start = [UInt8](unsafeUninitializedCapacity: headerRoom) { buffer, count in
      do throws(Errno) {
        count = try journal.read(into: UnsafeMutableRawBufferPointer(buffer), at: 0)
      } catch { failure = error }
    }
    if let failure { throw failure }
    var header: Header?
    _ = read(start[...]) { record in
      // The header alone.
      guard header == nil, case .header(let found) = record else { return false }
      header = found
      return true
    }
    return header
  }
}
