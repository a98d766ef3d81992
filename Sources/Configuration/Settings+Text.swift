package import Platform

extension Settings {
  /// All keys with their values as one object, which a file may hold: read again, it gives the same settings but for
  /// secrets.
  package var json: [UInt8] {
    var json = JSONWriter()
    json.object { write(Settings.table[...], depth: 0, to: &$0) }
    return json.bytes + [0x0A]
  }

  /// Keys that lie side by side in the table and share the first components of their names form an object. Secrets are
  /// left out: they are in the sources alone.
  private func write(_ table: ArraySlice<Setting<Settings>>, depth: Int, to json: inout JSONWriter) {
    var rest = table
    while let setting = rest.first {
      let parts = setting.name.split(separator: ".")
      guard parts.count > depth + 1 else {
        if !setting.isSecret { json.member(String(parts[depth])) { setting.writeWithoutSecrets(self, to: &$0) } }
        rest = rest.dropFirst()
        continue
      }
      let prefix = parts[...depth].joined(separator: ".") + "."
      let group = rest.prefix { $0.name.hasPrefix(prefix) }
      json.object(String(parts[depth])) { write(group, depth: depth + 1, to: &$0) }
      rest = rest.dropFirst(group.count)
    }
  }

  /// The names of the keys whose values differ from `other`'s, in the order of the table.
  package func differences(from other: Settings) -> [Setting<Settings>] {
    Settings.table.filter { !$0.isSame(self, other) }
  }

  /// Takes over what ``json`` leaves out.
  package mutating func takeSecrets(of other: Settings) {
    for setting in Settings.table { setting.takeSecrets(other, &self) }
  }
}

extension LoadedSettings {
  /// `config show`: every key with its value and where that comes from, in columns.
  package var lines: [String] {
    let rows = Settings.table.map { ($0.name, $0.text(settings), origin(of: $0.name).description) }
    // A long value does not push the others apart.
    let widths = (rows.map(\.0.count).max() ?? 0, min(40, rows.map(\.1.count).max() ?? 0))
    return rows.map { name, value, origin in
      "\(padded(name, widths.0))  \(padded(value, widths.1))  \(origin)"
    }
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// The same as an object: the members of `settings` are the dotted names.
  package var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("file", file)
      json.object("settings") { json in
        for setting in Settings.table {
          json.object(setting.name) { json in
            json.member("value") { setting.write(settings, to: &$0) }
            origin(of: setting.name).write(to: &json)
            json.member("effect", setting.effect.rawValue)
          }
        }
      }
      json.array("problems") { json in for diagnostic in diagnostics { diagnostic.write(to: &json) } }
    }
    return json.bytes + [0x0A]
  }
}

extension Origin {
  /// Members of an object: `source`, and of it `file`, `variable` or `option` with `line` and `column`.
  fileprivate func write(to json: inout JSONWriter) {
    switch source {
    case .standard: json.member("source", "default")
    case .file(let path):
      json.member("source", "file")
      json.member("file", path)
    case .environment(let name):
      json.member("source", "environment")
      json.member("variable", name)
    case .option(let name):
      json.member("source", "option")
      json.member("option", name)
    }
    if let place {
      json.member("line", place.line)
      json.member("column", place.column)
    }
  }
}

extension Diagnostic {
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("severity", severity.rawValue)
      origin.write(to: &json)
      json.member("key", key.isEmpty ? nil : key)
      json.member("message", message)
      json.member("text", description)
    }
  }
}
