package import Platform

/// How far the building of ZIPs ahead of their use is, as the service tells of it: one object of JSON, read again by
/// those who show it.
package struct PreparationReport: Hashable, Sendable {
  package enum State: String, Sendable {
    case running, done, cancelled
  }

  /// A ZIP that is not in the cache, and why in words.
  package struct Failure: Hashable, Sendable {
    package var name: String
    package var system: String
    package var reason: String

    package init(name: String, system: String, reason: String) {
      self.name = name
      self.system = system
      self.reason = reason
    }
  }

  package var id: Int64
  package var state = State.running
  /// ZIPs, those that failed included.
  package var total: Int
  /// ZIPs that are complete.
  package var done = 0
  /// Bytes of ZIPs that are complete, and of those under way as far as they are.
  package var bytesDone: Int64 = 0
  package var bytesTotal: Int64
  /// Names of what is being built.
  package var current: [String] = []
  /// What nothing goes on without, such as `checksums`; nil while something is built.
  package var waitsFor: String?
  package var failures: [Failure] = []
  /// Bytes; measured by who shows it.
  package var perSecond: Double?
  package var secondsLeft: Double?

  package init(id: Int64, total: Int, bytesTotal: Int64) {
    self.id = id
    self.total = total
    self.bytesTotal = bytesTotal
  }

  package var hasEnded: Bool { state != .running }

  /// How much is done, from 0 to 1. What failed is done with as well.
  package var part: Double {
    if hasEnded, state == .done { return 1 }
    if bytesTotal > 0 { return min(1, Double(bytesDone) / Double(bytesTotal)) }
    return total > 0 ? Double(done + failures.count) / Double(total) : 1
  }

  /// Scripts may rely on it.
  package var exitCode: ExitCode {
    switch state {
    case .running: .ok
    case .done: failures.isEmpty ? .ok : .failed
    case .cancelled: .cancelled
    }
  }
}

extension PreparationReport {
  /// One object.
  package var json: [UInt8] {
    var json = JSONWriter()
    write(to: &json)
    return json.bytes
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("id", id)
      json.member("state", state.rawValue)
      json.member("total", total)
      json.member("done", done)
      json.member("bytesDone", bytesDone)
      json.member("bytesTotal", bytesTotal)
      json.array("current") { json in for name in current { json.value(name) } }
      if let waitsFor { json.member("waitsFor", waitsFor) }
      json.array("failed") { json in
        for failure in failures {
          json.object { json in
            json.member("name", failure.name)
            json.member("system", failure.system)
            json.member("reason", failure.reason)
          }
        }
      }
      if let perSecond { json.member("perSecond", perSecond.rounded()) }
      if let secondsLeft { json.member("secondsLeft", secondsLeft.rounded(.up)) }
    }
  }

  /// nil for what ``write(to:)`` has not written.
  package init?(_ json: JSONValue) {
    guard let id = json["id"].bytes, let state = json["state"].string.flatMap({ State(rawValue: $0) }),
      let total = json["total"].integer
    else { return nil }
    self.init(id: id, total: total, bytesTotal: json["bytesTotal"].bytes ?? 0)
    self.state = state
    done = json["done"].integer ?? 0
    bytesDone = json["bytesDone"].bytes ?? 0
    current = json["current"].array.compactMap(\.string)
    waitsFor = json["waitsFor"].string
    failures = json["failed"].array.map { failure in
      Failure(
        name: failure["name"].string ?? "?", system: failure["system"].string ?? "",
        reason: failure["reason"].string ?? "?")
    }
    perSecond = json["perSecond"].number
    secondsLeft = json["secondsLeft"].number
  }
}
