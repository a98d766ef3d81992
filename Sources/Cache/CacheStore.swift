package import Platform
internal import SQLite
internal import Synchronization

/// The cache directory on the disk. One process has it at a time; any thread of it may call.
///
/// A ZIP appears under its name when all of it is on the disk, and its row says so a moment later. Whatever happens in
/// between, the next start finds it complete, or not at all.
package final class CacheStore: CacheStorage {
  /// Absolute.
  package let path: String
  package let found: [CachedZip]
  /// What opening it found besides ``found``.
  package let findings: CacheFindings

  package let blocks: BlockDirectory?

  private let directory: CacheDirectory
  private let index: CacheIndex
  private let probe: CloneProbe
  private let state = Mutex(State())

  private struct State {
    var building: Set<CacheKey> = []
    /// ZIPs with a member that cannot be shared though others of its file system can, such as one without
    /// copy-on-write.
    var notClonable: Set<CacheKey> = []
    /// Whether files were written or removed since ``CacheStore/space()``: who decides by that number what else has to
    /// go must see what has gone.
    var hasChanged = false
  }

  /// Opens a cache directory, and makes it where there is none; what an earlier process left half done is removed.
  ///
  /// - Parameters:
  ///   - directory: absolute, on a local disk.
  ///   - owner: what this process serves, such as the mount point, for the message to the next one that comes.
  ///   - now: seconds since 1970: when ZIPs the index does not know count as used.
  ///   - synchronized: told what of the files of blocks has come to the disk for good.
  package static func open(
    directory: String, owner: String, now: Int64 = wallNanoseconds() / 1_000_000_000,
    synchronized: @escaping @Sendable (BlockDirectory.Synchronized) -> Void = { _ in }
  ) throws(CacheProblem) -> CacheStore {
    let opened = try CacheDirectory(path: directory, owner: owner)
    let (index, isNew) = try CacheIndex.open(in: opened)
    var inventory = CacheInventory(opened, index, now: now)
    try inventory.run()
    var findings = inventory.findings
    findings.hasNewIndex = isNew
    let blocks = try open(blocksOf: opened, index, synchronized)
    findings.unusableBlocks = blocks.unusable
    return CacheStore(opened, index, blocks, inventory.found, findings)
  }

  private static func open(
    blocksOf directory: CacheDirectory, _ index: CacheIndex,
    _ synchronized: @escaping @Sendable (BlockDirectory.Synchronized) -> Void
  ) throws(CacheProblem) -> BlockDirectory {
    let pinned: Set<CacheKey>
    let blocks: BlockDirectory
    do throws(SQLiteError) { pinned = try index.pinnedBlocks() } catch {
      throw CacheProblem(error, "\(directory.path)/\(CacheIndex.name)")
    }
    do throws(Errno) { blocks = try BlockDirectory(directory, pinned: pinned, synchronized) } catch {
      throw CacheProblem(error, "\(directory.path)/\(CacheDirectory.Place.blocks.rawValue)")
    }
    do throws(SQLiteError) {
      try index.setPinnedBlocks(false, Array(pinned.subtracting(blocks.found.map(\.version.key))))
    } catch { throw CacheProblem(error, "\(directory.path)/\(CacheIndex.name)") }
    return blocks
  }

  /// Why a cache directory cannot be opened at this moment; nil where it can, as far as others are concerned.
  ///
  /// - Parameter owner: whose process does not count, because it waits for its end when it opens the directory.
  package static func holder(of directory: String, besides owner: String) -> CacheProblem? {
    guard let holder = CacheLock.current(at: directory), holder.owner != owner else { return nil }
    return CacheProblem(directory: directory, usedBy: holder)
  }

  private init(
    _ directory: CacheDirectory, _ index: CacheIndex, _ blocks: BlockDirectory, _ found: [CachedZip],
    _ findings: CacheFindings
  ) {
    self.blocks = blocks
    path = directory.path
    self.directory = directory
    self.index = index
    self.found = found
    self.findings = findings
    probe = CloneProbe(directory)
  }

  // MARK: Looking

  package func isThere() -> Bool { directory.isThere }

  package func space() throws(Errno) -> DiskSpace {
    let hasChanged = state.withLock { state in
      defer { state.hasChanged = false }
      return state.hasChanged
    }
    let haveBlocksChanged = blocks?.takeChanged() ?? false
    return try directory.space(hasChanged: hasChanged || haveBlocksChanged)
  }

  package func path(of zip: CachedZip) -> String { directory.path(of: zip.system, zip.fileName) }

  package func occupied(_ zip: CachedZip) throws(Errno) -> Int64 { try open(zip).exclusiveBytes() }

  package func open(_ zip: CachedZip) throws(Errno) -> FileDescriptor {
    let file: FileDescriptor
    do throws(Errno) {
      let folder = try directory.folder(zip.system)
      file = try folder.open(entry: zip.fileName.text, [.readOnly, .nonBlocking])
    } catch {
      switch error {
      case .noSuchFile, .notDirectory, .tooManyLinks: throw .stale
      default: throw error
      }
    }
    let status = try file.status()
    guard status.kind == .regular, status.size == zip.size, status.modified == zip.modified else { throw .stale }
    return file
  }

  package func record(_ zips: [CachedZip]) throws(Errno) {
    do throws(SQLiteError) { try index.recordUse(zips) } catch { throw Errno(error) }
  }

  // MARK: Removing

  package func remove(_ zip: CachedZip) throws(Errno) {
    try removeFile(zip)
    forget(zip.key)
  }

  private func removeFile(_ zip: CachedZip) throws(Errno) {
    do throws(Errno) {
      let folder = try directory.folder(zip.system)
      try folder.remove(entry: zip.fileName.text)
      state.withLock { $0.hasChanged = true }
      // A power cut must not bring back what was removed for being damaged.
      try folder.synchronize()
    } catch { if error != .noSuchFile { throw error } }
  }

  func store(_ zip: CachedZip) throws(SQLiteError) { try index.store([CacheIndex.Row(zip: zip, isComplete: true)]) }

  package func recordBlocks(_ keys: [CacheKey], isPinned: Bool) throws(Errno) {
    do throws(SQLiteError) { try index.setPinnedBlocks(isPinned, keys) } catch { throw Errno(error) }
  }

  /// A row that stays is dropped at the next start, for it has no file.
  func forget(_ key: CacheKey) {
    do throws(SQLiteError) {
      try index.remove([key])
    } catch { Log.warning("The cache's index did not forget \(key): \(error)") }
  }

  // MARK: Building

  /// Members that can be shared are to be all but this part of a ZIP, or all but this many bytes, for it to be cloned
  /// rather than copied.
  private static let copiedPart: Int64 = 8
  private static let copiedBytes: Int64 = 64 << 20

  package func method(for blueprint: any ArchiveBlueprint) throws(Errno) -> BuildMethod {
    if state.withLock({ $0.notClonable.contains(blueprint.key) }) { return .copy }
    var members: [Int] = []
    var shared: Int64 = 0
    for case .member(let index, let offset, let length) in blueprint.pieces
    where ArchiveBuild.canShare(offset: offset, length: length) {
      members.append(index)
      shared += length
    }
    let copied = blueprint.size - shared
    guard !members.isEmpty, copied <= max(blueprint.size / CacheStore.copiedPart, CacheStore.copiedBytes) else {
      return .copy
    }
    // A game may have its discs on several disks.
    for index in members where try !probe.canClone(from: blueprint.openMember(index).descriptor) { return .copy }
    return .clone
  }

  package func build(
    _ blueprint: any ArchiveBlueprint, _ method: BuildMethod, progress: (Int64) -> BuildStep
  ) throws(BuildFailure) -> CachedZip {
    let key = blueprint.key
    guard state.withLock({ $0.building.insert(key).inserted }) else {
      throw .failed(.busy, "building what is being built")
    }
    defer { state.withLock { _ = $0.building.remove(key) } }
    let now = wallNanoseconds() / 1_000_000_000
    var zip = CachedZip(
      key: key, system: blueprint.system, name: blueprint.name, size: blueprint.size, occupied: 0,
      modified: blueprint.modified, created: now, lastUsed: now, isPinned: false)
    try announce(zip)
    do throws(BuildFailure) {
      try write(&zip, blueprint, method, progress)
    } catch {
      forget(key)
      throw error
    }
    do throws(SQLiteError) {
      try index.store([CacheIndex.Row(zip: zip, isComplete: true)])
    } catch {
      // Complete all the same: the next start adopts it.
      Log.warning("The cache's index did not take in \(path(of: zip)): \(error)")
    }
    return zip
  }

  /// The row of a build, and nothing left of an earlier ZIP with the key: under another system it would be lost.
  private func announce(_ zip: CachedZip) throws(BuildFailure) {
    do throws(SQLiteError) {
      let earlier = try index.row(of: zip.key)
      do throws(Errno) {
        if let earlier { try removeFile(earlier.zip) }
      } catch { throw SQLiteError(code: 0, message: "an earlier ZIP cannot be removed: \(error)", sql: "") }
      try index.store([CacheIndex.Row(zip: zip, isComplete: false)])
    } catch {
      throw error.kind == .full ? .noSpace : .failed(Errno(error), "writing the cache's index")
    }
  }

  private func write(
    _ zip: inout CachedZip, _ blueprint: any ArchiveBlueprint, _ method: BuildMethod, _ progress: (Int64) -> BuildStep
  ) throws(BuildFailure) {
    let partial = CacheFileName.partial(zip.key).text
    let folder: FileDescriptor
    do throws(Errno) {
      folder = try directory.makeFolder(zip.system)
    } catch { throw CacheStore.making(error) }
    var build = ArchiveBuild(blueprint, method, into: try CacheStore.makePartial(partial, in: folder))
    defer { state.withLock { $0.hasChanged = true } }
    do throws(BuildFailure) {
      let status = try build.run(progress)
      zip.modified = status.modified
      do throws(Errno) {
        zip.occupied = try build.exclusiveBytes()
        try folder.rename(entry: partial, to: CacheFileName.complete(zip.key).text)
      } catch { throw .failed(error, "completing a file in the cache") }
    } catch {
      if build.wasCloneRefused { state.withLock { _ = $0.notClonable.insert(blueprint.key) } }
      build.discard()
      do throws(Errno) {
        try folder.remove(entry: partial)
      } catch { Log.warning("\(directory.path(of: zip.system, .partial(zip.key))) cannot be removed: \(error)") }
      throw error
    }
    // It is complete from here on, whatever the directory says after a power cut.
    do throws(Errno) {
      try folder.synchronize()
    } catch { Log.warning("The cache's directory \(path)/zips/\(zip.system) was not brought to the disk: \(error)") }
  }

  private static func makePartial(
    _ name: String, in folder: borrowing FileDescriptor
  ) throws(BuildFailure) -> FileDescriptor {
    do throws(Errno) {
      // There is one where it could not be removed when it failed.
      try folder.remove(entry: name)
      return try folder.open(entry: name, [.readWrite, .create, .exclusive])
    } catch { throw making(error) }
  }

  private static func making(_ error: Errno) -> BuildFailure {
    error.meansFull ? .noSpace : .failed(error, "making a file in the cache")
  }
}
