internal import CPlatform

extension FUSEConnection {
  /// Registers `file`, a regular file that is open for reading, with the connection of `device`: the kernel then reads
  /// it itself for every opening that is answered with the number.
  ///
  /// Takes CAP_SYS_ADMIN and a connection that has agreed on passthrough (EPERM), and a file system that does not lie on
  /// another (ELOOP).
  ///
  /// - Parameter device: the open /dev/fuse.
  /// - Returns: the connection's number for the file.
  package static func openBacking(_ file: Int32, on device: Int32) throws(Errno) -> Int32 {
    try unwrapped(cplatform_backing_open(device, file))
  }

  /// Gives up a number; what is open goes on reading.
  package static func closeBacking(_ number: Int32, on device: Int32) throws(Errno) {
    _ = try unwrapped(cplatform_backing_close(device, number))
  }
}
