internal import Platform
internal import Synchronization

/// What was asked and answered since the start, for tests: `GET /__statistics`.
final class Statistics: Sendable {
  private let counters = Mutex<[String: Int]>([:])

  func count(_ name: String, by number: Int = 1) { counters.withLock { $0[name, default: 0] += number } }

  func raise(_ name: String, to number: Int) {
    counters.withLock { $0[name] = max($0[name] ?? 0, number) }
  }

  func reset() { counters.withLock { $0 = [:] } }

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
