internal import Platform

extension Supervisor {
  func mountAndReadFirstRequest() throws(SupervisorFailure) {
    do throws(MountFailure) {
      device = try FUSEMount.make(
        source: "vitrine:\(options.library)", at: options.mountPoint, allowsOthers: options.allowsOthers,
        isWritable: options.isWritable)
    } catch {
      throw SupervisorFailure(.mountFailed, error.message)
    }
    mount = (try? MountTable.current())?.topmost(at: options.mountPoint)
    guard mount?.type == FUSEMount.type else {
      try? FUSEMount.end(at: options.mountPoint, lazily: true, aborting: true)
      throw SupervisorFailure(.mountFailed, "\(options.mountPoint) does not appear in /proc/self/mountinfo")
    }
    do throws(Errno) {
      guard let number = device?.rawValue else { throw .notConnected }
      var items = [PollItem(number)]
      try PollItem.wait(for: &items, until: monotonicNanoseconds() + 10_000_000_000)
      // The kernel refuses to fill less than 8 KiB.
      guard items[0].isReadable, let bytes = try device?.readSome(limit: 64 << 10) else { throw .timedOut }
      firstRequest = bytes
    } catch {
      throw SupervisorFailure(
        .mountFailed, "the kernel did not start the connection of \(options.mountPoint): \(error)")
    }
  }

  /// Whether what is seen at the mount point is this supervisor's mount.
  var isMounted: Bool {
    guard let mount, let table = try? MountTable.current() else { return false }
    return table.entries.contains { $0.mountPoint == options.mountPoint && $0.minor == mount.minor }
  }

  func beginUnmounting() {
    switch phase {
    case .unmounting, .draining: return
    case .serving, .pausing: break
    }
    Log.info("unmounting \(options.mountPoint)")
    describe("unmounting")
    let now = monotonicNanoseconds()
    phase = .unmounting(next: now, deadline: now + 2_000_000_000)
  }

  func tryUnmounting(byForce: Bool, deadline: UInt64) {
    do throws(MountFailure) {
      // The connection's number may be another mount's once this one is gone.
      let wasMounted = isMounted
      if wasMounted { try FUSEMount.end(at: options.mountPoint, lazily: byForce, aborting: byForce) }
      if wasMounted, byForce {
        Log.warning("\(options.mountPoint) was still in use; whoever uses it gets errors from now on")
        let isAborted = Account.current.isRoot || (mount.map { FUSEConnection.abort(minor: $0.minor) } ?? false)
        // Requests that wait then end with the last descriptor of the connection.
        if !isAborted { worker?.send(.kill) }
      }
    } catch {
      if !byForce {
        phase = .unmounting(next: monotonicNanoseconds() + 100_000_000, deadline: deadline)
        return
      }
      Log.error(error.message)
    }
    device = nil
    worker?.send(.terminate)
    phase = .draining(until: monotonicNanoseconds() + 2_000_000_000, code: 0)
  }
}
