internal import CPlatform
internal import Glibc

/// What stat(2) says of a file. Wraps `struct stat`.
package struct FileStatus: Hashable, Sendable {
  package enum Kind: UInt8, Sendable { case regular, directory, symbolicLink, other }

  package var kind: Kind
  /// The permission bits, without the type.
  package var permissions: UInt32
  /// Bytes.
  package var size: Int64
  /// Last modification, nanoseconds since 1970.
  package var modified: Int64
  package var inode: UInt64
  package var device: UInt64
  package var links: UInt64
  package var owner: UInt32
  /// Bytes really occupied on disk.
  package var allocated: Int64

  init(_ raw: stat) {
    switch raw.st_mode & S_IFMT {
    case S_IFREG: kind = .regular
    case S_IFDIR: kind = .directory
    case S_IFLNK: kind = .symbolicLink
    default: kind = .other
    }
    permissions = raw.st_mode & 0o7777
    size = Int64(raw.st_size)
    modified = Int64(raw.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(raw.st_mtim.tv_nsec)
    inode = UInt64(raw.st_ino)
    device = UInt64(raw.st_dev)
    links = UInt64(raw.st_nlink)
    owner = raw.st_uid
    allocated = Int64(raw.st_blocks) &* 512
  }

  /// The status of the file at `path`.
  package static func of(_ path: String, followingLinks: Bool = true) throws(Errno) -> FileStatus {
    var raw = stat()
    _ = try checked { followingLinks ? stat(path, &raw) : lstat(path, &raw) }
    return FileStatus(raw)
  }
}

/// Which file it is, on which mounted file system: another one after a disk was away, though all its numbers are the
/// same.
package struct FileOrigin: Hashable, Sendable {
  package var device: UInt64
  package var inode: UInt64
  package var mount: UInt64

  package init(device: UInt64, inode: UInt64, mount: UInt64) {
    self.device = device
    self.inode = inode
    self.mount = mount
  }
}

extension FileDescriptor {
  /// - Parameter status: of this file.
  package borrowing func origin(_ status: FileStatus) -> FileOrigin {
    var mount: UInt64 = 0
    _ = cplatform_mount_of(rawValue, &mount)
    return FileOrigin(device: status.device, inode: status.inode, mount: mount)
  }

  /// The status of what is at a raw path below this directory, without opening it: for a comparison alone, because a
  /// link on the way may lead out of the directory. Wraps fstatat(2).
  package borrowing func status(beneath path: [UInt8], followingLinks: Bool) throws(Errno) -> FileStatus {
    var raw = stat()
    let terminated = ContiguousArray(path) + [0]
    let result: Result<Int32, Errno> = terminated.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return .failure(.invalidArgument) }
      do throws(Errno) {
        return .success(
          try checked {
            fstatat(
              rawValue, base.assumingMemoryBound(to: CChar.self), &raw, followingLinks ? 0 : AT_SYMLINK_NOFOLLOW)
          })
      } catch {
        return .failure(error)
      }
    }
    _ = try result.get()
    return FileStatus(raw)
  }
}

/// What statfs(2) says of a mounted file system. Wraps `struct statfs`.
package struct FileSystemStatus: Sendable {
  /// The magic number of statfs(2), such as 0x6969 for NFS.
  package var type: UInt64
  package var blockSize: UInt64
  package var blocks: UInt64
  package var freeBlocks: UInt64
  package var availableBlocks: UInt64

  package init(type: UInt64, blockSize: UInt64, blocks: UInt64, freeBlocks: UInt64, availableBlocks: UInt64) {
    self.type = type
    self.blockSize = blockSize
    self.blocks = blocks
    self.freeBlocks = freeBlocks
    self.availableBlocks = availableBlocks
  }

  package static func of(_ path: String) throws(Errno) -> FileSystemStatus {
    var values: [UInt64] = [0, 0, 0, 0, 0]
    _ = try unwrapped(cplatform_statfs(path, &values))
    return FileSystemStatus(
      type: values[0], blockSize: values[1], blocks: values[2], freeBlocks: values[3], availableBlocks: values[4])
  }

  /// Whether a read can wait for something other than a local disk: NFS, SMB/CIFS, 9p, Ceph, AFS or FUSE.
  package var mayStall: Bool {
    switch type {
    case 0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x0102_1997, 0x00C3_6400, 0x5346_414F, 0x6573_5546: true
    default: false
    }
  }
}
