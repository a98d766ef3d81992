/// What is wrong with a text, and what to do.
package struct XMLMistake: Hashable, Sendable {
  /// From 1.
  package var line: Int
  package var message: String

  package init(line: Int, _ message: String) {
    self.line = line
    self.message = message
  }
}
