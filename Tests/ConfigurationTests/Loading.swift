internal import Configuration
internal import Platform
internal import TestSupport

/// Loads a configuration out of a text, for a user whose home is `/home-of/me` and who stands in `/here`.
///
/// In what comes back the file is called `FILE`.
func load(
  _ text: [UInt8]?, environment: [String: String] = [:], overrides: [SettingsSources.Override] = []
) throws -> LoadedSettings {
  let scratch = try TemporaryDirectory()
  let path = scratch("vitrine.json")
  if let text { try Files.write(text, to: path) }
  let sources = SettingsSources(
    file: ConfigurationFile(path: path, isRequired: text != nil), environment: environment, overrides: overrides,
    workingDirectory: "/here", home: "/home-of/me")
  var loaded = sources.load()
  loaded.diagnostics = loaded.diagnostics.map { diagnostic in
    var diagnostic = diagnostic
    if case .file = diagnostic.origin.source { diagnostic.origin.source = .file("FILE") }
    return diagnostic
  }
  return loaded
}

func load(
  _ text: String, environment: [String: String] = [:], overrides: [SettingsSources.Override] = []
) throws -> LoadedSettings {
  try load(Array(text.utf8), environment: environment, overrides: overrides)
}
