internal import CPlatform
internal import Glibc

/// The machine and the surroundings this process runs in.
package enum Host {
  /// The value of an environment variable; an empty one counts as not set.
  package static func environment(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  /// The environment variables whose names begin with `prefix`, without those that are empty.
  package static func environment(withPrefix prefix: String) -> [String: String] {
    var found: [String: String] = [:]
    var next = environ
    while let line = next.pointee {
      let text = String(cString: line)
      if text.hasPrefix(prefix), let equals = text.firstIndex(of: "="), text.index(after: equals) != text.endIndex {
        found[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      next += 1
    }
    return found
  }

  /// The absolute path of the running program.
  package static func executablePath() throws(Errno) -> String { try readLink("/proc/self/exe") }

  /// Such as `6.12.41+deb13-amd64`.
  package static var kernelRelease: String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { buffer in
      guard let base = buffer.baseAddress else { return "" }
      cplatform_kernel_release(base, buffer.count)
      return String(cString: base)
    }
  }

  package static var kernelVersion: KernelVersion { KernelVersion(release: kernelRelease) }

  /// The program `name` in the directories of PATH and in `/usr/bin` and `/bin`.
  package static func findProgram(_ name: String) -> String? {
    let directories = (environment("PATH") ?? "").split(separator: ":").map(String.init) + ["/usr/bin", "/bin"]
    return directories.lazy.filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }.first { canExecute($0) }
  }

  /// Whether this process may run the program at `path`.
  package static func canExecute(_ path: String) -> Bool { faccessat(AT_FDCWD, path, X_OK, AT_EACCESS) == 0 }

  /// Whether this process may read what is at `path`, and enter it where it is a directory.
  package static func canRead(_ path: String, isDirectory: Bool) -> Bool {
    faccessat(AT_FDCWD, path, isDirectory ? R_OK | X_OK : R_OK, AT_EACCESS) == 0
  }

  /// Whether this process may make files in the directory at `path`.
  package static func canWrite(_ path: String) -> Bool { faccessat(AT_FDCWD, path, W_OK | X_OK, AT_EACCESS) == 0 }

  /// Lets this process open as many files as the system allows it, which is far more than it gets at first.
  package static func raiseDescriptorLimit() { cplatform_raise_descriptor_limit() }

  /// Has malloc give large blocks back to the system at once, for as long as the process lives: lists of a whole library
  /// come and go, and left heaps of twice the size behind.
  package static func keepHeapSmall() { cplatform_keep_heap_small() }

  /// Gives the system back the memory that is free in this process's heap: malloc keeps what lies between what is in
  /// use. Takes milliseconds for a large heap.
  package static func releaseFreeMemory() { cplatform_release_free_memory() }

  /// Processors that are switched on; at least 1.
  package static var processorCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  package static var processID: Int32 { getpid() }

  /// Whether that descriptor number is a terminal.
  package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Ends this process at once, whatever its other threads do.
  package static func endProcess(code: Int32) -> Never { _exit(code) }

  /// Turns this process into the program at `path`; returns only when that fails. Wraps execv(2).
  package static func replaceProcess(with path: String, _ arguments: [String]) -> Errno {
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    execv(path, &pointers)
    let number = errno
    for pointer in pointers { free(pointer) }
    return Errno(rawValue: number)
  }
}

/// The release of a Linux kernel, as far as features depend on it.
package struct KernelVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
  package var major: Int
  package var minor: Int

  package init(major: Int, minor: Int) {
    self.major = major
    self.minor = minor
  }

  /// - Parameter release: as uname(2) gives it, such as `6.1.0-18-amd64`; what is not a number counts as 0.
  package init(release: String) {
    let parts = release.split(whereSeparator: { !$0.isNumber }).prefix(2).map { Int($0) ?? 0 }
    major = parts.first ?? 0
    minor = parts.count > 1 ? parts[1] : 0
  }

  package static func < (left: KernelVersion, right: KernelVersion) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }

  package var description: String { "\(major).\(minor)" }

  /// Whether a new process can have requests delivered again that its predecessor took and never answered
  /// (FUSE_NOTIFY_RESEND).
  package var canResend: Bool { self >= KernelVersion(major: 6, minor: 9) }

  /// Whether it can read files of a FUSE mount past the process that serves it (FUSE_PASSTHROUGH), unless it is built
  /// without.
  package var canPassThrough: Bool { self >= KernelVersion(major: 6, minor: 9) }
}
