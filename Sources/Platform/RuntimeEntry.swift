internal import Glibc

/// The files by which a running mount is found: `<base>.json` says what it is, `<base>.sock` is its control socket.
///
/// The supervisor holds a lock on the first for as long as it lives, which is what tells a running one from the
/// remains of a killed one.
package struct RuntimeEntry: Sendable {
  /// The path without an extension.
  package let base: String

  package init(base: String) { self.base = base }

  package var descriptionPath: String { base + ".json" }
  package var socketPath: String { base + ".sock" }

  /// Takes the lock, and removes the socket a killed predecessor left.
  ///
  /// - Returns: the locked file, for ``write(_:to:)``; nil when a living supervisor has it.
  package func claim() throws(Errno) -> FileDescriptor? {
    while true {
      let file = try FileDescriptor.open(descriptionPath, [.readWrite, .create])
      guard try file.lockExclusively() else { return nil }
      // A predecessor that ended just now has removed the file this one opened.
      guard let status = try? FileStatus.of(descriptionPath), status.inode == (try file.status()).inode else {
        continue
      }
      try removeFile(socketPath)
      return file
    }
  }

  /// Whether a living supervisor has the lock.
  package var isHeld: Bool {
    guard let file = try? FileDescriptor.open(descriptionPath, .readOnly) else { return false }
    return (try? file.lockExclusively()) == false
  }

  /// Replaces the description.
  package func write(_ description: [UInt8], to file: borrowing FileDescriptor) throws(Errno) {
    let count = try checked { pwrite(file.rawValue, description, description.count, 0) }
    _ = try checked { ftruncate(file.rawValue, off_t(count)) }
  }

  /// Removes both files.
  package func remove() {
    try? removeFile(socketPath)
    try? removeFile(descriptionPath)
  }
}
