internal import Platform
internal import Service

/// Lines for the user.
enum Output {
  static func line(_ text: String) { write(text + "\n", to: 1) }

  /// As it is, without a line feed.
  static func text(_ text: String) { write(text, to: 1) }

  /// On standard error, after the program's name.
  static func complain(_ text: String) { write("vitrine: \(text)\n", to: 2) }

  private static func write(_ text: String, to number: Int32) {
    let descriptor = FileDescriptor(owning: number)
    // A pipe whose reader is gone has nobody to tell.
    try? descriptor.write(text)
    _ = descriptor.release()
  }

  /// A command line of this program, to be typed by the user as it stands.
  static func command(_ words: String...) -> String {
    ([programName(calledAs: CommandLine.arguments.first ?? "")] + words.map(shellQuoted)).joined(separator: " ")
  }

  /// `path` as a shell takes it.
  static func quoted(_ path: String) -> String { shellQuoted(path) }
}

/// Lines for standard output, written in blocks: a hundred thousand lines are not as many system calls.
struct OutputBuffer {
  /// Without the last line's end.
  private var text = ""
  private var lineCount = 0
  private var hasBlock = false

  /// One line.
  mutating func line(_ line: String) {
    if lineCount > 0 { text += "\n" }
    text += line
    lineCount += 1
    if text.utf8.count >= 65536 { flush() }
  }

  /// Lines that belong together, an empty one before all but the first.
  mutating func block(_ lines: [String]) {
    if hasBlock { line("") }
    hasBlock = true
    for line in lines { self.line(line) }
  }

  mutating func flush() {
    if lineCount == 0 { return }
    Output.line(text)
    text = ""
    lineCount = 0
  }
}
