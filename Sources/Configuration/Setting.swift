package import Platform
internal import Text

/// When a new value of a key takes effect.
package enum Effect: String, Sendable {
  /// At a reload.
  case live
  /// With the next `vitrine mount`.
  case nextMount
}

/// One key of the configuration, or of the objects in it: a row of the table that everything else comes from.
package struct Setting<Owner: Sendable>: Sendable {
  /// Dotted, such as `hashing.workers`.
  package let name: String
  package let effect: Effect
  /// Of an object in a list: it makes no sense without.
  let isRequired: Bool
  /// What people write for it by mistake, where spelling alone does not tell.
  let synonyms: [String]
  /// One sentence for people, without the values.
  package let documentation: String
  /// A value as JSON, for keys whose default shows nothing.
  let example: String?
  /// The keys of the objects in the value, a line each.
  let parts: [String]
  package let expectation: String
  let textForm: TextForm
  /// - Returns: false for a value that cannot be; why is in the reading then.
  let read: @Sendable (JSONNode, inout Owner, inout Reading) -> Bool
  /// Gives the second the first's value.
  package let copy: @Sendable (Owner, inout Owner) -> Void
  /// Whether two have the same value.
  package let isSame: @Sendable (Owner, Owner) -> Bool
  /// Its value is shown nowhere and kept in no file of ours.
  package let isSecret: Bool
  /// Parts of its value are shown nowhere and kept in no file of ours.
  let hasSecretParts: Bool
  /// Gives the second the first's secrets, where there are any.
  let takeSecrets: @Sendable (Owner, inout Owner) -> Void
  private let writeRest: @Sendable (Owner, inout JSONWriter) -> Void
  private let writeValue: @Sendable (Owner, inout JSONWriter) -> Void

  init<Value: Sendable>(
    _ name: String, _ path: any WritableKeyPath<Owner, Value> & Sendable, _ type: ValueType<Value>,
    effect: Effect = .live, isRequired: Bool = false, synonyms: [String] = [], example: String? = nil,
    parts: [String] = [], _ documentation: String
  ) {
    self.name = name
    self.effect = effect
    self.isRequired = isRequired
    self.synonyms = synonyms
    self.documentation = documentation
    self.example = example
    self.parts = parts
    expectation = type.expectation
    textForm = type.textForm
    read = { node, owner, reading in
      guard let value = type.read(node, &reading) else { return false }
      owner[keyPath: path] = value
      return true
    }
    copy = { source, target in target[keyPath: path] = source[keyPath: path] }
    isSecret = type.isSecret
    hasSecretParts = type.secretParts != nil
    let (isSecret, parts) = (type.isSecret, type.secretParts)
    takeSecrets = { source, target in
      if isSecret { target[keyPath: path] = source[keyPath: path] }
      parts?.take(source[keyPath: path], &target[keyPath: path])
    }
    writeRest = { owner, json in (parts?.writeRest ?? type.write)(owner[keyPath: path], &json) }
    isSame = { first, second in
      if let same = type.isSame { return same(first[keyPath: path], second[keyPath: path]) }
      func text(_ owner: Owner) -> [UInt8] {
        var json = JSONWriter()
        type.write(owner[keyPath: path], &json)
        return json.bytes
      }
      return text(first) == text(second)
    }
    writeValue = { owner, json in type.write(owner[keyPath: path], &json) }
  }

  /// For the ``parts`` of a list of such objects.
  var line: String {
    name + String(repeating: " ", count: max(1, 10 - name.count)) + documentation
  }

  package func write(_ owner: Owner, to json: inout JSONWriter) { writeValue(owner, &json) }

  /// As ``write(_:to:)``, without any part that is secret. Of a key that ``isSecret`` nothing is left.
  func writeWithoutSecrets(_ owner: Owner, to json: inout JSONWriter) {
    if isSecret { json.null() } else { writeRest(owner, &json) }
  }

  /// The value as JSON on one line, with spaces for people.
  package func text(_ owner: Owner) -> String {
    var json = JSONWriter(spaced: true)
    writeValue(owner, &json)
    return json.text
  }

  /// `VITRINE_` and the name in capitals: `readDeadline` is `VITRINE_READ_DEADLINE`.
  package var variable: String {
    var variable = "VITRINE_"
    for scalar in name.unicodeScalars {
      if scalar == "." {
        variable.append("_")
      } else {
        if scalar.properties.isUppercase { variable.append("_") }
        variable.append(Character(scalar).uppercased())
      }
    }
    return variable
  }
}

extension Setting {
  /// Reads an object whose members are keys of `table`.
  ///
  /// - Parameter prefix: what the names of the members have in front in the table, such as `hashing.`.
  static func read(
    _ node: JSONNode, of table: [Setting], prefix: String = "", into owner: inout Owner, _ reading: inout Reading
  ) {
    guard case .object(let members) = node.content else {
      return reading.refuse(node, expected: "an object such as {\(example(of: table, prefix: prefix))}")
    }
    for member in members {
      let name = prefix + member.name
      let step = "." + member.name
      if let setting = table.first(where: { $0.name == name }), !member.name.contains(".") {
        // null is how a program says that it says nothing.
        if case .null = member.value.content { continue }
        _ = reading.enter(step, member.value) { setting.read(member.value, &owner, &$0) }
      } else if table.contains(where: { $0.name.hasPrefix(name + ".") }), !member.name.contains(".") {
        if case .null = member.value.content { continue }
        reading.enterSection(step) { read(member.value, of: table, prefix: name + ".", into: &owner, &$0) }
      } else {
        // Finding what was meant takes long enough to be felt for each of some hundred thousand keys.
        let message = reading.isCrowded ? "there is no such key" : unknown(member.name, of: table, prefix: prefix)
        reading.report(at: member.place, message)
      }
    }
    for setting in table where setting.isRequired && setting.name.hasPrefix(prefix) {
      let name = setting.name.dropFirst(prefix.count)
      if !members.contains(where: { $0.name == name }) {
        reading.report(at: node.place, "\"\(name)\" is missing: write \"\(name)\": \(setting.example ?? "…")")
      }
    }
  }

  private static func example(of table: [Setting], prefix: String) -> String {
    guard let setting = table.first(where: { $0.name.hasPrefix(prefix) }) else { return "" }
    return "\"\(setting.name.dropFirst(prefix.count))\": \(setting.example ?? "…")"
  }

  private static func unknown(_ name: String, of table: [Setting], prefix: String) -> String {
    let shown = JSONNode.shortened(name)
    // Where the words are right and only stand elsewhere.
    if name.contains("."), let setting = table.first(where: { $0.name == prefix + name }) {
      return "\"\(shown)\" is written as objects: \(setting.nested)"
    }
    let here = Set(
      table.filter { $0.name.hasPrefix(prefix) }.map { setting in
        String(setting.name.dropFirst(prefix.count).prefix { $0 != "." })
      })
    let names = [name.lowercased(), (prefix + name).lowercased()]
    let meant = table.filter { $0.synonyms.contains { names.contains($0.lowercased()) } }
    if let setting = meant.first {
      return "there is no key \"\(shown)\" (did you mean `\(setting.name)`?): write \(setting.nested)"
    }
    if let near = nearest(name, from: here.sorted()) {
      return "there is no key \"\(shown)\" (did you mean `\(near)`?)"
    }
    let elsewhere = table.filter {
      $0.name.split(separator: ".").last.map { $0.lowercased() } == name.lowercased() || $0.name == name
    }
    if !elsewhere.isEmpty {
      return "there is no key \"\(shown)\": write \(elsewhere.map(\.nested).joined(separator: " or "))"
    }
    return "there is no key \"\(shown)\"; the keys here are \(here.sorted().joined(separator: ", "))"
  }

  /// The key as it stands in a file, from the outermost object on.
  private var nested: String {
    let parts = name.split(separator: ".")
    return parts.reversed().reduce("…") { inner, part in
      inner == "…" ? "\"\(part)\": …" : "\"\(part)\": {\(inner)}"
    }
  }
}
