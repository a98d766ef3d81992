internal import Platform

extension Supervisor {
  /// Starts a worker on the connection there is.
  func startWorker() throws(SupervisorFailure) {
    guard let program = options.worker.first else { throw SupervisorFailure(.failed, "no worker program given") }
    guard let device = device?.rawValue else { throw SupervisorFailure(.failed, "there is no connection to serve") }
    do throws(Errno) {
      let pair = try DescriptorPair.socketPair()
      var setting = ChildProcess.Setting()
      let backingPair = try DescriptorPair.socketPair()
      setting.descriptors = [
        device, pair.second.rawValue, control.rawValue, backingPair.second.rawValue, backing.table.rawValue,
      ]
      setting.leadsGroup = true
      // Before it starts, so that it is there at once.
      try pair.first.sendMessage(firstRequest)
      worker = try ChildProcess.start(program, options.worker + ["--restarts", "\(restarts)"], setting)
      channel = pair.keepingFirst()
      backingChannel = backingPair.keepingFirst()
      // A worker that asks and does not listen is not waited for.
      try backingChannel?.setSocketTimeout(milliseconds: 100)
    } catch {
      throw SupervisorFailure(.failed, "cannot start \(program): \(error)")
    }
    lastSignOfLife = monotonicNanoseconds()
    phase = .serving
    describe(hasServed ? "restarting" : "starting")
  }

  /// Takes what the worker sent: `ready`, `unmount`, or `failed CODE REASON`.
  func readChannel() throws(SupervisorFailure) {
    while let number = channel?.rawValue {
      var items = [PollItem(number)]
      guard (try? PollItem.wait(for: &items, until: 0)) != nil, items[0].isReadable || items[0].isBroken else { return }
      // A worker that ends before it has taken the first request resets the connection; the kernel says that first,
      // once, and gives out what the worker said afterwards.
      let received = (try? channel?.receiveMessage(capacity: 4096)) ?? (try? channel?.receiveMessage(capacity: 4096))
      guard let bytes = received, !bytes.isEmpty else {
        channel = nil
        return
      }
      let words = String(decoding: bytes, as: UTF8.self).split(separator: " ", maxSplits: 2).map(String.init)
      switch words.first {
      case "ready": workerIsReady()
      case "unmount": beginUnmounting()
      case "failed":
        let code = words.count > 1 ? Int32(words[1]) : nil
        let reason = words.count > 2 ? words[2] : "no reason given"
        if !hasServed { throw SupervisorFailure(.init(rawValue: code ?? 1), reason) }
        Log.error("the worker cannot go on: \(reason)")
      default: Log.warning("the worker sent what is not understood: \(words.first ?? "")")
      }
    }
  }

  /// Answers what the worker asked about files that are read past it.
  func answerBacking() {
    while let number = backingChannel?.rawValue {
      var items = [PollItem(number)]
      guard (try? PollItem.wait(for: &items, until: 0)) != nil, items[0].isReadable || items[0].isBroken else { return }
      guard let received = try? backingChannel?.receiveWords(count: BackingMessage.wordCount), !received.words.isEmpty
      else {
        backingChannel = nil
        return
      }
      guard let message = BackingMessage(received.words), let device = device?.rawValue else { continue }
      if let answer = backing.answer(message, file: received.file, device: device) {
        if (try? backingChannel?.sendWords(answer.words)) == nil { backingChannel = nil }
      }
    }
  }

  private func workerIsReady() {
    if Account.current.isRoot, let mount, !FUSEConnection.setReadAhead(kibibytes: 1024, of: mount) {
      Log.debug("the read-ahead stays at the kernel's 128 KiB")
    }
    if hasServed { Log.info("a new worker serves \(options.mountPoint)") }
    hasServed = true
    if case .serving = phase { describe("serving") }
    if let readiness = readiness.take() { try? readiness.write("ready\n") }
  }

  func reapWorker() -> ProcessEnd? {
    guard let worker, let end = try? worker.end() else { return nil }
    self.worker = nil
    channel = nil
    backingChannel = nil
    return end
  }

  /// Gives up a worker that is dead and cannot be reaped because a disk does not answer one of its threads: the mount
  /// is not to wait for that.
  func leaveHangingWorker() -> ProcessEnd? {
    // One that ends at this moment is reaped as usual.
    if let end = reapWorker() { return end }
    guard let worker, let end = worker.endBeforeItsThreads else { return nil }
    Log.warning("a thread of process \(worker.id) waits for the library and ends when that answers")
    undead.append(worker)
    self.worker = nil
    channel = nil
    backingChannel = nil
    return end
  }

  /// - Returns: the exit code when that was the end.
  func workerEnded(_ end: ProcessEnd) throws(SupervisorFailure) -> Int32? {
    switch phase {
    case .draining(_, let code): return finish(code)
    case .unmounting, .pausing: return nil
    case .serving: break
    }
    if !hasServed {
      throw SupervisorFailure(.failed, "the worker ended before the mount was ready (\(end)); the log says more")
    }
    if end == .exited(code: 0) {
      Log.info("\(options.mountPoint) was unmounted")
      return finish(0)
    }
    switch policy.workerDied(at: monotonicNanoseconds()) {
    case .giveUp:
      throw SupervisorFailure(
        .failed, "the worker died \(RestartPolicy.mostDeaths + 1) times within two minutes, last with \(end): giving up"
      )
    case .restart(let pause):
      Log.error("the worker died (\(end)); " + (pause == 0 ? "restarting" : "restarting in \(pause / 1_000_000) ms"))
      if pause == 0 {
        try restartWorker()
      } else {
        phase = .pausing(until: monotonicNanoseconds() + pause)
        describe("restarting")
      }
    }
    return nil
  }

  func restartWorker() throws(SupervisorFailure) {
    restarts += 1
    if !Supervisor.canResend {
      // What the dead worker had taken would wait for ever: such a kernel cannot be asked for it again.
      if isMounted { try? FUSEMount.end(at: options.mountPoint, lazily: true, aborting: true) }
      if let mount { FUSEConnection.abort(minor: mount.minor) }
      device = nil
      backing.reset()
      try mountAndReadFirstRequest()
    }
    try startWorker()
  }

  private static var canResend: Bool {
    Host.environment("VITRINE_ASSUME_NO_RESEND") == nil && Host.kernelVersion.canResend
  }
}
