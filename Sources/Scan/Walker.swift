internal import Content
package import Model
package import Platform

/// Lists every file below one folder of the library, without recursion and with one descriptor open at a time.
///
/// Links are followed where they stay below the root. A folder that a link leads to is listed once per walk through
/// links, so folders full of links to each other end; a folder that is one of those above it, by a link or a bind
/// mount, is left out.
///
/// With what is known from before, a walk can list single folders again and take the rest over. What cannot be read
/// stays as it was known.
package struct Walker: ~Copyable {
  /// Folders deeper than this below the system folder are left out.
  package static let depthLimit = 512
  /// Bytes of a path below the root; the kernel takes no more at once.
  package static let pathLimit = 4095
  /// File systems noted of one system folder.
  static let mountLimit = 1000
  /// What changed less than this before it was listed may change again unnoticed: clocks tick in milliseconds, and
  /// whoever writes goes on. Nanoseconds.
  static let settling: Int64 = 3_000_000_000

  /// What lies below a folder.
  package struct Found: Sendable {
    /// Paths relative to the folder, sorted by their bytes.
    package var files: FileTable
    /// The folder's own modification time, nanoseconds since 1970.
    package var modified: Int64
    /// Other file systems than the one above them, by where they were met; the folder itself where it is not on the
    /// file system of the root.
    package var mounts: [Shelf.Mount]
    var folders: FolderTable
    var folderProblems: [[UInt8]: ScanProblems]
    /// Folders that were opened, and files that were stat'ed.
    package var listedFolders: Int
    package var listedFiles: Int

    package var problems: ScanProblems {
      var all = ScanProblems()
      for (_, problems) in folderProblems.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) { all.add(problems) }
      return all
    }
  }

  /// What an earlier look found.
  struct Known: Sendable {
    var files: FileTable
    var mounts: [Shelf.Mount]
    /// nil after a restart: the catalog has none.
    var folders: FolderTable?
    var problems: [[UInt8]: ScanProblems]
  }

  /// A folder that has been opened, for the search for cycles.
  struct Ancestor {
    var id: FolderID
    var parent: Int
  }

  struct Pending {
    /// Below the system folder; empty for it.
    var path: [UInt8]
    var parent: Int
    var depth: Int
    var isLink: Bool
    var isBelowLink: Bool
    /// Of the folder it lies in.
    var device: UInt64
    /// An earlier look has listed it: what that says of the folders in it stands.
    var isKnown: Bool
  }

  /// The folder that is being read.
  struct Parent {
    var folder: Pending
    var number: Int
    var device: UInt64
    var volume: Volume
    var flags: FolderTable.Flags
    /// When it was opened, nanoseconds since 1970.
    var opened: Int64
    /// Folders in it of which what is known stands.
    var standing: Set<[UInt8]> = []
    var problems = ScanProblems()
  }

  let base: [UInt8]
  let root: LibraryRoot
  let exclusions: Exclusions
  let watcher: FolderWatcher?
  /// Whether only some folders are listed.
  let isPartial: Bool
  let known: Known?
  var pending: [Pending] = []
  /// Where folders can be met twice.
  var visited: Set<[UInt8]> = []
  var ancestors: [Ancestor] = []
  var seenThroughLinks: Set<FolderID> = []
  var listing = DirectoryListing()
  var files = UnsortedFiles()
  var volumes: [UInt64: Volume] = [:]
  var mounts: [Shelf.Mount] = []
  var folders: [(path: [UInt8], folder: FolderTable.Folder)] = []
  var problems: [[UInt8]: ScanProblems] = [:]
  /// Known folders that were listed again.
  var relisted: [[UInt8]] = []
  /// Known folders that are gone, or others by now, with all below them.
  var replaced: [[UInt8]] = []
  /// Folders that cannot be read: what is known of them, and of all below them, stays.
  var kept: [[UInt8]] = []

  private init(
    _ root: LibraryRoot, base: [UInt8], _ exclusions: Exclusions, _ watcher: FolderWatcher?, _ known: Known?,
    isPartial: Bool
  ) {
    self.root = root
    self.base = base
    self.exclusions = exclusions
    self.watcher = watcher
    self.known = known
    self.isPartial = isPartial
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
    try walk(
      library, root: root, folder: folder, exclusions: exclusions, scope: .complete, known: nil, watcher: nil,
      progress: progress)
  }

  /// As ``walk(_:root:folder:exclusions:progress:)``, with what is known from before.
  ///
  /// - Parameters:
  ///   - scope: what is listed; everything where nothing is known of the folders.
  ///   - watcher: is handed every folder before it is read, so that no change falls in between.
  static func walk(
    _ library: LibraryRoot, root: borrowing FileDescriptor, folder: [UInt8], exclusions: Exclusions,
    scope: LookScope, known: Known?, watcher: FolderWatcher?, progress: (Int) -> Bool
  ) throws(Errno) -> Found? {
    let isPartial = !scope.isComplete && known?.folders != nil
    var walker = Walker(library, base: folder, exclusions, watcher, known, isPartial: isPartial)
    let device = try root.status().device
    try walker.noteFolders(above: folder, root: root)
    if !isPartial {
      walker.pending = [
        Pending(
          path: [], parent: walker.ancestors.count - 1, depth: 0, isLink: false, isBelowLink: false, device: device,
          isKnown: false)
      ]
    } else {
      try walker.startPartial(scope, root: root, rootDevice: device)
    }
    while let next = walker.pending.popLast() {
      let before = walker.files.count
      do throws(Errno) {
        try walker.list(next, root: root)
      } catch {
        if next.depth == 0 { throw error }
        walker.countFailure(error, next)
      }
      guard progress(walker.files.count - before) else { return nil }
    }
    walker.keepMissingMounts(root: root)
    return walker.found()
  }

  /// The root, and what lies between it and `folder`: a link back to one of them would bring all other systems in.
  private mutating func noteFolders(above folder: [UInt8], root: borrowing FileDescriptor) throws(Errno) {
    let components = folder.split(separator: UInt8(ascii: "/"))
    for depth in components.indices {
      let path = components[..<depth].joined(separator: [UInt8(ascii: "/")])
      let status = depth == 0 ? try root.status() : try root.open(beneath: Array(path), .path).status()
      ancestors.append(Ancestor(id: FolderID(status), parent: ancestors.count - 1))
    }
  }

  func pathBelowRoot(_ path: [UInt8]) -> [UInt8] {
    if base.isEmpty { return path.isEmpty ? [UInt8(ascii: ".")] : path }
    return path.isEmpty ? base : base + [UInt8(ascii: "/")] + path
  }

  /// A folder below the system folder that could not be opened or read.
  private mutating func countFailure(_ error: Errno, _ folder: Pending) {
    let path = pathBelowRoot(folder.path)
    let parent = parentPath(folder.path)
    switch error {
    // Gone since its parent was read.
    case .noSuchFile where !folder.isLink, .notDirectory where !folder.isLink:
      if folder.isKnown { replace(folder.path) }
    case .noSuchFile, .notDirectory: problems[parent, default: ScanProblems()].add(.danglingLink, path: path)
    case .crossDevice: problems[parent, default: ScanProblems()].add(.escapingLink, path: path)
    case .tooManyLinks: problems[parent, default: ScanProblems()].add(.cyclicLink, path: path)
    case .nameTooLong: problems[parent, default: ScanProblems()].add(.pathTooLong, path: path)
    default:
      keep(folder, .unreadableFolder)
      Log.warning("cannot read the folder \(String(decoding: path, as: UTF8.self)): \(error)")
    }
  }
}

/// A directory, under whatever path.
struct FolderID: Hashable, Sendable {
  var device: UInt64
  var inode: UInt64

  init(_ status: FileStatus) {
    device = status.device
    inode = status.inode
  }

  init(_ folder: FolderTable.Folder) {
    device = folder.device
    inode = folder.inode
  }
}
