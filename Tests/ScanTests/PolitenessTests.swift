internal import Platform
internal import Scan
internal import Testing

/// By reference, so that an expectation can both change it and look at the answer.
private final class Watch {
  private var politeness = Politeness()

  func pause(_ reading: Politeness.Reading, _ settings: HashingSettings, now: UInt64) -> Politeness.Pause? {
    politeness.pause(reading, settings, now: now)
  }

  func isAsleep(_ disk: SpinningDisk, _ reading: DiskReading, now: UInt64) -> Bool {
    politeness.isAsleep(disk, reading, now: now)
  }

  func rest() { politeness.rest() }
}

@Suite struct `Hashing stands back` {
  private let second: UInt64 = 1_000_000_000

  private func reading(battery: Bool = false, load: Double? = 0, own: Int = 0) -> Politeness.Reading {
    Politeness.Reading(isOnBattery: battery, load: load, processors: 4, ownThreads: own)
  }

  @Test func `On the battery, where the settings say so`() {
    let politeness = Watch()
    #expect(politeness.pause(reading(battery: true), HashingSettings(), now: 0) == .battery)
    #expect(politeness.pause(reading(), HashingSettings(), now: 1) == nil)
    let settings = HashingSettings { $0.pausesOnBattery = false }
    #expect(politeness.pause(reading(battery: true), settings, now: 2) == nil)
  }

  @Test func `From others' load, not from its own`() {
    let politeness = Watch()
    let settings = HashingSettings { $0.maxLoad = 1 }
    // Four threads of its own for ten minutes make a load of four.
    for tick in 0..<600 { _ = politeness.pause(reading(load: 0, own: 4), settings, now: UInt64(tick) * second) }
    #expect(politeness.pause(reading(load: 7.5, own: 4), settings, now: 600 * second) == nil)
    #expect(politeness.pause(reading(load: 8.5, own: 4), settings, now: 601 * second) == .load)
    let other = Watch()
    _ = other.pause(reading(), settings, now: 0)
    #expect(other.pause(reading(load: 7.5), settings, now: 100 * second) == .load)
    #expect(other.pause(reading(load: 1000), HashingSettings { $0.maxLoad = nil }, now: 101 * second) == nil)
    #expect(other.pause(reading(load: nil), settings, now: 102 * second) == nil)
  }

  @Test func `Until the load is clearly gone`() {
    let politeness = Watch()
    let settings = HashingSettings { $0.maxLoad = 1 }
    let loads: [(Double, Politeness.Pause?)] = [(3.9, nil), (4.1, .load), (3.5, .load), (2.9, nil), (3.9, nil)]
    _ = politeness.pause(reading(), settings, now: 0)
    for (index, (load, expected)) in loads.enumerated() {
      #expect(politeness.pause(reading(load: load), settings, now: UInt64(100 + index) * second) == expected)
    }
  }

  @Test func `From a machine that is always busy only most of the time`() {
    let politeness = Watch()
    var working = 0
    var longest = 0
    var row = 0
    for tick in 0..<830 {
      let pause = politeness.pause(reading(load: 100), HashingSettings(), now: UInt64(tick) * second)
      row = pause == nil ? 0 : row + 1
      working += pause == nil ? 1 : 0
      longest = max(longest, row)
    }
    #expect(longest == Int(Politeness.longestLoadPause / second))
    #expect(working == 230)
  }

  @Test func `From nothing that is done in half a minute, whatever the load`() {
    let politeness = Watch()
    let load = reading(load: 100)
    for _ in 0..<3 {
      #expect(politeness.pause(load, HashingSettings(), now: 0) == nil)
      #expect(politeness.pause(load, HashingSettings(), now: 29 * second) == nil)
      #expect(politeness.pause(load, HashingSettings(), now: 30 * second) == .load)
      politeness.rest()
    }
  }

  private let disk = SpinningDisk(name: "sda")

  @Test func `From a disk that says it sleeps, and not from one that says it does not`() {
    let politeness = Watch()
    #expect(politeness.isAsleep(disk, DiskReading(power: .asleep, requests: 5), now: 0))
    #expect(!politeness.isAsleep(disk, DiskReading(power: .awake, requests: 5), now: second))
    #expect(politeness.isAsleep(disk, DiskReading(power: .asleep, requests: 9), now: 2 * second))
  }

  @Test func `From a disk that has done nothing for a while, or was never seen to, where it does not say`() {
    let politeness = Watch()
    func isAsleep(_ requests: UInt64, at seconds: UInt64) -> Bool {
      politeness.isAsleep(disk, DiskReading(power: .unknown, requests: requests), now: seconds * second)
    }
    #expect(isAsleep(100, at: 0))
    #expect(isAsleep(100, at: 1))
    // Somebody else woke it.
    #expect(!isAsleep(101, at: 2))
    #expect(!isAsleep(101, at: 60))
    #expect(isAsleep(101, at: 63))
    // Reading keeps it awake.
    for tick in 100..<300 { #expect(!isAsleep(UInt64(tick * 10), at: UInt64(tick))) }
    politeness.rest()
    #expect(isAsleep(3001, at: 301))
  }
}
