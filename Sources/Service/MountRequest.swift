package import Configuration
internal import Platform
internal import Text

/// What `vitrine mount` was asked for: everything that can be judged without looking at the machine or a file.
///
/// | operands | |
/// |---|---|
/// | none | the configured roots at the configured mount point |
/// | MOUNTPOINT | the configured roots there |
/// | LIBRARY MOUNTPOINT | that directory there, with what else is configured |
package struct MountRequest: Sendable {
  /// As given.
  package var library: String?
  /// As given.
  package var mountPoint: String?
  /// The value of `--config`.
  package var config: String?
  package var staysInForeground = false
  /// Whether nothing is to be written, whatever is configured.
  package private(set) var isReadOnly = false
  /// What comes before the environment and the file.
  package private(set) var overrides: [SettingsSources.Override] = []

  /// Mount options that ask for nothing that is not so anyway, or are for mount(8) and systemd.
  private static let acceptedOptions: Set<String> = [
    "ro", "defaults", "auto", "noauto", "nofail", "_netdev", "user", "users", "nouser", "nosuid", "nodev", "noexec",
    "noatime", "relatime",
  ]

  /// - Parameter workingDirectory: what relative paths are relative to. Absolute.
  package init(_ invocation: Invocation, workingDirectory: String) throws(Complaint) {
    func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : "\(workingDirectory)/\(path)" }
    config = invocation.value(of: "--config")
    staysInForeground = invocation.has("--foreground")
    if invocation.operands.count == 2 { library = invocation.operands[0] }
    mountPoint = invocation.operands.last
    if let library {
      // A list of one: what else a path may hold means nothing here.
      var json = JSONWriter()
      json.array { $0.value(absolute(library)) }
      overrides.append(.init("roots", option: "LIBRARY", json.text))
    }
    if let mountPoint { overrides.append(.init("mountpoint", option: "MOUNTPOINT", absolute(mountPoint))) }
    if let state = invocation.value(of: "--state") {
      overrides.append(.init("state", option: "--state", absolute(state)))
    }
    for (option, key) in [("--user", "user"), ("--read-deadline", "readDeadline"), ("--log-level", "log.level")] {
      if let value = invocation.value(of: option) { overrides.append(.init(key, option: option, value)) }
    }
    for (name, value) in invocation.options where name == "-o" {
      for option in value.split(separator: ",").map(String.init) { try take(option) }
    }
    // A misspelt option is told before anything that is in a file.
    let alone = SettingsSources(file: nil, overrides: overrides, workingDirectory: workingDirectory, home: nil).load()
    if let mistake = alone.mistakes.first { throw Complaint(.usage, mistake.description) }
  }

  private mutating func take(_ option: String) throws(Complaint) {
    if option == "allow_other" {
      overrides.append(.init("allowOther", option: "-o allow_other", "true"))
    } else if option == "rw" {
      throw Complaint(
        .usage,
        "mount option `rw`: a Vitrine mount is read-only, but for views that are configured with a directory for "
          + "\"saves\"")
    } else if option == "ro" {
      isReadOnly = true
    } else if !MountRequest.acceptedOptions.contains(option), !option.hasPrefix("x-"), !option.hasPrefix("comment=") {
      let known = MountRequest.acceptedOptions.sorted() + ["allow_other"]
      throw Complaint(
        .usage, "there is no mount option `\(option)`\(suggestion(option, from: known)); see `vitrine help mount`")
    }
  }
}

extension Settings {
  /// What root must know who serves as somebody else; nil where there is nothing to know.
  package var visibilityNote: String? {
    guard let user, user != "root", !allowOther else { return nil }
    return "only root sees this mount, \(user) does not: FUSE shows a mount to whoever made it alone; "
      + "-o allow_other shows it to all"
  }
}
