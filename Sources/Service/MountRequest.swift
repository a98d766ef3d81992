package import Platform
internal import Text

/// What `vitrine mount` was asked for: everything that can be judged without looking at the machine.
package struct MountRequest: Sendable {
  /// As given.
  package var library: String
  /// As given.
  package var mountPoint: String
  package var stateDirectory: String?
  package var allowsOthers = false
  /// The user the worker becomes.
  package var user: String?
  package var readDeadline = MountRequest.defaultReadDeadline
  package var logLevel = Log.Level.info
  package var staysInForeground = false

  /// Seconds.
  package static let defaultReadDeadline = 30

  /// Mount options that ask for nothing that is not so anyway, or are for mount(8) and systemd.
  private static let acceptedOptions: Set<String> = [
    "ro", "defaults", "auto", "noauto", "nofail", "_netdev", "user", "users", "nouser", "nosuid", "nodev", "noexec",
    "noatime", "relatime",
  ]

  package init(_ invocation: Invocation) throws(Complaint) {
    library = invocation.operands[0]
    mountPoint = invocation.operands[1]
    stateDirectory = invocation.value(of: "--state")
    user = invocation.value(of: "--user")
    staysInForeground = invocation.has("--foreground")
    if let text = invocation.value(of: "--read-deadline") { readDeadline = try MountRequest.seconds(text) }
    if let text = invocation.value(of: "--log-level") { logLevel = try MountRequest.level(text) }
    for (name, value) in invocation.options where name == "-o" {
      for option in value.split(separator: ",").map(String.init) { try take(option) }
    }
  }

  /// What root must know who serves as somebody else; nil where there is nothing to know.
  package var visibilityNote: String? {
    guard let user, user != "root", !allowsOthers else { return nil }
    return "only root sees this mount, \(user) does not: FUSE shows a mount to whoever made it alone; "
      + "-o allow_other shows it to all"
  }

  private mutating func take(_ option: String) throws(Complaint) {
    if option == "allow_other" {
      allowsOthers = true
    } else if option == "rw" {
      throw Complaint(.usage, "mount option `rw`: a Vitrine mount is read-only")
    } else if !MountRequest.acceptedOptions.contains(option), !option.hasPrefix("x-"), !option.hasPrefix("comment=") {
      let known = MountRequest.acceptedOptions.sorted() + ["allow_other"]
      throw Complaint(
        .usage, "there is no mount option `\(option)`\(suggestion(option, from: known)); see `vitrine help mount`")
    }
  }

  package static func seconds(_ text: String) throws(Complaint) -> Int {
    guard let seconds = Int(text), (1...86400).contains(seconds) else {
      throw Complaint(.usage, "--read-deadline `\(text)`: a whole number of seconds from 1 to 86400 is needed")
    }
    return seconds
  }

  package static func level(_ text: String) throws(Complaint) -> Log.Level {
    guard let level = Log.Level(named: text) else {
      let names = Log.Level.allCases.map(\.name)
      throw Complaint(
        .usage,
        "there is no log level `\(text)`\(suggestion(text, from: names)); it is one of \(names.joined(separator: ", "))"
      )
    }
    return level
  }
}
