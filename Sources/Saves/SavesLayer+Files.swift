package import Model
package import Platform
internal import Synchronization

/// What becomes of a file's attributes; nil leaves one as it is.
package struct SavedChange: Sendable {
  package var permissions: UInt32?
  /// Bytes.
  package var size: Int64?
  package var accessed: TimeChange?
  package var modified: TimeChange?

  package init(
    permissions: UInt32? = nil, size: Int64? = nil, accessed: TimeChange? = nil, modified: TimeChange? = nil
  ) {
    self.permissions = permissions
    self.size = size
    self.accessed = accessed
    self.modified = modified
  }
}

extension SavesLayer {
  /// Bits that a file may have: the mount runs nothing with the rights of another.
  static let permissionBits: UInt32 = 0o1777

  /// Opens a file for a program. ``close(_:)`` is to follow.
  package func open(_ node: NodeID, _ access: SaveAccess) throws(Errno) -> OpenSave {
    let found = try locate(node)
    switch found.entry.status.kind {
    case .directory: throw .isDirectory
    case .symbolicLink, .other: throw .tooManyLinks
    case .regular: break
    }
    let file = try found.file.reopened(access.mode)
    if access.truncates { usage.record(file) }
    return register(OpenSave(node, file, access))
  }

  /// Opens a file as far as it can be, for a handle that a worker that died gave out.
  package func reopen(_ node: NodeID) throws(Errno) -> OpenSave {
    do throws(Errno) { return try open(node, SaveAccess(reads: true, writes: true)) } catch {
      guard error == .accessDenied || error == .readOnly else { throw error }
    }
    do throws(Errno) { return try open(node, SaveAccess(reads: true, writes: false)) } catch {
      guard error == .accessDenied else { throw error }
      return try open(node, SaveAccess(reads: false, writes: true))
    }
  }

  func register(_ open: OpenSave) -> OpenSave {
    opened.withLock { $0[open.node.rawValue, default: []].append(open) }
    return open
  }

  package func close(_ open: OpenSave) {
    let isLast = opened.withLock { opened in
      opened[open.node.rawValue]?.removeAll { $0 === open }
      guard opened[open.node.rawValue]?.isEmpty == true else { return false }
      opened[open.node.rawValue] = nil
      return true
    }
    // Its bytes are given back with it.
    if isLast, let status = try? open.file.detailedStatus(), status.links == 0 { usage.forget(status) }
  }

  /// Fills `buffer` from `offset` on; fewer bytes only at the end of the file.
  package func read(
    _ open: OpenSave, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
  ) throws(Errno) -> Int {
    if open.access.reads { return try open.file.read(into: buffer, at: offset) }
    // Pages that a program maps are read by whatever opening the kernel takes.
    return try reopen(open, SaveAccess(reads: true, writes: false)).read(into: buffer, at: offset)
  }

  /// - Returns: how many bytes were written; fewer where the disk is full.
  /// - Throws: ENOSPC, EDQUOT where the limit does not allow it.
  package func write(_ open: OpenSave, _ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(Errno) -> Int {
    guard open.access.writes else {
      return try write(try reopen(open, SaveAccess(reads: false, writes: true)), bytes, at: offset)
    }
    return try write(open.file, bytes, at: offset)
  }

  private func write(
    _ file: borrowing FileDescriptor, _ bytes: UnsafeRawBufferPointer, at offset: Int64
  ) throws(Errno) -> Int {
    let room = try reserve(file, offset, Int64(bytes.count))
    defer { usage.settle(file, room) }
    return try file.writeSome(bytes, at: offset)
  }

  private func reopen(_ open: OpenSave, _ access: SaveAccess) throws(Errno) -> FileDescriptor {
    try open.file.reopened(access.mode)
  }

  /// Wraps fallocate(2).
  ///
  /// - Parameter mode: the FALLOC_FL_* bits.
  package func allocate(_ open: OpenSave, mode: Int32, from offset: Int64, length: Int64) throws(Errno) {
    let punchesHole: Int32 = 2
    let room = mode & punchesHole == 0 ? try reserve(open.file, offset, length) : 0
    defer { usage.settle(open.file, room) }
    try open.file.allocate(mode: mode, from: offset, length: length)
  }

  /// Takes room from the limit, as much as bytes there may need on the disk.
  private func reserve(_ file: borrowing FileDescriptor, _ offset: Int64, _ length: Int64) throws(Errno) -> Int64 {
    guard usage.limit != nil else { return 0 }
    let room = try room(file, offset, length)
    do throws(Errno) { try usage.reserve(room) } catch {
      recount()
      try usage.reserve(room)
    }
    return room
  }

  private func room(_ file: borrowing FileDescriptor, _ offset: Int64, _ length: Int64) throws(Errno) -> Int64 {
    let unit: Int64 = 4096
    let (end, overflows) = offset.addingReportingOverflow(length + unit)
    if overflows { throw .fileTooLarge }
    let status = try file.detailedStatus()
    let last = (end - 1) / unit * unit
    let first = offset / unit * unit
    let whole = (status.size + unit - 1) / unit * unit
    if status.allocated >= whole { return max(0, last - max(whole, first)) }
    // What lies in a part without holes has its room already.
    if let hole = try? file.nextHole(from: offset), hole >= offset + length { return 0 }
    return last - first
  }

  /// Has everything that was written reach the disk. Wraps fsync(2).
  package func synchronize(_ open: OpenSave, dataOnly: Bool) throws(Errno) {
    if dataOnly { try open.file.synchronizeData() } else { try open.file.synchronize() }
  }

  /// The same for the names in a directory; one that is only the view's has none.
  package func synchronizeDirectory(_ path: SavedPath) throws(Errno) {
    do throws(Errno) {
      try root.open(inside: path.bytes, [.readOnly, .directory]).synchronize()
    } catch {
      if ![.noSuchFile, .notDirectory].contains(error) { throw error }
    }
  }

  /// Where a saved symbolic link leads.
  package func linkTarget(of node: NodeID) throws(Errno) -> [UInt8] {
    let found = try locate(node)
    guard found.entry.status.kind == .symbolicLink else { throw .invalidArgument }
    return try found.file.linkTarget()
  }

  /// - Parameter open: the opening through which the change is made, if any.
  /// - Returns: the file as it is then.
  package func change(_ node: NodeID, through open: OpenSave?, _ change: SavedChange) throws(Errno) -> SavedEntry {
    if let open = open ?? opened.withLock({ $0[node.rawValue]?.first }) {
      return try apply(change, to: open.file, canResize: open.access.writes)
    }
    return try apply(change, to: try locate(node).file, canResize: false)
  }

  private func apply(
    _ change: SavedChange, to file: borrowing FileDescriptor, canResize: Bool
  ) throws(Errno) -> SavedEntry {
    if let size = change.size {
      if canResize {
        try file.setSize(size)
      } else {
        try file.reopened(.writeOnly).setSize(size)
      }
      usage.record(file)
    }
    if let permissions = change.permissions { try file.setPermissions(permissions & SavesLayer.permissionBits) }
    if change.accessed != nil || change.modified != nil {
      try file.setTimes(accessed: change.accessed, modified: change.modified)
    }
    return SavedEntry(try file.detailedStatus(), view: view)
  }
}
