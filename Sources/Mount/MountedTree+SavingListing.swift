internal import FUSE
internal import Model
internal import Platform
internal import Saves
internal import Synchronization
internal import Tree

/// Listings of directories in which programs have made something.
extension MountedTree {
  func readMerged(
    _ request: consuming Request, _ place: SavedPlace, _ node: NodeID, handle: UInt64, offset: Int64, length: Int,
    withAttributes: Bool
  ) {
    onDisk(request, node.rawValue) { [self] request in
      let listing: MergedListing
      do throws(Errno) { listing = try merged(node, place, handle, rewinds: offset == 0) } catch {
        return request.fail(error)
      }
      listing.place.folder?.markSeen()
      let isCurrent = listing.place.folder?.isCurrent ?? true
      var pending: Request? = consume request
      buffers.withBuffer(length) { buffer in
        guard let request = pending.take() else { return }
        var reply = DirectoryReply(for: request, buffer: buffer)
        fill(&reply, from: listing, offset: offset, withAttributes, isCurrent)
        let bytes = reply.bytes
        request.reply(bytes)
      }
    }
  }

  /// The snapshot of this opening, as of its first read.
  private func merged(
    _ node: NodeID, _ place: SavedPlace, _ handle: UInt64, rewinds: Bool
  ) throws(Errno) -> MergedListing {
    if !rewinds, let open = saves.listing(handle) { return open }
    let listing = try place.layer.steadily { () throws(Errno) -> MergedListing in
      try MergedListing(node, try saves.place(of: node) ?? place)
    }
    saves.enter(listing, handle: handle)
    return listing
  }

  /// Positions: 0 is before `.`, 1 before `..`, then the view's entries, then the saved ones.
  private func fill(
    _ reply: inout DirectoryReply, from listing: MergedListing, offset: Int64, _ withAttributes: Bool,
    _ isCurrent: Bool
  ) {
    var position = max(0, offset)
    while position < Int64(2 + listing.folderCount + listing.saved.count) {
      let isAppended: Bool
      switch Int(position) {
      case 0: isAppended = reply.append(inode: listing.node.inode, ".", position, withAttributes)
      case 1:
        let parent = (try? parentEntry(of: listing.place))?.attributes?.inode ?? listing.node.inode
        isAppended = reply.append(inode: parent, "..", position, withAttributes)
      case let number where number - 2 < listing.folderCount:
        guard let folder = listing.place.folder else { return }
        isAppended = append(number - 2, of: folder, to: &reply, position, withAttributes, isCurrent ? Self.validity : 0)
      case let number:
        let saved = listing.saved[number - 2 - listing.folderCount]
        isAppended = append(saved, of: listing.place, to: &reply, position, withAttributes)
      }
      if !isAppended { return }
      position += 1
    }
  }

  /// The attributes are those of this moment. With what they were at the opening the kernel would take a file for
  /// shorter than it is, and cut off what was written since.
  private func append(
    _ saved: SavedName, of place: SavedPlace, to reply: inout DirectoryReply, _ position: Int64, _ withAttributes: Bool
  ) -> Bool {
    let name = saved.name.map { CChar(bitPattern: $0) } + [0]
    let kind: NodeAttributes.Kind =
      switch saved.kind {
      case .directory: .directory
      case .symbolicLink: .symbolicLink
      case .regular, .other: .file
      }
    guard withAttributes else {
      return reply.append(inode: saved.node.inode, kind: kind, name: name, cookie: position + 1)
    }
    guard let now = try? place.layer.entry(saved.name, in: place.path), now.node == saved.node else {
      return reply.append(plusInode: saved.node.inode, kind: kind, name: name, cookie: position + 1)
    }
    return reply.append(plus: entry(now), name: name, cookie: position + 1)
  }
}

extension DirectoryReply {
  /// `.` or `..`, of which the kernel takes no attributes.
  fileprivate mutating func append(
    inode: UInt64, _ name: String, _ position: Int64, _ withAttributes: Bool
  ) -> Bool {
    withAttributes
      ? append(plusInode: inode, kind: .directory, name: name, cookie: position + 1)
      : append(inode: inode, kind: .directory, name: name, cookie: position + 1)
  }
}
