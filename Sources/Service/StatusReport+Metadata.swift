internal import Enrichment
internal import Metadata
internal import Model
internal import Platform

extension StatusReport {
  /// What providers are asked, and what came of it. Of the present run, or the last one.
  package struct Metadata: Hashable, Sendable {
    /// Games at one provider, or pictures.
    package struct Part: Hashable, Sendable {
      /// The provider's short name, or `artwork`.
      package var name: String
      /// As far as it is known by now.
      package var total = 0
      package var matched = 0
      package var unmatched = 0
      package var failed = 0
      /// Over the last seconds; nil while nothing runs.
      package var perSecond: Double?
      package var secondsLeft: Double?

      package var done: Int { matched + unmatched + failed }

      package init(_ name: String) { self.name = name }
    }

    /// Where requests go. Counted since the service started.
    package struct Place: Hashable, Sendable {
      package var name: String
      package var requests: UInt64 = 0
      /// Answers that there are too many requests.
      package var throttled: UInt64 = 0
      package var retries: UInt64 = 0
      package var failures: UInt64 = 0
      package var open = 0
      package var waiting = 0
      /// Why nothing goes there now, for people; nil where something does.
      package var reason: String?
      /// Seconds since 1970; until when.
      package var until: Int64?

      package init(_ name: String) { self.name = name }
    }

    package struct Worker: Hashable, Sendable {
      package var name: String
      /// `fetching`, `waiting` or `writing`.
      package var state: String
      /// What it is at.
      package var item: String
      /// For how long, seconds.
      package var seconds: Double
    }

    package struct Imported: Hashable, Sendable {
      package var done: Int64
      package var total: Int64
    }

    /// Whether anybody can be asked.
    package var isOn = false
    package var isRunning = false
    /// What the service is at: `discovering`, `hashing`, `fetching metadata`, `reading databases`.
    package var phases: [String] = []
    package var providers: [Part] = []
    package var artwork = Part("artwork")
    package var places: [Place] = []
    package var workers: [Worker] = []
    /// Games and pictures in a second.
    package var perSecond: Double?
    /// Until the slowest of them is done.
    package var secondsLeft: Double?
    /// Of offline databases that are being imported, bytes that are read and bytes in all; nil while none is.
    package var imported: Imported?
    /// Why they cannot be.
    package var problem: String?

    package init() {}
  }
}

extension StatusReport.Metadata {
  init(_ progress: EnrichmentProgress, of desk: EnrichmentDesk) {
    self.init()
    let sources = desk.sources
    let importing = desk.importing
    isOn = desk.hasSources
    isRunning = progress.isRunning
    if importing != nil { phases.append("reading databases") }
    if isRunning { phases.append("fetching metadata") }
    providers = Provider.allCases.filter { sources.contains($0) || progress.parts[$0] != nil }
      .map { Part($0.rawValue, progress.parts[$0] ?? EnrichmentProgress.Part()) }
    artwork = Part("artwork", progress.artwork)
    places = desk.statistics.map { Place($0.name, $0.1) }
    let now = monotonicNanoseconds()
    workers = isRunning ? desk.workers.compactMap { Worker($0, now: now) } : []
    imported = importing.map { Imported(done: $0.done, total: $0.total) }
    problem = desk.importProblem
  }
}

extension StatusReport.Metadata.Part {
  init(_ name: String, _ part: EnrichmentProgress.Part) {
    self.init(name)
    total = part.total
    matched = part.matched
    unmatched = part.unmatched
    failed = part.failed
  }
}

extension StatusReport.Metadata.Place {
  init(_ name: String, _ statistics: GateStatistics) {
    self.init(name)
    requests = statistics.sent
    throttled = statistics.throttled
    retries = statistics.retried
    failures = statistics.failed
    open = statistics.open
    waiting = statistics.waiting
    if statistics.breaker == .open {
      reason = "it failed too often"
      until = statistics.breakerUntil.map { $0 / 1_000_000_000 }
    } else if let parked = statistics.parkedUntil {
      reason = "it wants to be left alone, or allows no more today"
      until = parked / 1_000_000_000
    }
  }
}

extension StatusReport.Metadata.Worker {
  /// nil for one that has ended.
  ///
  /// - Parameter now: monotonic nanoseconds.
  init?(_ worker: PipelineWorker, now: UInt64) {
    name = worker.name
    seconds = Double(now - min(now, worker.since)) / 1e9
    item = ""
    switch worker.activity {
    case .waitingForWriter: state = "writing"
    case .waitingForWork: state = "waiting"
    case .fetching(let text):
      state = "fetching"
      item = text
    case .done: return nil
    }
  }
}
