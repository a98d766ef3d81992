internal import Text

/// A command line, taken apart.
package struct Invocation: Sendable {
  package var command: Command
  package var operands: [String]
  /// By the long name with its hyphens, in the order given; an option without a value has an empty one.
  package var options: [(name: String, value: String)]

  /// The value given last.
  package func value(of option: String) -> String? { options.last { $0.name == option }?.value }

  /// What `help` is asked about.
  package var helpTopic: Command { operands.first.flatMap(Command.init(rawValue:)) ?? .help }

  package func has(_ option: String) -> Bool { options.contains { $0.name == option } }

  /// Takes `arguments` (without the program's name) apart.
  ///
  /// Options stand anywhere, also behind operands; `--name VALUE`, `--name=VALUE`, `-oVALUE`, and `--` ends them.
  ///
  /// - Throws: exit code 2, naming the nearest command or option there is.
  package init(_ arguments: [String]) throws(Complaint) {
    var rest = arguments[...]
    guard let name = rest.popFirst() else { throw Complaint(.usage, "no command given") }
    guard let command = Command(rawValue: name) ?? Invocation.customary[name] else {
      throw Complaint(
        .usage,
        "there is no command `\(name)`\(suggestion(name, from: Command.listed.map(\.rawValue))); see `vitrine help`")
    }
    self.command = command
    operands = []
    options = []
    var optionsEnded = false
    while let argument = rest.popFirst() {
      if optionsEnded || !argument.hasPrefix("-") || argument == "-" {
        operands.append(argument)
      } else if argument == "--" {
        optionsEnded = true
      } else if argument == "--help" || argument == "-h" {
        operands = [command.rawValue]
        self.command = .help
        options = []
        return
      } else {
        try take(argument, &rest)
      }
    }
    try checkOperands()
  }

  /// What people type for a command because other programs call it so.
  private static let customary: [String: Command] = [
    "--version": .version, "-V": .version, "--help": .help, "-h": .help, "umount": .unmount, "fetch": .get,
    "download": .get, "source": .sources, "job": .jobs, "downloads": .jobs,
  ]

  private mutating func take(_ argument: String, _ rest: inout ArraySlice<String>) throws(Complaint) {
    var name = argument
    var attached: String?
    if let equals = argument.firstIndex(of: "="), argument.hasPrefix("--") {
      name = String(argument[..<equals])
      attached = String(argument[argument.index(after: equals)...])
    }
    var option = command.options.first { $0.name == name || $0.short == name }
    if option == nil, !argument.hasPrefix("--"), argument.count > 2 {
      option = command.options.first { $0.name == argument.prefix(2) && $0.value != nil }
      attached = String(argument.dropFirst(2))
    }
    guard let option else {
      if let refusal = command.refusedOptions[name] { throw Complaint(.usage, refusal) }
      let names = command.options.flatMap { [$0.name] + ($0.short.map { [$0] } ?? []) }
      let meant = command.customaryOptions[name].map { " (did you mean `\($0)`?)" } ?? suggestion(name, from: names)
      throw Complaint(
        .usage,
        "`vitrine \(command.rawValue)` has no option `\(name)`\(meant); "
          + "see `vitrine help \(command.rawValue)`")
    }
    if option.value == nil {
      if attached != nil { throw Complaint(.usage, "option `\(option.name)` takes no value") }
      options.append((option.name, ""))
      return
    }
    guard let value = attached ?? rest.popFirst(), !value.isEmpty else {
      throw Complaint(.usage, "option `\(option.name)` needs a value: \(option.name) \(option.value ?? "")")
    }
    options.append((option.name, value))
  }

  private func checkOperands() throws(Complaint) {
    let usage = "usage: vitrine \(command.rawValue) \(command.operands)"
    var names = command.operands.split { " []".contains($0) }
    // The first of them may be left out.
    if command == .mount { names = names.suffix(max(1, operands.count)) }
    if let empty = zip(operands, names).first(where: { $0.0.isEmpty }) {
      throw Complaint(.usage, "\(empty.1) is empty: \(usage)")
    }
    if command.operandCount.contains(operands.count) { return }
    if operands.count < command.operandCount.lowerBound {
      throw Complaint(.usage, "`vitrine \(command.rawValue)` needs more: \(usage)")
    }
    let surplus = operands[command.operandCount.upperBound]
    throw Complaint(.usage, "`\(surplus)` is too much: \(usage)")
  }
}
