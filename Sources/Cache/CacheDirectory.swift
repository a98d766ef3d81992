internal import Platform

/// The directory of a cache on the disk, held open and locked:
///
///     lock, index.sqlite, CACHEDIR.TAG
///     zips/<system>/<key>.zip      complete
///     zips/<system>/<key>.file     a whole file of a remote server
///     zips/<system>/.<key>.part    being built
///     blocks/<system>/<key>.data, <key>.journal    some blocks of a file of a remote server
///
/// Everything is named from open directories: a disk that is unmounted meanwhile never has its ZIPs written to the one
/// below. Any thread may call.
final class CacheDirectory: Sendable {
  /// Absolute.
  let path: String
  private let root: FileDescriptor
  private let zips: FileDescriptor
  private let blocks: FileDescriptor
  private let lock: CacheLock

  /// What folders of systems are in.
  enum Place: String, Sendable {
    case zips
    case blocks
  }

  private static let zipsName = Place.zips.rawValue
  private static let tagName = "CACHEDIR.TAG"

  /// Makes what is missing, for this user alone, and takes the lock.
  init(path: String, owner: String) throws(CacheProblem) {
    let root: FileDescriptor
    do throws(Errno) {
      try createDirectories(path, permissions: 0o700)
      root = try FileDescriptor.open(path, [.readOnly, .directory])
    } catch { throw CacheProblem(error, path) }
    lock = try CacheLock(in: root, path: path, owner: owner)
    do throws(Errno) {
      if try root.makeDirectory(entry: CacheDirectory.zipsName, permissions: 0o700) { try root.synchronize() }
      zips = try root.open(entry: CacheDirectory.zipsName, [.readOnly, .directory])
    } catch { throw CacheProblem(error, "\(path)/\(CacheDirectory.zipsName)") }
    do throws(Errno) {
      let name = Place.blocks.rawValue
      if try root.makeDirectory(entry: name, permissions: 0o700) { try root.synchronize() }
      blocks = try root.open(entry: name, [.readOnly, .directory])
    } catch { throw CacheProblem(error, "\(path)/\(Place.blocks.rawValue)") }
    self.path = path
    self.root = root
    CacheDirectory.tag(self.root)
  }

  /// Has backup programs leave the directory out (bford.info/cachedir). Not worth failing for.
  private static func tag(_ root: borrowing FileDescriptor) {
    guard let file = try? root.open(entry: tagName, [.writeOnly, .create, .exclusive]) else { return }
    try? file.write("Signature: 8a477f597d28d172789f06886806bc55\n# This directory is Vitrine's cache.\n")
  }

  // MARK: The directory as a whole

  /// Whether the directories are still those that their paths lead to. True where that cannot be told.
  var isThere: Bool {
    do throws(Errno) {
      let (top, inner) = (try FileStatus.of(path), try FileStatus.of("\(path)/\(CacheDirectory.zipsName)"))
      let (own, ownInner) = (try root.status(), try zips.status())
      return top.inode == own.inode && top.device == own.device && inner.inode == ownInner.inode
        && inner.device == ownInner.device
    } catch {
      return error != .noSuchFile && error != .notDirectory
    }
  }

  /// Makes an empty file that only this user can read, where there is none.
  func makePrivate(_ name: String) { _ = try? root.open(entry: name, [.writeOnly, .create]) }

  /// - Parameter hasChanged: whether files were written or removed since the last call.
  func space(hasChanged: Bool) throws(Errno) -> DiskSpace {
    if hasChanged { try zips.settleSpace() }
    let space = try zips.fileSystemSpace()
    return DiskSpace(free: space.free, total: space.total)
  }

  /// A new file without a name, gone with its descriptor: to try something out.
  func makeProbe(number: Int) throws(Errno) -> FileDescriptor {
    let name = CacheFileName.probe(number).text
    try zips.remove(entry: name)
    let file = try zips.open(entry: name, [.readWrite, .create, .exclusive])
    try zips.remove(entry: name)
    return file
  }

  /// Puts `<name>` aside as `<name>.broken`, with a database's other files removed.
  func putAside(_ name: String) throws(Errno) {
    try root.rename(entry: name, to: "\(name).broken")
    for suffix in ["-wal", "-shm"] { try root.remove(entry: name + suffix) }
  }

  // MARK: Systems

  /// Whether a name can be that of a folder of a system.
  static func isUsable(_ system: String) -> Bool {
    !system.isEmpty && system.utf8.count <= 255 && system != "." && system != ".."
      && !system.utf8.contains { $0 == UInt8(ascii: "/") || $0 == 0 }
  }

  /// The folder of a system; made, and made to last, where it is missing.
  func makeFolder(_ system: String, in place: Place = .zips) throws(Errno) -> FileDescriptor {
    switch place {
    case .zips: try CacheDirectory.makeFolder(system, zips)
    case .blocks: try CacheDirectory.makeFolder(system, blocks)
    }
  }

  private static func makeFolder(
    _ system: String, _ place: borrowing FileDescriptor
  ) throws(Errno) -> FileDescriptor {
    guard isUsable(system) else { throw .invalidArgument }
    if try place.makeDirectory(entry: system, permissions: 0o700) { try place.synchronize() }
    return try place.open(entry: system, [.readOnly, .directory])
  }

  /// - Throws: ENOENT where there is none.
  func folder(_ system: String, in place: Place = .zips) throws(Errno) -> FileDescriptor {
    guard CacheDirectory.isUsable(system) else { throw .invalidArgument }
    return switch place {
    case .zips: try zips.open(entry: system, [.readOnly, .directory])
    case .blocks: try blocks.open(entry: system, [.readOnly, .directory])
    }
  }

  func path(of system: String, _ file: CacheFileName) -> String {
    "\(path)/\(CacheDirectory.zipsName)/\(system)/\(file.text)"
  }

  func path(of system: String, _ file: BlockFileName) -> String {
    "\(path)/\(Place.blocks.rawValue)/\(system)/\(file.text)"
  }

  /// What is there: folders and everything else.
  func contents(of place: Place = .zips) throws(Errno) -> [(name: String, kind: EntryKind)] {
    switch place {
    case .zips: try zips.entries()
    case .blocks: try blocks.entries()
    }
  }

  /// Removes what a try left behind.
  func remove(probe name: String) throws(Errno) { try zips.remove(entry: name) }

  /// Removes a folder in which nothing is.
  func removeIfEmpty(_ system: String, in place: Place = .zips) {
    switch place {
    case .zips: zips.removeDirectory(entry: system)
    case .blocks: blocks.removeDirectory(entry: system)
    }
  }
}
