internal import Platform

/// What `fields` and `exclude` ask for, as a tree by the parts of the paths.
struct FieldSelection: Sendable {
  private var hasAll = false
  private var children: [String: FieldSelection] = [:]

  init(_ fields: [String], excluded: [String]) {
    for field in fields where !excluded.contains(field) { add(field.split(separator: ".").map(String.init)[...]) }
    self.excluded = Set(excluded)
  }

  private init() {}

  private var excluded: Set<String> = []

  private mutating func add(_ path: ArraySlice<String>) {
    guard let name = path.first else { return }
    if name == "*" {
      hasAll = true
    } else {
      children[name, default: FieldSelection()].add(path.dropFirst())
    }
  }

  private var isLeaf: Bool { !hasAll && children.isEmpty }

  /// Of an object its number and what is asked for; what refers to something else is its number.
  func selected(_ value: JSONValue) -> JSONValue {
    guard case .object(let members) = value else { return value }
    var selected: [String: JSONValue] = ["id": value["id"]]
    if hasAll {
      for (name, value) in members where !excluded.contains(name) { selected[name] = FieldSelection.reference(value) }
    }
    for (name, child) in children {
      guard let value = members[name], value != .null else { continue }
      selected[name] = child.isLeaf ? FieldSelection.reference(value) : child.expanded(value)
    }
    return .object(selected)
  }

  private func expanded(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let values): .array(values.map { expanded($0) })
    case .number: selected(.object(["id": value, "name": .string("No. \(value.integer ?? 0)")]))
    default: selected(value)
    }
  }

  private static func reference(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let values): .array(values.map { reference($0) })
    case .object: value["id"] == .null ? value : value["id"]
    default: value
    }
  }
}
