internal import Platform

/// What the sources of a configuration say together.
package struct LoadedSettings: Sendable {
  /// As far as they can be read; to be used only where ``isUsable``.
  package var settings: Settings
  /// By the dotted name of a key (`hashing.workers`) or of a part of its value (`roots[1].path`).
  package var origins: [String: Origin]
  package var diagnostics: [Diagnostic]
  /// The file that was read.
  package var file: String?

  package var mistakes: [Diagnostic] { diagnostics.filter { $0.severity == .mistake } }
  package var warnings: [Diagnostic] { diagnostics.filter { $0.severity == .warning } }
  package var isUsable: Bool { mistakes.isEmpty }

  /// Where the value of a key, or of a part of one, was given: that of the next larger part where it has none itself.
  package func origin(of key: String) -> Origin {
    var key = key[...]
    while !key.isEmpty {
      if let origin = origins[String(key)] { return origin }
      guard let end = key.lastIndex(where: { $0 == "." || $0 == "[" }) else { break }
      key = key[..<end]
    }
    return .standard
  }

  package mutating func report(_ severity: Diagnostic.Severity, _ key: String, _ message: String) {
    diagnostics.append(Diagnostic(severity, origin(of: key), key: key, message))
  }
}
