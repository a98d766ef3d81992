internal import Text

extension Invocation {
  /// The first operand of a command that takes one of several actions, such as `list`.
  ///
  /// - Parameter customary: what people type because other programs call it so.
  func action<Action: CaseIterable & RawRepresentable<String>>(
    customary: [String: Action]
  ) throws(Complaint) -> Action {
    let name = command.rawValue
    let names = Action.allCases.map(\.rawValue)
    guard let word = operands.first else {
      throw Complaint(
        .usage, "`vitrine \(name)` needs one of \(names.joined(separator: ", ")) behind it; see `vitrine help \(name)`")
    }
    if let action = Action(rawValue: word) { return action }
    let meant = customary[word].map { " (did you mean `\($0.rawValue)`?)" } ?? suggestion(word, from: names)
    throw Complaint(.usage, "`vitrine \(name)` does not know `\(word)`\(meant); see `vitrine help \(name)`")
  }
}
