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
    var levels = [Level(start, pathLength: 0)]
    visitor.enter(start, pathLength: 0)
    while true {
      let depth = levels.count - 1
      guard levels[depth].number < levels[depth].directory.count else {
        let level = levels.removeLast()
        let summary = FolderSummary(
          node: level.directory.node, digest: level.identity.digest, members: level.members,
          modified: level.members == 0 ? level.directory.modified : level.newest, hasFolders: level.hasFolders)
        visitor.leave(summary)
        if levels.isEmpty { return summary }
        add(summary, called: path[levels[depth - 1].pathLength..<level.pathLength - 1], to: &levels[depth - 1])
        path.removeLast(path.count - levels[depth - 1].pathLength)
        continue
      }
      let directory = levels[depth].directory
      let number = levels[depth].number
      levels[depth].number += 1
      let attributes = directory.attributes(at: number)
      // What a user saved in a view is no part of what the view offers.
      if attributes.node.kind == .saved || skipped.contains(attributes.node) { continue }
      directory.withName(at: number) { path.append(contentsOf: $0) }
      if attributes.isDirectory {
        // One that is gone by now is part of something that is not current any more.
        if let inner = tree.directory(attributes.node) {
          path.append(UInt8(ascii: "/"))
          levels.append(Level(inner, pathLength: path.count))
          visitor.enter(inner, pathLength: path.count)
          continue
        }
      } else {
        path.withUnsafeBytes { path in
          visitor.member(path, attributes)
          levels[depth].identity.append(
            file: UnsafeRawBufferPointer(rebasing: path[levels[depth].pathLength...]), attributes)
        }
        levels[depth].members += 1
        levels[depth].newest = max(levels[depth].newest, attributes.modified)
      }
      path.removeLast(path.count - levels[depth].pathLength)
    }
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
    append(ZipLayout.version)
  }

  mutating func append(file name: UnsafeRawBufferPointer, _ attributes: Attributes) {
    begin(1, name)
    append(attributes.node.rawValue)
    append(UInt64(bitPattern: attributes.size))
    append(UInt64(bitPattern: attributes.modified))
  }

  mutating func append(folder name: UnsafeRawBufferPointer, _ digest: SHA256Digest) {
    begin(2, name)
    append(digest)
  }

  private mutating func begin(_ kind: UInt64, _ name: UnsafeRawBufferPointer) {
    if bytes.count > FolderIdentity.limit {
      let before = digest
      bytes.removeAll(keepingCapacity: true)
      append(before)
    }
    append(kind)
    append(UInt64(name.count))
    bytes.append(contentsOf: name)
  }

  private mutating func append(_ digest: SHA256Digest) {
    for word in [digest.words.0, digest.words.1, digest.words.2, digest.words.3] { append(word) }
  }

  private mutating func append(_ value: UInt64) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  var digest: SHA256Digest { bytes.withUnsafeBytes { SHA256Digest(of: $0) } }
}
