internal import Platform

/// What `vitrine mount` passes on to the worker through the supervisor.
struct WorkerOptions: Sendable {
  /// Absolute, without links.
  var library: String
  /// Absolute, without links.
  var mountPoint: String
  var stateDirectory: String
  var entry: RuntimeEntry
  /// The user to become; nil stays what it is.
  var user: String?
  /// Seconds.
  var readDeadline: Int
  var logLevel: Log.Level
  /// How many workers of this mount died before.
  var restarts: Int

  init(_ invocation: Invocation) throws(Complaint) {
    func required(_ name: String) throws(Complaint) -> String {
      guard let value = invocation.value(of: name) else {
        throw Complaint(.usage, "`vitrine worker` is started by the supervisor, not by hand (\(name) is missing)")
      }
      return value
    }
    library = try required("--library")
    mountPoint = try required("--mountpoint")
    stateDirectory = try required("--state")
    entry = RuntimeEntry(base: try required("--runtime"))
    user = invocation.value(of: "--user")
    readDeadline = try MountRequest.seconds(try required("--read-deadline"))
    logLevel = try MountRequest.level(try required("--log-level"))
    restarts = Int(try required("--restarts")) ?? 0
  }
}
