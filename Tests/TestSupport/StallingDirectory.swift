internal import Glibc
package import Platform

/// A directory seen through a file system whose requests a test can stop, as a disk that went away would.
///
/// The program is `Tests/StallFS`. Unmounted when the last reference goes.
package final class StallingDirectory: Sendable {
  /// The mount point: the same files as in the source directory.
  package let path: String
  private let control: String
  private let program: ExternalProgram
  private let scratch: TemporaryDirectory

  /// What of a file stalls.
  package enum Request: Sendable { case read, open, status }

  /// Mounts a view of `source`.
  package init(of source: String) throws {
    scratch = try TemporaryDirectory()
    path = try scratch.makeDirectory("stalling")
    control = scratch("control")
    try Files.write("", to: control)
    let log = try FileDescriptor.open(scratch("log"), [.writeOnly, .create])
    program = try ExternalProgram(
      Products.stallfs, [source, path, control], streams: .init(output: log.rawValue, errors: log.rawValue))
    for _ in 0..<1000 {
      if Mounts.isMountPoint(path) { return }
      if program.wait(timeout: 10_000_000) != nil { break }
    }
    throw TestFailure("stallfs does not mount: " + String(decoding: try Files.read(scratch("log")), as: UTF8.self))
  }

  deinit {
    try? Files.write("", to: control)
    program.stop()
    Mounts.detach(below: path)
  }

  /// From now on exactly these requests stall; the paths are relative to the source directory.
  package func stall(_ requests: [(Request, String)]) throws(Errno) {
    var lines = ""
    for (request, name) in requests {
      switch request {
      case .read: lines += name + "\n"
      case .open: lines += "open:" + name + "\n"
      case .status: lines += "stat:" + name + "\n"
      }
    }
    // By rename, so that a request never sees half the list.
    try Files.replace(control, with: Array(lines.utf8))
  }

  /// Lets go everything that waits.
  package func resume() throws(Errno) { try stall([]) }
}
