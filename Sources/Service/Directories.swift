internal import Configuration
package import Platform

/// Where Vitrine keeps its files.
package struct Directories: Sendable {
  /// The catalog and the log. Absolute.
  package var state: String
  /// Sockets and descriptions of running mounts. Absolute.
  package var runtime: String
  /// What can be made again. Absolute.
  package var cache: String

  package init(state: String, runtime: String, cache: String = "/var/cache/vitrine") {
    self.state = state
    self.runtime = runtime
    self.cache = cache
  }

  /// Finds the directories for this process; nothing is created.
  ///
  /// - Parameter stateOption: the value of `--state`; nil takes what is configured.
  package static func current(stateOption: String?) throws(Complaint) -> Directories {
    let sources = SettingsSources.ofThisProcess(config: nil)
    // What else may be wrong with the configuration does not keep anybody from looking at a mount.
    return try Directories(
      stateOption: stateOption ?? sources.load().settings.state, isRoot: sources.isRoot, environment: Host.environment,
      home: sources.home, workingDirectory: sources.workingDirectory)
  }

  /// - Parameters:
  ///   - stateOption: the value of `--state`.
  ///   - environment: the value of a variable; nil where it is not set.
  ///   - home: the user database's answer, for where HOME is not set.
  package init(
    stateOption: String?, isRoot: Bool, environment: (String) -> String?, home: @autoclosure () -> String?,
    workingDirectory: String
  ) throws(Complaint) {
    // The specification of these variables has relative paths ignored.
    func absolute(_ name: String) -> String? { environment(name).flatMap { $0.hasPrefix("/") ? $0 : nil } }
    if let stateOption {
      state = stateOption.hasPrefix("/") ? stateOption : "\(workingDirectory)/\(stateOption)"
    } else if isRoot {
      state = "/var/lib/vitrine"
    } else if let directory = absolute("XDG_STATE_HOME") {
      state = "\(directory)/vitrine"
    } else if let home = absolute("HOME") ?? home() {
      state = "\(home)/.local/state/vitrine"
    } else {
      throw Complaint(.state, "there is no home directory to keep the state in: give one with --state DIR")
    }
    if isRoot {
      cache = "/var/cache/vitrine"
    } else if let directory = absolute("XDG_CACHE_HOME") {
      cache = "\(directory)/vitrine"
    } else {
      cache = (absolute("HOME") ?? home()).map { "\($0)/.cache/vitrine" } ?? "\(state)/cache"
    }
    while state.utf8.count > 1, state.hasSuffix("/") { state.removeLast() }
    if isRoot {
      runtime = "/run/vitrine"
    } else if let directory = absolute("XDG_RUNTIME_DIR") {
      runtime = "\(directory)/vitrine"
    } else {
      runtime = "\(state)/run"
    }
  }

  /// The runtime files of the mount at `mountPoint`, an absolute path without links.
  package func runtimeEntry(of mountPoint: String) -> RuntimeEntry {
    // FNV-1a: the same in every process and version, which Swift's own hashes are not.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in mountPoint.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(hash, radix: 16)
    return RuntimeEntry(base: "\(runtime)/\(String(repeating: "0", count: 16 - digits.count))\(digits)")
  }

  package var log: String { "\(state)/vitrine.log" }
}

extension RuntimeEntry {
  /// What the supervisor wrote; nil where nothing is there. It is replaced in place, so a torn one is read again.
  package var description: JSONValue? {
    for _ in 0..<5 {
      guard let bytes = try? readFile(descriptionPath) else { return nil }
      if let value = JSONValue(bytes) { return value }
      sleep(nanoseconds: 5_000_000)
    }
    return nil
  }
}
