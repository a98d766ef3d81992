internal import FUSE
internal import Model
internal import Platform
internal import Synchronization
internal import Tree

extension MountedTree {
  func open(_ request: consuming Request, node: UInt64, flags: OpenFlags) {
    let number = node
    let node = NodeID(rawValue: number)
    if node.kind == .saved { return openSaved(request, node, flags) }
    if flags.writes || flags.truncates { return request.fail(.readOnly) }
    if node.kind == .folderArchive { return openFolder(request, node) }
    let content: Tree.Content
    do throws(Errno) { content = try tree.content(of: node.content) } catch {
      if mayBeRestored(number, error) {
        return carryOutWhenRestored(request, node: number) { [self] in open($0, node: number, flags: flags) }
      }
      return request.fail(error)
    }
    let isBusy = enterDisk()
    defer { leaveDisk() }
    if isBusy, content.touchesDisk {
      let waiting = WaitingRequest(request, budget: node.rawValue, handle: 0) { [self] waiting in
        if let request = waiting.take() { answerOpen(request, node, content) }
      }
      return scheduler.submit(waiting, mayStall: false)
    }
    answerOpen(request, node, content)
  }

  func release(_ request: consuming Request, node: UInt64, handle: UInt64) {
    if NodeID(rawValue: node).kind == .saved {
      saves.closeFile(handle)
      return request.succeed()
    }
    scheduler.cancel(handle: handle, closedBy: nil)
    let closed = handles.withLock { $0.files.removeValue(forKey: handle) }
    if case .folder(let folder)? = closed { release(folder) }
    direct.remove(handle: handle)
    reader.sources.closed(handle)
    releaseBacking(request, handle: handle)
    // Closes the library file after the answer and outside of the lock.
    withExtendedLifetime(closed) {}
  }

  func flush(_ request: consuming Request, node: UInt64, handle: UInt64) {
    // What was written is in the file already.
    if NodeID(rawValue: node).kind == .saved { return request.succeed() }
    scheduler.cancel(handle: handle, closedBy: request.processID)
    request.succeed()
  }

  // MARK: Opening

  private func answerOpen(_ request: consuming Request, _ node: NodeID, _ content: Tree.Content) {
    do throws(Errno) {
      if let (nodes, backing) = try openRegistered(request, node, content) {
        return answerPassedThrough(request, backing, nodes, content)
      }
      answer(request, node, try makeOpen(content), content)
    } catch {
      guard let place = content.place else { return request.fail(error) }
      if error.meansChange {
        // A hard link, or a file that was moved and whose old place has not been looked at again.
        if let (open, other) = openAnywhere(place.node, but: content) { return answer(request, node, open, other) }
        return retryAfterRescan(request, node, at: place.location, error)
      }
      request.fail(error)
      // A disk that fails may be one that is gone.
      if error != .accessDenied { library.contentChanged(at: place.location) {} }
    }
  }

  private func answer(_ request: consuming Request, _ node: NodeID, _ open: OpenNode, _ content: Tree.Content) {
    if node.isPassedThrough { return answerPassedThrough(request, node, open, content) }
    request.reply(
      OpenedFile(handle: enter(open), keepsCache: content.isCacheable, isDirect: !content.isCacheable))
  }

  /// Opens a node at the first of its places that has it.
  ///
  /// - Parameter content: a place that is not tried.
  private func openAnywhere(_ node: NodeID, but content: Tree.Content? = nil) -> (OpenNode, Tree.Content)? {
    for place in tree.contents(of: node.content) where content.map({ !$0.isSamePlace(as: place) }) ?? true {
      if let open = try? makeOpen(place) { return (open, place) }
    }
    return nil
  }

  /// - Throws: ESTALE, ENOENT and the like when the library has something else than the tree says.
  func makeOpen(_ content: Tree.Content) throws(Errno) -> OpenNode {
    switch content {
    case .generated(let file): return .generated(generated[file]?.current().bytes ?? [])
    case .sideCar(let sideCar): return .sideCar(sideCar, try reader.members.bytes(of: sideCar))
    case .file(let file):
      if file.isRemote {
        return stored.open(file.node).map { .stored($0, content) }
          ?? .remote(try reader.sources.openedRemote(file), file)
      }
      return file.mayStall ? .distant(file) : .file(try reader.sources.opened(file.file), file)
    case .archive(let archive):
      let open = try openArchive(archive)
      try verify(open)
      return stored.open(archive.node).map { .stored($0, content) } ?? .archive(open)
    }
  }

  /// A member that was replaced since the last scan would make every read of it fail; here the new version can still be
  /// had. Thousands of members are left to the reads.
  func verify(_ archive: OpenArchive) throws(Errno) {
    if !archive.content.mayStall, !archive.content.isRemote, archive.memberCount <= 256 {
      try SourceFile.verify(archive.files())
    }
  }

  func openArchive(_ content: ArchiveContent) throws(Errno) -> OpenArchive { try reader.members.layout(of: content) }

  private func openStored(_ content: Tree.Content) -> (OpenNode, Tree.Content)? {
    guard case .archive(let archive) = content else { return nil }
    return stored.open(archive.node).map { (.stored($0, content), content) }
  }

  func enter(_ open: OpenNode) -> UInt64 {
    handles.withLock { handles in
      handles.last &+= 1
      handles.files[handles.last] = open
      return handles.last
    }
  }

  /// Has the place scanned again. Where that shows something new, ESTALE makes the kernel look the name up anew,
  /// once, and open what is there now. Otherwise the file stays listed and is out of reach, as on a disk that is not
  /// mounted: EIO.
  private func retryAfterRescan(
    _ request: consuming Request, _ node: NodeID, at location: Shelf.Location, _ error: Errno
  ) {
    Log.info("\(location.root.path): changed since it was scanned (\(error)); scanning it again")
    let waiting = WaitingRequest(request, budget: node.rawValue, handle: 0) { _ in }
    // An open cannot be interrupted, and the scan may be a long one.
    scheduler.promise(waiting, within: min(5_000_000_000, scheduler.deadline))
    library.contentChanged(at: location) { [self] in
      let places = tree.contents(of: node.content)
      guard let first = places.first else { return waiting.fail(.stale) }
      // The library's disk may be away, and the ZIP still be there.
      guard let (open, place) = openAnywhere(node) ?? openStored(first) else { return waiting.fail(.ioError) }
      guard let request = waiting.take() else { return }
      answer(request, node, open, place)
    }
  }
}

extension Tree.Content {
  /// Whether pages may be kept from one opening to the next: content never changes under a node id.
  fileprivate var isCacheable: Bool {
    if case .generated = self { return false }
    return true
  }

  /// Whether opening it asks a local disk.
  fileprivate var touchesDisk: Bool {
    switch self {
    case .file(let content): !content.mayStall
    case .archive(let content): !content.mayStall
    case .generated, .sideCar: false
    }
  }

  fileprivate var place: (node: NodeID, location: Shelf.Location)? {
    switch self {
    case .file(let content): (content.node, content.location)
    case .archive(let content): (content.node, content.location)
    case .generated, .sideCar: nil
    }
  }
}

extension Errno {
  /// Whether the library has something else at a path than it had, rather than the system refusing.
  fileprivate var meansChange: Bool {
    [.stale, .noSuchFile, .notDirectory, .isDirectory, .tooManyLinks, .crossDevice].contains(self)
  }
}
