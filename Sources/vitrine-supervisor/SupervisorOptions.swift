internal import Platform

/// What `vitrine mount` asks of the supervisor; it has checked everything before.
struct SupervisorOptions {
  /// Absolute, without links.
  var mountPoint = ""
  /// The library's path, for the mount's source and the description.
  var library = ""
  /// The path of the runtime files without extension.
  var runtimeBase = ""
  var allowsOthers = false
  /// Whether something can be written in the mount.
  var isWritable = false
  /// The user whose name the worker takes, and who owns the control socket.
  var user: String?
  /// Whether descriptor 3 waits for the word that the mount is there.
  var reportsReadiness = false
  /// The worker's program and its arguments, to which `--restarts N` is added.
  var worker: [String] = []

  /// - Returns: nil where something is missing or unknown.
  init?(_ arguments: [String]) {
    var rest = arguments[...]
    while let name = rest.popFirst() {
      switch name {
      case "--allow-other": allowsOthers = true
      case "--writable": isWritable = true
      case "--report-readiness": reportsReadiness = true
      case "--mountpoint", "--library", "--runtime", "--user":
        guard let value = rest.popFirst() else { return nil }
        switch name {
        case "--mountpoint": mountPoint = value
        case "--library": library = value
        case "--runtime": runtimeBase = value
        default: user = value
        }
      case "--":
        worker = Array(rest)
        rest = []
      default: return nil
      }
    }
    guard !mountPoint.isEmpty, !library.isEmpty, !runtimeBase.isEmpty, !worker.isEmpty else { return nil }
  }
}
