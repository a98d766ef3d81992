package import Model
package import Platform
internal import Synchronization

/// Changes of names, inside of ``changingNames(_:)`` where paths come from nodes. `wasSent` says that a worker that died
/// may have done it already: then it is no error to find it done. `isFolder` says that the view itself has the
/// directory: then it is made where it is missing. One that is only saved was removed where it is missing.
extension SavesLayer {
  /// Lets nobody else change names of this directory through the mount, so that a path is that of its node until what is
  /// done there is done. Not to be called inside of itself.
  package func changingNames<Result>(_ body: () throws(Errno) -> Result) throws(Errno) -> Result {
    try changing.withLock { (_) throws(Errno) in try body() }
  }

  /// Looked at first: what has been made under a longer path could not be reached any more.
  private func checkLength(_ name: [UInt8], in path: SavedPath) throws(Errno) {
    if path.bytes.count + 1 + name.count >= SavesLayer.pathLimit { throw .nameTooLong }
  }

  /// PATH_MAX of Linux, with the byte that ends it.
  private static let pathLimit = 4096

  private func directory(_ path: SavedPath, for name: [UInt8], isFolder: Bool) throws(Errno) -> FileDescriptor {
    try checkLength(name, in: path)
    if isFolder { return try makeDirectories(path) }
    guard let there = try openDirectory(path) else { throw .noSuchFile }
    return there
  }

  /// Makes a regular file and opens it; one that is there is opened, unless `isExclusive`.
  ///
  /// - Parameter permissions: as the program asked for them, its umask taken off.
  package func create(
    _ name: [UInt8], in path: SavedPath, isFolder: Bool = true, _ access: SaveAccess, permissions: UInt32,
    isExclusive: Bool, wasSent: Bool
  ) throws(Errno) -> (SavedEntry, OpenSave) {
    let directory = try directory(path, for: name, isFolder: isFolder)
    if let there = try directory.detailedStatus(ofEntry: name) {
      if isExclusive, !wasSent { throw .exists }
      switch there.kind {
      case .regular: break
      case .directory: throw .isDirectory
      // The kernel has followed links before it asks, so it does not know of this one yet.
      case .symbolicLink: throw .stale
      case .other: throw .exists
      }
      let entry = noted(there, at: path.appending(name))
      return (entry, try open(entry.node, access))
    }
    let file = try directory.open(inside: name, [access.mode, .create, .exclusive], permissions: permissions)
    try complete(file, permissions)
    let entry = noted(try file.detailedStatus(), at: path.appending(name))
    return (entry, register(OpenSave(entry.node, file, access)))
  }

  /// Makes a regular file and leaves it closed.
  package func makeFile(
    _ name: [UInt8], in path: SavedPath, isFolder: Bool = true, permissions: UInt32, wasSent: Bool
  ) throws(Errno) -> SavedEntry {
    let access = SaveAccess(reads: true, writes: false)
    let (entry, open) = try create(
      name, in: path, isFolder: isFolder, access, permissions: permissions, isExclusive: true, wasSent: wasSent)
    close(open)
    return entry
  }

  package func makeDirectory(
    _ name: [UInt8], in path: SavedPath, isFolder: Bool = true, permissions: UInt32, wasSent: Bool
  ) throws(Errno) -> SavedEntry {
    let directory = try directory(path, for: name, isFolder: isFolder)
    do throws(Errno) {
      try directory.makeDirectory(named: name, permissions: permissions & SavesLayer.permissionBits)
    } catch {
      guard error == .exists, wasSent, let there = try entry(name, in: path, directory),
        there.status.kind == .directory
      else { throw error }
      return there
    }
    let made = path.appending(name)
    try complete(try root.open(inside: made.bytes, .path), permissions)
    guard let entry = try entry(name, in: path, directory) else { throw .noSuchFile }
    return entry
  }

  package func makeSymbolicLink(
    _ name: [UInt8], in path: SavedPath, isFolder: Bool = true, to target: [UInt8], wasSent: Bool
  ) throws(Errno) -> SavedEntry {
    let directory = try directory(path, for: name, isFolder: isFolder)
    do throws(Errno) { try directory.makeSymbolicLink(named: name, to: target) } catch {
      guard error == .exists, wasSent, let there = try entry(name, in: path, directory),
        try linkTarget(of: there.node) == target
      else { throw error }
    }
    guard let entry = try entry(name, in: path, directory) else { throw .noSuchFile }
    return entry
  }

  /// Gives a file one more name.
  package func link(
    _ node: NodeID, _ name: [UInt8], in path: SavedPath, isFolder: Bool = true, wasSent: Bool
  ) throws(Errno) -> SavedEntry {
    let found = try locate(node)
    let directory = try directory(path, for: name, isFolder: isFolder)
    do throws(Errno) { try found.file.link(to: directory, named: name) } catch {
      guard error == .exists, wasSent, let there = try entry(name, in: path, directory), there.node == node else {
        throw error
      }
    }
    guard let entry = try entry(name, in: path, directory) else { throw .noSuchFile }
    return entry
  }

  /// The service's umask is not that of the program.
  private func complete(_ file: borrowing FileDescriptor, _ permissions: UInt32) throws(Errno) {
    let wanted = permissions & SavesLayer.permissionBits
    let made = try file.detailedStatus().permissions
    // The bit by which a directory gives its group to what is made in it stays.
    if made & SavesLayer.permissionBits != wanted { try file.setPermissions(wanted | made & 0o2000) }
  }

  // MARK: Removing and renaming

  /// Removes a file or, `asDirectory`, an empty directory.
  package func remove(
    _ name: [UInt8], in path: SavedPath, asDirectory: Bool, wasSent: Bool
  ) throws(Errno) {
    guard let directory = try openDirectory(path), let there = try directory.detailedStatus(ofEntry: name) else {
      if wasSent { return }
      throw .noSuchFile
    }
    try directory.remove(named: name, asDirectory: asDirectory)
    forget(there, at: path.appending(name))
  }

  private func forget(_ gone: DetailedStatus, at path: SavedPath) {
    let node = SavedEntry(gone, view: view).node
    places.withLock { $0.drop(node, at: path) }
    guard gone.kind == .regular, gone.links <= 1 else { return }
    // Its bytes are there as long as somebody has it open.
    if opened.withLock({ $0[node.rawValue] == nil }) { usage.forget(gone) }
  }

  /// - Parameters:
  ///   - unique: the number of the request, the same when it comes again.
  ///   - wasSent: whether it has come before.
  package func rename(
    _ name: [UInt8], in path: SavedPath, to other: [UInt8], in otherPath: SavedPath,
    isFolder isOtherFolder: Bool = true, _ replacing: FileDescriptor.Replacing, unique: UInt64, wasSent: Bool
  ) throws(Errno) {
    guard let directory = try openDirectory(path), let source = try directory.detailedStatus(ofEntry: name) else {
      // Gone from here and there: the worker that died had done it.
      if wasSent, replacing != .exchange, try entry(other, in: otherPath) != nil { return }
      throw .noSuchFile
    }
    let target = try self.directory(otherPath, for: other, isFolder: isOtherFolder)
    let replaced = try target.detailedStatus(ofEntry: other)
    if replacing == .exchange, let replaced {
      if wasSent, try isExchanged(unique, source, replaced) { return }
      try noteExchange(unique, source, replaced)
    }
    let (old, new) = (path.appending(name), otherPath.appending(other))
    places.withLock { $0.isMoving = true }
    defer { places.withLock { $0.isMoving = false } }
    try directory.rename(named: name, to: target, named: other, replacing)
    if let replaced, replacing == .replace, replaced.inode != source.inode { forget(replaced, at: new) }
    places.withLock { $0.move(from: old, to: new, isExchange: replacing == .exchange) }
  }

  // MARK: Exchanges

  /// An exchange that is done twice is undone, and nothing shows that it was done: so it is noted first, and the note
  /// stays, for the worker that gets the request again. On the directory itself, where no program finds it.
  private static let exchangeAttribute = "user.vitrine.exchange"

  private static func note(_ unique: UInt64, _ first: DetailedStatus, _ second: DetailedStatus) -> [UInt8] {
    Array("\(unique) \(first.inode) \(second.inode)".utf8)
  }

  /// - Throws: EINVAL, as a file system that cannot exchange has it, where nothing can be noted.
  private func noteExchange(_ unique: UInt64, _ first: DetailedStatus, _ second: DetailedStatus) throws(Errno) {
    do throws(Errno) {
      try root.setExtendedAttribute(SavesLayer.exchangeAttribute, SavesLayer.note(unique, first, second))
    } catch {
      throw error == .notSupported ? .invalidArgument : error
    }
  }

  private func isExchanged(
    _ unique: UInt64, _ first: DetailedStatus, _ second: DetailedStatus
  ) throws(Errno) -> Bool {
    try root.extendedAttribute(SavesLayer.exchangeAttribute) == SavesLayer.note(unique, second, first)
  }
}
