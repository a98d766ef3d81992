package import Platform

/// Where a value of the configuration comes from.
package struct Origin: Hashable, Sendable {
  package enum Source: Hashable, Sendable {
    /// Nobody has said anything.
    case standard
    /// The absolute path of a file.
    case file(String)
    /// The name of an environment variable.
    case environment(String)
    /// An option or operand of the command line.
    case option(String)
  }

  package var source: Source
  /// In the file, or in a variable that holds JSON.
  package var place: TextPlace?

  package init(_ source: Source, at place: TextPlace? = nil) {
    self.source = source
    self.place = place
  }

  package static let standard = Origin(.standard)
}

extension Origin: CustomStringConvertible {
  /// `FILE:LINE:COLUMN`, a variable, an option, or `default`.
  package var description: String {
    switch source {
    case .standard: return "default"
    case .file(let path): return place.map { "\(path):\($0)" } ?? path
    case .environment(let name):
      guard let place, place != .start else { return name }
      return place.line == 1 ? "\(name), column \(place.column)" : "\(name), line \(place.line), column \(place.column)"
    case .option(let name): return name
    }
  }
}

/// Something that is wrong with a configuration: what, where, and what to do.
package struct Diagnostic: Hashable, Sendable {
  package enum Severity: String, Sendable {
    /// Nothing is mounted or changed with it.
    case mistake
    /// It works, and probably not as it was meant.
    case warning
  }

  package var severity: Severity
  package var origin: Origin
  /// The dotted name of the key it is about, such as `roots[1].path`; empty where it is about none.
  package var key: String
  /// Without place and key.
  package var message: String

  package init(_ severity: Severity, _ origin: Origin, key: String = "", _ message: String) {
    self.severity = severity
    self.origin = origin
    self.key = key
    self.message = message
  }
}

extension Diagnostic: CustomStringConvertible {
  /// One line: `FILE:LINE:COLUMN: KEY: what is wrong`.
  package var description: String {
    var parts = origin == .standard ? [] : ["\(origin)"]
    if severity == .warning { parts.append("warning") }
    if !key.isEmpty { parts.append(key) }
    let line = (parts + [message]).joined(separator: ": ")
    // A name out of the file may hold a line feed or an escape sequence.
    return String(
      String.UnicodeScalarView(line.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }))
  }
}
