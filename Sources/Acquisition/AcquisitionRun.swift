internal import Catalog
internal import Model
internal import Platform
internal import Sources

/// Carries out what ``AcquisitionPlan`` decides. Belongs to the thread "acquire".
struct AcquisitionRun {
  /// A file that is looked at.
  struct Held {
    var download: Download
    /// By source.
    var offers: [Int64: Offer]
    /// The sources, the preferred ones first.
    var order: [Int64]
    var isReaders = false
    /// As the sources have it now, by source. Bytes.
    var sizes: [Int64: Int64] = [:]
    /// What went wrong last, for people.
    var problem: String?
  }

  struct AskingKey: Hashable {
    var id: Int64
    var source: Int64
  }

  /// What came from a source since the start.
  struct Yield {
    var files = 0
    var bytes: Int64 = 0
    var failures = 0
    var problem: String?
  }

  let acquirer: Acquirer
  let landing: Landing
  var settings: Acquirer.Settings
  var plan: AcquisitionPlan
  /// nil until somebody has said which there are.
  var places: [Int64: Acquirer.Place]?
  var held: [Int64: Held] = [:]
  /// Under way, and ending after a cancellation.
  var transfers: [Int64: TransferErrand] = [:]
  var askings: [AskingKey: Task<Void, Never>] = [:]
  /// The numbers of workers that find out where files are.
  var resolvers: [Int64: Int] = [:]
  /// Under comparison with what is there by their name.
  var comparing: Set<Int64> = []
  /// Those of them whose turn has not come.
  var uncompared: [Download] = []
  /// Those that were not taken over because something from before they were cancelled had not ended.
  var passedOver: Set<Int64> = []
  var yields: [Int64: Yield] = [:]
  var view = AcquisitionView()

  // What is to be stored.
  var dirty: Set<Int64> = []
  var finished: [Download] = []
  var acknowledgements: [(id: Int64, stored: Monitor<Bool?>)] = []
  var storeAt: UInt64?
  /// Why the catalog cannot be written; nil while it can.
  var storeProblem: String?

  /// The last file of the catalog that was looked at; the next ones come after it.
  var cursor: Int64 = 0
  /// Whether the catalog may have more than was looked at.
  var hasMore = true
  /// When it is looked again whether those that are looked at keep others out.
  var wayAt: UInt64 = 0
  /// When something that failed is tried again. Nanoseconds since 1970.
  var retryAt: Int64?
  /// When it is looked whether there is room again, and how much is needed.
  var roomAt: UInt64?
  var roomNeeded: Int64 = 0
  /// Files for which there is no room while there is for others, and how much each needs. Bytes.
  var tooLarge: [Int64: Int64] = [:]
  /// Answers to actions that could not even be begun.
  var echoes: [AcquisitionEvent] = []

  init(_ acquirer: Acquirer, _ settings: Acquirer.Settings) {
    self.acquirer = acquirer
    self.settings = settings
    landing = Landing(settings.directory, owner: acquirer.catalog.path)
    plan = AcquisitionPlan(settings.plan)
  }

  mutating func work() {
    recover()
    while true {
      let events = wait()
      guard let events else { return end() }
      for event in events { handle(event) }
      perform(plan.tick(at: monotonicNanoseconds()))
      while !echoes.isEmpty { handle(echoes.removeFirst()) }
      look()
      checkRoom()
      storeIfDue()
      publish()
    }
  }

  /// - Returns: nil at the end.
  private func wait() -> [AcquisitionEvent]? {
    let now = monotonicNanoseconds()
    var times = [plan.nextWake(at: now), storeAt, roomAt].compactMap { $0 }
    if isCrowded { times.append(wayAt) }
    // Their rates are shown.
    if !transfers.isEmpty { times.append(now + 500_000_000) }
    if let retryAt { times.append(now + UInt64(max(0, retryAt - wallNanoseconds()))) }
    let found: [AcquisitionEvent]?? = acquirer.inbox.wait(until: times.min()) { inbox in
      if inbox.isStopping { return .some(nil) }
      if inbox.events.isEmpty { return nil }
      defer { inbox.events = [] }
      return inbox.events
    }
    return found ?? []
  }

  private mutating func handle(_ event: AcquisitionEvent) {
    let now = monotonicNanoseconds()
    switch event {
    case .look: lookAnew()
    case .places(let list):
      places = Dictionary(list.map { ($0.known.id, $0) }) { first, _ in first }
      for place in list { plan.configure(place.known.id, asked: place.asked, transfers: place.transfers) }
      lookAnew()
    case .settings(let new):
      settings = new
      plan.configure(new.plan)
    case .hold(let ids): hold(ids)
    case .release(let ids):
      perform(plan.release(ids.filter { held[$0] != nil }, at: now))
      lookAnew()
    case .cancel(let ids): cancel(ids)
    case .hurry(let id): hurry(id)
    case .answered(let id, let source, let answer): take(answer, of: source, for: id)
    case .kept(let id, let record):
      held[id]?.download.take(record)
      note(id)
    case .verifying(let id):
      held[id]?.download.state = .verifying
      note(id)
    case .verified(let id, let file, let stored):
      guard held[id] != nil else { return stored.signal { $0 = false } }
      held[id]?.download.found = file.checksums
      held[id]?.download.received = file.size
      note(id)
      acknowledgements.append((id, stored))
    case .ended(let id, let result): ended(id, result)
    case .compared(let id, let result): compared(id, result)
    }
  }

  // MARK: The end

  private mutating func end() {
    for task in askings.values { task.cancel() }
    for transfer in transfers.values { transfer.cancel() }
    let patience = monotonicNanoseconds() + 2_000_000_000
    while !transfers.isEmpty, monotonicNanoseconds() < patience {
      let events = acquirer.inbox.wait(until: patience) { inbox -> [AcquisitionEvent]? in
        if inbox.events.isEmpty { return nil }
        defer { inbox.events = [] }
        return inbox.events
      }
      for event in events ?? [] {
        switch event {
        case .kept, .verifying: handle(event)
        case .verified(_, _, let stored): stored.signal { $0 = false }
        case .ended(let id, let result):
          transfers[id] = nil
          if case .success(let file) = result { finish(id, file) }
        default: break
        }
      }
    }
    for id in held.keys where held[id]?.download.state != .pending {
      held[id]?.download.state = .pending
      dirty.insert(id)
    }
    store()
  }
}

extension Download {
  /// What is known of the part.
  mutating func take(_ record: PartRecord) {
    received = record.bytes
    partTotal = record.total
    partETag = record.etag
    partModified = record.modified
  }
}
