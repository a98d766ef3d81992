internal import Content
package import Model
package import Platform

/// Lists every file below one folder of the library, without recursion and with one descriptor open at a time.
///
/// Links are followed where they stay below the root. A folder that a link leads to is listed once per walk through
/// links, so folders full of links to each other end; a link to a folder above itself is left out.
package struct Walker: ~Copyable {
  /// Folders deeper than this below the system folder are left out.
  package static let depthLimit = 64
  /// Bytes of a path below the root; the kernel takes no more at once.
  package static let pathLimit = 4095
  /// File systems noted of one system folder.
  private static let mountLimit = 1000

  /// What lies below a folder.
  package struct Found: Sendable {
    /// Paths relative to the folder, sorted by their bytes.
    package var files: FileTable
    /// The folder's own modification time, nanoseconds since 1970.
    package var modified: Int64
    /// Other file systems than the one above them, by where they were met; the folder itself where it is not on the
    /// file system of the root.
    package var mounts: [Shelf.Mount]
    package var problems: ScanProblems
  }

  private struct FolderID: Hashable {
    var device: UInt64
    var inode: UInt64
  }

  /// A folder that has been opened, for the search for cycles.
  private struct Ancestor {
    var id: FolderID
    var parent: Int
  }

  private struct Pending {
    /// Below the system folder; empty for it.
    var path: [UInt8]
    var parent: Int
    var depth: Int
    var isLink: Bool
    var isBelowLink: Bool
    /// Of the folder it lies in.
    var device: UInt64
  }

  /// The folder that is being read.
  private struct Parent {
    var folder: Pending
    var number: Int
    var device: UInt64
    var volume: Volume
  }

  private let base: [UInt8]
  private var pending: [Pending] = []
  private var ancestors: [Ancestor] = []
  private var seenThroughLinks: Set<FolderID> = []
  private var problems = ScanProblems()
  private var listing = DirectoryListing()
  private var files = UnsortedFiles()
  private let root: LibraryRoot
  private let exclusions: Exclusions
  private var volumes: [UInt64: Volume] = [:]
  private var mounts: [Shelf.Mount] = []

  private init(_ root: LibraryRoot, base: [UInt8], _ exclusions: Exclusions) {
    self.root = root
    self.exclusions = exclusions
    self.base = base
  }

  /// Lists the files below `folder`.
  ///
  /// - Parameters:
  ///   - library: the library.
  ///   - root: its root, open; nothing outside it is ever opened.
  ///   - folder: raw path below the root, empty for the root itself.
  ///   - exclusions: what is left out further down.
  ///   - progress: called after each directory with the number of files it added; false ends the walk.
  /// - Returns: nil when `progress` ended it.
  /// - Throws: what opening or reading `folder` itself failed with. Failures further down are counted.
  package static func walk(
    _ library: LibraryRoot, root: borrowing FileDescriptor, folder: [UInt8], exclusions: Exclusions = .none,
    progress: (Int) -> Bool
  ) throws(Errno) -> Found? {
    var walker = Walker(library, base: folder, exclusions)
    let device = try root.status().device
    try walker.noteFolders(above: folder, root: root)
    walker.pending = [
      Pending(
        path: [], parent: walker.ancestors.count - 1, depth: 0, isLink: false, isBelowLink: false, device: device)
    ]
    var modified: Int64 = 0
    while let next = walker.pending.popLast() {
      let before = walker.files.count
      do throws(Errno) {
        let status = try walker.list(next, root: root)
        if next.depth == 0 { modified = status }
      } catch {
        if next.depth == 0 { throw error }
        walker.countFailure(error, next)
      }
      guard progress(walker.files.count - before) else { return nil }
    }
    return Found(
      files: walker.files.sorted(), modified: modified,
      mounts: walker.mounts.sorted { $0.path.lexicographicallyPrecedes($1.path) },
      problems: walker.problems)
  }

  /// The root, and what lies between it and `folder`: a link back to one of them would bring all other systems in.
  private mutating func noteFolders(above folder: [UInt8], root: borrowing FileDescriptor) throws(Errno) {
    let components = folder.split(separator: UInt8(ascii: "/"))
    for depth in components.indices {
      let path = components[..<depth].joined(separator: [UInt8(ascii: "/")])
      let status = depth == 0 ? try root.status() : try root.open(beneath: Array(path), .path).status()
      let id = FolderID(device: status.device, inode: status.inode)
      ancestors.append(Ancestor(id: id, parent: ancestors.count - 1))
    }
  }

  /// The volume of an open file, asked of its file system at the first file of it.
  private mutating func volume(
    of file: borrowing FileDescriptor, _ status: FileStatus, _ rootDescriptor: borrowing FileDescriptor
  ) throws(Errno) -> Volume {
    if let known = volumes[status.device] { return known }
    let volume = try Volumes.shared.examine(file, status, in: root, rootDescriptor)
    volumes[status.device] = volume
    return volume
  }

  private func pathBelowRoot(_ path: [UInt8]) -> [UInt8] {
    if base.isEmpty { return path.isEmpty ? [UInt8(ascii: ".")] : path }
    return path.isEmpty ? base : base + [UInt8(ascii: "/")] + path
  }

  private mutating func countFailure(_ error: Errno, _ folder: Pending) {
    let path = pathBelowRoot(folder.path)
    switch error {
    case .noSuchFile where !folder.isLink: return  // Gone since its parent was read.
    case .noSuchFile: problems.add(.danglingLink, path: path)
    case .crossDevice: problems.add(.escapingLink, path: path)
    case .tooManyLinks: problems.add(.cyclicLink, path: path)
    case .nameTooLong: problems.add(.pathTooLong, path: path)
    default:
      problems.add(.unreadableFolder, path: path)
      Log.warning("cannot read the folder \(String(decoding: path, as: UTF8.self)): \(error)")
    }
  }

  /// Reads one folder: files are noted, folders put on the stack.
  ///
  /// - Returns: the folder's modification time.
  private mutating func list(_ folder: Pending, root: borrowing FileDescriptor) throws(Errno) -> Int64 {
    // `noFollow` concerns the last component only: a folder that was one a moment ago is not followed elsewhere.
    let mode: FileDescriptor.Mode = folder.isLink || folder.depth == 0 ? [.directory] : [.directory, .noFollow]
    let descriptor = try root.open(beneath: pathBelowRoot(folder.path), mode)
    let status = try descriptor.status()
    if folder.depth > 0, exclusions.leaveOut(status) { return status.modified }
    let id = FolderID(device: status.device, inode: status.inode)
    if folder.isLink || folder.isBelowLink {
      guard admitThroughLink(id, folder) else { return status.modified }
    }
    let volume = try volume(of: descriptor, status, root)
    if status.device != folder.device, mounts.count < Walker.mountLimit {
      mounts.append(Shelf.Mount(path: folder.path, volume: volume.identity))
    }
    let stream = try DirectoryStream(descriptor)
    listing.read(stream)
    let own = ancestors.count
    ancestors.append(Ancestor(id: id, parent: folder.parent))
    let parent = Parent(folder: folder, number: own, device: status.device, volume: volume)
    for entry in listing.entries { note(entry, of: parent, stream, root: root) }
    if let failure = listing.failure { throw failure }
    return status.modified
  }

  private mutating func admitThroughLink(_ id: FolderID, _ folder: Pending) -> Bool {
    var above = folder.parent
    while above >= 0 {
      if ancestors[above].id == id {
        problems.add(.cyclicLink, path: pathBelowRoot(folder.path))
        return false
      }
      above = ancestors[above].parent
    }
    guard seenThroughLinks.insert(id).inserted else {
      problems.add(.repeatedLink, path: pathBelowRoot(folder.path))
      return false
    }
    return true
  }

  private mutating func note(
    _ entry: DirectoryListing.Entry, of parent: Parent, _ stream: borrowing DirectoryStream,
    root: borrowing FileDescriptor
  ) {
    let folder = parent.folder
    let length = folder.path.count + 1 + Int(entry.length)
    guard base.count + 1 + length <= Walker.pathLimit else {
      return problems.add(.pathTooLong, path: pathBelowRoot(child(of: folder, entry)))
    }
    if entry.kind == .directory { return push(entry, of: parent, isLink: false) }
    if exclusions.concernFiles, exclusions.leaveOut(file: pathBelowRoot(child(of: folder, entry))) { return }
    if entry.kind == .other { return problems.add(.specialFile, path: pathBelowRoot(child(of: folder, entry))) }
    if entry.kind == .symbolicLink { return followLink(entry, of: parent, root: root) }
    let status: Result<FileStatus, Errno>? = listing.withName(entry) { name in
      do throws(Errno) {
        return .success(try stream.status(of: name, followingLinks: false))
      } catch {
        return .failure(error)
      }
    }
    switch status {
    case .success(let status):
      switch status.kind {
      case .regular where status.device == parent.device:
        append(entry, of: folder, status, parent.volume)
      // A file that something is mounted on, or of a layer of an overlay.
      case .regular: followLink(entry, of: parent, root: root)
      case .directory: push(entry, of: parent, isLink: false)
      case .symbolicLink: followLink(entry, of: parent, root: root)
      case .other: problems.add(.specialFile, path: pathBelowRoot(child(of: folder, entry)))
      }
    case .failure(.noSuchFile), nil: break  // Gone since the folder was read.
    case .failure: problems.add(.unreadableFile, path: pathBelowRoot(child(of: folder, entry)))
    }
  }

  private mutating func append(
    _ entry: DirectoryListing.Entry, of folder: Pending, _ status: FileStatus, _ volume: Volume
  ) {
    let version = volume.version(status) { pathBelowRoot(child(of: folder, entry)) }
    if !files.append(folder: folder.path, name: listing, entry, version) {
      problems.add(.tooMany, path: pathBelowRoot(child(of: folder, entry)))
    }
  }

  private func child(of folder: Pending, _ entry: DirectoryListing.Entry) -> [UInt8] {
    folder.path.isEmpty ? listing.name(entry) : folder.path + [UInt8(ascii: "/")] + listing.name(entry)
  }

  private mutating func push(_ entry: DirectoryListing.Entry, of parent: Parent, isLink: Bool) {
    let folder = parent.folder
    let path = child(of: folder, entry)
    if exclusions.leaveOut(folder: pathBelowRoot(path)) { return }
    guard folder.depth < Walker.depthLimit else { return problems.add(.tooDeep, path: pathBelowRoot(path)) }
    pending.append(
      Pending(
        path: path, parent: parent.number, depth: folder.depth + 1, isLink: isLink,
        isBelowLink: folder.isBelowLink || isLink, device: parent.device))
  }

  private mutating func followLink(
    _ entry: DirectoryListing.Entry, of parent: Parent, root: borrowing FileDescriptor
  ) {
    let folder = parent.folder
    let path = pathBelowRoot(child(of: folder, entry))
    do throws(Errno) {
      let file = try root.open(beneath: path, [.path])
      let status = try file.status()
      switch status.kind {
      case .regular: append(entry, of: folder, status, try volume(of: file, status, root))
      case .directory: push(entry, of: parent, isLink: true)
      case .symbolicLink, .other: problems.add(.specialFile, path: path)
      }
    } catch {
      switch error {
      case .crossDevice: problems.add(.escapingLink, path: path)
      case .tooManyLinks: problems.add(.cyclicLink, path: path)
      case .nameTooLong: problems.add(.pathTooLong, path: path)
      case .noSuchFile, .notDirectory: problems.add(.danglingLink, path: path)
      default: problems.add(.unreadableFile, path: path)
      }
    }
  }
}
