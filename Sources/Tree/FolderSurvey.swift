internal import Content
internal import Model

/// What the ZIPs of all folders below a folder come to, found in one pass and without their members being kept.
///
/// Immutable; it holds as long as the tree shows what it was made from.
final class FolderSurvey: Sendable {
  /// The ZIP of one folder.
  struct Measure {
    var node: NodeID
    /// Bytes; nil where it would be larger than a file can be, or a path in it longer than a ZIP takes.
    var size: Int64?
    /// Nanoseconds since 1970.
    var modified: Int64
    var hasFolders: Bool

    /// nil where there can be no such ZIP.
    var attributes: Attributes? {
      size.map { Attributes(node: node, isDirectory: false, size: $0, modified: modified) }
    }
  }

  private let measures: [UInt64: Measure]
  private let snapshots: TreeSnapshots

  /// Takes time for everything below `folder`, the more the deeper it lies.
  ///
  /// - Parameter skipped: folders that are left out.
  init(of folder: Directory, in tree: Tree, skipped: Set<NodeID> = []) {
    var visitor = Visitor()
    _ = FolderWalk(tree: tree, skipped: skipped).run(from: folder, &visitor)
    measures = visitor.measures
    snapshots = visitor.snapshots
  }

  var isCurrent: Bool { snapshots.isCurrent }

  /// How much memory it takes, in folders.
  var weight: Int { 8 + measures.count + snapshots.count }

  /// The ZIP of a folder below; nil where there is no such folder.
  func measure(of folder: NodeID) -> Measure? { measures[folder.rawValue] }

  /// Whether there is such a folder below that has folders of its own.
  func hasFolders(_ folder: NodeID) -> Bool { measure(of: folder)?.hasFolders ?? false }

  /// Measures a member for all folders that it lies in at once.
  private struct Visitor: FolderVisitor {
    private struct Level {
      var pathLength: Int
      var measure = ZipMeasure()
      var hasLongName = false
    }

    private var levels: [Level] = []
    var measures: [UInt64: Measure] = [:]
    var snapshots = TreeSnapshots()

    mutating func enter(_ folder: Directory, pathLength: Int) {
      snapshots.insert(folder.snapshot)
      levels.append(Level(pathLength: pathLength))
    }

    mutating func member(_ path: UnsafeRawBufferPointer, _ attributes: Attributes) {
      let modified = wholeSeconds(attributes.modified)
      let size = UInt64(max(0, attributes.size))
      // Where the walk began is a member of what is above, whose business it is.
      for index in levels.indices.dropFirst() {
        let length = path.count - levels[index].pathLength
        if length > ZipLayout.longestName { levels[index].hasLongName = true }
        levels[index].measure.append(nameLength: length, size: size, modified: modified)
      }
    }

    mutating func leave(_ summary: FolderSummary) {
      let level = levels.removeLast()
      guard !levels.isEmpty else { return }
      let isRepresentable = level.measure.isRepresentable && !level.hasLongName
      measures[summary.node.rawValue] = Measure(
        node: NodeID(folderArchive: summary.digest, of: summary.node),
        size: isRepresentable ? Int64(level.measure.size) : nil, modified: summary.modified,
        hasFolders: summary.hasFolders)
    }
  }
}
