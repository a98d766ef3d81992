internal import Acquisition
internal import Pacing
package import Platform

/// How a source stands, as it is told over the control socket.
package struct SourceReport: Hashable, Sendable {
  package enum State: String, Hashable, Sendable, CaseIterable {
    /// Listed, and nothing is being done.
    case ready
    case listing
    /// Its turn to be listed has not come.
    case waiting
    /// The last listing did not give everything; it is tried again.
    case failed
    /// The settings leave it out.
    case off
  }

  package var name = ""
  /// Without keys.
  package var place = ""
  package var state = State.waiting
  /// By `vitrine sources add`; the others are in the configuration.
  package var isAdded = false
  package var platform: String?
  package var offers = 0
  package var folders = 0
  package var refused = 0
  package var failures = 0
  /// The end of the last listing, nanoseconds since 1970.
  package var listed: Int64?
  package var isComplete = false
  /// When it is listed next, nanoseconds since 1970; nil for never by itself.
  package var next: Int64?
  /// Files that the listing under way has found.
  package var found = 0
  /// How many listings have ended since the start of the service, whatever came of them.
  package var listings = 0
  /// What is wrong.
  package var message: String?
  /// How often it had what it was asked for, from 0 to 1, the last answers counting most; nil before the first.
  package var success: Double?
  /// Of its answers, seconds.
  package var typical: Double?
  package var late: Double?
  package var files = 0
  package var bytes: Int64 = 0
  package var failedTransfers = 0
  /// Seconds until it is asked again.
  package var rests: Double?

  package init() {}

  mutating func take(_ view: AcquisitionView.Source, now: UInt64) {
    if view.standing.latencies.count > 0 || view.files + view.failures > 0 { success = view.standing.success }
    typical = view.standing.typical.map { Double($0) / 1e9 }
    late = view.standing.latencies.quantile(0.95).map { Double($0) / 1e9 }
    files = view.files
    bytes = view.bytes
    failedTransfers = view.failures
    rests = view.standing.restsUntil.map { Double($0 - min($0, now)) / 1e9 }
    message = message ?? view.problem
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("name", name)
      json.member("place", place)
      json.member("state", state.rawValue)
      json.member("added", isAdded)
      json.member("platform", platform)
      json.member("offers", offers)
      json.member("folders", folders)
      json.member("refused", refused)
      json.member("failures", failures)
      json.member("listed", listed.map { $0 / 1_000_000_000 })
      json.member("complete", isComplete)
      json.member("next", next.map { $0 / 1_000_000_000 })
      json.member("found", found)
      json.member("listings", listings)
      json.member("message", message)
      json.member("success", success)
      json.member("typicalSeconds", typical)
      json.member("lateSeconds", late)
      json.member("files", files)
      json.member("bytes", bytes)
      json.member("failedTransfers", failedTransfers)
      json.member("restsSeconds", rests)
    }
  }

  package init?(_ json: JSONValue) {
    guard let name = json["name"].string, let state = json["state"].string.flatMap({ State(rawValue: $0) }) else {
      return nil
    }
    self.name = name
    self.state = state
    place = json["place"].string ?? "?"
    isAdded = json["added"].boolean ?? false
    platform = json["platform"].string
    offers = json["offers"].integer ?? 0
    folders = json["folders"].integer ?? 0
    refused = json["refused"].integer ?? 0
    failures = json["failures"].integer ?? 0
    listed = json["listed"].bytes.map { $0 * 1_000_000_000 }
    isComplete = json["complete"].boolean ?? false
    next = json["next"].bytes.map { $0 * 1_000_000_000 }
    found = json["found"].integer ?? 0
    listings = json["listings"].integer ?? 0
    message = json["message"].string
    success = json["success"].number
    typical = json["typicalSeconds"].number
    late = json["lateSeconds"].number
    files = json["files"].integer ?? 0
    bytes = json["bytes"].bytes ?? 0
    failedTransfers = json["failedTransfers"].integer ?? 0
    rests = json["restsSeconds"].number
  }
}
