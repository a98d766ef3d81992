internal import Model
internal import Platform
internal import Text

/// Where a configuration comes from. What stands lower wins: the defaults, the file, the environment, the command
/// line.
package struct SettingsSources: Sendable {
  /// A value of the command line, for the key of that name.
  package struct Override: Hashable, Sendable {
    package var key: String
    /// What the user typed it behind, such as `--read-deadline` or `LIBRARY`.
    package var option: String
    package var text: String

    package init(_ key: String, option: String, _ text: String) {
      self.key = key
      self.option = option
      self.text = text
    }
  }

  package var file: ConfigurationFile?
  /// The variables whose names begin with `VITRINE_`.
  package var environment: [String: String]
  package var overrides: [Override]
  /// What relative paths of the environment and the command line are relative to. Absolute.
  package var workingDirectory: String
  package var home: String?
  /// Whether the places that nobody names are root's.
  package var isRoot: Bool

  package init(
    file: ConfigurationFile?, environment: [String: String] = [:], overrides: [Override] = [],
    workingDirectory: String, home: String?, isRoot: Bool = false
  ) {
    self.file = file
    self.environment = environment
    self.overrides = overrides
    self.workingDirectory = workingDirectory
    self.home = home
    self.isRoot = isRoot
  }

  /// Variables that are no keys: the file's place, and what tests and developers set.
  static let otherVariables: Set<String> = [
    "VITRINE_CONFIG", "VITRINE_ASSUME_NO_RESEND", "VITRINE_ASSUME_NO_PASSTHROUGH", "VITRINE_SOAK", "VITRINE_TEST_LOG",
  ]

  /// Reads them all. Nothing is looked at but the file.
  package func load() -> LoadedSettings {
    var loaded = LoadedSettings(settings: Settings(), origins: [:], diagnostics: [], file: nil)
    readFile(into: &loaded)
    readEnvironment(into: &loaded)
    for override in overrides {
      guard let setting = Settings.setting(named: override.key) else { continue }
      read(setting, .option(override.option), override.text, into: &loaded)
    }
    takeSourceSecrets(into: &loaded)
    checkPatterns(&loaded)
    checkCredentials(&loaded)
    checkSources(&loaded)
    return loaded
  }

  private func readFile(into loaded: inout LoadedSettings) {
    guard let file else { return }
    switch file.read() {
    case .missing: return
    case .failure(let message):
      loaded.diagnostics.append(Diagnostic(.mistake, Origin(.file(file.path)), message))
    case .bytes(let bytes):
      loaded.file = file.path
      var reading = Reading(.file(file.path), directory: file.directory, home: home)
      let (node, mistakes) = JSONReader.read(bytes, .commented)
      reading.report(mistakes)
      if case .object = node.content {
        Setting.read(node, of: Settings.table, into: &loaded.settings, &reading)
      } else if mistakes.isEmpty {
        reading.report(
          at: node.place, "the file holds \(node.summary): an object is needed, such as {\"roots\": [\"/srv/roms\"]}")
      }
      reading.hideSecrets(of: bytes)
      loaded.take(reading)
    }
  }

  private func readEnvironment(into loaded: inout LoadedSettings) {
    for setting in Settings.table {
      guard let text = environment[setting.variable] else { continue }
      read(setting, .environment(setting.variable), text, into: &loaded)
    }
    let known = Set(Settings.table.map(\.variable)).union(SettingsSources.otherVariables)
    for name in environment.keys.sorted()
    where !known.contains(name) && !SettingsSources.isOfSource(name) {
      loaded.diagnostics.append(
        Diagnostic(
          .warning, Origin(.environment(name)),
          "there is no such key\(suggestion(name, from: known.sorted())), and the variable has no effect"))
    }
  }

  private func read(
    _ setting: Setting<Settings>, _ source: Origin.Source, _ text: String, into loaded: inout LoadedSettings
  ) {
    var reading = Reading(source, directory: workingDirectory, home: home)
    let (node, mistakes) = setting.textForm.node(text)
    // What a lower source said of its parts says nothing of these.
    loaded.forget(setting.name)
    reading.enter(setting.name, node) { reading in
      reading.report(mistakes)
      if mistakes.isEmpty { _ = setting.read(node, &loaded.settings, &reading) }
    }
    if setting.hasSecretParts { reading.hideSecrets(of: Array(text.utf8)) }
    loaded.take(reading)
  }

  /// A pattern begins at the root: one that begins with the root's own path matches nothing.
  private func checkPatterns(_ loaded: inout LoadedSettings) {
    for (number, root) in loaded.settings.roots.enumerated() where !root.path.isEmpty {
      for (index, pattern) in root.excludes.enumerated() where pattern.text.hasPrefix(root.path + "/") {
        loaded.reportWholePath(pattern.text, root.path, "roots[\(number + 1)].excludes[\(index + 1)]")
      }
      for (index, pattern) in loaded.settings.excludes.enumerated() where pattern.text.hasPrefix(root.path + "/") {
        loaded.reportWholePath(pattern.text, root.path, "excludes[\(index + 1)]")
      }
    }
  }
}

extension LoadedSettings {
  mutating func take(_ reading: Reading) {
    let found = reading.diagnostics.sorted { ($0.origin.place ?? .start) < ($1.origin.place ?? .start) }
    diagnostics += found.prefix(Reading.mostDiagnostics)
    if let next = found.dropFirst(Reading.mostDiagnostics).first {
      diagnostics.append(Diagnostic(.mistake, next.origin, "from here on there are more: correct these first"))
    }
    origins.merge(reading.origins) { _, new in new }
  }

  fileprivate mutating func forget(_ name: String) {
    origins = origins.filter { key, _ in
      key != name && !key.hasPrefix(name + ".") && !key.hasPrefix(name + "[")
    }
  }

  fileprivate mutating func reportWholePath(_ pattern: String, _ root: String, _ key: String) {
    report(
      .warning, key,
      "\"\(pattern)\" matches nothing: a pattern begins at the root; write \"\(pattern.dropFirst(root.count))\"")
  }
}
