internal import Glibc
package import Platform
internal import Synchronization

/// The user that tests mount as when they are not to be root: `nobody`.
package let ordinaryUser: UInt32 = 65534

/// Why nothing can be mounted here, or nil when it can.
package func reasonAgainstMounting() -> String? {
  if !Files.exists("/dev/fuse") { return "there is no /dev/fuse" }
  if access("/dev/fuse", R_OK | W_OK) != 0 { return "/dev/fuse may not be opened" }
  if geteuid() != 0, ExternalProgram.find("fusermount3") == nil { return "fusermount3 is not installed" }
  return nil
}

/// Lets ordinary users open `/dev/fuse` while at least one value of this type lives; afterwards, and at the end of
/// the process, its permissions are again what they were.
package final class OpenFuseDevice: Sendable {
  /// Only root can; others get the device as it is.
  package init() throws(Errno) {
    try Self.state.withLock { state throws(Errno) in
      state.users += 1
      if state.users == 1, geteuid() == 0 {
        state.original = try FileStatus.of("/dev/fuse").permissions
        try Files.setPermissions("/dev/fuse", 0o666)
      }
    }
  }

  deinit {
    Self.state.withLock { state in
      state.users -= 1
      if state.users == 0 { Self.restore(&state) }
    }
  }

  private struct State {
    var users = 0
    var original: UInt32?
  }

  private static let state: Mutex<State> = {
    atexit { OpenFuseDevice.state.withLock { OpenFuseDevice.restore(&$0) } }
    return Mutex(State())
  }()

  private static func restore(_ state: inout State) {
    if let original = state.original { try? Files.setPermissions("/dev/fuse", original) }
    state.original = nil
  }
}
