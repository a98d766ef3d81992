internal import CFUSE
internal import Glibc

/// What the kernel shows of a node; everything that is not here is the same for all.
package struct NodeAttributes: Sendable {
  package enum Kind: Sendable { case file, directory, symbolicLink }

  /// The times and the size on disk of something that may be written; all times are nanoseconds since 1970.
  package struct Details: Sendable {
    package var accessed: Int64
    package var changed: Int64
    /// Bytes.
    package var allocated: Int64
    package var links: UInt32

    package init(accessed: Int64, changed: Int64, allocated: Int64, links: UInt32) {
      self.accessed = accessed
      self.changed = changed
      self.allocated = allocated
      self.links = links
    }
  }

  /// The number requests name the node by.
  package var node: UInt64
  /// `st_ino`.
  package var inode: UInt64
  package var kind: Kind
  /// The permission bits.
  package var permissions: UInt32
  /// Bytes.
  package var size: Int64
  /// Nanoseconds since 1970.
  package var modified: Int64
  package var owner: UInt32
  package var group: UInt32
  /// nil for what is only read: then they follow from the rest.
  package var details: Details?

  /// - Parameter permissions: nil is what may be read by all and written by nobody.
  package init(
    node: UInt64, inode: UInt64, kind: Kind, permissions: UInt32? = nil, size: Int64, modified: Int64, owner: UInt32,
    group: UInt32, details: Details? = nil
  ) {
    self.node = node
    self.inode = inode
    self.kind = kind
    self.permissions = permissions ?? (kind == .directory ? 0o555 : 0o444)
    self.size = size
    self.modified = modified
    self.owner = owner
    self.group = group
    self.details = details
  }

  var status: stat {
    var raw = stat()
    raw.st_ino = UInt(inode)
    raw.st_mode = kind.type | permissions
    // Samba takes a link count of 0 for a deleted file; 2 is what a directory without known children shows.
    raw.st_nlink = UInt(details?.links ?? (kind == .directory ? 2 : 1))
    raw.st_uid = owner
    raw.st_gid = group
    raw.st_size = Int(size)
    // cp and cat size their reads by it.
    raw.st_blksize = 128 << 10
    raw.st_blocks = details.map { Int($0.allocated / 512) } ?? Int(size / 512 + (size % 512 == 0 ? 0 : 1))
    raw.st_mtim = NodeAttributes.time(modified)
    raw.st_ctim = NodeAttributes.time(details?.changed ?? modified)
    raw.st_atim = NodeAttributes.time(details?.accessed ?? modified)
    return raw
  }

  private static func time(_ nanoseconds: Int64) -> timespec {
    var (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
    if rest < 0 {
      seconds -= 1
      rest += 1_000_000_000
    }
    return timespec(tv_sec: Int(seconds), tv_nsec: Int(rest))
  }
}

extension NodeAttributes.Kind {
  fileprivate var type: UInt32 {
    switch self {
    case .file: S_IFREG
    case .directory: S_IFDIR
    case .symbolicLink: S_IFLNK
    }
  }
}

/// The answer to a lookup: a node, or for how long there is none.
package struct Entry: Sendable {
  /// nil is a negative entry: the kernel remembers the absence and does not ask again.
  package var attributes: NodeAttributes?
  /// Seconds for which the kernel may believe that the name leads there.
  package var entryValidity: Double
  /// Seconds for which it may believe the attributes.
  package var attributeValidity: Double

  package init(attributes: NodeAttributes?, entryValidity: Double, attributeValidity: Double) {
    self.attributes = attributes
    self.entryValidity = entryValidity
    self.attributeValidity = attributeValidity
  }

  var parameter: fuse_entry_param {
    var raw = fuse_entry_param()
    raw.entry_timeout = entryValidity
    if let attributes {
      raw.ino = attributes.node
      // The same for ever: node ids are not used again, and NFS clients of a root with another generation see EIO.
      raw.generation = 0
      raw.attr = attributes.status
      raw.attr_timeout = attributeValidity
    }
    return raw
  }
}

/// Packs directory entries into the bytes of one READDIR or READDIRPLUS reply.
package struct DirectoryReply: ~Copyable {
  private let request: fuse_req_t
  private let buffer: UnsafeMutableRawBufferPointer
  private var used = 0

  /// - Parameter buffer: as many bytes as the kernel asked for.
  package init(for request: borrowing Request, buffer: UnsafeMutableRawBufferPointer) {
    self.request = request.raw
    self.buffer = buffer
  }

  package var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: buffer[..<used]) }

  /// Adds an entry with its attributes; false, and nothing is added, when there is no room left.
  ///
  /// - Parameters:
  ///   - name: NUL-terminated.
  ///   - cookie: what the kernel passes as the offset to go on after this entry.
  package mutating func append(plus entry: Entry, name: UnsafePointer<CChar>, cookie: Int64) -> Bool {
    var parameter = entry.parameter
    let needed = fuse_add_direntry_plus(
      request, start, buffer.count - used, name, &parameter, off_t(cookie))
    return take(needed)
  }

  /// Adds an entry without attributes, of which the kernel takes the name alone.
  package mutating func append(
    plusInode inode: UInt64, kind: NodeAttributes.Kind, name: UnsafePointer<CChar>, cookie: Int64
  ) -> Bool {
    var parameter = fuse_entry_param()
    parameter.attr.st_ino = UInt(inode)
    parameter.attr.st_mode = kind.type
    return take(fuse_add_direntry_plus(request, start, buffer.count - used, name, &parameter, off_t(cookie)))
  }

  /// Adds an entry of which only number and type are given, as plain READDIR does.
  package mutating func append(
    inode: UInt64, kind: NodeAttributes.Kind, name: UnsafePointer<CChar>, cookie: Int64
  ) -> Bool {
    var status = stat()
    status.st_ino = UInt(inode)
    status.st_mode = kind.type
    let needed = fuse_add_direntry(request, start, buffer.count - used, name, &status, off_t(cookie))
    return take(needed)
  }

  private var start: UnsafeMutablePointer<CChar>? {
    buffer.baseAddress?.advanced(by: used).assumingMemoryBound(to: CChar.self)
  }

  private mutating func take(_ needed: Int) -> Bool {
    guard needed <= buffer.count - used else { return false }
    used += needed
    return true
  }
}
