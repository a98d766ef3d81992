internal import Platform

/// Mounts, keeps the connection, and keeps a worker running that answers on it.
///
/// It never touches the mounted tree: a request of its own would wait for a worker that it alone can start.
final class Supervisor {
  enum Phase {
    /// A worker runs, or starts.
    case serving
    /// The worker died; the next one starts at that time.
    case pausing(until: UInt64)
    /// Still mounted, about to be not: tried again at `next`, by force from `deadline` on.
    case unmounting(next: UInt64, deadline: UInt64)
    /// No longer mounted; the worker is killed at that time.
    case draining(until: UInt64, code: Int32)
  }

  let options: SupervisorOptions
  let entry: RuntimeEntry
  /// Holds the lock of the runtime entry.
  let claim: FileDescriptor
  /// Listens for `vitrine status` and the like. Kept here, so that it is there while a worker is replaced.
  let control: FileDescriptor
  let signals: SignalQueue
  /// Where `vitrine mount` waits; nil once it knows.
  var readiness: FileDescriptor?

  /// The connection to the kernel.
  var device: FileDescriptor?
  var mount: MountTable.Entry?
  /// The kernel's first request (FUSE_INIT), which it makes once and every worker needs.
  var firstRequest: [UInt8] = []

  var worker: ChildProcess?
  /// Dead ones whose threads still hang in a read of the library.
  var undead: [ChildProcess] = []
  /// Messages from and to the worker.
  var channel: FileDescriptor?
  /// What the worker asks about files that are read past it, and the answers.
  var backingChannel: FileDescriptor?
  let backing: BackingFiles
  /// When the worker was last seen to live, in ``monotonicNanoseconds()``.
  var lastSignOfLife: UInt64 = 0
  var policy = RestartPolicy()
  var restarts = 0
  /// Whether a worker of this supervisor ever answered.
  var hasServed = false
  var phase = Phase.serving

  private init(
    _ options: SupervisorOptions, claim: consuming FileDescriptor, control: consuming FileDescriptor,
    signals: consuming SignalQueue, backing: BackingFiles, readiness: consuming FileDescriptor?
  ) {
    self.options = options
    entry = RuntimeEntry(base: options.runtimeBase)
    self.claim = claim
    self.control = control
    self.signals = signals
    self.backing = backing
    self.readiness = readiness
  }

  /// Mounts and serves until the mount has ended.
  ///
  /// - Returns: the exit code.
  static func run(_ options: SupervisorOptions) -> Int32 {
    var readiness = options.reportsReadiness ? FileDescriptor(owning: 3) : nil
    let entry = RuntimeEntry(base: options.runtimeBase)
    do throws(Errno) {
      guard let claim = try entry.claim() else {
        return fail(&readiness, SupervisorFailure(.mountPoint, "\(options.mountPoint) is mounted already"))
      }
      let control = try UnixSocket.listen(at: entry.socketPath)
      if let user = options.user { try changeOwner(of: entry.socketPath, to: try Account.named(user)) }
      let supervisor = Supervisor(
        options, claim: claim, control: control, signals: try SignalQueue(), backing: try BackingFiles(),
        readiness: readiness.take())
      return supervisor.run()
    } catch {
      return fail(&readiness, SupervisorFailure(.failed, "cannot prepare \(options.runtimeBase): \(error)"))
    }
  }

  private func run() -> Int32 {
    do throws(SupervisorFailure) {
      try mountAndReadFirstRequest()
      try startWorker()
    } catch {
      return finish(after: error)
    }
    while true {
      do throws(SupervisorFailure) {
        if let code = try step() { return code }
      } catch {
        return finish(after: error)
      }
    }
  }

  /// Waits for the next thing to happen and deals with it.
  ///
  /// - Returns: the exit code when everything is over.
  private func step() throws(SupervisorFailure) -> Int32? {
    var items = [PollItem(signals.descriptor.rawValue)]
    if let number = channelNumber { items.append(PollItem(number)) }
    if let number = backingNumber { items.append(PollItem(number)) }
    // Without a worker nobody else notices that the mount was ended. With one, the kernel would wake this process
    // for every request it makes.
    let watchesDevice = worker == nil
    if watchesDevice, let number = deviceNumber { items.append(PollItem(number, wantsInput: false)) }
    do throws(Errno) { try PollItem.wait(for: &items, until: wakeUp) } catch {
      throw SupervisorFailure(.failed, "poll: \(error)")
    }

    if items.contains(where: { $0.descriptor == channelNumber && ($0.isReadable || $0.isBroken) }) {
      try readChannel()
    }
    if items.contains(where: { $0.descriptor == backingNumber && ($0.isReadable || $0.isBroken) }) {
      answerBacking()
    }
    if watchesDevice, items.contains(where: { $0.descriptor == deviceNumber && $0.isBroken }) {
      Log.info("\(options.mountPoint) was unmounted")
      return finish(0)
    }
    while let signal = (try? signals.next()) ?? nil {
      switch signal {
      case .terminate, .interrupt: askedToUnmount()
      case .hangUp: worker?.send(.hangUp)
      case .childEnded:
        // What it said last is still in the channel.
        try readChannel()
        undead.removeAll { child in (try? child.end()) != nil }
        if let end = reapWorker(), let code = try workerEnded(end) { return code }
      case .kill: break
      }
    }
    return try handleTime()
  }

  private func askedToUnmount() {
    // Whoever asks twice does not want to wait for those who use the mount.
    if case .unmounting = phase {
      let now = monotonicNanoseconds()
      phase = .unmounting(next: now, deadline: now)
    } else {
      beginUnmounting()
    }
  }

  private var deviceNumber: Int32? { device?.rawValue }
  private var channelNumber: Int32? { channel?.rawValue }
  private var backingNumber: Int32? { backingChannel?.rawValue }

  /// How often a worker is asked whether it lives: the kernel does not tell of the death of a process of which a
  /// thread hangs.
  private static let lifeInterval: UInt64 = 2_000_000_000

  private var wakeUp: UInt64? {
    switch phase {
    case .serving: worker == nil ? nil : lastSignOfLife + Supervisor.lifeInterval
    case .pausing(let until): until
    case .unmounting(let next, _): next
    case .draining(let until, _): until
    }
  }

  private func handleTime() throws(SupervisorFailure) -> Int32? {
    let now = monotonicNanoseconds()
    switch phase {
    case .serving:
      guard now >= lastSignOfLife + Supervisor.lifeInterval else { break }
      lastSignOfLife = now
      if let end = leaveHangingWorker() { return try workerEnded(end) }
    case .pausing(let until):
      if now >= until { try restartWorker() }
    case .unmounting(let next, let deadline):
      if now >= next { tryUnmounting(byForce: now >= deadline, deadline: deadline) }
    case .draining(let until, let code):
      if worker == nil { return finish(code) }
      if now >= until { return finish(code) }
    }
    return nil
  }

  /// Describes the mount for `vitrine status`.
  func describe(_ state: String) {
    var json = JSONWriter()
    json.object { json in
      json.member("mountpoint", options.mountPoint)
      json.member("library", options.library)
      json.member("pid", Host.processID)
      if let worker { json.member("worker", worker.id) }
      json.member("state", state)
      json.member("restarts", restarts)
    }
    do throws(Errno) { try entry.write(json.bytes + [0x0A], to: claim) } catch {
      Log.warning("cannot write \(entry.descriptionPath): \(error)")
    }
  }

  /// Leaves nothing behind: no mount, no worker, no file.
  func finish(_ code: Int32) -> Int32 {
    if let worker {
      worker.send(.kill)
      // One that hangs in a read of the library ends when that comes back, be it in a week.
      if (try? worker.end(until: monotonicNanoseconds() + 1_000_000_000)) == nil {
        Log.warning("the worker (process \(worker.id)) waits for the library and ends when that answers")
      }
      self.worker = nil
    }
    if isMounted { try? FUSEMount.end(at: options.mountPoint, lazily: true, aborting: true) }
    device = nil
    entry.remove()
    return code
  }

  private func finish(after failure: SupervisorFailure) -> Int32 {
    _ = finish(1)
    return Supervisor.fail(&readiness, failure)
  }

  private static func fail(_ readiness: inout FileDescriptor?, _ failure: SupervisorFailure) -> Int32 {
    Log.error(failure.message)
    if let readiness = readiness.take() {
      // One line is the protocol; the message of a program may have several.
      let line = failure.message.split(whereSeparator: \.isNewline).joined(separator: "; ")
      try? readiness.write("error \(failure.code.rawValue) \(line)\n")
    }
    return failure.code.rawValue
  }
}
