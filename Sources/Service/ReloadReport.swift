package import Configuration
internal import Platform

/// What came of a reload: the answer to `reload`, and what the log says of it.
package struct ReloadReport: Sendable {
  /// Whether the new settings hold now. If not, nothing has changed.
  package var isAccepted: Bool
  package var file: String?
  /// Keys whose new values hold now.
  package var changed: [String] = []
  /// Keys whose new values take effect with the next mount.
  package var nextMount: [String] = []
  /// Mistakes, where it was refused, and warnings.
  package var diagnostics: [Diagnostic] = []
  /// Why it was refused where the configuration is right.
  package var failure: String?

  package init(isAccepted: Bool, file: String?) {
    self.isAccepted = isAccepted
    self.file = file
  }

  /// One sentence.
  package var summary: String {
    let mistakes = diagnostics.count { $0.severity == .mistake }
    if !isAccepted {
      return failure.map { "the configuration was not taken over: \($0)" }
        ?? "the configuration was not taken over, because of \(mistakes == 1 ? "a mistake" : "\(mistakes) mistakes")"
    }
    if changed.isEmpty, nextMount.isEmpty { return "the configuration is as it was" }
    let parts = [
      changed.isEmpty ? nil : "changed: \(changed.joined(separator: ", "))",
      nextMount.isEmpty ? nil : "takes effect with the next mount: \(nextMount.joined(separator: ", "))",
    ]
    return "the configuration was taken over; " + parts.compactMap { $0 }.joined(separator: "; ")
  }

  /// One JSON object and a line feed.
  package var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("ok", isAccepted)
      if !isAccepted { json.member("error", summary) }
      json.member("summary", summary)
      json.member("file", file)
      for (name, keys) in [("changed", changed), ("nextMount", nextMount)] {
        json.array(name) { json in for key in keys { json.value(key) } }
      }
      json.array("problems") { json in for diagnostic in diagnostics { diagnostic.write(to: &json) } }
    }
    return json.bytes + [0x0A]
  }

  func log() {
    for diagnostic in diagnostics {
      switch diagnostic.severity {
      case .mistake: Log.error("\(diagnostic)")
      case .warning: Log.warning("\(diagnostic)")
      }
    }
    if isAccepted { Log.info(summary) } else { Log.error(summary) }
  }
}
