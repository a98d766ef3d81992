internal import Platform
internal import Synchronization

/// What was asked and answered since the start, for tests: `GET /__statistics`.
final class Statistics: Sendable {
  private let counters = Mutex<[String: Int]>([:])
  private let asked = Mutex<[String: Int]>([:])

  func count(_ name: String, by number: Int = 1) { counters.withLock { $0[name, default: 0] += number } }

  func raise(_ name: String, to number: Int) {
    counters.withLock { $0[name] = max($0[name] ?? 0, number) }
  }

  func reset() {
    counters.withLock { $0 = [:] }
    asked.withLock { $0 = [:] }
  }

  /// Notes the names, numbers and words that a query is about.
  func ask(_ query: ApicalypseQuery) {
    var terms = query.condition.map { Statistics.terms(of: $0) } ?? []
    if let search = query.search { terms.insert("search:" + search.lowercased()) }
    asked.withLock { asked in for term in terms { asked[term, default: 0] += 1 } }
  }

  private static func terms(of condition: ApicalypseQuery.Condition) -> Set<String> {
    switch condition {
    case .all(let parts), .any(let parts): return parts.reduce(into: []) { $0.formUnion(terms(of: $1)) }
    case .not(let part): return terms(of: part)
    case .compares(let path, _, let value):
      guard path == "id" || path == "name" else { return [] }
      return terms(of: value, path)
    }
  }

  private static func terms(of value: ApicalypseQuery.Value, _ path: String) -> Set<String> {
    switch value {
    case .anyOf(let some), .allOf(let some), .exactly(let some):
      return some.reduce(into: []) { $0.formUnion(terms(of: $1, path)) }
    case .number(let number): return ["\(path):\(Int(exactly: number) ?? 0)"]
    case .text(let pattern): return ["\(path):\(pattern.text.lowercased())"]
    default: return []
    }
  }

  /// How often each name (`name:…`), number (`id:…`) and text (`search:…`) was asked for, in lower case.
  var encodedTerms: [UInt8] { JSONValue.object(asked.withLock { $0 }.mapValues { JSONValue($0) }).encoded }

  /// One object; a name with a dot in it is a member of an object of its own.
  var encoded: [UInt8] {
    let counters = counters.withLock { $0 }
    let expected = [
      "requests", "admittedCost", "mostInASecond", "throttled", "mostOpen", "tokens", "unauthorized", "badQueries",
      "subqueries", "tooLarge",
    ]
    var groups: [String: JSONValue] = [:]
    for name in expected { groups[name] = .number(Double(counters[name] ?? 0)) }
    var members: [String: [String: JSONValue]] = ["endpoint": [:], "fault": [:]]
    for (name, value) in counters where name.contains(".") {
      let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
      members[parts[0], default: [:]][parts[1]] = .number(Double(value))
    }
    for (name, value) in members { groups[name] = .object(value) }
    return JSONValue.object(groups).encoded
  }
}
