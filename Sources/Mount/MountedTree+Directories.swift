internal import FUSE
internal import Model
internal import Platform
internal import Synchronization
internal import Tree

extension MountedTree {
  func openDirectory(_ request: consuming Request, node: UInt64) {
    if downloads.holds(NodeID(rawValue: node)) { return openDownloadDirectory(request) }
    if names.mayComeYet, NodeID(rawValue: node) != .root {
      return carryOutWhenNamed(request, node: node) { [self] in openDirectory($0, node: node) }
    }
    if !saves.isEmpty, (try? saves.place(of: NodeID(rawValue: node))) ?? nil != nil {
      request.reply(OpenedFile(handle: nextHandle(), keepsCache: false))
      return
    }
    guard let directory = tree.directory(NodeID(rawValue: node)) else { return request.fail(.stale) }
    let handle = handles.withLock { handles in
      handles.last &+= 1
      handles.directories[handles.last] = directory
      return handles.last
    }
    // What the kernel has kept may be older than what is shown now, unless this very state of it was listed. An old
    // one is given anew: a listing brings the attributes of all its entries, one lookup each otherwise.
    let now = monotonicNanoseconds()
    let age = min(now, UInt64(Self.validity / 2 * 1e9))
    var opened = OpenedFile(handle: handle, keepsCache: directory.isListed(since: now - age))
    // Nobody tells the kernel when the root changes.
    opened.keepsListing = directory.isAnnounced && directory.node != .root
    request.reply(opened)
  }

  func releaseDirectory(_ request: consuming Request, handle: UInt64) {
    handles.withLock { $0.directories[handle] = nil }
    saves.closeListing(handle)
    request.succeed()
  }

  func readDirectory(
    _ request: consuming Request, node: UInt64, handle: UInt64, offset: Int64, length: Int, withAttributes: Bool
  ) {
    if downloads.holds(NodeID(rawValue: node)) {
      return readDownloadDirectory(
        request, node: NodeID(rawValue: node), handle: handle, offset: offset, length: length,
        withAttributes: withAttributes)
    }
    // What was opened here is as it was then.
    if names.mayComeYet, NodeID(rawValue: node) != .root, handles.withLock({ $0.directories[handle] }) == nil {
      return carryOutWhenNamed(request, node: node) { [self] request in
        readDirectory(
          request, node: node, handle: handle, offset: offset, length: length, withAttributes: withAttributes)
      }
    }
    if !saves.isEmpty, let place = (try? saves.place(of: NodeID(rawValue: node))) ?? nil {
      return readMerged(
        request, place, NodeID(rawValue: node), handle: handle, offset: offset, length: length,
        withAttributes: withAttributes)
    }
    guard let directory = listing(node: NodeID(rawValue: node), handle: handle, rewinds: offset == 0) else {
      return request.fail(.stale)
    }
    reply(request, with: directory, offset: offset, length: length, withAttributes)
  }

  func reply(
    _ request: consuming Request, with directory: Directory, offset: Int64, length: Int, _ withAttributes: Bool
  ) {
    directory.markSeen()
    if offset == 0 { directory.markListed(at: monotonicNanoseconds()) }
    // What an opening still lists of a directory that has changed must not be remembered: the notice of the change
    // is through already. While this request runs the kernel holds the directory's lock, and later notices wait.
    let isCurrent = directory.isCurrent
    let validity = isCurrent ? directory.isAnnounced ? Self.validity : Self.downloadValidity : 0
    // The request is moved into the closure and out again: a reply needs to own it.
    var pending: Request? = consume request
    buffers.withBuffer(length) { buffer in
      guard let request = pending.take() else { return }
      var reply = DirectoryReply(for: request, buffer: buffer)
      fill(&reply, from: directory, offset: offset, withAttributes, validity)
      let bytes = reply.bytes
      request.reply(bytes)
    }
  }

  /// The snapshot of this opening. Position 0 starts anew with what is there now; a handle of an earlier worker
  /// gets the directory as it is.
  private func listing(node: NodeID, handle: UInt64, rewinds: Bool) -> Directory? {
    if !rewinds, let open = handles.withLock({ $0.directories[handle] }) { return open }
    guard let current = tree.directory(node) else { return nil }
    handles.withLock { $0.directories[handle] = current }
    return current
  }

  /// Positions: 0 is before `.`, 1 before `..`, n + 2 before entry n.
  private func fill(
    _ reply: inout DirectoryReply, from directory: Directory, offset: Int64, _ withAttributes: Bool, _ validity: Double
  ) {
    var position = max(0, offset)
    while position < Int64(directory.count) + 2 {
      let appended: Bool
      switch position {
      case 0: appended = append(".", directory.attributes, to: &reply, position, withAttributes, validity)
      case 1:
        let node = directory.node
        let parent = directory.isAnnounced ? try? tree.parent(of: node) : try? downloads.parent(of: node)
        appended = append("..", parent ?? directory.attributes, to: &reply, position, withAttributes, validity)
      default:
        appended = append(
          Int(position - 2), of: directory, to: &reply, position, withAttributes, validity)
      }
      if !appended { return }
      position += 1
    }
  }

  /// Adds entry `number` of a directory.
  func append(
    _ number: Int, of directory: Directory, to reply: inout DirectoryReply, _ position: Int64,
    _ withAttributes: Bool, _ validity: Double
  ) -> Bool {
    let attributes = directory.attributes(at: number)
    return directory.withName(at: number) { name in
      withUnsafeTemporaryAllocation(byteCount: 256, alignment: 1) { terminated in
        terminated.copyMemory(from: name)
        terminated[name.count] = 0
        guard let text = terminated.baseAddress?.assumingMemoryBound(to: CChar.self) else { return false }
        return append(text, attributes, to: &reply, position, withAttributes, validity)
      }
    }
  }

  private func append(
    _ name: UnsafePointer<CChar>, _ attributes: Attributes, to reply: inout DirectoryReply, _ position: Int64,
    _ withAttributes: Bool, _ validity: Double
  ) -> Bool {
    if withAttributes {
      var entry = entry(attributes)
      entry.entryValidity = min(entry.entryValidity, validity)
      entry.attributeValidity = min(entry.attributeValidity, validity)
      return reply.append(plus: entry, name: name, cookie: position + 1)
    }
    return reply.append(
      inode: attributes.node.inode, kind: attributes.isDirectory ? .directory : .file, name: name,
      cookie: position + 1)
  }
}
