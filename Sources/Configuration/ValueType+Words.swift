internal import Platform
internal import Text

extension ValueType {
  /// One of a few words.
  ///
  /// - Parameter instead: words that are none of them, and what to write in their place.
  static func choice<Choice: RawRepresentable & CaseIterable & Sendable & Equatable>(
    _: Choice.Type, instead: [String: String] = [:]
  ) -> ValueType<Choice> where Choice.RawValue == String {
    .choice(Choice.allCases.map { ($0.rawValue, $0) }, instead: instead)
  }

  static func choice<Choice: Sendable & Equatable>(
    _ choices: [(word: String, value: Choice)], instead: [String: String] = [:]
  ) -> ValueType<Choice> {
    let words = choices.map(\.word)
    let expectation = words.count == 1 ? "\"\(words[0])\"" : "one of \(quotedList(words))"
    return ValueType<Choice>(expectation, .text) { node, reading in
      guard case .string(let word) = node.content else {
        reading.refuse(node, expected: expectation)
        return nil
      }
      if let choice = choices.first(where: { $0.word == word }) { return choice.value }
      if let remedy = instead[word] {
        reading.report(at: node.place, remedy)
      } else {
        reading.report(at: node.place, "\(node.summary) is not \(expectation)\(suggestion(word, from: words))")
      }
      return nil
    } write: { value, json in
      json.value(choices.first { $0.value == value }?.word ?? "")
    }
  }

  static var logLevel: ValueType<Log.Level> { .choice(Log.Level.allCases.map { ($0.name, $0) }) }

  /// Several of a few words, each once.
  static func choices<Choice: RawRepresentable & CaseIterable & Sendable & Hashable>(
    _: Choice.Type
  ) -> ValueType<[Choice]> where Choice.RawValue == String {
    let one = ValueType<Choice>.choice(Choice.self)
    let words = quotedList(Choice.allCases.map(\.rawValue))
    return .list(
      of: one, "a list of \(words), such as [\"\(Choice.allCases.first?.rawValue ?? "")\"]", separators: ",: "
    )
    .checked { choices, node, reading in
      var seen: Set<Choice> = []
      return choices.filter { seen.insert($0).inserted }
    }
  }

  /// A list. One element that is wrong makes all of it wrong, and every one that is gets named.
  static func list<Element: Sendable>(
    of element: ValueType<Element>, _ expectation: String, separators: String
  ) -> ValueType<[Element]> {
    ValueType<[Element]>(expectation, .list(separators: separators)) { node, reading in
      guard case .array(let nodes) = node.content else {
        reading.refuse(node, expected: expectation)
        return nil
      }
      let elements = nodes.enumerated().map { index, node in
        reading.enter("[\(index + 1)]", node) { element.read(node, &$0) }
      }
      return elements.contains { $0 == nil } ? nil : elements.compactMap { $0 }
    } write: { elements, json in
      json.array { json in for item in elements { element.write(item, &json) } }
    }
  }

  /// The same type with one more look at what was read.
  func checked(
    _ check: @escaping @Sendable (Value, JSONNode, inout Reading) -> Value?
  ) -> ValueType<Value> {
    let read = read
    return ValueType(
      expectation, textForm, read: { node, reading in read(node, &reading).flatMap { check($0, node, &reading) } },
      write: write)
  }
}

/// `"a", "b" or "c"`.
func quotedList(_ words: [String]) -> String {
  let quoted = words.map { "\"\($0)\"" }
  guard let last = quoted.last, quoted.count > 1 else { return quoted.joined() }
  return quoted.dropLast().joined(separator: ", ") + " or " + last
}
