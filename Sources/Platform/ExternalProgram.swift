internal import Glibc
internal import Synchronization

/// Another program that runs beside this one, in a process group of its own. Wraps posix_spawn(3) and waitpid(2).
///
/// Whoever starts one waits for it (``wait(timeout:)``) or leaves a zombie until this process ends. Any thread may call.
package final class ExternalProgram: Sendable {
  /// The process, which is also its group.
  package let processID: Int32
  private let exitStatus = Mutex<Int32?>(nil)

  /// Where the started program reads from or writes to: descriptors of this process, or nothing (`/dev/null`).
  package struct Streams: Sendable {
    package var input: Int32?
    package var output: Int32?
    package var errors: Int32?

    package init(input: Int32? = nil, output: Int32? = nil, errors: Int32? = nil) {
      self.input = input
      self.output = output
      self.errors = errors
    }
  }

  /// Starts `program`, looked up in PATH unless it holds a slash.
  ///
  /// - Parameters:
  ///   - environment: added to this process's environment, replacing what has the same name.
  ///   - directory: the working directory; nil is this process's.
  /// - Throws: ENOENT where there is no such program, otherwise what posix_spawn(3) says.
  package init(
    _ program: String, _ arguments: [String], environment: [String: String] = [:], directory: String? = nil,
    streams: Streams = Streams()
  ) throws(Errno) {
    // Swift does not see posix_spawn_file_actions_addchdir_np; env(1) changes directory as well.
    guard let found = Self.find(program), let changer = Self.find("env") else { throw .noSuchFile }
    let path = directory == nil ? found : changer
    let command = directory.map { ["env", "-C", $0, found] + arguments } ?? [program] + arguments
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (target, source) in [streams.input, streams.output, streams.errors].enumerated() {
      if let source {
        posix_spawn_file_actions_adddup2(&actions, source, Int32(target))
      } else {
        posix_spawn_file_actions_addopen(&actions, Int32(target), "/dev/null", target == 0 ? O_RDONLY : O_WRONLY, 0)
      }
    }

    // The child starts with no signal blocked or ignored, whatever this process does with its own.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    var all = sigset_t()
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))

    var variables = environmentVariables()
    variables.merge(environment) { $1 }
    var created: pid_t = 0
    let result = withCStrings(command) { argv in
      withCStrings(variables.map { "\($0.key)=\($0.value)" }) { envp in
        posix_spawn(&created, path, &actions, &attributes, argv, envp)
      }
    }
    guard result == 0 else { throw Errno(rawValue: result) }
    processID = created
  }

  /// The path of `program`: itself where it holds a slash, otherwise the first executable of that name in PATH.
  package static func find(_ program: String) -> String? {
    if program.contains("/") { return access(program, X_OK) == 0 ? program : nil }
    let path = environmentVariables()["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    for directory in path.split(separator: ":") {
      let candidate = directory + "/" + program
      if access(candidate, X_OK) == 0, (try? FileStatus.of(candidate))?.kind == .regular { return candidate }
    }
    return nil
  }

  /// Sends `number` to the program and everything it started in its group; false when nothing of it is left.
  @discardableResult
  package func signal(_ number: Int32) -> Bool {
    exitStatus.withLock { status in
      // Once reaped, the number may belong to somebody else; the group lives on while a member does.
      if status == nil, kill(processID, number) == 0 {
        _ = kill(-processID, number)
        return true
      }
      return false
    }
  }

  /// Waits for the end.
  ///
  /// - Parameter timeout: nanoseconds; nil waits for ever.
  /// - Returns: the exit code, the negative signal number that ended it, or nil when it still runs.
  package func wait(timeout: UInt64? = nil) -> Int32? {
    let deadline = timeout.map { monotonicNanoseconds() &+ $0 }
    var pause: UInt64 = 100_000
    while true {
      if let status = reap() { return status }
      if let deadline, monotonicNanoseconds() >= deadline { return nil }
      sleep(nanoseconds: pause)
      pause = min(pause * 2, 5_000_000)
    }
  }

  /// Ends the program: SIGTERM, and SIGKILL when it has not gone after `grace` nanoseconds.
  package func stop(grace: UInt64 = 5_000_000_000) {
    signal(SIGTERM)
    if wait(timeout: grace) == nil {
      signal(SIGKILL)
      _ = wait(timeout: grace)
    }
  }

  private func reap() -> Int32? {
    exitStatus.withLock { known in
      if let known { return known }
      var raw: Int32 = 0
      let result = waitpid(processID, &raw, WNOHANG)
      if result == 0 || (result == -1 && errno == EINTR) { return nil }
      // WIFEXITED and its like are macros that Swift does not import.
      let ended = raw & 0x7F
      let status = result == -1 ? -SIGCHLD : ended == 0 ? (raw >> 8) & 0xFF : -ended
      known = status
      return status
    }
  }
}

/// The variables of this process's environment; of those set twice, the first.
package func environmentVariables() -> [String: String] {
  var variables: [String: String] = [:]
  var next = environ
  while let entry = next.pointee {
    let text = String(cString: entry)
    if let equals = text.firstIndex(of: "=") {
      let name = String(text[..<equals])
      if variables[name] == nil { variables[name] = String(text[text.index(after: equals)...]) }
    }
    next += 1
  }
  return variables
}

/// Calls `body` with a NULL-terminated array of C strings, as argv and envp are.
private func withCStrings<Result>(
  _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
  let pointers = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: strings.count + 1)
  for (index, string) in strings.enumerated() { (pointers + index).initialize(to: strdup(string)) }
  (pointers + strings.count).initialize(to: nil)
  defer {
    for index in strings.indices { free(pointers[index]) }
    pointers.deallocate()
  }
  return body(pointers)
}
