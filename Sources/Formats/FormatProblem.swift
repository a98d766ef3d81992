/// Something that is wrong with a file that others wrote: where, what, and what to do.
package struct FormatProblem: Hashable, Sendable {
  /// From 1.
  package var line: Int
  package var message: String

  package init(line: Int, _ message: String) {
    self.line = line
    self.message = message
  }
}

/// The problems of one file. A list of 20,000 games may have one in every row: so many are counted, not kept.
package struct FormatProblems: Hashable, Sendable {
  package static let mostKept = 100

  /// In the order of the lines; the first ``mostKept`` that were found.
  package private(set) var kept: [FormatProblem] = []
  /// All there are.
  package private(set) var count = 0

  package init() {}

  mutating func add(_ message: @autoclosure () -> String, line: Int) {
    count += 1
    if kept.count < FormatProblems.mostKept { kept.append(FormatProblem(line: line, message())) }
  }

  mutating func sort() { kept.sort { $0.line < $1.line } }
}

/// A value of a file as it is put into a message: in one line, and not too long.
func quoted(_ text: String) -> String {
  let plain = text.unicodeScalars.prefix(80).map { $0.properties.generalCategory == .control ? " " : String($0) }
    .joined()
  return "`\(plain)\(text.unicodeScalars.count > 80 ? "…" : "")`"
}
