internal import Platform

/// One directory: its files and folders by name, links resolved, junk left out, in byte order.
struct Level: Sendable {
  struct Folder: Sendable {
    var name: [UInt8]
    var isLink: Bool
  }

  var files: [[UInt8]] = []
  var folders: [Folder] = []
  var device: UInt64
  var inode: UInt64
  /// Before it was read, nanoseconds since 1970.
  var modified: Int64
  /// Nothing lies in it, whatever is left out.
  private(set) var isEmpty: Bool

  /// - Parameter kind: what a link of this path below the root, or an entry without a kind, leads to.
  init(
    root: borrowing FileDescriptor, path: [UInt8], kind: (_ path: [UInt8]) -> FileStatus.Kind?
  ) throws(Errno) {
    let descriptor = try root.open(beneath: path.isEmpty ? [UInt8(ascii: ".")] : path, [.directory])
    let status = try descriptor.status()
    device = status.device
    inode = status.inode
    modified = status.modified
    var listing = DirectoryListing()
    listing.read(try DirectoryStream(descriptor))
    if let failure = listing.failure { throw failure }
    for entry in listing.entries {
      let name = listing.name(entry)
      switch entry.kind {
      case .regular: files.append(name)
      case .directory: folders.append(Folder(name: name, isLink: false))
      case .symbolicLink, .unknown:
        let full = path.isEmpty ? name : path + [UInt8(ascii: "/")] + name
        let kind = kind(full)
        if kind == .directory { folders.append(Folder(name: name, isLink: entry.kind == .symbolicLink)) }
        if kind == .regular { files.append(name) }
      case .other: break
      }
    }
    isEmpty = files.isEmpty && folders.isEmpty
    files.sort { Level.precedes($0, $1) }
    // Links last: of a folder and a link to it, the folder is the one that stays.
    folders.sort { left, right in
      left.isLink == right.isLink ? Level.precedes(left.name, right.name) : !left.isLink
    }
  }

  /// A folder that is only known by the names in it.
  ///
  /// - Parameter number: no other folder's.
  init(files: [[UInt8]], folders: [[UInt8]], number: UInt64) {
    func isLeftOut(_ name: [UInt8]) -> Bool { name.withUnsafeBytes { Junk.contains($0) } }
    self.files = files.filter { !isLeftOut($0) }.sorted { Level.precedes($0, $1) }
    self.folders = folders.filter { !isLeftOut($0) }.sorted { Level.precedes($0, $1) }
      .map { Folder(name: $0, isLink: false) }
    device = 0
    inode = number
    modified = 0
    isEmpty = files.isEmpty && folders.isEmpty
  }

  private static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.withUnsafeBytes { left in
      right.withUnsafeBytes { right in
        let order = compareBytes(left, right)
        return order == 0 ? left.count < right.count : order < 0
      }
    }
  }

  /// - Parameter path: its own path below the root.
  mutating func leaveOut(_ exclusions: Exclusions, below path: [UInt8]) {
    func inner(_ name: [UInt8]) -> [UInt8] { path.isEmpty ? name : path + [UInt8(ascii: "/")] + name }
    folders.removeAll { exclusions.leaveOut(folder: inner($0.name)) }
    if exclusions.concernFiles { files.removeAll { exclusions.leaveOut(file: inner($0)) } }
  }
}

/// Reads directories, on another thread where their file system may never answer.
struct Looks {
  private enum Place {
    case disk(Root)
    /// nil for what is no folder.
    case names((_ path: [UInt8]) -> Level?)
  }

  static let patience: UInt64 = 5_000_000_000

  /// Raw paths of mount points below the root.
  private let stalling: Set<[UInt8]>
  /// Those that did not answer; they are not asked again.
  private(set) var silent: Set<[UInt8]> = []

  private let place: Place
  private let exclusions: Exclusions
  private let progress: @Sendable () -> Void

  init(
    _ root: borrowing FileDescriptor, stalling: Set<[UInt8]>, exclusions: Exclusions,
    progress: @escaping @Sendable () -> Void
  ) throws(Errno) {
    place = .disk(Root(try root.duplicate()))
    self.stalling = stalling
    self.exclusions = exclusions
    self.progress = progress
  }

  /// Nothing is read: every folder is known by its path.
  init(_ levels: @escaping (_ path: [UInt8]) -> Level?) {
    place = .names(levels)
    stalling = []
    exclusions = .none
    progress = {}
  }

  private final class Root: Sendable {
    let descriptor: FileDescriptor
    init(_ descriptor: consuming FileDescriptor) { self.descriptor = descriptor }
  }

  /// The stalling file system that a path is on, as far as its names tell.
  func mount(of path: [UInt8]) -> [UInt8]? {
    guard !stalling.isEmpty else { return nil }
    var path = path
    while !path.isEmpty {
      if stalling.contains(path) { return path }
      path = path.lastIndex(of: UInt8(ascii: "/")).map { [UInt8](path[..<$0]) } ?? []
    }
    return nil
  }

  /// - Throws: what reading failed with; ETIMEDOUT where no answer came.
  mutating func read(_ path: [UInt8]) throws(Errno) -> Level {
    switch place {
    case .names(let levels):
      guard let level = levels(path) else { throw .noSuchFile }
      return level
    case .disk(let root):
      defer { progress() }
      var level = try whole(path, root)
      level.leaveOut(exclusions, below: path)
      return level
    }
  }

  private mutating func whole(_ path: [UInt8], _ own: Root) throws(Errno) -> Level {
    guard !stalling.isEmpty else {
      return try Level(root: own.descriptor, path: path) { Looks.kind(of: $0, own.descriptor) }
    }
    guard let mount = mount(of: path) else {
      // A link can lead to any of them.
      return try Level(root: own.descriptor, path: path) { path in
        withPatience(nanoseconds: Looks.patience) { Looks.kind(of: path, own.descriptor) } ?? nil
      }
    }
    guard !silent.contains(mount) else { throw .timedOut }
    let level = withPatience(nanoseconds: Looks.patience) { () -> Result<Level, Errno> in
      do throws(Errno) {
        return .success(try Level(root: own.descriptor, path: path) { Looks.kind(of: $0, own.descriptor) })
      } catch {
        return .failure(error)
      }
    }
    guard let level else {
      silent.insert(mount)
      throw .timedOut
    }
    return try level.get()
  }

  private static func kind(of path: [UInt8], _ root: borrowing FileDescriptor) -> FileStatus.Kind? {
    try? root.open(beneath: path, [.path]).status().kind
  }
}
