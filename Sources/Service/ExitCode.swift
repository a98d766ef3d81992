/// The exit codes of `vitrine`; scripts may rely on them.
package enum ExitCode: Int32, Sendable, CaseIterable {
  case ok = 0
  /// Something that has no code of its own.
  case failed = 1
  /// The command line is wrong.
  case usage = 2
  /// The library is missing, is no directory or cannot be read.
  case library = 3
  /// The mount point cannot be used.
  case mountPoint = 4
  /// FUSE is not available here.
  case fuse = 5
  /// The state directory cannot be used.
  case state = 6
  /// Mounting was tried and did not work.
  case mountFailed = 7
  /// There is no mount where one was expected.
  case notMounted = 8
  /// Something still uses the mount.
  case busy = 9
  /// What was waited for was cancelled.
  case cancelled = 10
  /// Files are not what they were, though their size and time say so.
  case damaged = 11
  /// The configuration has mistakes.
  case configuration = 12

  /// For `vitrine help`.
  package var meaning: String {
    switch self {
    case .ok: "done"
    case .failed: "failed for another reason"
    case .usage: "the command line is wrong"
    case .library: "the library is missing or cannot be read"
    case .mountPoint: "the mount point cannot be used"
    case .fuse: "FUSE is not available"
    case .state: "the state directory cannot be used"
    case .mountFailed: "mounting failed"
    case .notMounted: "nothing is mounted there"
    case .busy: "the mount is in use"
    case .cancelled: "it was cancelled"
    case .damaged: "files of the library are damaged"
    case .configuration: "the configuration has mistakes"
    }
  }
}

/// What went wrong, where, and what to do, in words for the user.
package struct Complaint: Error, Hashable, Sendable {
  package var code: ExitCode
  package var message: String

  package init(_ code: ExitCode, _ message: String) {
    self.code = code
    self.message = message
  }
}
