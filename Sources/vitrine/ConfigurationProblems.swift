internal import Configuration
internal import Platform
internal import Service

/// What is wrong with a configuration, for the user.
struct ConfigurationProblems {
  private let diagnostics: [Diagnostic]

  init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  /// Says everything, each in a line of its own.
  ///
  /// - Parameter consequence: what was not done because of mistakes.
  /// - Throws: where there is a mistake.
  func complain(consequence: String) throws(Complaint) {
    let mistakes = diagnostics.filter { $0.severity == .mistake }
    // What was typed is told as for any other option.
    let areTyped = mistakes.allSatisfy { if case .option = $0.origin.source { true } else { false } }
    let code = areTyped ? ExitCode.usage : .configuration
    for diagnostic in diagnostics where mistakes.count != 1 || diagnostic.severity == .warning {
      Output.complain(diagnostic.description)
    }
    if mistakes.isEmpty { return }
    if mistakes.count == 1 { throw Complaint(code, "\(mistakes[0]); \(consequence)") }
    throw Complaint(code, "\(mistakes.count) mistakes; \(consequence)")
  }
}
