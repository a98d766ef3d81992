internal import Acquisition
internal import Model
package import Platform

extension StatusReport {
  /// What is fetched from sources.
  package struct Acquisition: Sendable {
    package struct Worker: Hashable, Sendable {
      package var name: String
      package var path: String
      /// What it does, for people: `asking nas (2 of 6)`.
      package var activity: String
      /// Of a transfer, bytes; nil for others.
      package var bytes: Int64?
      package var total: Int64?
      /// Bytes a second.
      package var rate: Double?

      package init(name: String, path: String, activity: String) {
        self.name = name
        self.path = path
        self.activity = activity
      }
    }

    /// Whether there is a source at all.
    package var isOn = false
    package var directory = ""
    package var jobs: [DownloadJobReport] = []
    package var sources: [SourceReport] = []
    package var workers: [Worker] = []
    package var holds: [String] = []
    package var waiting = 0
    package var resolving = 0
    package var ready = 0
    package var transferring = 0
    /// Since the start of the service.
    package var files = 0
    package var bytes: Int64 = 0
    package var failures = 0
    /// Bytes a second.
    package var rate: Double = 0

    package init() {}

    mutating func take(_ view: AcquisitionView) {
      workers = view.workers.map { Worker($0) }
      holds = view.holds
      (waiting, resolving, ready, transferring) = (view.waiting, view.resolving, view.ready, view.transferring)
      (files, bytes, failures, rate) = (view.files, view.bytes, view.failures, view.rate)
    }

    func writeMember(to json: inout JSONWriter) { json.object("acquisition") { write(to: &$0) } }

    private func write(to json: inout JSONWriter) {
      json.member("on", isOn)
      json.member("directory", directory)
      json.array("jobs") { json in for job in jobs { job.write(to: &json) } }
      json.array("sources") { json in for source in sources { source.write(to: &json) } }
      json.array("workers") { json in
        for worker in workers {
          json.object { json in
            json.member("name", worker.name)
            json.member("path", worker.path)
            json.member("activity", worker.activity)
            json.member("bytes", worker.bytes)
            json.member("total", worker.total)
            json.member("bytesPerSecond", worker.rate.map { $0.rounded() })
          }
        }
      }
      json.array("holds") { json in for hold in holds { json.value(hold) } }
      json.member("waiting", waiting)
      json.member("resolving", resolving)
      json.member("ready", ready)
      json.member("transferring", transferring)
      json.member("files", files)
      json.member("bytes", bytes)
      json.member("failures", failures)
      json.member("bytesPerSecond", rate.rounded())
    }

    /// nil where a service of another version tells of none.
    package init?(_ json: JSONValue) {
      guard let isOn = json["on"].boolean else { return nil }
      self.isOn = isOn
      directory = json["directory"].string ?? ""
      jobs = json["jobs"].array.compactMap { DownloadJobReport($0) }
      sources = json["sources"].array.compactMap { SourceReport($0) }
      workers = json["workers"].array.map { json in
        var worker = Worker(
          name: json["name"].string ?? "?", path: json["path"].string ?? "?", activity: json["activity"].string ?? "")
        (worker.bytes, worker.total) = (json["bytes"].bytes, json["total"].bytes)
        worker.rate = json["bytesPerSecond"].number
        return worker
      }
      holds = json["holds"].array.compactMap(\.string)
      waiting = json["waiting"].integer ?? 0
      resolving = json["resolving"].integer ?? 0
      ready = json["ready"].integer ?? 0
      transferring = json["transferring"].integer ?? 0
      files = json["files"].integer ?? 0
      bytes = json["bytes"].bytes ?? 0
      failures = json["failures"].integer ?? 0
      rate = json["bytesPerSecond"].number ?? 0
    }
  }
}

extension StatusReport.Acquisition.Worker {
  init(_ worker: AcquisitionView.Worker) {
    name = worker.name
    path = String(decoding: worker.path, as: UTF8.self)
    switch worker.activity {
    case .asking(let sources, let number, let of):
      activity = "asking \(sources.isEmpty ? "nobody yet" : sources.joined(separator: ", ")) (\(number) of \(of))"
    case .transferring(let source, let bytes, let total, let rate):
      activity = "from \(source)"
      (self.bytes, self.total, self.rate) = (bytes, total, rate)
    case .verifying(let source, let bytes):
      activity = "verifying what came from \(source)"
      self.bytes = bytes
    }
    if worker.isReaders { activity += ", for a reader" }
  }
}
