internal import Content
internal import Digest
internal import Model

/// What everything below a folder comes to.
struct FolderSummary {
  var node: NodeID
  /// Of everything the bytes of the folder's ZIP depend on.
  var digest: SHA256Digest
  /// Files below the folder, at any depth.
  var members: Int
  /// That of the newest file, or the folder's own where there is none; nanoseconds since 1970.
  var modified: Int64
  var hasFolders: Bool
}

/// Is shown what ``FolderWalk`` comes by.
protocol FolderVisitor {
  /// - Parameter pathLength: bytes before the names in the folder, in the paths of its members.
  mutating func enter(_ folder: Directory, pathLength: Int)
  /// - Parameter path: from where the walk began, valid during the call.
  mutating func member(_ path: UnsafeRawBufferPointer, _ attributes: Attributes)
  /// The end of the folder that was entered last.
  mutating func leave(_ summary: FolderSummary)
}

/// Goes through all files below a folder of the mount, folders in the place of their names: the order of a folder's
/// ZIP.
///
/// Reads the tree's memory only; its lock is taken for each folder.
struct FolderWalk {
  private struct Level {
    var directory: Directory
    var number = 0
    var pathLength: Int
    var identity = FolderIdentity()
    var members = 0
    var newest = Int64.min
    var hasFolders = false

    init(_ directory: Directory, pathLength: Int) {
      self.directory = directory
      self.pathLength = pathLength
    }
  }

  let tree: Tree
  /// Folders that are passed by.
  var skipped: Set<NodeID> = []

  /// Folders lie in each other hundreds deep where somebody wants them to: there is no recursion.
  func run(from start: Directory, _ visitor: inout some FolderVisitor) -> FolderSummary {
    var path: [UInt8] = []
    var above: [Level] = []
    var level = Level(start, pathLength: 0)
    visitor.enter(start, pathLength: 0)
    while true {
      if let inner = nextFolder(&level, &path, &visitor) {
        above.append(level)
        level = Level(inner, pathLength: path.count)
        visitor.enter(inner, pathLength: path.count)
        continue
      }
      let summary = FolderSummary(
        node: level.directory.node, digest: level.identity.digest, members: level.members,
        modified: level.members == 0 ? level.directory.modified : level.newest, hasFolders: level.hasFolders)
      visitor.leave(summary)
      guard let outer = above.popLast() else { return summary }
      let name = path[outer.pathLength..<level.pathLength - 1]
      level = outer
      add(summary, called: name, to: &level)
      path.removeLast(path.count - level.pathLength)
    }
  }

  /// Shows the files of a folder up to the next folder in it, whose name `path` then ends with; nil at the end.
  private func nextFolder(
    _ level: inout Level, _ path: inout [UInt8], _ visitor: inout some FolderVisitor
  ) -> Directory? {
    let directory = level.directory
    let count = directory.count
    let start = level.pathLength
    while level.number < count {
      let attributes = directory.attributes(at: level.number)
      level.number += 1
      // What a user saved in a view is no part of what the view offers.
      if attributes.node.kind == .saved || skipped.contains(attributes.node) { continue }
      directory.withName(at: level.number - 1) { path.append(contentsOf: $0) }
      if attributes.isDirectory {
        // One that is gone by now is part of something that is not current any more.
        if let inner = tree.directory(attributes.node) {
          path.append(UInt8(ascii: "/"))
          return inner
        }
      } else {
        path.withUnsafeBytes { path in
          visitor.member(path, attributes)
          level.identity.append(file: UnsafeRawBufferPointer(rebasing: path[start...]), attributes)
        }
        level.members += 1
        level.newest = max(level.newest, attributes.modified)
      }
      path.removeLast(path.count - start)
    }
    return nil
  }

  private func add(_ inner: FolderSummary, called name: ArraySlice<UInt8>, to level: inout Level) {
    level.hasFolders = true
    // A ZIP has no entry for a folder without files.
    guard inner.members > 0 else { return }
    name.withUnsafeBytes { level.identity.append(folder: $0, inner.digest) }
    level.members += inner.members
    level.newest = max(level.newest, inner.modified)
  }
}

/// What the bytes of a folder's ZIP depend on, in bounded memory however much is in the folder.
struct FolderIdentity {
  private var bytes: [UInt8]

  /// Beyond so many bytes, those before are replaced by their digest.
  private static let limit = 1 << 18

  init() {
    bytes = Array("folder".utf8) + [0]
    append((ZipLayout.version, 0, 0, 0, 0, 0))
  }

  mutating func append(file name: UnsafeRawBufferPointer, _ attributes: Attributes) {
    append(
      (
        1, UInt64(name.count), attributes.node.rawValue, UInt64(bitPattern: attributes.size),
        UInt64(bitPattern: attributes.modified), 0
      ))
    bytes.append(contentsOf: name)
  }

  mutating func append(folder name: UnsafeRawBufferPointer, _ digest: SHA256Digest) {
    append((2, UInt64(name.count), digest.words.0, digest.words.1, digest.words.2, digest.words.3))
    bytes.append(contentsOf: name)
  }

  /// Six numbers at once: there is an entry for every file.
  private mutating func append(_ words: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)) {
    if bytes.count > FolderIdentity.limit {
      let before = digest.words
      bytes.removeAll(keepingCapacity: true)
      append((3, 0, before.0, before.1, before.2, before.3))
    }
    let (a, b, c, d, e, f) = words
    withUnsafeBytes(
      of: (a.littleEndian, b.littleEndian, c.littleEndian, d.littleEndian, e.littleEndian, f.littleEndian)
    ) { bytes.append(contentsOf: $0) }
  }

  var digest: SHA256Digest { bytes.withUnsafeBytes { SHA256Digest(of: $0) } }
}
