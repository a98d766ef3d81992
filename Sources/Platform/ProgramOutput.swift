internal import Glibc

/// What a program that has run left behind.
package struct ProgramOutput: Sendable {
  /// The exit code, or the negative number of the signal that ended it (-9 also when the time was up).
  package var status: Int32
  /// The bytes of standard output.
  package var output: [UInt8]
  /// The bytes of standard error.
  package var errors: [UInt8]

  /// Standard output as text; invalid UTF-8 is replaced.
  package var text: String { String(decoding: output, as: UTF8.self) }
  /// Standard error as text; invalid UTF-8 is replaced.
  package var errorText: String { String(decoding: errors, as: UTF8.self) }
}

extension ExternalProgram {
  /// Runs a program to its end and collects what it writes.
  ///
  /// Returns when the program itself has ended: what it left in the background may go on.
  ///
  /// - Parameters:
  ///   - input: standard input, given as a seekable file; empty is `/dev/null`.
  ///   - timeout: nanoseconds after which the program and its group are killed.
  /// - Throws: ENOENT where there is no such program, otherwise what the system says.
  package static func run(
    _ program: String, _ arguments: [String], environment: [String: String] = [:], directory: String? = nil,
    input: [UInt8] = [], timeout: UInt64 = 60_000_000_000
  ) throws(Errno) -> ProgramOutput {
    let given = try unnamedFile(input)
    let output = try DescriptorPair.pipe()
    let errors = try DescriptorPair.pipe()
    let running = try ExternalProgram(
      program, arguments, environment: environment, directory: directory,
      streams: Streams(
        input: input.isEmpty ? nil : given.rawValue, output: output.second.rawValue, errors: errors.second.rawValue))
    var pipes = [Drain(output.keepingFirst()), Drain(errors.keepingFirst())]

    let deadline = monotonicNanoseconds() &+ timeout
    var status: Int32?
    while status == nil {
      if pipes.allSatisfy(\.isAtEnd) {
        status = running.wait(timeout: max(deadline, monotonicNanoseconds() + 1) - monotonicNanoseconds())
      } else {
        drain(&pipes, milliseconds: 5)
        status = running.wait(timeout: 0)
      }
      if status == nil, monotonicNanoseconds() >= deadline {
        running.signal(SIGKILL)
        status = running.wait(timeout: 5_000_000_000) ?? -SIGKILL
      }
    }
    // Whatever the ended program wrote is in the pipes by now; a child of it may hold them open for ever.
    while drain(&pipes, milliseconds: 0) {}
    return ProgramOutput(status: status ?? -SIGKILL, output: pipes[0].bytes, errors: pipes[1].bytes)
  }

  /// Reads once what is there from every pipe that has something; false when none had.
  @discardableResult
  private static func drain(_ pipes: inout [Drain], milliseconds: Int32) -> Bool {
    var waiting = pipes.map { pollfd(fd: $0.isAtEnd ? -1 : $0.descriptor.rawValue, events: Int16(POLLIN), revents: 0) }
    guard Glibc.poll(&waiting, nfds_t(waiting.count), milliseconds) > 0 else { return false }
    var hadSome = false
    for index in pipes.indices where waiting[index].revents != 0 {
      hadSome = pipes[index].readOnce() || hadSome
    }
    return hadSome
  }

  /// A file without a name that holds `bytes`, at its beginning.
  private static func unnamedFile(_ bytes: [UInt8]) throws(Errno) -> FileDescriptor {
    var path = ContiguousArray("/tmp/program-input-XXXXXX".utf8CString)
    let raw = path.withUnsafeMutableBufferPointer { buffer -> Int32 in
      guard let base = buffer.baseAddress else { return -EINVAL }
      let raw = mkstemp(base)
      if raw == -1 { return -errno }
      unlink(base)
      return raw
    }
    let file = FileDescriptor(owning: try unwrapped(raw))
    try file.setInherited(false)
    let written: Result<Void, Errno> = bytes.withUnsafeBytes { buffer in
      do throws(Errno) { return .success(try file.write(buffer)) } catch { return .failure(error) }
    }
    try written.get()
    _ = try checked { lseek(file.rawValue, 0, SEEK_SET) }
    return file
  }

  /// A pipe's reading end and what came out of it.
  private final class Drain {
    let descriptor: FileDescriptor
    private(set) var bytes: [UInt8] = []
    private(set) var isAtEnd = false

    init(_ descriptor: consuming FileDescriptor) { self.descriptor = descriptor }

    /// Appends what one read(2) gives; false at the end.
    func readOnce() -> Bool {
      let count = withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 16) { buffer in
        let count = (try? descriptor.read(into: buffer)) ?? 0
        bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        return count
      }
      if count == 0 { isAtEnd = true }
      return count > 0
    }
  }
}
