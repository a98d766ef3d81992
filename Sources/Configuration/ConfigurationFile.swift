internal import Platform

/// The file a configuration is read from.
package struct ConfigurationFile: Hashable, Sendable {
  /// Absolute.
  package var path: String
  /// Somebody named it: it has to be there.
  package var isRequired: Bool

  package init(path: String, isRequired: Bool) {
    self.path = path
    self.isRequired = isRequired
  }

  /// The file for this user.
  ///
  /// | | |
  /// |---|---|
  /// | `--config FILE` | that file |
  /// | `VITRINE_CONFIG` | that file |
  /// | root | `/etc/vitrine/vitrine.json`, if it is there |
  /// | others | `$XDG_CONFIG_HOME/vitrine/vitrine.json` or `~/.config/vitrine/vitrine.json`, if it is there |
  ///
  /// - Parameters:
  ///   - option: the value of `--config`.
  ///   - environment: the value of a variable; nil where it is not set.
  /// - Returns: nil where a user without a home has named none.
  package static func find(
    option: String?, isRoot: Bool, environment: (String) -> String?, home: String?, workingDirectory: String
  ) -> ConfigurationFile? {
    func absolute(_ path: String) -> String { path.hasPrefix("/") ? path : "\(workingDirectory)/\(path)" }
    if let named = option ?? environment("VITRINE_CONFIG") {
      return ConfigurationFile(path: absolute(named), isRequired: true)
    }
    if isRoot { return ConfigurationFile(path: "/etc/vitrine/vitrine.json", isRequired: false) }
    // The specification of this variable has relative paths ignored.
    let parent =
      environment("XDG_CONFIG_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home.map { "\($0)/.config" }
    return parent.map { ConfigurationFile(path: "\($0)/vitrine/vitrine.json", isRequired: false) }
  }

  /// What relative paths in the file are relative to.
  package var directory: String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  package enum Content: Sendable {
    case bytes([UInt8])
    /// It is not there, and need not be.
    case missing
    /// Why it cannot be read, and what to do.
    case failure(String)
  }

  /// More than anybody writes by hand, and little enough to be read at once.
  private static let mostBytes = 4 << 20

  package func read() -> Content {
    do throws(Errno) {
      let status: FileStatus
      do throws(Errno) {
        status = try FileStatus.of(path)
      } catch {
        // Whoever may not look into the directory, as after su with another's HOME, has nothing of theirs in it.
        if !isRequired, error == .accessDenied { return .missing }
        throw error
      }
      if status.kind == .directory { return .failure("this is a directory: name the file in it") }
      // Of a pipe the length is not known before its end.
      let bytes = try readFile(path, limit: ConfigurationFile.mostBytes + 1)
      if bytes.count > ConfigurationFile.mostBytes {
        return .failure(
          "this is larger than \(ByteSize.text(Int64(ConfigurationFile.mostBytes))): is it the right file?")
      }
      return .bytes(bytes)
    } catch {
      switch error {
      case .noSuchFile, .notDirectory:
        return isRequired
          ? .failure("there is no such file; `vitrine config example` writes one to begin with") : .missing
      case .accessDenied, .notPermitted: return .failure("this user (number \(Account.current.user)) may not read it")
      default: return .failure("\(error)")
      }
    }
  }
}
