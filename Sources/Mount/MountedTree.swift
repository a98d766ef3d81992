internal import FUSE
internal import Model
internal import Platform
internal import Saves
internal import Synchronization
internal import Tree

/// The tree as FUSE operations.
///
/// Nothing here waits: what cannot be answered from memory or a local disk is handed to the ``RequestScheduler``.
/// Locks, none held while another is taken: the handles, and those of the tree and the scheduler.
final class MountedTree<Checksums: ChecksumSource, Library: LibraryWatch>: Operations {
  /// Entries are believed until the notifier takes them back, so the time is only for what it should miss.
  static var validity: Double { 3600 }

  let tree: Tree
  let downloads: Downloads
  let options: MountOptions
  let hooks: MountHooks
  let generated: [GeneratedFile: MadeFile]
  let reader: NodeReader<Checksums>
  let scheduler: RequestScheduler<Checksums>
  let library: Library
  let stored: any ArchiveStore
  let passthrough = Passthrough()
  let direct = DirectOpenings()
  let saves: SavedViews
  let names = AwaitedNames()
  let buffers = ReadBuffers()

  struct Handles {
    var files: [UInt64: OpenNode] = [:]
    var directories: [UInt64: Directory] = [:]
    /// Starts at the clock, so that a handle of a worker that died is not taken for one of this.
    var last = UInt64(bitPattern: wallNanoseconds())
  }
  let handles = Mutex(Handles())

  /// Threads that are reading from a disk at this moment.
  let busyThreads = Atomic<Int>(0)
  /// In ``monotonicNanoseconds()``.
  let lastRead = Atomic<UInt64>(0)

  init(
    _ tree: Tree, checksums: Checksums, library: Library, stored: any ArchiveStore, saves: [SavesLayer],
    options: MountOptions, hooks: MountHooks
  ) throws(Errno) {
    self.tree = tree
    let downloads = Downloads(tree)
    self.downloads = downloads
    self.library = library
    self.stored = stored
    self.saves = SavedViews(saves, tree: tree)
    self.options = options
    self.hooks = hooks
    let generated: [GeneratedFile: MadeFile] = [
      .status: MadeFile(hooks.status), .jobs: MadeFile(hooks.jobs), .metrics: MadeFile(hooks.metrics),
    ]
    self.generated = generated
    let sources = SourceFiles(capacity: 256, tree: tree, remote: hooks.remote)
    let members = MemberArchives(store: stored, generated: generated, sideCar: hooks.sideCar)
    reader = NodeReader(sources: sources, checksums: checksums, archives: stored, members: members)
    scheduler = try RequestScheduler(
      checksums: checksums, sources: sources, deadline: options.readDeadline, limitPerFile: options.waitingReadsPerFile,
      contentChanged: { location in library.contentChanged(at: location) {} },
      everySecond: { [passthrough, names] in
        names.look(isRestored: library.isRestored)
        sources.closeUnused()
        members.closeUnused()
        downloads.dropUnused()
        passthrough.nodes?.closeIdle()
      })
  }

  func present(_ attributes: Attributes) -> NodeAttributes {
    var result = NodeAttributes(
      node: shownNode(attributes).rawValue, inode: attributes.node.inode,
      kind: attributes.isDirectory ? .directory : .file, size: attributes.size, modified: attributes.modified,
      owner: options.owner, group: options.group)
    if attributes.isDirectory, !saves.isEmpty { makeWritable(&result, attributes.node) }
    if let version = GeneratedFile(attributes.node).flatMap({ generated[$0]?.current() }) {
      result.size = Int64(version.bytes.count)
      result.modified = version.modified
    }
    return result
  }

  /// Files that are made change by themselves; all else is announced.
  ///
  /// The root's are never invalidated: when that crosses the first request for them, the kernel drops the answer,
  /// keeps a root without permissions, and whoever asked gets "Permission denied".
  func attributeValidity(_ node: NodeID) -> Double {
    if node == .root { return 1 }
    // Folders in which files are made are changed by that.
    if node.kind == .directory, !saves.isEmpty { return Self.savedValidity }
    return GeneratedFile(node) == nil ? Self.validity : 0
  }

  func entry(_ attributes: Attributes) -> Entry {
    Entry(
      attributes: present(attributes), entryValidity: Self.validity,
      attributeValidity: attributeValidity(attributes.node))
  }
}
