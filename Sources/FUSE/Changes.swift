internal import CFUSE
internal import Glibc
package import Platform

/// How a file is opened: the flags of open(2).
package struct OpenFlags: RawRepresentable, Sendable {
  package let rawValue: Int32

  package init(rawValue: Int32) { self.rawValue = rawValue }

  package var reads: Bool { rawValue & O_ACCMODE != O_WRONLY }
  package var writes: Bool { rawValue & O_ACCMODE != O_RDONLY }
  package var truncates: Bool { rawValue & O_TRUNC != 0 }
  /// The file must not be there yet.
  package var isExclusive: Bool { rawValue & O_EXCL != 0 }
}

/// What chmod(2), chown(2), truncate(2) and utimensat(2) want; nil leaves an attribute as it is.
package struct AttributeChange: Sendable {
  package var permissions: UInt32?
  package var owner: UInt32?
  package var group: UInt32?
  /// Bytes.
  package var size: Int64?
  package var accessed: TimeChange?
  package var modified: TimeChange?

  init(_ wanted: stat, _ mask: Int32) {
    func has(_ bit: Int32) -> Bool { mask & bit != 0 }
    func time(_ value: timespec) -> TimeChange {
      .to(Int64(value.tv_sec) &* 1_000_000_000 &+ Int64(value.tv_nsec))
    }
    if has(FUSE_SET_ATTR_MODE) { permissions = wanted.st_mode & 0o7777 }
    if has(FUSE_SET_ATTR_UID) { owner = wanted.st_uid }
    if has(FUSE_SET_ATTR_GID) { group = wanted.st_gid }
    if has(FUSE_SET_ATTR_SIZE) { size = Int64(wanted.st_size) }
    if has(FUSE_SET_ATTR_ATIME) { accessed = has(FUSE_SET_ATTR_ATIME_NOW) ? .now : time(wanted.st_atim) }
    if has(FUSE_SET_ATTR_MTIME) { modified = has(FUSE_SET_ATTR_MTIME_NOW) ? .now : time(wanted.st_mtim) }
  }
}
