/// What the system keeps of a mounted FUSE connection outside of the mount itself.
package enum FUSEConnection {
  /// Has every request that waits fail, and ends the connection. Works where the fusectl file system is mounted and
  /// the connection is the caller's.
  ///
  /// - Parameter minor: the minor device number of the mount.
  /// - Returns: whether it did.
  @discardableResult
  package static func abort(minor: UInt32) -> Bool {
    write("1", to: "/sys/fs/fuse/connections/\(minor)/abort")
  }

  /// Sets how far the kernel reads ahead in files of the mount; the most FUSE itself can ask for is 128 KiB. Only root.
  @discardableResult
  package static func setReadAhead(kibibytes: Int, of mount: MountTable.Entry) -> Bool {
    write("\(kibibytes)", to: "/sys/class/bdi/\(mount.major):\(mount.minor)/read_ahead_kb")
  }

  private static func write(_ text: String, to path: String) -> Bool {
    do throws(Errno) {
      try FileDescriptor.open(path, .writeOnly).write(text)
      return true
    } catch { return false }
  }
}
