internal import Text

/// The texts of `vitrine help`.
package enum Help {
  /// What `vitrine` alone says.
  package static let next = """
    Vitrine shows a ROM library the way every player wants to see it, and leaves the files as they are.
    Start:  vitrine mount LIBRARY MOUNTPOINT    then look into MOUNTPOINT/Games and MOUNTPOINT/Loose
    Check what this machine has:  vitrine doctor    All commands:  vitrine help
    """

  package static var overview: String {
    let commands = Command.listed.map { command in
      row(([command.rawValue, command.operands].filter { !$0.isEmpty }).joined(separator: " "), command.summary, 30)
    }
    let codes = ExitCode.allCases.map { row("\($0.rawValue)", $0.meaning, 4) }
    return
      (["usage: vitrine COMMAND", ""] + commands + ["", "`vitrine help COMMAND` shows its options. Exit codes:"] + codes)
      .joined(separator: "\n")
  }

  package static func text(for command: Command) -> String {
    let options = command.options.map { option in
      row(
        ([option.short, option.name].compactMap { $0 }.joined(separator: ", ")) + (option.value.map { " \($0)" } ?? ""),
        option.summary, 26)
    }
    let usage = [command.options.isEmpty ? nil : "[OPTIONS]", command.operands.isEmpty ? nil : command.operands]
    let synopsis = ([command.rawValue] + usage.compactMap { $0 }).joined(separator: " ")
    let parts = [["usage: vitrine \(synopsis)"], [command.summary], options, command.notes]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }

  /// ` (did you mean …?)` for a word that is none of `candidates`; empty where none is near.
  package static func suggestion(for word: String, from candidates: [String]) -> String {
    Text.suggestion(word, from: candidates)
  }

  private static func row(_ left: String, _ right: String, _ width: Int) -> String {
    "  \(left)\(String(repeating: " ", count: max(2, width - left.count)))\(right)"
  }
}
