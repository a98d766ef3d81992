internal import Platform

/// What the value of a key may be: how it is read, written and described.
package struct ValueType<Value: Sendable>: Sendable {
  /// Such as `a number from 1 to 64`; stands behind "is not".
  let expectation: String
  let textForm: TextForm
  /// Reports what is wrong and returns nil for a value that cannot be.
  let read: @Sendable (JSONNode, inout Reading) -> Value?
  /// Writes what ``read`` takes for the same value.
  let write: @Sendable (Value, inout JSONWriter) -> Void
  /// What is written says only that there is one.
  var isSecret = false
  /// Where some of a value is secret and the rest is not.
  var secretParts: SecretParts<Value>?
  /// Where what is written does not tell whether two are the same.
  var isSame: (@Sendable (Value, Value) -> Bool)?

  init(
    _ expectation: String, _ textForm: TextForm,
    read: @escaping @Sendable (JSONNode, inout Reading) -> Value?,
    write: @escaping @Sendable (Value, inout JSONWriter) -> Void
  ) {
    self.expectation = expectation
    self.textForm = textForm
    self.read = read
    self.write = write
  }

  /// The same values, and nil for the word.
  func orWord(_ word: String) -> ValueType<Value?> {
    ValueType<Value?>("\(expectation), or \"\(word)\"", textForm) { node, reading in
      if case .string(word) = node.content { return .some(nil) }
      // What the type itself says leaves the word out.
      var attempt = Reading(reading.source, directory: reading.directory, home: reading.home)
      if let value = read(node, &attempt) { return value }
      reading.refuse(node, expected: "\(expectation), or \"\(word)\"")
      return nil
    } write: { value, json in
      if let value { write(value, &json) } else { json.value(word) }
    }
  }

  /// The same values, and null for none.
  var orNone: ValueType<Value?> {
    ValueType<Value?>(expectation, textForm) { node, reading in
      read(node, &reading).map { .some($0) }
    } write: { value, json in
      if let value { write(value, &json) } else { json.null() }
    }
  }
}

/// What is done with values of which parts are secret.
struct SecretParts<Value: Sendable>: Sendable {
  /// Writes the rest, which is read as the same value without them.
  let writeRest: @Sendable (Value, inout JSONWriter) -> Void
  /// Gives the second value the secrets of the first, as far as they belong to the same.
  let take: @Sendable (Value, inout Value) -> Void
}

/// How a value stands in an environment variable or behind an option.
enum TextForm: Sendable {
  /// `true`, `yes`, `on`, `1` and their opposites.
  case flag
  /// A number, or a word.
  case number
  /// As it is.
  case text
  /// JSON, or items that are separated by one of these characters.
  case list(separators: String)
  /// JSON.
  case json

  /// The text as JSON, with its syntax mistakes.
  func node(_ text: String) -> (JSONNode, [JSONMistake]) {
    func plain(_ content: JSONNode.Content) -> (JSONNode, [JSONMistake]) { (JSONNode(content, at: .start), []) }
    let isJSON = text.first { !$0.isWhitespace }.map { "[{".contains($0) } ?? false
    switch self {
    case .flag:
      switch text.lowercased() {
      case "true", "yes", "on", "1": return plain(.boolean(true))
      case "false", "no", "off", "0": return plain(.boolean(false))
      default: return plain(.string(text))
      }
    case .number:
      if case (let node, let mistakes) = JSONReader.read(Array(text.utf8), .strict), mistakes.isEmpty,
        case .number = node.content
      {
        return plain(node.content)
      }
      return plain(.string(text))
    case .text: return plain(.string(text))
    case .list(let separators):
      if isJSON { return JSONReader.read(Array(text.utf8), .commented) }
      let items = text.split { separators.contains($0) }.map { item -> String in
        let words = item.drop { $0 == " " }
        return String(words.prefix(words.count - words.reversed().prefix { $0 == " " }.count))
      }
      return plain(.array(items.map { JSONNode(.string($0), at: .start) }))
    case .json: return JSONReader.read(Array(text.utf8), .commented)
    }
  }
}

// MARK: Plain values

extension ValueType {
  static func whole(_ range: ClosedRange<Int>) -> ValueType<Int> {
    ValueType<Int>("a whole number from \(range.lowerBound) to \(range.upperBound)", .number) { node, reading in
      if case .number(let text) = node.content, let value = Int(text), range.contains(value) { return value }
      reading.refuse(node, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
      return nil
    } write: {
      $1.value($0)
    }
  }

  static func decimal(_ range: ClosedRange<Double>) -> ValueType<Double> {
    let expectation = "a number from \(range.lowerBound) to \(range.upperBound)"
    return ValueType<Double>(expectation, .number) { node, reading in
      if case .number(let text) = node.content, let value = Double(text), range.contains(value) { return value }
      reading.refuse(node, expected: expectation)
      return nil
    } write: {
      $1.value($0)
    }
  }

  static var flag: ValueType<Bool> {
    ValueType<Bool>("true or false", .flag) { node, reading in
      if case .boolean(let value) = node.content { return value }
      reading.refuse(node, expected: "true or false")
      return nil
    } write: {
      $1.value($0)
    }
  }

  /// Whole seconds.
  static func duration(_ range: ClosedRange<Int>) -> ValueType<Int> {
    let expectation =
      "a duration from \(TimeSpan.text(range.lowerBound)) to \(TimeSpan.text(range.upperBound)), "
      + "such as \"30 s\", \"15 min\" or \"48 h\""
    return ValueType<Int>(expectation, .number) { node, reading in
      let text: String? =
        switch node.content {
        case .number(let text), .string(let text): text
        default: nil
        }
      if let text, let seconds = TimeSpan.parse(text), range.contains(seconds) { return seconds }
      reading.refuse(node, expected: expectation)
      return nil
    } write: {
      $1.value(TimeSpan.text($0))
    }
  }

  /// Bytes.
  static var size: ValueType<Int64> {
    let expectation = "a size such as \"64 GiB\", \"2 TB\" or \"512 MiB\""
    return ValueType<Int64>(expectation, .number) { node, reading in
      let text: String? =
        switch node.content {
        case .number(let text), .string(let text): text
        default: nil
        }
      if let text, let bytes = ByteSize.parse(text) { return bytes }
      reading.refuse(node, expected: expectation)
      return nil
    } write: {
      $1.value(ByteSize.text($0))
    }
  }

  /// A name that is handed on as it is.
  static func name(_ what: String) -> ValueType<String> {
    ValueType<String>(what, .text) { node, reading in
      if case .string(let text) = node.content, !text.isEmpty, !text.unicodeScalars.contains("\0") { return text }
      reading.refuse(node, expected: what)
      return nil
    } write: {
      $1.value($0)
    }
  }
}
