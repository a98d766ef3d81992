internal import Glibc
package import Platform

/// A library that Vitrine shows, through the real programs and a real mount.
///
/// Unmounted when the last reference goes, and by the sweep at the end of the process at the latest.
package final class MountedLibrary: Sendable {
  /// The mount point.
  package let path: String
  /// The state directory, kept across ``remount(_:)``.
  package let state: String
  /// The directory of the cache, unless the environment or the configuration names another.
  package let cache: String
  /// The directory that is shown.
  package let library: String
  private let user: UInt32?
  private let operands: [String]
  private let options: [String]
  private let environment: [String: String]
  /// Beside other tests a machine is always busy.
  private static let standing = ["VITRINE_HASHING_MAX_LOAD": "off"]
  private let scratch: TemporaryDirectory
  private let device: OpenFuseDevice?
  /// What runs `vitrine mount`; empty for nothing else.
  private let command: [String]

  /// Runs `vitrine mount` and returns when the mount answers.
  ///
  /// - Parameters:
  ///   - library: the library's directory.
  ///   - user: mounts as this user, through fusermount3; nil is the user of the tests.
  ///   - options: put before LIBRARY.
  /// - Throws: ``TestFailure`` with what the program said and logged.
  package init(
    _ library: String, user: UInt32? = nil, options: [String] = [], environment: [String: String] = [:]
  ) throws {
    scratch = try TemporaryDirectory()
    command = []
    self.library = library
    self.user = user
    self.options = options
    cache = scratch("cache")
    self.environment = MountedLibrary.standing.merging(["VITRINE_CACHE_DIRECTORY": cache]) { $1 }
      .merging(environment) { $1 }
    path = try scratch.makeDirectory("mount")
    state = try scratch.makeDirectory("state")
    operands = [library, path]
    device = try user.map { _ throws(Errno) in try OpenFuseDevice() }
    if let user {
      try Files.setOwner(path, user)
      try Files.setOwner(state, user)
      try createDirectories(cache)
      try Files.setOwner(cache, user)
    }
    try mount(options)
  }

  /// Mounts what the configuration in `file` says: its roots, at a mount point of this value's own.
  ///
  /// - Parameter command: runs `vitrine mount` and what comes of it, such as in another network.
  package init(
    configuredBy file: String, options: [String] = [], environment: [String: String] = [:],
    through command: [String] = []
  ) throws {
    scratch = try TemporaryDirectory()
    self.command = command
    library = ""
    user = nil
    self.options = ["--config", file] + options
    cache = scratch("cache")
    self.environment = MountedLibrary.standing.merging(["VITRINE_CACHE_DIRECTORY": cache]) { $1 }
      .merging(environment) { $1 }
    path = try scratch.makeDirectory("mount")
    state = try scratch.makeDirectory("state")
    operands = [path]
    device = nil
    try mount(self.options)
  }

  deinit {
    if Mounts.isMountPoint(path) { try? unmount() }
    if environmentVariables()["VITRINE_TEST_LOG"] != nil { print(log) }
    Mounts.detach(below: path)
  }

  /// The path of a name below the mount point.
  package func callAsFunction(_ name: String) -> String { path + "/" + name }

  /// Unmounts by `vitrine unmount`.
  package func unmount() throws {
    let result = try vitrine(["unmount", path])
    guard result.status == 0 else { throw TestFailure("vitrine unmount: \(result.errorText)\n\(log)") }
  }

  /// Unmounts and mounts again with the same state directory.
  package func remount(_ options: [String]? = nil) throws {
    try unmount()
    try mount(options ?? self.options)
  }

  /// Mounts once more what was unmounted.
  package func mountAgain() throws { try mount(options) }

  /// Runs `vitrine` with these arguments as the user of the mount.
  package func vitrine(_ arguments: [String], timeout: UInt64 = 60_000_000_000) throws(Errno) -> ProgramOutput {
    try run(Products.vitrine, arguments, timeout: timeout)
  }

  /// Runs any program as the user of the mount, who alone may look into it unless it is root's.
  package func run(
    _ program: String, _ arguments: [String], directory: String? = nil, timeout: UInt64 = 120_000_000_000
  ) throws(Errno) -> ProgramOutput {
    guard let user, user != geteuid() else {
      return try ExternalProgram.run(
        program, arguments, environment: environment, directory: directory, timeout: timeout)
    }
    let identity = ["--reuid=\(user)", "--regid=\(user)", "--clear-groups", "--", program]
    return try ExternalProgram.run(
      "setpriv", identity + arguments, environment: environment, directory: directory, timeout: timeout)
  }

  /// Waits until all of these names, relative to the mount point, can be looked up.
  ///
  /// - Throws: ``TestFailure`` that names what is missing after `timeout` nanoseconds.
  package func wait(for names: [String], timeout: UInt64 = 30_000_000_000) throws {
    let deadline = monotonicNanoseconds() &+ timeout
    var missing = names
    while true {
      missing.removeAll { Files.exists(self($0)) }
      if missing.isEmpty { return }
      if monotonicNanoseconds() > deadline {
        throw TestFailure("not in the mount: \(missing.joined(separator: ", "))\n\(try status())\n\(log)")
      }
      sleep(nanoseconds: 10_000_000)
    }
  }

  /// Waits until the whole library has been looked through, and, where asked, every checksum is known.
  ///
  /// - Throws: ``TestFailure`` with the status when that takes longer than `timeout` nanoseconds.
  package func waitUntilSettled(checksums: Bool = true, timeout: UInt64 = 120_000_000_000) throws {
    let deadline = monotonicNanoseconds() &+ timeout
    while true {
      let report = try status()
      let isDiscovered = report.contains("\"state\":\"idle\"")
      let counts = numbers(in: report, after: "\"checksums\":")
      if isDiscovered, !checksums || (counts.count > 1 && counts[0] == counts[1]) { return }
      if report.contains("\"state\":\"failed\"") || monotonicNanoseconds() > deadline {
        throw TestFailure("the library does not settle: \(report)\n\(log)")
      }
      sleep(nanoseconds: 20_000_000)
    }
  }

  /// `.vitrine/status.json`, without spaces.
  package func status() throws(Errno) -> String {
    // Through a program, because the mount may be another user's.
    let result = try run("cat", [self(".vitrine/status.json")], timeout: 30_000_000_000)
    return result.text.filter { !$0.isWhitespace }
  }

  /// Has the service look through the library again at once, and waits until it has begun or is done.
  package func rescan() throws {
    for worker in processes("vitrine") { kill(worker, SIGHUP) }
    sleep(nanoseconds: 50_000_000)
  }

  /// The service's processes: programs of this build that name the mount point among their arguments.
  package func processes(_ program: String) -> [Int32] {
    runningPrograms().filter { process in
      let arguments = (try? Files.read("/proc/\(process)/cmdline")).map { String(decoding: $0, as: UTF8.self) } ?? ""
      let words = arguments.split(separator: "\0").map(String.init)
      return words.contains(path) && words.first?.split(separator: "/").last.map(String.init) == program
    }
  }

  /// What the service wrote: every log file of the state directory, the last 64 KiB of each.
  package var log: String {
    let entries = (try? listTree(state)) ?? []
    return entries.filter { $0.status.kind == .regular && $0.path.hasSuffix("log") }.map { entry in
      let tail = try? Files.read(
        state + "/" + entry.path, at: max(0, entry.status.size - 65_536), count: 65_536)
      return "--- \(entry.path)\n" + String(decoding: tail ?? [], as: UTF8.self)
    }.joined()
  }

  private func mount(_ options: [String]) throws {
    let arguments = ["mount", "--state", state] + options + operands
    let result =
      command.isEmpty
      ? try vitrine(arguments)
      : try run(command[0], command.dropFirst() + [Products.vitrine] + arguments)
    guard result.status == 0 else {
      throw TestFailure("vitrine mount: exit \(result.status): \(result.errorText)\(result.text)\n\(log)")
    }
    guard Mounts.isMountPoint(path) else { throw TestFailure("vitrine mount returned, nothing is mounted\n\(log)") }
  }
}

/// The process ids in `/proc`.
package func runningPrograms() -> [Int32] {
  guard let descriptor = try? FileDescriptor.open("/proc", [.readOnly, .directory]),
    let directory = try? DirectoryStream(descriptor)
  else { return [] }
  var found: [Int32] = []
  while (try? directory.next { name, _ in
    if let number = Int32(String(decoding: name, as: UTF8.self)) { found.append(number) }
  }) == true {}
  return found
}

/// The numbers that follow `key` up to the closing brace.
private func numbers(in text: String, after key: String) -> [Int] {
  let parts = text.split(separator: key, maxSplits: 1, omittingEmptySubsequences: false)
  guard parts.count == 2 else { return [] }
  return parts[1].prefix { $0 != "}" }.split { !$0.isNumber }.compactMap { Int($0) }
}
