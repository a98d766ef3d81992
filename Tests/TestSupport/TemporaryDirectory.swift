internal import Glibc
package import Platform
internal import Synchronization

/// A directory of a test's own, removed with everything in it when the last reference goes, and at the end of the
/// process at the latest. What is mounted in it is detached first: removal never reaches into a mount.
package final class TemporaryDirectory: Sendable {
  package let path: String

  /// Makes an empty directory that every user may enter, below TMPDIR or `/tmp`.
  package init() throws(Errno) {
    let parent = environmentVariables()["TMPDIR"] ?? "/tmp"
    var generator = SystemRandomNumberGenerator()
    let unique = String(UInt64.random(in: 0...UInt64.max, using: &generator), radix: 36)
    path = "\(parent)/\(Self.prefix)\(getpid())-\(unique)"
    Self.sweepOnce(parent)
    try createDirectories(path)
    let made = path
    Self.alive.withLock { _ = $0.insert(made) }
  }

  deinit { Self.remove(path) }

  /// The path of `name` in the directory; nothing is created.
  package func callAsFunction(_ name: String) -> String { path + "/" + name }

  /// Makes a directory in it and returns its path.
  package func makeDirectory(_ name: String) throws(Errno) -> String {
    try createDirectories(path + "/" + name)
    return path + "/" + name
  }

  private static let prefix = "vitrine-test-"
  private static let alive = Mutex<Set<String>>([])

  /// Registers the sweep at the end of the process, and once removes what processes that no longer run left behind.
  private static let sweeping: Mutex<Bool> = {
    atexit { TemporaryDirectory.removeAll() }
    return Mutex(false)
  }()

  private static func sweepOnce(_ parent: String) {
    let isFirst = sweeping.withLock { done in
      defer { done = true }
      return !done
    }
    guard isFirst, let descriptor = try? FileDescriptor.open(parent, [.readOnly, .directory]),
      let directory = try? DirectoryStream(descriptor)
    else { return }
    var names: [String] = []
    while (try? directory.next { name, _ in names.append(String(decoding: name, as: UTF8.self)) }) == true {}
    for name in names where name.hasPrefix(prefix) {
      guard let owner = name.dropFirst(prefix.count).split(separator: "-").first.flatMap({ pid_t($0) }) else {
        continue
      }
      if kill(owner, 0) == -1, errno == ESRCH { remove(parent + "/" + name) }
    }
  }

  private static func removeAll() {
    for path in alive.withLock({ $0 }) { remove(path) }
  }

  private static func remove(_ path: String) {
    alive.withLock { _ = $0.remove(path) }
    Mounts.detach(below: path)
    // A test may have taken away its own permissions.
    let force = "chmod -R u+rwX \"$1\" 2>/dev/null; rm -rf --one-file-system -- \"$1\""
    _ = try? ExternalProgram.run("sh", ["-c", force, "sh", path], timeout: 120_000_000_000)
  }
}
