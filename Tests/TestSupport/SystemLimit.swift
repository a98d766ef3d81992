internal import Glibc
package import Platform

/// A limit of the whole system that a test lowers: set back when the last reference goes. Tests of other processes
/// that want to lower it wait.
package final class SystemLimit: Sendable {
  private let path: String
  private let before: [UInt8]
  private let lock: FileDescriptor

  /// - Parameter path: below `/proc/sys`.
  /// - Throws: EACCES for who is not root.
  package init(_ path: String, _ value: String) throws(Errno) {
    self.path = "/proc/sys/" + path
    lock = try FileDescriptor.open(
      "/tmp/vitrine-test-limit-" + path.split(separator: "/").joined(separator: "-"), [.readWrite, .create])
    while try !lock.lockExclusively() { sleep(nanoseconds: 100_000_000) }
    // Read under the lock: it would be another test's otherwise.
    before = try Files.read(self.path)
    try Self.set(self.path, Array(value.utf8))
  }

  deinit { try? Self.set(path, before) }

  private static func set(_ path: String, _ value: [UInt8]) throws(Errno) {
    try FileDescriptor.open(path, .writeOnly).write(String(decoding: value, as: UTF8.self))
  }
}
