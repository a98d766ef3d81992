internal import Content
internal import Model

/// What the ZIP of a folder consists of: its layout, and where each member is.
///
/// Takes 64 bytes and its path for each member.
struct FolderManifest: Sendable {
  let node: NodeID
  let layout: ZipLayout
  /// Where each member is, in the ZIP's order; nil for one that was gone before it was looked up.
  let members: [Tree.Content?]
  /// Nanoseconds since 1970.
  let modified: Int64
  let snapshots: TreeSnapshots

  /// - Returns: nil where the ZIP would be larger than a file can be, or a path in it longer than a ZIP takes.
  init?(of folder: Directory, in tree: Tree) {
    var visitor = Visitor(tree)
    let summary = FolderWalk(tree: tree).run(from: folder, &visitor)
    guard !visitor.isImpossible, visitor.layout.isRepresentable else { return nil }
    node = NodeID(folderArchive: summary.digest, of: folder.node)
    layout = visitor.layout
    members = visitor.members
    modified = summary.modified
    snapshots = visitor.snapshots
  }

  private struct Visitor: FolderVisitor {
    private let tree: Tree
    var layout = ZipLayout(reservingMembers: 0, nameBytes: 0)
    var members: [Tree.Content?] = []
    var snapshots = TreeSnapshots()
    var isImpossible = false
    private var nameBytes = 0

    init(_ tree: Tree) { self.tree = tree }

    mutating func enter(_ folder: Directory, pathLength: Int) { snapshots.insert(folder.snapshot) }

    mutating func member(_ path: UnsafeRawBufferPointer, _ attributes: Attributes) {
      nameBytes += path.count
      guard path.count <= ZipLayout.longestName, nameBytes <= Int(UInt32.max) else {
        isImpossible = true
        return
      }
      layout.append(
        name: path, size: UInt64(max(0, attributes.size)), modified: wholeSeconds(attributes.modified))
      members.append(tree.contents(of: attributes.node).first)
    }

    mutating func leave(_ summary: FolderSummary) {}
  }
}
