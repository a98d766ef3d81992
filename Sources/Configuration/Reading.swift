package import Platform

/// The reading of one source: what its relative paths are relative to, and what was found on the way.
package struct Reading: Sendable {
  package let source: Origin.Source
  /// Where relative paths begin. Absolute.
  package let directory: String
  /// What `~` is; nil where this user has none.
  package let home: String?
  /// The dotted name of what is being read.
  package private(set) var key = ""
  package private(set) var diagnostics: [Diagnostic] = []
  /// Where each key, and each element of a list, was given.
  package private(set) var origins: [String: Origin] = [:]

  package init(_ source: Origin.Source, directory: String, home: String?) {
    self.source = source
    self.directory = directory
    self.home = home
  }

  /// Reads `node` as the value of `name`, which is behind the name of what is being read: `.workers`, `[2]`.
  mutating func enter<Result>(_ name: String, _ node: JSONNode, _ body: (inout Reading) -> Result) -> Result {
    let outer = key
    key = outer.isEmpty && name.hasPrefix(".") ? String(name.dropFirst()) : outer + name
    origins[key] = Origin(source, at: node.place)
    defer { key = outer }
    return body(&self)
  }

  /// The same for an object that only holds keys together: what it does not name is not given by it.
  mutating func enterSection<Result>(_ name: String, _ body: (inout Reading) -> Result) -> Result {
    let outer = key
    key = outer.isEmpty && name.hasPrefix(".") ? String(name.dropFirst()) : outer + name
    defer { key = outer }
    return body(&self)
  }

  /// More has been found than anybody corrects at once: what follows need not be told with care.
  var isCrowded: Bool { diagnostics.count > Reading.mostDiagnostics }

  /// Nobody corrects more at once.
  static let mostDiagnostics = 100

  mutating func report(_ severity: Diagnostic.Severity = .mistake, at place: TextPlace, _ message: String) {
    diagnostics.append(Diagnostic(severity, Origin(source, at: place), key: key, message))
  }

  /// Reports something about a key that was read before.
  mutating func report(_ severity: Diagnostic.Severity, key: String, _ message: String) {
    let outer = key.lastIndex(of: ".").map { String(key[..<$0]) } ?? key
    let place = (origins[key] ?? origins[outer])?.place
    diagnostics.append(Diagnostic(severity, Origin(source, at: place ?? .start), key: key, message))
  }

  mutating func changeMessages(_ change: (String) -> String) {
    for index in diagnostics.indices { diagnostics[index].message = change(diagnostics[index].message) }
  }

  mutating func report(_ mistakes: [JSONMistake]) {
    for mistake in mistakes { report(at: mistake.place, mistake.message) }
  }

  /// `node` is not what the key takes.
  mutating func refuse(_ node: JSONNode, expected: String) {
    // What is unreadable has been reported.
    if case .unreadable = node.content { return }
    report(at: node.place, "\(node.summary) is not \(expected)")
  }
}

extension JSONNode {
  /// The value in a few words, for messages.
  package var summary: String {
    switch content {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number(let text): "`\(JSONNode.shortened(text))`"
    case .string(let text): "\"\(JSONNode.shortened(text))\""
    case .array: "a list"
    case .object: "an object"
    case .unreadable: "this"
    }
  }

  static func shortened(_ text: String) -> String { text.count > 60 ? text.prefix(57) + "…" : text }
}
