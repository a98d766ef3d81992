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

  /// Leaves this user `count` watches of directories: other programs have theirs, how many cannot be asked for.
  package static func watches(left count: Int) throws(Errno) -> SystemLimit {
    let limit = try SystemLimit("fs/inotify/max_user_watches", "0")
    let inotify = inotify_init1(Int32(IN_CLOEXEC))
    guard inotify >= 0 else { throw Errno(rawValue: errno) }
    defer { _ = close(inotify) }
    // The least limit with which one more can be had is the one that they would fill with it.
    var fails = 0
    var succeeds = 1 << 24
    while succeeds - fails > 1 {
      let middle = (fails + succeeds) / 2
      try set(limit.path, Array(String(middle).utf8))
      let watch = inotify_add_watch(inotify, "/", UInt32(IN_MOVE_SELF))
      if watch >= 0 { _ = inotify_rm_watch(inotify, watch) }
      if watch >= 0 { succeeds = middle } else { fails = middle }
    }
    try set(limit.path, Array(String(fails + count).utf8))
    return limit
  }

  deinit { try? Self.set(path, before) }

  private static func set(_ path: String, _ value: [UInt8]) throws(Errno) {
    try FileDescriptor.open(path, .writeOnly).write(String(decoding: value, as: UTF8.self))
  }
}
