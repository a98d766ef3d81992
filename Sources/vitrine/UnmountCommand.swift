internal import Platform
internal import Service

/// `vitrine unmount`: ends a mount, be its service alive or dead.
struct UnmountCommand {
  private let service: MountedService
  private let isLazy: Bool

  init(_ invocation: Invocation) throws(Complaint) {
    service = try MountedService(invocation.operands[0], invocation)
    isLazy = invocation.has("--lazy")
  }

  private var mountPoint: String { service.mountPoint }
  private var entry: RuntimeEntry { service.entry }

  func run() throws(Complaint) -> ExitCode {
    try checkMounted()
    let worker = entry.description?["worker"].integer.flatMap { Int32(exactly: $0) }
    if isLazy {
      try endByForce()
    } else {
      do throws(MountFailure) { try FUSEMount.end(at: mountPoint, lazily: false) } catch {
        if !error.isBusy { throw Complaint(.failed, error.message) }
        throw Complaint(.busy, busy())
      }
    }
    try waitForEnd()
    if let worker, isAlive(process: worker) {
      Output.line(
        "\(mountPoint) is unmounted; its service (process \(worker)) waits for the library and ends when that answers")
    }
    return .ok
  }

  private func checkMounted() throws(Complaint) {
    if let mounted = (try? MountTable.current())?.topmost(at: mountPoint), mounted.type == FUSEMount.type {
      let account = Account.current
      if account.isRoot || mounted.owner == account.user { return }
      throw Complaint(.failed, "\(mountPoint) was mounted by another user, who can end it, and root")
    }
    // What a killed service left; a living one holds it.
    if !entry.isHeld { entry.remove() }
    throw service.nothingMounted
  }

  private func endByForce() throws(Complaint) {
    if service.terminateSupervisor() {
      // Asked once more it does not wait for those who use the mount; two signals at once would be one.
      let deadline = monotonicNanoseconds() + 1_000_000_000
      while entry.isHeld, entry.description?["state"].string != "unmounting", monotonicNanoseconds() < deadline {
        sleep(nanoseconds: 5_000_000)
      }
      return
    }
    do throws(MountFailure) { try FUSEMount.end(at: mountPoint, lazily: true, aborting: true) } catch {
      throw Complaint(.failed, error.message)
    }
  }

  /// The supervisor ends its worker and removes its files.
  private func waitForEnd() throws(Complaint) {
    // It notices by itself when the worker does, and a worker may hang.
    _ = service.terminateSupervisor()
    let deadline = monotonicNanoseconds() + 15_000_000_000
    while entry.isHeld {
      if monotonicNanoseconds() >= deadline {
        throw Complaint(.failed, "\(mountPoint) is unmounted, and its service has not ended after 15 s")
      }
      sleep(nanoseconds: 10_000_000)
    }
    // Nobody is left who would.
    entry.remove()
  }

  private func busy() -> String {
    let users = MountUser.all(of: mountPoint).map { "\($0.name) (\($0.process))" }
    let who =
      users.isEmpty
      ? "it is in use by a process that this user may not look into"
      : "it is in use by \(users.prefix(10).joined(separator: ", "))\(users.count > 10 ? " and \(users.count - 10) more" : "")"
    return "\(mountPoint) was not unmounted: \(who); to end it all the same: "
      + "\(Output.command("unmount", "--lazy", mountPoint))"
  }
}
