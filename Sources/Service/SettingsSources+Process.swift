package import Configuration
internal import Platform

extension SettingsSources {
  /// What this process was told: by its environment, the file for its user, and `overrides`.
  ///
  /// - Parameter config: the value of `--config`.
  package static func ofThisProcess(config: String?, overrides: [Override] = []) -> SettingsSources {
    let directory = (try? resolvedPath(".")) ?? "/"
    let home = Account.currentHome
    return SettingsSources(
      file: ConfigurationFile.find(
        option: config, isRoot: Account.current.isRoot, environment: Host.environment, home: home,
        workingDirectory: directory),
      environment: Host.environment(withPrefix: "VITRINE_"), overrides: overrides, workingDirectory: directory,
      home: home, isRoot: Account.current.isRoot)
  }

  /// As ``load()``, with the places that depend on the user where nobody has named others.
  package func loadWithPlaces() -> LoadedSettings {
    var loaded = load()
    guard
      let directories = try? Directories(
        stateOption: loaded.settings.state, isRoot: isRoot, environment: Host.environment, home: home,
        workingDirectory: workingDirectory)
    else { return loaded }
    loaded.settings.state = directories.state
    if loaded.settings.log.file == nil { loaded.settings.log.file = directories.log }
    if loaded.settings.cache.directory == nil { loaded.settings.cache.directory = directories.cache }
    if loaded.settings.downloads.directory == nil {
      loaded.settings.downloads.directory = directories.state + "/downloads"
    }
    return loaded
  }
}

extension Account {
  /// The home directory: `HOME`, else the user database's answer.
  static var currentHome: String? {
    Host.environment("HOME").flatMap { $0.hasPrefix("/") ? $0 : nil } ?? homeDirectory()
  }
}
