internal import Platform

/// The directory of a cache on the disk, held open and locked:
///
///     lock, index.sqlite, CACHEDIR.TAG
///     zips/<system>/<key>.zip      complete
///     zips/<system>/.<key>.part    being built
///
/// Everything is named from open directories: a disk that is unmounted meanwhile never has its ZIPs written to the one
/// below. Any thread may call.
final class CacheDirectory: Sendable {
  /// Absolute.
  let path: String
  private let root: FileDescriptor
  private let zips: FileDescriptor
  private let lock: CacheLock

  private static let zipsName = "zips"
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

  /// Whether a name can be that of a folder below `zips`.
  static func isUsable(_ system: String) -> Bool {
    !system.isEmpty && system.utf8.count <= 255 && system != "." && system != ".."
      && !system.utf8.contains { $0 == UInt8(ascii: "/") || $0 == 0 }
  }

  /// The folder of a system; made, and made to last, where it is missing.
  func makeFolder(_ system: String) throws(Errno) -> FileDescriptor {
    guard CacheDirectory.isUsable(system) else { throw .invalidArgument }
    if try zips.makeDirectory(entry: system, permissions: 0o700) { try zips.synchronize() }
    return try folder(system)
  }

  /// - Throws: ENOENT where there is none.
  func folder(_ system: String) throws(Errno) -> FileDescriptor {
    guard CacheDirectory.isUsable(system) else { throw .invalidArgument }
    return try zips.open(entry: system, [.readOnly, .directory])
  }

  func path(of system: String, _ file: CacheFileName) -> String {
    "\(path)/\(CacheDirectory.zipsName)/\(system)/\(file.text)"
  }

  /// What is in `zips`: folders and everything else.
  func contents() throws(Errno) -> [(name: String, kind: EntryKind)] { try zips.entries() }

  /// Removes what a try left behind.
  func remove(probe name: String) throws(Errno) { try zips.remove(entry: name) }

  /// Removes a folder in which nothing is.
  func removeIfEmpty(_ system: String) { zips.removeDirectory(entry: system) }
}
