internal import Model
internal import Platform
internal import Service

/// A file that has a password or key in it: one line.
enum SecretFile {
  private static let longest = 64 << 10

  /// - Parameter path: `-` is standard input.
  static func read(_ path: String) throws(Complaint) -> Secret {
    let name = path == "-" ? "standard input" : path
    if path == "-", Host.isTerminal(0) { Output.complain("type it, and Enter; it is shown while you type") }
    let bytes: [UInt8]
    do throws(Errno) {
      bytes = path == "-" ? try firstLine() : try readFile(path, limit: longest)
    } catch {
      throw Complaint(.usage, "\(shown(name)): \(error)")
    }
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      line.last == 0x0D ? line.dropLast() : line
    }
    while let last = lines.last, last.isEmpty { lines.removeLast() }
    guard let line = lines.first else {
      throw Complaint(.usage, "\(shown(name)) is empty: the password or key is missing")
    }
    // None of them is shown.
    guard lines.count == 1, let text = String(validating: line, as: UTF8.self) else {
      throw Complaint(.usage, "\(shown(name)) is no password or key: one line of UTF-8 is expected")
    }
    return Secret(text)
  }

  private static func firstLine() throws(Errno) -> [UInt8] {
    var lines = InputLines(descriptor: 0)
    return try lines.next() ?? []
  }
}
