internal import CPlatform
internal import Glibc

/// An open file, closed when its owner goes. Wraps a descriptor of open(2).
package struct FileDescriptor: ~Copyable, Sendable {
  /// For C calls; valid while this value lives.
  package let rawValue: Int32

  /// Takes over a descriptor somebody else opened.
  package init(owning rawValue: Int32) { self.rawValue = rawValue }

  deinit { _ = Glibc.close(rawValue) }

  /// Gives the descriptor away: it is no longer closed here.
  package consuming func release() -> Int32 {
    let value = rawValue
    discard self
    return value
  }

  /// How a file is opened. Always close-on-exec, never the controlling terminal.
  package struct Mode: OptionSet, Sendable {
    package let rawValue: Int32
    package init(rawValue: Int32) { self.rawValue = rawValue }
    package static let readOnly = Mode(rawValue: O_RDONLY)
    package static let writeOnly = Mode(rawValue: O_WRONLY)
    package static let readWrite = Mode(rawValue: O_RDWR)
    package static let create = Mode(rawValue: O_CREAT)
    package static let exclusive = Mode(rawValue: O_EXCL)
    package static let truncate = Mode(rawValue: O_TRUNC)
    package static let append = Mode(rawValue: O_APPEND)
    package static let directory = Mode(rawValue: O_DIRECTORY)
    package static let noFollow = Mode(rawValue: O_NOFOLLOW)
    package static let nonBlocking = Mode(rawValue: O_NONBLOCK)
    /// Only a handle for *at calls and fstat; nothing is opened. The constant is `O_PATH`.
    package static let path = Mode(rawValue: 0o10000000)
    /// Reading leaves the access time alone. The constant is `O_NOATIME`; only the owner may.
    package static let noAccessTime = Mode(rawValue: 0o1000000)
  }

  package static func open(_ path: String, _ mode: Mode, permissions: UInt32 = 0o644) throws(Errno) -> FileDescriptor {
    FileDescriptor(owning: try checked { Glibc.open(path, mode.rawValue | O_CLOEXEC | O_NOCTTY, mode_t(permissions)) })
  }

  /// Opens `path` below the directory `self`; a path or link that leads out of it is EXDEV.
  ///
  /// `path` holds no NUL byte; `.` is the directory itself.
  package borrowing func open(beneath path: String, _ mode: Mode) throws(Errno) -> FileDescriptor {
    let raw = path.withCString { cplatform_open_beneath(rawValue, $0, mode.rawValue | O_CLOEXEC | O_NOCTTY) }
    return FileDescriptor(owning: try unwrapped(raw))
  }

  /// As ``open(beneath:_:)`` for raw path bytes, which need not be UTF-8.
  package borrowing func open(beneath path: some Collection<UInt8>, _ mode: Mode) throws(Errno) -> FileDescriptor {
    let terminated = ContiguousArray(path) + [0]
    let raw = terminated.withUnsafeBytes { bytes -> Int32 in
      guard let base = bytes.baseAddress else { return -EINVAL }
      return cplatform_open_beneath(
        rawValue, base.assumingMemoryBound(to: CChar.self), mode.rawValue | O_CLOEXEC | O_NOCTTY)
    }
    return FileDescriptor(owning: try unwrapped(raw))
  }

  /// Opens a library file below this directory for reading. Its access time is left alone where the kernel allows it
  /// (own files, or root), and what is a pipe by now does not make the call wait for a writer.
  package borrowing func openForReading(beneath path: [UInt8]) throws(Errno) -> FileDescriptor {
    do throws(Errno) {
      return try open(beneath: path, [.readOnly, .noAccessTime, .nonBlocking])
    } catch {
      guard error == .notPermitted else { throw error }
      return try open(beneath: path, [.readOnly, .nonBlocking])
    }
  }

  package borrowing func status() throws(Errno) -> FileStatus {
    var raw = stat()
    _ = try checked { fstat(rawValue, &raw) }
    return FileStatus(raw)
  }

  /// Reads up to `buffer.count` bytes at `offset`; fewer mean the end of the file. Wraps pread(2).
  package borrowing func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(Errno) -> Int {
    var done = 0
    while done < buffer.count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      let count = try checked { pread(rawValue, rest.baseAddress, rest.count, off_t(offset) + off_t(done)) }
      if count == 0 { break }
      done += count
    }
    return done
  }

  /// Reads what is there from a pipe, socket or file's position; 0 is its end. Wraps read(2).
  package borrowing func read(into buffer: UnsafeMutableRawBufferPointer) throws(Errno) -> Int {
    try checked { Glibc.read(rawValue, buffer.baseAddress, buffer.count) }
  }

  /// Writes all bytes at the file's position. Wraps write(2).
  package borrowing func write(_ buffer: UnsafeRawBufferPointer) throws(Errno) {
    var done = 0
    while done < buffer.count {
      let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
      done += try checked { Glibc.write(rawValue, rest.baseAddress, rest.count) }
    }
  }

  package borrowing func write(_ text: String) throws(Errno) {
    let bytes = ContiguousArray(text.utf8)
    // A closure that throws a typed error out of `withUnsafeBytes` is erased to `any Error`.
    let result: Result<Void, Errno> = bytes.withUnsafeBytes { buffer in
      do throws(Errno) { return .success(try write(buffer)) } catch { return .failure(error) }
    }
    try result.get()
  }

  /// Gives the file to another account. Wraps fchown(2).
  package borrowing func setOwner(_ account: Account) throws(Errno) {
    _ = try checked { fchown(rawValue, account.user, account.group) }
  }

  package borrowing func synchronize() throws(Errno) { _ = try checked { fsync(rawValue) } }

  package borrowing func duplicate() throws(Errno) -> FileDescriptor {
    FileDescriptor(owning: try checked { fcntl(rawValue, F_DUPFD_CLOEXEC, 3) })
  }

  /// Whether a spawned program inherits the descriptor.
  package borrowing func setInherited(_ inherited: Bool) throws(Errno) {
    _ = try checked { fcntl(rawValue, F_SETFD, inherited ? 0 : FD_CLOEXEC) }
  }

  /// Takes an exclusive flock(2) without waiting; false where another process has it.
  package borrowing func lockExclusively() throws(Errno) -> Bool { try lock(LOCK_EX) }

  /// The same with a shared lock, which several may have while nobody has the exclusive one.
  package borrowing func lockShared() throws(Errno) -> Bool { try lock(LOCK_SH) }

  private borrowing func lock(_ kind: Int32) throws(Errno) -> Bool {
    do throws(Errno) {
      _ = try checked { flock(rawValue, kind | LOCK_NB) }
      return true
    } catch {
      if error.rawValue == EWOULDBLOCK { return false }
      throw error
    }
  }

  /// Tells the kernel that the bytes will not be needed again soon. Advice: its failure means nothing.
  package borrowing func adviseNotNeeded(from offset: Int64, length: Int64) {
    _ = posix_fadvise(rawValue, off_t(offset), off_t(length), POSIX_FADV_DONTNEED)
  }

  package borrowing func adviseSequential() {
    _ = posix_fadvise(rawValue, 0, 0, POSIX_FADV_SEQUENTIAL)
  }

  /// Nothing is to be read ahead.
  package borrowing func adviseRandom() { _ = posix_fadvise(rawValue, 0, 0, POSIX_FADV_RANDOM) }
}

/// Two ends that belong together; move-only values do not fit into a tuple.
package struct DescriptorPair: ~Copyable, Sendable {
  /// The reading end of a pipe.
  package let first: FileDescriptor
  /// The writing end of a pipe.
  package let second: FileDescriptor

  /// Closes the second end.
  package consuming func keepingFirst() -> FileDescriptor { first }

  /// Closes the first end.
  package consuming func keepingSecond() -> FileDescriptor { second }

  private init(_ pair: (Int32, Int32)) {
    first = FileDescriptor(owning: pair.0)
    second = FileDescriptor(owning: pair.1)
  }

  /// A connected pair that keeps message boundaries (SOCK_SEQPACKET), both close-on-exec.
  package static func socketPair() throws(Errno) -> DescriptorPair {
    try make { cplatform_socket_pair($0) }
  }

  /// The two ends of a pipe, both close-on-exec.
  package static func pipe() throws(Errno) -> DescriptorPair {
    try make { cplatform_pipe($0) }
  }

  private static func make(_ call: (UnsafeMutablePointer<Int32>) -> Int32) throws(Errno) -> DescriptorPair {
    var pair: (Int32, Int32) = (-1, -1)
    let result = withUnsafeMutablePointer(to: &pair) { pointer in
      pointer.withMemoryRebound(to: Int32.self, capacity: 2, call)
    }
    _ = try unwrapped(result)
    return DescriptorPair(pair)
  }
}
