internal import Platform
internal import Service

/// What is at a mount point.
enum MountCondition {
  /// No mount of Vitrine's.
  case free
  /// A service runs, or is about to end.
  case live
  /// The service is gone and the mount is still there: every access fails.
  case stale

  /// Looks at `mountPoint` (absolute, without links) without waiting for a service that hangs.
  static func of(_ mountPoint: String, entry: RuntimeEntry) -> MountCondition {
    // A worker whose supervisor was killed unmounts by itself, which takes a moment.
    let deadline = monotonicNanoseconds() + 3_000_000_000
    while true {
      guard (try? MountTable.current())?.topmost(at: mountPoint)?.type == FUSEMount.type else { return .free }
      if entry.isHeld { return .live }
      let answer = attempt(within: 5) { failure(at: mountPoint) }
      if let answer, answer == .notConnected || answer == .connectionAborted { return .stale }
      // It answers, and it is not this user's.
      if monotonicNanoseconds() >= deadline { return .live }
      sleep(nanoseconds: 50_000_000)
    }
  }
}

/// statfs(2) asks the service itself; what stat(2) says of a dead mount may come from the kernel's memory.
private func failure(at path: String) -> Errno? {
  do throws(Errno) {
    _ = try FileSystemStatus.of(path)
    return nil
  } catch { return error }
}
