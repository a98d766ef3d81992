internal import CPlatform
internal import Glibc

/// Unix sockets by path, of any length: the address is relative to the directory, opened first.
package enum UnixSocket {
  /// A listening stream socket at `path`, mode 0600. A file that is there already is an error (EADDRINUSE).
  package static func listen(at path: String) throws(Errno) -> FileDescriptor {
    let (directory, name) = split(path)
    let parent = try FileDescriptor.open(directory, [.path, .directory])
    return FileDescriptor(owning: try unwrapped(cplatform_listen(parent.rawValue, name)))
  }

  /// A stream connected to the socket at `path`; nobody listening is ``Errno/connectionRefused``.
  package static func connect(to path: String) throws(Errno) -> FileDescriptor {
    let (directory, name) = split(path)
    let parent = try FileDescriptor.open(directory, [.path, .directory])
    return FileDescriptor(owning: try unwrapped(cplatform_connect(parent.rawValue, name)))
  }

  private static func split(_ path: String) -> (directory: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    return (slash == path.startIndex ? "/" : String(path[..<slash]), String(path[path.index(after: slash)...]))
  }
}

extension FileDescriptor {
  /// The next connection of a listening socket.
  package borrowing func acceptConnection() throws(Errno) -> FileDescriptor {
    FileDescriptor(owning: try unwrapped(cplatform_accept(rawValue)))
  }

  /// Limits how long one send or receive on a socket may wait; afterwards it fails with ``Errno/again``.
  package borrowing func setSocketTimeout(milliseconds: Int32) throws(Errno) {
    _ = try unwrapped(cplatform_set_timeout(rawValue, milliseconds))
  }

  /// Sends one message; a closed other end is an error (EPIPE), never a signal.
  package borrowing func sendMessage(_ bytes: some Collection<UInt8>) throws(Errno) {
    _ = try sendPart(bytes)
  }

  /// Sends as much of `bytes` as the socket takes now.
  ///
  /// - Returns: how many.
  package borrowing func sendPart(_ bytes: some Collection<UInt8>) throws(Errno) -> Int {
    let copy = ContiguousArray(bytes)
    return try unwrapped(copy.withUnsafeBytes { cplatform_send(rawValue, $0.baseAddress, $0.count, -1) })
  }

  /// Sends one message of 8-byte words and, with it, a descriptor of this process.
  package borrowing func sendWords(_ words: [UInt64], passing descriptor: Int32? = nil) throws(Errno) {
    _ = try unwrapped(
      words.withUnsafeBytes { cplatform_send(rawValue, $0.baseAddress, $0.count, descriptor ?? -1) })
  }

  /// Receives one message of at most `count` 8-byte words, and the descriptor that came with it; no words when the
  /// other end is closed.
  package borrowing func receiveWords(count: Int) throws(Errno) -> ReceivedWords {
    var words = [UInt64](repeating: 0, count: count)
    var passed: Int32 = -1
    let length = words.withUnsafeMutableBytes { cplatform_receive(rawValue, $0.baseAddress, $0.count, &passed) }
    let descriptor: FileDescriptor? = passed >= 0 ? FileDescriptor(owning: passed) : nil
    words.removeLast(count - (try unwrapped(length)) / 8)
    return ReceivedWords(words: words, descriptor: descriptor)
  }

  /// Receives one message of at most `capacity` bytes; empty when the other end is closed.
  package borrowing func receiveMessage(capacity: Int) throws(Errno) -> [UInt8] {
    var received = [UInt8](repeating: 0, count: capacity)
    var passed: Int32 = -1
    let count = received.withUnsafeMutableBytes { cplatform_receive(rawValue, $0.baseAddress, $0.count, &passed) }
    // Nobody who sends messages here passes descriptors.
    if passed >= 0 { _ = Glibc.close(passed) }
    received.removeLast(capacity - (try unwrapped(count)))
    return received
  }

  /// Receives a descriptor that another process passes with one byte or more; nil when the other end closes first.
  package borrowing func receiveDescriptor() throws(Errno) -> FileDescriptor? {
    var bytes: (UInt64, UInt64) = (0, 0)
    var passed: Int32 = -1
    let count = withUnsafeMutableBytes(of: &bytes) { cplatform_receive(rawValue, $0.baseAddress, $0.count, &passed) }
    _ = try unwrapped(count)
    return passed >= 0 ? FileDescriptor(owning: passed) : nil
  }

  /// Reads what is there of a pipe or stream, at most `limit` bytes; empty at its end. Wraps read(2).
  package borrowing func readSome(limit: Int) throws(Errno) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: limit)
    let result: Result<Int, Errno> = bytes.withUnsafeMutableBytes { buffer in
      do throws(Errno) { return .success(try read(into: buffer)) } catch { return .failure(error) }
    }
    bytes.removeLast(limit - (try result.get()))
    return bytes
  }

  /// Reads until the other end closes or `limit` bytes have come.
  package borrowing func readToEnd(limit: Int) throws(Errno) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < limit {
      let part = try readSome(limit: min(16 << 10, limit - bytes.count))
      if part.isEmpty { break }
      bytes += part
    }
    return bytes
  }
}

/// A message with what came along.
package struct ReceivedWords: ~Copyable {
  package let words: [UInt64]
  private let descriptor: FileDescriptor?

  init(words: [UInt64], descriptor: consuming FileDescriptor?) {
    self.words = words
    self.descriptor = descriptor
  }

  /// The number of the descriptor that came along, valid while this value lives.
  package var file: Int32? {
    switch descriptor {
    case .some(let descriptor): descriptor.rawValue
    case .none: nil
    }
  }
}
