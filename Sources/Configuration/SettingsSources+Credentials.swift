internal import Model
internal import Platform
internal import Text

extension SettingsSources {
  /// Half of what a provider wants to see. No mistake: the other half may be in the environment of the mount alone.
  func checkCredentials(_ loaded: inout LoadedSettings) {
    let igdb = loaded.settings.providers.igdb
    guard (igdb.clientID == nil) != (igdb.clientSecret == nil), loaded.isUsable else { return }
    let names = ["providers.igdb.clientId", "providers.igdb.clientSecret"]
    let (given, missing) = igdb.clientID == nil ? (names[1], names[0]) : (names[0], names[1])
    let variable = Settings.setting(named: missing)?.variable ?? ""
    loaded.report(
      .warning, given, "IGDB is asked only where \(missing) is set as well, which can also be done by \(variable)")
  }

  /// What of the sources works and is probably not as it was meant.
  func checkSources(_ loaded: inout LoadedSettings) {
    guard loaded.isUsable else { return }
    for source in loaded.settings.sources {
      for (part, message) in source.remarks(isConfigured: true) {
        loaded.report(.warning, "sources.\(source.name).\(part)", message)
      }
    }
  }

  // MARK: Secrets of sources in the environment

  /// Whether a variable would hold the password or key of a source of some name.
  static func isOfSource(_ variable: String) -> Bool {
    variable.hasPrefix(SourceSettings.variablePrefix)
      && SourceSettings.secretParts.contains { variable.hasSuffix("_" + SourceSettings.variableSuffix($0)) }
  }

  /// Takes passwords and keys out of the variables that are theirs. They come before those of the file.
  func takeSourceSecrets(into loaded: inout LoadedSettings) {
    for variable in environment.keys.sorted() where SettingsSources.isOfSource(variable) {
      let sources = loaded.settings.sources
      // The key of `my_secret` and the secret key of `my` are in variables of the same name.
      let all = sources.indices.flatMap { index in
        SourceSettings.secretParts.filter { sources[index].variable($0) == variable }.map { (index: index, part: $0) }
      }
      let fitting = all.filter { sources[$0.index].mayHave($0.part) }
      let found = fitting.isEmpty ? all : fitting
      if let (index, part) = found.first, found.count == 1 {
        takeSecret(part, variable, of: index, into: &loaded)
      } else if found.count > 1 {
        let names = found.map { sources[$0.index].name }
        loaded.diagnostics.append(
          Diagnostic(
            .mistake, Origin(.environment(variable)),
            "it could be for each of the sources \(names.joined(separator: ", ")): give them names that differ in "
              + "letters and digits"))
      } else if loaded.isUsable {
        // Where sources are wrong, this one may be among them.
        let part =
          SourceSettings.secretParts.first { variable.hasSuffix("_" + SourceSettings.variableSuffix($0)) } ?? ""
        let suffix = "_" + SourceSettings.variableSuffix(part)
        // What all of them have in front and behind makes none near.
        let name = { (variable: String) in
          String(variable.dropFirst(SourceSettings.variablePrefix.count).dropLast(suffix.count))
        }
        let near = nearest(name(variable), from: sources.map { name($0.variable(part)) }.sorted())
        let meant =
          near.map { " (did you mean `\(SourceSettings.variablePrefix)\($0)\(suffix)`?)" } ?? ""
        loaded.warn(variable, "there is no source of that name in the configuration\(meant), and it has no effect")
      }
    }
  }

  private func takeSecret(_ part: String, _ variable: String, of index: Int, into loaded: inout LoadedSettings) {
    var source = loaded.settings.sources[index]
    guard source.place.isOnWeb else {
      return loaded.warn(variable, "\(source.name) is read without user and key, and it has no effect")
    }
    guard source.mayHave(part) else {
      return loaded.warn(variable, "the source \(source.name) has no \"\(part)\", and it has no effect")
    }
    var reading = Reading(.environment(variable), directory: workingDirectory, home: home)
    let node = JSONNode(.string(environment[variable] ?? ""), at: .start)
    let type: ValueType<Secret?> =
      switch part {
      case "key", "sessionToken": .headerValue
      case "secretKey": .secretKey
      default: .password
      }
    let secret = reading.enter("sources.\(source.name).\(part)", node) { (reading: inout Reading) -> Secret? in
      guard let secret = type.read(node, &reading) else { return nil }
      switch (source.credentials, part) {
      case (.none, "key"):
        source.credentials = .header(name: SourceSettings.standardHeader, Secret(""))
      case (.none, "secretKey"), (.none, "sessionToken"):
        reading.report(
          .warning, at: .start, "the source has no \"accessKey\", whose secret it is, and it has no effect")
        return nil
      case (.none, _):
        reading.report(.warning, at: .start, "the source has no \"user\", whose password it is, and it has no effect")
        return nil
      case (.password, "key"), (.header, "password"):
        reading.report(
          at: .start, "the source has \(part == "key" ? "a user with a password" : "a key"): take one of both out")
        return nil
      default: break
      }
      return secret
    }
    loaded.take(reading)
    guard let secret else { return }
    if part == "sessionToken" { source.sessionToken = secret } else { source.secret = secret }
    loaded.settings.sources[index] = source
  }
}

extension SourceSettings {
  /// Whether a source of its kind may have such a secret.
  fileprivate func mayHave(_ part: String) -> Bool {
    let isBucket = if case .s3 = place { true } else { false }
    return isBucket == (part == "secretKey" || part == "sessionToken")
  }
}

extension LoadedSettings {
  fileprivate mutating func warn(_ variable: String, _ message: String) {
    diagnostics.append(Diagnostic(.warning, Origin(.environment(variable)), message))
  }
}
