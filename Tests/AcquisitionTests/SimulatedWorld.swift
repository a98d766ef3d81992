internal import Acquisition
internal import TestSupport

/// Sources and transfers that take their time on a clock of their own, and a plan that runs them.
struct SimulatedWorld {
  typealias Source = AcquisitionItem.Source
  typealias ID = AcquisitionItem.ID

  struct Behaviour {
    /// What it answers, and after how many milliseconds.
    var answer: (ID, inout SplitMix64) -> (SourceAnswer, milliseconds: Double)
    /// What comes of a transfer from it, and after how many milliseconds.
    var transfer: (ID, inout SplitMix64) -> (TransferResult, milliseconds: Double)

    static func good(_ milliseconds: Double, transfer: Double) -> Behaviour {
      Behaviour(
        answer: { _, _ in (.has(expires: .max), milliseconds) }, transfer: { _, _ in (.done, transfer) })
    }

    /// Nothing comes for so long.
    static func dead(_ milliseconds: Double) -> Behaviour {
      Behaviour(answer: { _, _ in (.failed, milliseconds) }, transfer: { _, _ in (.failed, milliseconds) })
    }
  }

  private enum Event {
    case answer(ID, Source, SourceAnswer)
    case transfer(ID, TransferResult)
    case call((inout SimulatedWorld) -> Void)
  }

  var plan: AcquisitionPlan
  var behaviours: [Source: Behaviour]
  private(set) var now: UInt64 = 1_000_000_000
  private var events: [(time: UInt64, number: Int, event: Event)] = []
  private var number = 0
  private var generator: SplitMix64
  private var asking: [String: Int] = [:]
  private var transferring: [ID: Int] = [:]

  // What was seen.
  private(set) var settled: [ID: AcquisitionFailure?] = [:]
  private(set) var order: [ID] = []
  private(set) var transfersBegun: [ID: UInt64] = [:]
  private(set) var questions = 0
  private(set) var mostAsked: [Source: Int] = [:]
  private(set) var mostBusy = 0
  private(set) var mostTransferring: [Source: Int] = [:]
  private(set) var problems: [String] = []
  private var askedNow: [Source: Int] = [:]
  private var transferringNow: [Source: Int] = [:]
  private var sourceOfTransfer: [ID: Source] = [:]

  init(_ limits: AcquisitionPlan.Limits, _ behaviours: [Source: Behaviour], seed: UInt64 = 1) {
    plan = AcquisitionPlan(limits)
    self.behaviours = behaviours
    generator = SplitMix64(seed: seed)
  }

  var sources: [Source] { behaviours.keys.sorted() }

  mutating func add(_ ids: some Sequence<ID>, urgency: AcquisitionItem.Urgency = .background, from: [Source]? = nil) {
    let items = ids.map { AcquisitionItem($0, urgency: urgency, from: from ?? sources) }
    perform(plan.add(items, at: now))
  }

  mutating func at(_ milliseconds: Double, _ body: @escaping (inout SimulatedWorld) -> Void) {
    schedule(milliseconds, .call(body))
  }

  mutating func perform(_ actions: [AcquisitionPlan.Action]) {
    for action in actions {
      switch action {
      case .ask(let id, let source):
        questions += 1
        askedNow[source, default: 0] += 1
        mostAsked[source] = max(mostAsked[source] ?? 0, askedNow[source] ?? 0)
        let (answer, time) = behaviours[source]?.answer(id, &generator) ?? (.failed, 0)
        if asking["\(id) \(source)"] != nil { problems.append("\(id) is asked for twice at \(source)") }
        asking["\(id) \(source)"] = schedule(time, .answer(id, source, answer))
      case .endAsking(let id, let source):
        if let event = asking["\(id) \(source)"] { hasten(event, .answer(id, source, .ended)) }
      case .transfer(let id, let source):
        if transfersBegun[id] == nil { transfersBegun[id] = now }
        if transferring[id] != nil { problems.append("\(id) is transferred twice at a time") }
        transferringNow[source, default: 0] += 1
        mostTransferring[source] = max(mostTransferring[source] ?? 0, transferringNow[source] ?? 0)
        sourceOfTransfer[id] = source
        let (result, time) = behaviours[source]?.transfer(id, &generator) ?? (.failed, 0)
        transferring[id] = schedule(time, .transfer(id, result))
      case .endTransfer(let id):
        if let event = transferring[id] { hasten(event, .transfer(id, .ended)) }
      case .settled(let id, let failure):
        if settled[id] != nil { problems.append("\(id) is settled twice") }
        settled[id] = .some(failure)
        order.append(id)
      }
    }
    mostBusy = max(mostBusy, transferring.count)
  }

  /// Runs until nothing is to come, or until that time.
  ///
  /// - Returns: the milliseconds that have passed.
  @discardableResult mutating func run(until limit: Double = 1e9) -> Double {
    let start = now
    let end = start + UInt64(limit * 1e6)
    while true {
      let wake = plan.nextWake(at: now)
      let next = events.indices.min { (events[$0].time, events[$0].number) < (events[$1].time, events[$1].number) }
      let time = min(next.map { events[$0].time } ?? .max, wake ?? .max)
      if time == .max || time > end { break }
      now = max(now, time)
      guard let next, events[next].time <= now else {
        perform(plan.tick(at: now))
        continue
      }
      switch events.remove(at: next).event {
      case .answer(let id, let source, let answer):
        asking["\(id) \(source)"] = nil
        askedNow[source, default: 0] -= 1
        perform(plan.answered(id, source, answer, at: now))
      case .transfer(let id, let result):
        transferring[id] = nil
        if let source = sourceOfTransfer[id] { transferringNow[source, default: 0] -= 1 }
        perform(plan.transferEnded(id, result, at: now))
      case .call(let body): body(&self)
      }
    }
    return Double(now - start) / 1e6
  }

  @discardableResult private mutating func schedule(_ milliseconds: Double, _ event: Event) -> Int {
    number += 1
    events.append((now + UInt64(max(0, milliseconds) * 1e6), number, event))
    return number
  }

  private mutating func hasten(_ number: Int, _ event: Event) {
    guard let index = events.firstIndex(where: { $0.number == number }) else { return }
    events[index].time = now
    events[index].event = event
  }
}
