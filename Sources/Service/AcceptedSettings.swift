package import Configuration
package import Platform

/// The settings a mount was last told and took, on disk: what a worker goes on with that takes the place of one that
/// died, whatever has become of the configuration file since.
///
/// Written by `vitrine mount` and at every reload; removed when the mount has ended.
package struct AcceptedSettings: Sendable {
  package let path: String

  /// - Parameter state: the mount's state directory, absolute.
  package init(state: String, entry: RuntimeEntry) {
    let name = entry.base.split(separator: "/").last ?? "mount"
    path = "\(state)/\(name).settings.json"
  }

  /// nil where there is nothing that could be shown: what a newer or older version wrote is taken as far as it goes.
  package func read() -> Settings? {
    let file = ConfigurationFile(path: path, isRequired: true)
    let loaded = SettingsSources(file: file, workingDirectory: "/", home: nil).load()
    guard loaded.file != nil, !loaded.settings.roots.isEmpty else { return nil }
    return loaded.settings
  }

  /// - Parameter owner: the user the worker becomes.
  package func write(_ settings: Settings, owner: Account? = nil) throws(Errno) {
    try replaceFile(path, with: settings.json, owner: owner)
  }

  package func remove() { try? removeFile(path) }
}
