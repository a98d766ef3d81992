internal import Acquisition
internal import TestSupport
internal import Testing

@Suite("Which file is fetched when, and from where") struct AcquisitionPlanTests {
  typealias World = SimulatedWorld

  static func limits(_ rule: PoolSplit.Rule = .adaptive, workers: Int = 10) -> AcquisitionPlan.Limits {
    var limits = AcquisitionPlan.Limits()
    limits.rule = rule
    limits.workers = workers
    if rule != .adaptive {
      limits.learns = false
      limits.hedges = 1
    }
    return limits
  }

  /// Six sources, of which five say nothing until they are given up and one answers: the last one that is asked.
  static var sixSources: [Int64: World.Behaviour] {
    var sources: [Int64: World.Behaviour] = [:]
    for index in 1...5 { sources[Int64(index)] = .dead(160) }
    sources[6] = .good(30, transfer: 10)
    return sources
  }

  @Test func `what five of six sources do not answer does not hold up the sixth`() {
    var times: [PoolSplit.Rule: Double] = [:]
    for rule in PoolSplit.Rule.allCases {
      var world = World(Self.limits(rule), Self.sixSources)
      world.add(1...1000)
      times[rule] = world.run()
      #expect(world.settled.values.count { $0 == nil } == 1000 && world.problems.isEmpty)
      #expect(world.mostAsked.values.allSatisfy { $0 <= 4 }, "\(rule): \(world.mostAsked)")
      #expect(world.mostBusy <= 10)
    }
    print("six sources, milliseconds: \(times)")
    #expect(times[.fixed]! >= 4 * times[.adaptive]!)
    #expect(times[.mixed]! >= 1.3 * times[.adaptive]!)
  }

  @Test(arguments: [10.0, 800, 5000]) func `with one source alone nothing is lost`(transfer: Double) {
    var times: [PoolSplit.Rule: Double] = [:]
    for rule in PoolSplit.Rule.allCases {
      var world = World(Self.limits(rule), [1: .good(800, transfer: transfer)])
      world.add(1...500)
      times[rule] = world.run()
      #expect(world.settled.count == 500)
    }
    print("one source, transfers of \(transfer) ms, milliseconds: \(times)")
    #expect(times[.adaptive]! <= times[.mixed]! * 1.02)
  }

  @Test func `an answer that comes after its file gives its room back`() {
    var plan = AcquisitionPlan(Self.limits(workers: 2))
    var now: UInt64 = 1_000_000_000
    #expect(plan.add([AcquisitionItem(1, from: [1, 2])], at: now) == [.ask(1, 1)])
    now += 10_000_000_000
    #expect(plan.tick(at: now).contains(.ask(1, 2)))
    let actions = plan.answered(1, 2, .has(expires: .max), at: now)
    #expect(actions.contains(.endAsking(1, 1)) && actions.contains(.transfer(1, 2)))
    #expect(plan.transferEnded(1, .done, at: now) == [.settled(1, nil)])
    #expect(plan.standing(of: 1, at: now)?.asked == 1)
    _ = plan.answered(1, 1, .ended, at: now)
    #expect(plan.standing(of: 1, at: now)?.asked == 0)
  }

  @Test func `what rests with its answers is in nobody's way, and nothing wakes up for it`() {
    var plan = AcquisitionPlan(Self.limits(workers: 6))
    let second: UInt64 = 1_000_000_000
    plan.configure(1, asked: 8, transfers: 1)
    var now = second
    var actions = plan.add((1...20).map { AcquisitionItem($0, from: [1]) }, at: now)
    while !actions.isEmpty {
      let action = actions.removeFirst()
      guard case .ask(let id, let source) = action else { continue }
      actions += plan.answered(id, source, .has(expires: .max), at: now)
    }
    #expect(plan.counts.ready > 1 && plan.counts.transferring == 1)
    plan.hold(Array(1...20))
    #expect(plan.add([AcquisitionItem(21, from: [2])], at: now).contains(.ask(21, 2)))
    _ = plan.answered(21, 2, .has(expires: .max), at: now)
    _ = plan.transferEnded(21, .done, at: now)
    now += 1000 * second
    _ = plan.tick(at: now)
    #expect(plan.nextWake(at: now) == nil)
    // So it is while the disk is full.
    #expect(!plan.release(Array(1...20), at: now).isEmpty)
    let under = (1...20).first { plan.progress(of: $0) == .transferring(1) }
    _ = plan.transferEnded(under ?? 0, .noSpace, at: now)
    now += 1000 * second
    _ = plan.tick(at: now)
    #expect(plan.isFull && plan.nextWake(at: now).map { $0 > now + second } ?? true)
  }

  @Test(arguments: [1, 2, 3, 10]) func `any number of workers does all, and no more at a time`(workers: Int) {
    for rule in PoolSplit.Rule.allCases {
      var world = World(Self.limits(rule, workers: workers), [1: .good(20, transfer: 50), 2: .good(30, transfer: 20)])
      world.add(1...100)
      world.run()
      #expect(world.settled.values.count { $0 == nil } == 100 && world.problems.isEmpty)
      #expect(world.mostBusy <= workers)
      if workers == 1 { #expect(world.order == Array(1...100)) }
    }
  }

  @Test func `what a reader waits for begins as if nothing else were there`() {
    for behaviours in [Self.sixSources, [1: World.Behaviour.good(800, transfer: 300)]] {
      func warmed() -> World {
        var world = World(Self.limits(), behaviours)
        world.add(1...100)
        world.run()
        return world
      }
      var alone = warmed()
      let begun = alone.now
      alone.add([5000], urgency: .reader)
      alone.run()
      let unloaded = Double(alone.transfersBegun[5000]! - begun)
      var busy = warmed()
      busy.add(1001...2000)
      busy.run(until: 2000)
      let asked = busy.now
      busy.add([5000], urgency: .reader)
      busy.run()
      let loaded = Double(busy.transfersBegun[5000]! - asked)
      #expect(loaded <= 2 * unloaded, "\(loaded / 1e6) ms instead of \(unloaded / 1e6)")
      #expect(busy.settled.values.count { $0 == nil } == 1101 && busy.problems.isEmpty)
      #expect(busy.mostAsked.values.allSatisfy { $0 <= 4 } && busy.mostTransferring.values.allSatisfy { $0 <= 4 })
    }
  }

  @Test func `a file that waits in the line is hurried when somebody opens it`() {
    var world = World(Self.limits(), [1: .good(100, transfer: 100)])
    world.add(1...200)
    world.at(500) { $0.add([200], urgency: .reader) }
    world.run()
    #expect(world.order.firstIndex(of: 200)! < 60)
    #expect(world.settled.count == 200)
  }

  @Test func `who has no file, who fails and whose bytes are wrong are told apart`() {
    let sources: [Int64: World.Behaviour] = [
      1: World.Behaviour(answer: { _, _ in (.hasNot, 10) }, transfer: { _, _ in (.done, 1) }),
      2: World.Behaviour(answer: { _, _ in (.has(expires: .max), 10) }, transfer: { _, _ in (.wrong, 5) }),
      3: World.Behaviour(answer: { _, _ in (.has(expires: .max), 20) }, transfer: { _, _ in (.stale, 5) }),
      4: .good(30, transfer: 5), 5: .dead(50),
      6: World.Behaviour(answer: { _, _ in (.has(expires: .max), 10) }, transfer: { _, _ in (.failed, 5) }),
      7: World.Behaviour(answer: { _, _ in (.has(expires: .max), 10) }, transfer: { _, _ in (.impossible, 5) }),
    ]
    func outcome(_ from: Int64...) -> AcquisitionFailure? {
      var world = World(Self.limits(), sources)
      world.add([1], from: from)
      world.run()
      #expect(world.problems.isEmpty && world.settled.count == 1)
      return world.settled[1] ?? .impossible
    }
    #expect(outcome(1) == .nobodyHasIt)
    #expect(outcome(5) == .noAnswer)
    #expect(outcome(1, 5) == .noAnswer)
    #expect(outcome(2) == .wrongBytes)
    #expect(outcome(1, 2) == .wrongBytes)
    #expect(outcome(3) == .nobodyHasIt)
    #expect(outcome(6) == .interrupted)
    #expect(outcome(7) == .impossible)
    #expect(outcome() == .nobodyHasIt)
    // A transfer that breaks off each time does not cost the file, however quick its source is with its answers.
    for others in [[1], [2], [3], [6], [1, 2, 3, 5, 6]] as [[Int64]] {
      var world = World(Self.limits(), sources)
      world.add(1...20, from: others + [4])
      world.run()
      #expect(world.settled.values.count { $0 == nil } == 20, "\(others): \(world.settled)")
    }
  }

  @Test func `after a pause nothing is begun, and nothing that is known is lost`() {
    var world = World(Self.limits(), [1: .good(100, transfer: 100)])
    world.add(1...50)
    world.run(until: 450)
    world.plan.pause()
    world.run(until: 2000)
    let done = world.settled.count
    let questions = world.questions
    world.run(until: 10_000)
    #expect(world.settled.count == done && world.questions == questions && done < 50)
    world.perform(world.plan.resume(at: world.now))
    world.run()
    #expect(world.settled.values.count { $0 == nil } == 50)
    // Each was asked for once, unless it was too old by then.
    #expect(world.questions == 50)
  }

  @Test func `a full disk holds everything up and fails nothing`() {
    var isFull = true
    var tries = 0
    let sources: [Int64: World.Behaviour] = [
      1: World.Behaviour(
        answer: { _, _ in (.has(expires: .max), 10) },
        transfer: { _, _ in
          tries += 1
          return isFull ? (.noSpace, 10) : (.done, 10)
        })
    ]
    var world = World(Self.limits(), sources)
    world.add(1...40)
    world.run(until: 60_000)
    #expect(world.settled.isEmpty && world.plan.isFull && tries <= 10)
    isFull = false
    world.perform(world.plan.roomWasMade(at: world.now))
    world.run()
    #expect(world.settled.values.count { $0 == nil } == 40)
  }

  @Test func `what is held waits, and what is cancelled is gone, whatever it was at`() {
    for moment in stride(from: 0.0, to: 400, by: 7) {
      var world = World(Self.limits(), [1: .good(60, transfer: 90), 2: .good(90, transfer: 60)])
      world.add(1...30)
      world.run(until: moment)
      let before = Set(world.settled.keys)
      world.plan.hold(Array(1...10))
      world.perform(world.plan.cancel(Array(11...20), at: world.now))
      world.run(until: 20_000)
      #expect(Set(21...30).isSubset(of: world.settled.keys))
      #expect(Set(world.settled.keys).isDisjoint(with: Set(11...20).subtracting(before)))
      world.perform(world.plan.release(Array(1...10), at: world.now))
      world.run()
      #expect(Set(1...10).isSubset(of: world.settled.keys))
      #expect(world.problems.isEmpty && world.plan.count == 0)
      // All room was given back.
      world.add(101...108)
      world.run()
      #expect(Set(101...108).isSubset(of: world.settled.keys))
    }
  }

  @Test func `a dead source holds nobody for ever, and one that comes back is used again`() {
    var isDead = true
    let sources: [Int64: World.Behaviour] = [
      1: World.Behaviour(
        answer: { _, _ in isDead ? (.failed, 100) : (.has(expires: .max), 20) }, transfer: { _, _ in (.done, 10) })
    ]
    var world = World(Self.limits(), sources)
    world.add(1...300)
    world.run()
    #expect(world.settled.values.count { $0 == .noAnswer } == 300)
    // Not each of them was asked for.
    #expect(world.questions < 60)
    isDead = false
    world.at(700_000) { $0.add(301...400) }
    world.run()
    #expect((301...400).allSatisfy { world.settled[$0] == .some(nil) })
  }

  @Test func `one that wants to be left alone is, and what it has waits`() {
    var throttles = 3
    let sources: [Int64: World.Behaviour] = [
      1: World.Behaviour(
        answer: { _, _ in (.has(expires: .max), 10) }, transfer: { _, _ in (.done, 10) })
    ]
    var world = World(Self.limits(workers: 2), sources)
    let start = world.now
    world.behaviours[1]?.transfer = { _, _ in
      throttles -= 1
      return throttles >= 0 ? (.throttled(until: start + 30_000_000_000), 5) : (.done, 5)
    }
    world.add(1...5)
    let time = world.run()
    #expect(world.settled.values.count { $0 == nil } == 5)
    #expect(time >= 29_000)
  }

  @Test func `a file that its source has no time for now is not given up`() {
    var answers = 0
    let sources: [Int64: World.Behaviour] = [
      1: World.Behaviour(
        answer: { _, _ in
          answers += 1
          return answers <= 8 ? (.throttled(until: 0), 5) : (.has(expires: .max), 5)
        }, transfer: { _, _ in (.done, 5) })
    ]
    var world = World(Self.limits(), sources)
    world.add(1...5)
    let time = world.run()
    #expect(world.settled.values.count { $0 == nil } == 5 && world.problems.isEmpty)
    // "At once" is no answer to being asked too often.
    #expect(time >= 500 && time < 10_000, "\(time)")
    // One that never has time is given up.
    answers = -1_000_000
    world.add(11...12)
    world.run()
    #expect(world.settled[11] == .some(.noAnswer) && world.settled[12] == .some(.noAnswer))
    // The same of one that has it, and has no time to send it.
    world.behaviours[1] = World.Behaviour(
      answer: { _, _ in (.has(expires: .max), 5) }, transfer: { _, _ in (.throttled(until: 0), 5) })
    world.add(21...22)
    world.run()
    #expect(world.settled[21] == .some(.interrupted) && world.settled[22] == .some(.interrupted))
  }

  @Test func `a hundred thousand files are planned in little time`() {
    var world = World(Self.limits(), [1: .good(1, transfer: 1), 2: .good(1, transfer: 1)])
    world.add(1...100_000)
    world.run(until: 2000)
    #expect(world.settled.count > 5000)
  }
}
