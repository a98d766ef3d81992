internal import CPlatform
internal import Glibc

/// How a program ended.
package enum ProcessEnd: Hashable, Sendable {
  case exited(code: Int32)
  case killed(signal: Int32)
}

extension ProcessEnd: CustomStringConvertible {
  package var description: String {
    switch self {
    case .exited(let code): "exit code \(code)"
    case .killed(let signal): "signal \(signal)"
    }
  }
}

/// A program this process started. Wraps posix_spawn(3) and waitpid(2); never fork, which would leave the child of a
/// threaded process with locks that nobody holds.
package struct ChildProcess: Hashable, Sendable {
  package let id: Int32

  /// What a program gets apart from its arguments.
  package struct Setting: Sendable {
    /// `NAME=value` lines, added to this process's own.
    package var environment: [String] = []
    /// Numbers of open descriptors here; there they are 3, 4 and so on. No other descriptor is passed on.
    package var descriptors: [Int32] = []
    /// The descriptor that becomes standard output and error; nil passes on this process's own.
    package var output: Int32?
    /// The program leads a session of its own and outlives the terminal.
    package var leadsSession = false
    /// The program leads a process group of its own: keys pressed in the terminal do not reach it.
    package var leadsGroup = false

    package init() {}
  }

  /// Starts the program at `path` with /dev/null as standard input and every signal at its default.
  ///
  /// - Parameter arguments: with the program's own name first.
  package static func start(
    _ path: String, _ arguments: [String], _ setting: Setting = Setting()
  ) throws(Errno) -> ChildProcess {
    var flags: Int32 = 0
    if setting.leadsSession { flags |= Int32(CPLATFORM_SPAWN_SESSION) }
    if setting.leadsGroup { flags |= Int32(CPLATFORM_SPAWN_GROUP) }
    let argumentPointers = CStringArray(arguments)
    let environmentPointers = CStringArray(setting.environment)
    let result = cplatform_spawn(
      path, argumentPointers.base, environmentPointers.base, setting.descriptors, Int32(setting.descriptors.count),
      setting.output ?? -1, flags)
    return ChildProcess(id: try unwrapped(result))
  }

  /// How the process ended, without waiting: nil while it runs. Says so once, and then ``Errno`` "No child processes".
  package func end() throws(Errno) -> ProcessEnd? {
    var code: Int32 = 0
    var signalled: Int32 = 0
    let result = try unwrapped(cplatform_reap(id, &code, &signalled))
    if result == 0 { return nil }
    return signalled != 0 ? .killed(signal: code) : .exited(code: code)
  }

  /// Waits for the process to end; nil when it still runs at `deadline` (``monotonicNanoseconds()``).
  package func end(until deadline: UInt64) throws(Errno) -> ProcessEnd? {
    while true {
      if let end = try end() { return end }
      if monotonicNanoseconds() >= deadline { return nil }
      sleep(nanoseconds: 2_000_000)
    }
  }

  /// How the process ended though ``end()`` still says nil: it is dead, but for threads that hang in the kernel, as in
  /// a read of a disk that does not answer. They run no line of the program any more; their descriptors stay open.
  package var endBeforeItsThreads: ProcessEnd? {
    // The second field is the program's name and may hold anything.
    guard let bytes = try? readFile("/proc/\(id)/stat", limit: 4096), let name = bytes.lastIndex(of: UInt8(ascii: ")"))
    else { return nil }
    let fields = String(decoding: bytes[(name + 1)...], as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard fields.first == "Z", let status = fields.last.flatMap({ Int32($0) }) else { return nil }
    return status & 0x7F == 0 ? .exited(code: status >> 8 & 0xFF) : .killed(signal: status & 0x7F)
  }

  /// Sends a signal. A process that is gone is no error.
  package func send(_ signal: Signal) { Platform.send(signal, to: id) }
}

/// A null-terminated list of C strings, freed with its owner.
private struct CStringArray: ~Copyable {
  let base: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ strings: [String]) {
    count = strings.count
    base = .allocate(capacity: count + 1)
    for (index, string) in strings.enumerated() { (base + index).initialize(to: strdup(string)) }
    (base + count).initialize(to: nil)
  }

  deinit {
    for index in 0..<count { free(base[index]) }
    base.deallocate()
  }
}
