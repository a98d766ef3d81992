internal import FUSE
internal import Model
internal import Platform
internal import Saves
internal import Synchronization
internal import Tree

/// Views with a save directory: what is there is the view's own entries, and beside them what programs have made.
extension MountedTree {
  /// Seconds for which the kernel believes what it was told of saved files: somebody may change the save directory
  /// itself.
  static var savedValidity: Double { 1 }

  /// Has `body` answer the request, on this thread or, where too many wait for a disk, on one of a pool.
  func onDisk(_ request: consuming Request, _ node: UInt64, _ body: @escaping @Sendable (consuming Request) -> Void) {
    let isBusy = enterDisk()
    defer { leaveDisk() }
    guard isBusy else { return body(request) }
    let waiting = WaitingRequest(request, budget: node, handle: 0) { waiting in
      if let request = waiting.take() { body(request) }
    }
    scheduler.submit(waiting, mayStall: false)
  }

  /// - Throws: EROFS for a directory of a view without a save directory.
  func writablePlace(_ node: UInt64) throws(Errno) -> SavedPlace {
    guard let place = try saves.place(of: NodeID(rawValue: node).content) else { throw .readOnly }
    return place
  }

  /// The layer of a directory, wherever in it the directory is by now.
  func writableLayer(_ node: UInt64) throws(Errno) -> SavesLayer {
    let node = NodeID(rawValue: node).content
    return node.kind == .saved ? try saves.layer(of: node) : try writablePlace(node.rawValue).layer
  }

  func nextHandle() -> UInt64 {
    handles.withLock { handles in
      handles.last &+= 1
      return handles.last
    }
  }

  // MARK: Attributes

  func present(_ saved: SavedEntry) -> NodeAttributes {
    let status = saved.status
    var permissions = status.permissions & 0o1777
    // The group that is shown is the mount's: members of it get what all get of a file of another group.
    if status.group != options.group { permissions = permissions & ~0o070 | permissions << 3 & 0o070 }
    let kind: NodeAttributes.Kind =
      switch status.kind {
      case .directory: .directory
      case .symbolicLink: .symbolicLink
      case .regular, .other: .file
      }
    return NodeAttributes(
      node: saved.node.rawValue, inode: saved.node.inode, kind: kind, permissions: permissions, size: status.size,
      modified: status.modified, owner: options.owner, group: options.group,
      details: .init(
        accessed: status.accessed, changed: status.changed, allocated: status.allocated, links: status.links))
  }

  func entry(_ saved: SavedEntry) -> Entry {
    Entry(attributes: present(saved), entryValidity: Self.savedValidity, attributeValidity: Self.savedValidity)
  }

  /// A view's own folder, in which its owner can make files.
  func makeWritable(_ attributes: inout NodeAttributes, _ node: NodeID) {
    guard let place = try? saves.place(of: node) else { return }
    attributes.permissions = 0o755
    guard let saved = try? place.layer.directoryEntry(place.path) else { return }
    attributes.modified = max(attributes.modified, saved.status.modified)
  }

  /// - Returns: nil for what is none of a save directory.
  func savedAttributes(of node: NodeID) throws(Errno) -> NodeAttributes? {
    if node.kind == .saved { return present(try saves.layer(of: node).entry(of: node)) }
    // A folder that the view has no more, and that is some program's working directory.
    guard node.kind == .directory, tree.directory(node) == nil, let place = try? saves.place(of: node),
      let saved = try place.layer.directoryEntry(place.path)
    else { return nil }
    var attributes = present(saved)
    attributes.node = node.rawValue
    attributes.inode = node.inode
    return attributes
  }

  // MARK: Names

  func lookUp(_ request: consuming Request, _ name: [UInt8], in place: SavedPlace, _ parent: NodeID) {
    onDisk(request, parent.rawValue) { [self] request in
      do throws(Errno) {
        if let folder = place.folder, let found = try name.lookUp(in: tree, folder.node) {
          return request.reply(entry(found))
        }
        let found = try place.layer.steadily { () throws(Errno) -> SavedEntry? in
          // The directory may have another path by now than it had a moment ago.
          let path = parent.kind == .saved ? try place.layer.path(of: parent) : place.path
          return try place.layer.entry(name, in: path)
        }
        if let found { return request.reply(entry(found)) }
        request.reply(Entry(attributes: nil, entryValidity: Self.savedValidity, attributeValidity: 0))
      } catch {
        request.fail(error)
      }
    }
  }

  /// NFS servers ask for `.` and `..` by node alone.
  ///
  /// - Returns: nil for what is none of a save directory.
  func savedDots(_ node: NodeID, isParent: Bool) throws(Errno) -> Entry? {
    guard node.kind == .saved else { return nil }
    if !isParent { return entry(try saves.layer(of: node).entry(of: node)) }
    guard let place = try saves.place(of: node) else { throw .stale }
    return try parentEntry(of: place)
  }

  /// The directory above a saved one.
  func parentEntry(of place: SavedPlace) throws(Errno) -> Entry {
    guard let (above, _) = place.path.split else { return entry(try tree.attributes(of: .root)) }
    if let folder = saves.folder(at: above, in: place.layer) { return entry(folder.attributes) }
    guard let saved = try place.layer.directoryEntry(above) else { throw .stale }
    return entry(saved)
  }

  func space(of node: NodeID) -> FileSystemStatus {
    let layer: SavesLayer?
    switch node.kind {
    case .saved: layer = try? saves.layer(of: node)
    case .directory where node != .root: layer = ((try? saves.place(of: node)) ?? nil)?.layer
    // What df(1) shows of the mount as a whole.
    case .directory: layer = saves.layers.first
    default: layer = nil
    }
    return layer.flatMap { try? $0.space() } ?? hooks.fileSystemStatus()
  }
}

extension [UInt8] {
  fileprivate func lookUp(in tree: Tree, _ parent: NodeID) throws(Errno) -> Attributes? {
    let result: Result<Attributes?, Errno> = withUnsafeBytes { name in
      do throws(Errno) { return .success(try tree.lookUp(name, in: parent)) } catch { return .failure(error) }
    }
    return try result.get()
  }
}
