/// A value read from JSON text (RFC 8259) that a program wrote, such as what a service answers.
package enum JSONValue: Hashable, Sendable {
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// nil where the text is not one JSON value. Of a name that stands in an object twice, the last counts.
  package init?(_ text: some Sequence<UInt8>) {
    let (value, mistakes) = JSONReader.read(Array(text), .strict)
    guard mistakes.isEmpty else { return nil }
    self.init(value)
  }

  private init(_ node: JSONNode) {
    switch node.content {
    case .null, .unreadable: self = .null
    case .boolean(let value): self = .boolean(value)
    case .number(let text): self = .number(Double(text) ?? 0)
    case .string(let value): self = .string(value)
    case .array(let values): self = .array(values.map { JSONValue($0) })
    case .object(let members):
      self = .object(Dictionary(members.map { ($0.name, JSONValue($0.value)) }) { _, last in last })
    }
  }

  /// The member of an object; ``null`` where there is none.
  package subscript(name: String) -> JSONValue {
    if case .object(let members) = self { return members[name] ?? .null }
    return .null
  }

  package var string: String? { if case .string(let value) = self { value } else { nil } }
  package var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }
  package var integer: Int? { if case .number(let value) = self { Int(exactly: value.rounded()) } else { nil } }
  package var number: Double? { if case .number(let value) = self { value } else { nil } }
  package var array: [JSONValue] { if case .array(let values) = self { values } else { [] } }
  package var members: [(name: String, value: JSONValue)] {
    if case .object(let members) = self { members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } } else { [] }
  }
}
