internal import Platform

extension Fault {
  /// Makes of a right answer a wrong one.
  func spoil(_ response: inout ServerResponse) {
    switch mode {
    case .wrongJSON: response.body = Array(response.body.prefix(max(1, response.body.count / 2)))
    case .longAnswer: response.body = [UInt8](repeating: 0x20, count: bytes) + response.body
    case .wrongTypes: change(&response) { Fault.changingRows($0) { $0.map(Fault.withOtherTypes) } }
    case .badRows: change(&response) { Fault.changingRows($0, Fault.withBadRows) }
    case .notAList: change(&response) { .object(["result": $0]) }
    case .shuffle: change(&response) { .array($0.array.reversed()) }
    case .dropFirst: change(&response) { .array(Array($0.array.dropFirst())) }
    case .noResult:
      change(&response) { value in
        guard let first = value.array.first, first["result"] != .null else { return value }
        return .array([.object(["name": first["name"]])] + value.array.dropFirst())
      }
    case .noEmpty:
      change(&response) { value in
        .array(
          value.array.map { row in
            guard case .array(let rows) = row["result"], rows.isEmpty else { return row }
            return .object(["name": row["name"]])
          })
      }
    default: break
    }
  }

  private func change(_ response: inout ServerResponse, _ change: (JSONValue) -> JSONValue) {
    guard let value = JSONValue(response.body) else { return }
    response.body = change(value).encoded
  }

  /// Of a list of games, or of each result of a multiquery.
  private static func changingRows(_ value: JSONValue, _ change: ([JSONValue]) -> [JSONValue]) -> JSONValue {
    let rows = value.array
    guard rows.contains(where: { $0["result"] != .null }) else { return .array(change(rows)) }
    return .array(
      rows.map { row in
        guard case .object(var members) = row else { return row }
        members["result"] = .array(change(row["result"].array))
        return .object(members)
      })
  }

  private static func withOtherTypes(_ value: JSONValue) -> JSONValue {
    guard case .object(let members) = value else { return .null }
    return .object(
      members.mapValues { value in
        switch value {
        case .null: .boolean(true)
        case .boolean: .string("yes")
        case .number: .array([.string("x")])
        case .string: .number(1e300)
        case .array: .object(["x": .null])
        case .object: .string("{}")
        }
      })
  }

  private static func withBadRows(_ rows: [JSONValue]) -> [JSONValue] {
    var spoiled: [JSONValue] = [.null, .number(7), .string("game"), .array([]), .object(["name": .string("No Id")])]
    for row in rows { spoiled += [row, .object(["id": row["id"], "name": .null])] }
    return spoiled + rows.prefix(1) + [.object(["id": .number(-1), "name": .string("Negative")])]
  }
}

extension ServerResponse {
  /// What was asked, as an error message.
  init(_ status: Int, echoing request: ServerRequest) {
    var members = request.headers.mapValues { JSONValue.string($0) }
    members["message"] = .string("cannot \(request.path): \(String(decoding: request.body, as: UTF8.self))")
    self.init(status, JSONValue.object(members).encoded)
  }
}

extension JSONValue {
  /// As JSON text.
  var encoded: [UInt8] {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.bytes
  }

  func write(to writer: inout JSONWriter) {
    switch self {
    case .null: writer.null()
    case .boolean(let value): writer.value(value)
    case .number(let value):
      if let integer = Int(exactly: value) { writer.value(integer) } else { writer.value(value) }
    case .string(let value): writer.value(value)
    case .array(let values): writer.array { writer in for value in values { value.write(to: &writer) } }
    case .object:
      writer.object { writer in
        for (name, value) in members { writer.member(name) { value.write(to: &$0) } }
      }
    }
  }

  init(_ number: Int) { self = .number(Double(number)) }
}
