internal import Names
internal import Platform
internal import Service

/// `vitrine parse`: what the names of games say.
struct ParseCommand {
  private let names: [String]
  private let writesJSON: Bool
  private var output = OutputBuffer()

  init(_ invocation: Invocation) throws(Complaint) {
    names = invocation.operands
    writesJSON = invocation.has("--json")
    if names.isEmpty, Host.isTerminal(0) {
      throw Complaint(.usage, "`vitrine parse` needs more: usage: vitrine parse [--json] NAME...")
    }
  }

  consuming func run() throws(Complaint) -> ExitCode {
    do throws(Errno) {
      if names.isEmpty { try parseInput() }
      let given = GivenArguments()
      for name in names {
        if name == "-" { try parseInput() } else { parse(given.bytes(of: name)) }
      }
    } catch {
      throw Complaint(.failed, "standard input: \(error)")
    }
    output.flush()
    return .ok
  }

  /// One name a line; empty lines are no names, and a carriage return before the end belongs to the line's end.
  private mutating func parseInput() throws(Errno) {
    var lines = InputLines(descriptor: 0)
    while let line = try lines.next() { if !line.isEmpty { parse(line) } }
  }

  private mutating func parse(_ path: [UInt8]) {
    let name = GameName(path: path)
    let file = GameName.shownFile(ofPath: path)
    if writesJSON {
      output.line(name.json(file: file))
    } else {
      output.block([shown(file)] + Self.lines(of: name))
    }
  }

  /// Label and value, aligned; what the name does not say is left out.
  private static func lines(of name: GameName) -> [String] {
    let rows: [(String, String?)] = [
      ("title", name.title), ("natural", name.naturalTitle == name.title ? nil : name.naturalTitle),
      ("sorted as", name.sortKey),
      ("regions", joined(name.regions.map(\.rawValue))), ("languages", joined(name.languages)),
      ("number of languages", name.languageCount.map { "\($0)" }), ("revision", name.revision),
      ("version", name.version), ("disc", name.disc?.description), ("track", name.track.map { "\($0)" }),
      ("flags", joined(name.flags.map(\.rawValue))), ("tags", joined(name.tags)),
      ("ids", joined(name.ids.map { "\($0.provider) \($0.id)" })), ("date", name.date), ("publisher", name.publisher),
      ("video", name.video), ("serials", joined(name.serials)), ("set number", name.number),
      ("extension", name.fileExtension), ("convention", name.convention?.rawValue),
    ]
    return rows.compactMap { label, value in
      value.map { "  \(label)\(String(repeating: " ", count: max(2, 12 - label.count)))\(shown($0))" }
    }
  }

  private static func joined(_ values: [String]) -> String? {
    values.isEmpty ? nil : values.joined(separator: ", ")
  }
}
