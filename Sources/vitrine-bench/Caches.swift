internal import Glibc
internal import Platform

/// What the kernel remembers, and how to make it forget.
enum Caches {
  /// Whether ``dropNames()`` does anything: only root may.
  static let canDrop = access("/proc/sys/vm/drop_caches", W_OK) == 0

  /// Forgets the pages of this one file; those of the files below a FUSE mount stay.
  static func dropPages(of path: String) throws {
    let file = try FileDescriptor.open(path, .readOnly)
    file.adviseNotNeeded(from: 0, length: 0)
  }

  /// Forgets all names and inodes of every file system, then has the native directory looked at again, so that
  /// only the file system above it starts cold.
  static func dropNames(rewarming directory: String) throws {
    sync()
    if canDrop { try FileDescriptor.open("/proc/sys/vm/drop_caches", .writeOnly).write("2") }
    _ = try FileLoops.list(directory)
  }
}
