internal import Catalog
internal import Digest
internal import Model
internal import TestSupport

/// A library that exists in the catalog only: what a look at a folder finds is said by the test.
final class IdentifiedLibrary {
  /// A file, by what its version is; `time` is a whole second unless said otherwise.
  struct File {
    var inode: UInt64
    var size: Int64 = 1000
    var time: Int64 = 5_000_000_000
  }

  static let day: Int64 = 86_400_000_000_000

  private let workspace: TemporaryDirectory
  private(set) var catalog: Catalog
  private var roots: [String: LibraryRoot] = [:]
  /// When the next look is, nanoseconds since 1970.
  var now: Int64 = 1000 * IdentifiedLibrary.day

  init() throws {
    workspace = try TemporaryDirectory()
    catalog = try Catalog.open(directory: workspace.path)
  }

  /// As after a restart.
  func reopen() throws {
    catalog.close()
    catalog = try Catalog.open(directory: workspace.path)
  }

  func root(_ path: String = "/library") throws -> LibraryRoot {
    if let known = roots[path] { return known }
    let root = try catalog.root(forPath: path)
    roots[path] = root
    return root
  }

  /// A look at a folder finds these files; those that no archive names are a game each.
  func see(
    _ folder: String, _ files: [String: File], archives: [String: [String]] = [:], root: String = "/library"
  ) throws {
    now += 1_000_000_000
    let paths = files.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var table = FileTable()
    for path in paths {
      guard let file = files[path] else { continue }
      table.append(path: path.utf8, version: FileVersion(size: file.size, modified: file.time, inode: file.inode))
    }
    let members = Set(archives.values.joined())
    let games = archives.map { name, members in
      ArchiveGame(
        name: bytes(name), members: paths.indices.filter { members.contains(paths[$0]) }.map { UInt32($0) },
        prefixLength: 0)
    }
    let shelf = Shelf(
      location: .init(root: try self.root(root), folder: bytes(folder)), system: folder, modified: 0, files: table,
      singles: paths.indices.filter { !members.contains(paths[$0]) }.map { UInt32($0) },
      archives: games.sorted { ($0.members.first ?? 0) < ($1.members.first ?? 0) })
    try catalog.replace(shelf, observed: now)
  }

  /// As ``see(_:_:archives:root:)`` with inodes alone.
  func see(_ folder: String, _ files: [String: UInt64], root: String = "/library") throws {
    try see(folder, files.mapValues { File(inode: $0) }, root: root)
  }

  /// A folder is gone.
  func lose(_ folder: String, root: String = "/library") throws {
    now += 1_000_000_000
    try catalog.remove(.init(root: try self.root(root), folder: bytes(folder)), observed: now)
  }

  /// A file has been hashed; files of one `content` have one SHA-1.
  func hash(_ file: File, content: UInt8, root: String = "/library") throws {
    let key = ContentKey(
      root: try self.root(root).id, version: FileVersion(size: file.size, modified: file.time, inode: file.inode))
    let digest = [UInt8](repeating: content, count: SHA1Digest.byteCount).withUnsafeBytes { SHA1Digest(bytes: $0) }
    let sums = Checksums(crc32: UInt32(content), sha1: digest)
    _ = try catalog.record([HashResult(key: key, path: [], checksums: sums)], at: now)
  }

  /// The id of the game a file belongs to; nil for none.
  func id(_ path: String, root: String = "/library") throws -> Int64? {
    let identity = try catalog.identity(of: self.root(root), path: bytes(path))
    return identity?.missingSince == nil ? identity?.id : nil
  }

  /// The game that was last seen at a path and is missing.
  func missing(_ path: String, root: String = "/library") throws -> Int64? {
    let identity = try catalog.identity(of: self.root(root), path: bytes(path))
    return identity?.missingSince == nil ? nil : identity?.id
  }
}
