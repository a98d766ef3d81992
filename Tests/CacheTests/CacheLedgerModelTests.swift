internal import Cache
internal import Platform
internal import TestSupport
internal import Testing

/// Everything that can happen, in every order, against a simulated disk.
@Suite struct CacheLedgerModelTests {
  private static let mebibyte: Int64 = 1 << 20

  private enum Event: Hashable, CaseIterable {
    case prepare0, read0, read1, read2, always1, always2, withdraw0, withdraw1
    case inspect, stepCopy, finishCopy, finishClone, failCopy, noSpace, failClone
    case open0, close0, open1, close1, pin0, unpin0, damage0, damage1
    case removals, failRemoval0, minutes, hours, days, foreign, foreignGone, clear, smaller, larger, off, lazy, always
  }

  private func perform(_ event: Event, on disk: inout SimulatedDisk) {
    switch event {
    case .prepare0: disk.ask(0, .prepare)
    case .read0: disk.ask(0, .read)
    case .read1: disk.ask(1, .read)
    case .read2: disk.ask(2, .read)
    case .always1: disk.ask(1, .always)
    case .always2: disk.ask(2, .always)
    case .withdraw0: disk.withdraw(0, .prepare)
    case .withdraw1: disk.withdraw(1, .always)
    case .inspect: disk.inspect()
    case .stepCopy: disk.step(.copy)
    case .finishCopy: disk.finish(.copy)
    case .finishClone: disk.finish(.clone)
    case .failCopy: disk.fail(.copy, .failed(.ioError, "here"))
    case .noSpace: disk.fail(.copy, .noSpace)
    case .failClone: disk.fail(.clone, .changed)
    case .open0: disk.open(0)
    case .close0: disk.close(0)
    case .open1: disk.open(1)
    case .close1: disk.close(1)
    case .pin0: disk.pin(0, true)
    case .unpin0: disk.pin(0, false)
    case .damage0: disk.damage(0)
    case .damage1: disk.damage(1)
    case .removals: for number in disk.games.indices { disk.finishRemoval(number) }
    case .failRemoval0: disk.failRemoval(0)
    case .minutes: disk.pass(600)
    case .hours: disk.pass(4000)
    case .days: disk.pass(200_000)
    case .foreign:
      disk.foreign = 60 * Self.mebibyte
      disk.observe()
    case .foreignGone:
      disk.foreign = 0
      disk.observe()
    case .clear: disk.clear()
    case .smaller: disk.setLimits { $0.cap = 25 * Self.mebibyte }
    case .larger: disk.setLimits { $0.cap = 50 * Self.mebibyte }
    case .off: disk.setLimits { $0.policy = .never }
    case .lazy: disk.setLimits { $0.policy = .lazy }
    case .always: disk.setLimits { $0.policy = .always }
    }
  }

  private func disk(cap: Int64 = 50, total: Int64 = 100) -> SimulatedDisk {
    var limits = CacheLimits()
    limits.cap = cap * Self.mebibyte
    limits.policy = .always
    return SimulatedDisk(
      games: [
        .init(size: 30 * Self.mebibyte, cost: 30 * Self.mebibyte, method: .copy),
        .init(size: 20 * Self.mebibyte, cost: 20 * Self.mebibyte, method: .copy),
        .init(size: 40 * Self.mebibyte, cost: 8192, method: .clone),
      ], limits: limits, total: total * Self.mebibyte)
  }

  @Test(arguments: [false, true])
  func `every sequence of events leaves what is used, the cap and the reserve alone`(allocatesAtOnce: Bool) {
    var start = disk()
    start.allocatesAtOnce = allocatesAtOnce
    var frontier: [(disk: SimulatedDisk, path: [Event])] = [(start, [])]
    // From where there is something to begin with, too.
    for path: [Event] in [
      [.read0, .read1, .read2, .inspect, .finishCopy, .finishClone, .hours],
      [.read1, .inspect, .finishCopy, .hours, .prepare0, .inspect, .stepCopy],
    ] {
      var disk = start
      for event in path { perform(event, on: &disk) }
      frontier.append((disk, path))
    }
    var seen = Set(frontier.map(\.disk))
    for _ in 0..<3 {
      var next: [(disk: SimulatedDisk, path: [Event])] = []
      for (disk, path) in frontier {
        for event in Event.allCases {
          var after = disk
          perform(event, on: &after)
          #expect(after.problems == [], "\(path + [event])")
          guard after.problems.isEmpty, seen.insert(after).inserted else { continue }
          next.append((after, path + [event]))
        }
      }
      frontier = next
    }
    #expect(seen.count > 1000)
  }

  @Test(arguments: 1...12)
  func `long random workloads leave what is used, the cap and the reserve alone`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var limits = CacheLimits()
    limits.cap = 400 * Self.mebibyte
    limits.large = 90 * Self.mebibyte
    limits.policy = seed % 2 == 0 ? .always : .lazy
    let games = (0..<40).map { number -> SimulatedDisk.Game in
      let size = Int64.random(in: 1...120, using: &random) * Self.mebibyte
      return number % 3 == 0
        ? .init(size: size, cost: 4096 * Int64.random(in: 1...20, using: &random), method: .clone)
        : .init(size: size, cost: size, method: .copy)
    }
    var disk = SimulatedDisk(games: games, limits: limits, total: 1000 * Self.mebibyte)
    disk.allocatesAtOnce = seed % 3 == 0
    for step in 0..<4000 {
      let number = Int.random(in: 0..<games.count, using: &random)
      switch Int.random(in: 0..<100, using: &random) {
      case ..<18: disk.ask(number, .read)
      case ..<22: disk.ask(number, .prepare)
      case ..<26: disk.ask(number, .always)
      case ..<28: disk.withdraw(number, .prepare)
      case ..<40: disk.inspect()
      case ..<55: disk.step(.copy)
      case ..<60: disk.finish(.copy)
      case ..<66: disk.finish(.clone)
      case 66: disk.fail(.copy, .noSpace)
      case 67: disk.fail(.clone, .changed)
      case ..<74: disk.open(number)
      case ..<82: for other in games.indices where Bool.random(using: &random) { disk.close(other) }
      case 82: disk.pin(number, true)
      case ..<86: disk.pin(number, false)
      case 86: disk.damage(number)
      case ..<93: for other in games.indices { disk.finishRemoval(other) }
      case 93: disk.failRemoval(number)
      case 94:
        disk.foreign = Int64.random(in: 0...700, using: &random) * Self.mebibyte
        disk.observe()
      case 95:
        disk.foreign = 0
        disk.observe()
      case 96 where step % 7 == 0: disk.clear()
      default: disk.pass(Int64.random(in: 1...20_000, using: &random))
      }
      #expect(disk.problems == [], "step \(step)")
      guard disk.problems.isEmpty else { return }
    }
    #expect(disk.starts.count > 50)
    settle(&disk)
    let lost = disk.wanted.filter { $0.value != [.always] }
    #expect(lost.isEmpty, "asked for and never answered: \(lost)")
    #expect(disk.problems == [])
  }

  /// Lets everything come to its end.
  private func settle(_ disk: inout SimulatedDisk) {
    disk.foreign = 0
    for _ in 0..<300 {
      disk.inspect()
      for method in [BuildMethod.clone, .copy] {
        if disk.running[method]?.isCancelled == true { disk.fail(method, .cancelled) } else { disk.finish(method) }
      }
      for number in disk.games.indices {
        disk.finishRemoval(number)
        disk.close(number)
      }
      disk.pass(60)
    }
  }
}
