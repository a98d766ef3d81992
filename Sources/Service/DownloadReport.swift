package import Model
package import Platform

/// A job for files, as it is told over the control socket and in `jobs.json`.
package struct DownloadJobReport: Hashable, Sendable {
  package var job: DownloadJob

  package init(_ job: DownloadJob) { self.job = job }

  package func write(to json: inout JSONWriter) {
    let counts = job.counts
    json.object { json in
      json.member("id", job.id)
      json.member("title", job.title)
      json.member("state", job.state.rawValue)
      json.member("created", job.created / 1_000_000_000)
      json.member("ended", job.ended.map { $0 / 1_000_000_000 })
      json.member("total", counts.total)
      json.member("present", counts.present)
      json.object("stages") { json in
        json.object("resolve") { json in
          json.member("pending", counts[.pending])
          json.member("resolving", counts[.resolving])
          json.member("ready", counts[.ready])
        }
        json.object("transfer") { json in
          json.member("transferring", counts[.transferring])
          json.member("verifying", counts[.verifying])
          json.member("done", counts[.done])
        }
      }
      json.member("failed", counts[.failed])
      json.member("retrying", counts.retrying)
      json.member("nextRetry", counts.nextRetry.map { $0 / 1_000_000_000 })
      json.member("cancelled", counts[.cancelled])
      json.member("bytes", counts.bytes)
      json.member("received", counts.received)
    }
  }

  package init?(_ json: JSONValue) {
    guard let id = json["id"].bytes, let state = json["state"].string.flatMap({ DownloadJob.State(rawValue: $0) })
    else { return nil }
    job = DownloadJob(
      id: id, title: json["title"].string ?? "?", created: (json["created"].bytes ?? 0) * 1_000_000_000)
    job.state = state
    job.ended = json["ended"].bytes.map { $0 * 1_000_000_000 }
    job.counts.present = json["present"].integer ?? 0
    let resolve = json["stages"]["resolve"]
    let transfer = json["stages"]["transfer"]
    for state in Download.State.allCases {
      let found = [resolve, transfer, json].lazy.compactMap { $0[state.rawValue].integer }.first
      if let found, found > 0 { job.counts.states[state] = found }
    }
    job.counts.retrying = json["retrying"].integer ?? 0
    job.counts.nextRetry = json["nextRetry"].bytes.map { $0 * 1_000_000_000 }
    job.counts.bytes = json["bytes"].bytes ?? 0
    job.counts.received = json["received"].bytes ?? 0
  }
}

/// A file that is fetched, as it is told over the control socket.
package struct DownloadReport: Hashable, Sendable {
  /// Below the directory of downloads.
  package var path: [UInt8]
  package var state: Download.State
  /// Bytes; nil where nobody knows.
  package var size: Int64?
  package var received: Int64
  package var source: String?
  package var failure: Download.Failure?
  package var id: Int64

  init(_ download: Download) {
    path = download.path
    state = download.state
    size = download.size ?? download.partTotal
    received = download.received
    source = download.source
    failure = download.failure
    id = download.id
  }

  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("id", id)
      json.member("path", String(decoding: path, as: UTF8.self))
      json.member("state", state.rawValue)
      json.member("size", size)
      json.member("received", received)
      json.member("source", source)
      json.member("code", failure?.code)
      json.member("message", failure?.message)
      json.member("retryAt", failure?.retryAt.map { $0 / 1_000_000_000 })
    }
  }

  package init?(_ json: JSONValue) {
    guard let path = json["path"].string, let state = json["state"].string.flatMap({ Download.State(rawValue: $0) })
    else { return nil }
    self.path = Array(path.utf8)
    self.state = state
    id = json["id"].bytes ?? 0
    size = json["size"].bytes
    received = json["received"].bytes ?? 0
    source = json["source"].string
    if let code = json["code"].string {
      failure = Download.Failure(
        code: code, message: json["message"].string ?? "", retryAt: json["retryAt"].bytes.map { $0 * 1_000_000_000 })
    }
  }
}
