internal import Glibc
internal import Platform
internal import Synchronization

/// Everything the bench leaves on the machine while it runs: one directory, mounts in it and programs.
///
/// ``cleanUp()`` takes all of it away; it runs at the end, on failure, and on SIGINT, SIGTERM and SIGHUP.
final class Scratch: Sendable {
  let path: String
  private let programs = Mutex<[ExternalProgram]>([])

  init(in parent: String) throws {
    path = "\(parent)/vitrine-bench-\(getpid())"
    try createDirectories(path)
  }

  func makeDirectory(_ name: String) throws -> String {
    try createDirectories(path + "/" + name)
    return path + "/" + name
  }

  /// Starts a program that ends with the bench at the latest. What it prints goes to `log` in the scratch directory.
  func start(_ program: String, _ arguments: [String], log: String) throws -> ExternalProgram {
    let output = try FileDescriptor.open(path + "/" + log, [.writeOnly, .create, .append])
    let started = try ExternalProgram(
      program, arguments, streams: .init(output: output.rawValue, errors: output.rawValue))
    programs.withLock { $0.append(started) }
    return started
  }

  func cleanUp() {
    for point in mountPoints() where umount2(point, Int32(MNT_DETACH)) == -1 {
      _ = try? ExternalProgram.run("fusermount3", ["-u", "-z", "-q", point])
    }
    for program in programs.withLock({ $0 }) { program.stop(grace: 2_000_000_000) }
    _ = try? ExternalProgram.run("rm", ["-rf", "--one-file-system", "--", path], timeout: 300_000_000_000)
  }

  /// Cleans up and ends the process when a signal arrives. Call it before any other thread exists: they inherit
  /// the mask that leaves these signals to this one thread.
  func cleanUpOnSignals() throws {
    var set = sigset_t()
    sigemptyset(&set)
    for number in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&set, number) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
    let waited = set
    try WorkerThread(name: "signals") { [self] in
      var set = waited
      var number: Int32 = 0
      sigwait(&set, &number)
      cleanUp()
      exit(128 + number)
    }.detach()
  }

  /// What is mounted below the scratch directory, deepest first.
  private func mountPoints() -> [String] {
    guard let table = try? MountTable.current() else { return [] }
    return table.entries.map(\.mountPoint).filter { $0 != path && isPath($0, within: path) }.reversed()
  }
}
