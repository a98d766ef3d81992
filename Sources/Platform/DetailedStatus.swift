internal import CPlatform
internal import Glibc

/// What statx(2) says of a file. All times are nanoseconds since 1970.
package struct DetailedStatus: Hashable, Sendable {
  package var kind: FileStatus.Kind
  /// The permission bits, without the type.
  package var permissions: UInt32
  package var links: UInt32
  package var owner: UInt32
  package var group: UInt32
  package var device: UInt64
  package var inode: UInt64
  /// Bytes.
  package var size: Int64
  /// Bytes really occupied on disk, those that are about to be written included.
  package var allocated: Int64
  package var accessed: Int64
  package var modified: Int64
  package var changed: Int64
  /// When it was made; 0 where the file system does not know. With the inode number it tells a file from one that has
  /// its number later.
  package var born: Int64

  init(_ raw: cplatform_status) {
    kind =
      switch raw.mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .directory
      case S_IFLNK: .symbolicLink
      default: .other
      }
    permissions = raw.mode & 0o7777
    links = raw.links
    owner = raw.owner
    group = raw.group
    device = raw.device
    inode = raw.inode
    size = raw.size
    allocated = raw.allocated
    accessed = raw.accessed
    modified = raw.modified
    changed = raw.changed
    born = raw.born
  }
}

/// What becomes of one of a file's times.
package enum TimeChange: Hashable, Sendable {
  /// The clock's time.
  case now
  /// Nanoseconds since 1970.
  case to(Int64)
}
