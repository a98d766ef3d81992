package import Platform

/// Decides when hashing in the background stands back. Pure: it is told what the machine does, and what time it is.
///
/// * On its battery the machine is left alone.
/// * Under load of others, too; but not before ``loadGrace``, because what is done that soon is not worth waiting for,
///   and not for longer than ``longestLoadPause`` at a time, because a machine that is always busy is to get done as
///   well, in slices of ``loadSlice``.
/// * A disk that sleeps is not woken. Whether it sleeps is asked of the disk and its driver; where neither tells, a
///   disk that has done nothing for ``quietLimit`` may be asleep, and only others wake it. Seen for the first time, it
///   may be asleep, too.
///
/// Times are nanoseconds of one clock.
package struct Politeness: Sendable {
  /// Why the background stands back.
  package enum Pause: String, Sendable, Hashable {
    /// Somebody asked for it.
    case user = "paused"
    case battery = "on battery"
    case load = "the machine is busy"
    /// All that is left is on disks that sleep.
    case sleepingDisk = "waiting for a sleeping disk"
    /// All that is left cannot be reached.
    case unreachable = "waiting for files that cannot be reached"
    /// Results cannot be stored.
    case catalog = "the catalog cannot be written"
  }

  /// What the machine does at one moment.
  package struct Reading: Sendable {
    package var isOnBattery = false
    /// Programs that ran or waited, on average over the last minute; nil where nobody tells.
    package var load: Double?
    package var processors = 1
    /// Our own threads among them at this moment.
    package var ownThreads = 0

    package init(isOnBattery: Bool = false, load: Double? = nil, processors: Int = 1, ownThreads: Int = 0) {
      self.isOnBattery = isOnBattery
      self.load = load
      self.processors = processors
      self.ownThreads = ownThreads
    }
  }

  package static let loadGrace: UInt64 = 30_000_000_000
  package static let longestLoadPause: UInt64 = 60_000_000_000
  package static let loadSlice: UInt64 = 20_000_000_000
  package static let quietLimit: UInt64 = 60_000_000_000
  /// Of the limit: below that share of it the pause ends, so that it does not come and go.
  private static let resumeShare = 0.75

  /// When the work began.
  private var began: UInt64?
  private var last: UInt64?
  /// What our own threads make of the load average.
  private var ownLoad = 0.0
  private var isLoaded = false
  /// When the pause or the slice that goes on under load began.
  private var loadPhase: UInt64 = 0
  private var isInSlice = false

  private struct Disk {
    var requests: UInt64
    /// When it last did something; nil while it has not been seen to.
    var active: UInt64?
  }
  private var disks: [SpinningDisk: Disk] = [:]

  package init() {}

  /// Whether the background stands back now, and why.
  package mutating func pause(_ reading: Reading, _ settings: HashingSettings, now: UInt64) -> Pause? {
    if began == nil { began = now }
    followOwnLoad(reading.ownThreads, now)
    let isBusy = followLoad(reading, settings.maxLoad, now)
    if settings.pausesOnBattery, reading.isOnBattery { return .battery }
    return isBusy ? .load : nil
  }

  /// The kernel's average over a minute decays the same way.
  private mutating func followOwnLoad(_ threads: Int, _ now: UInt64) {
    let seconds = last.map { Double(now &- $0) / 1e9 } ?? 0
    last = now
    ownLoad += (Double(threads) - ownLoad) * min(1, seconds / 60)
  }

  private mutating func followLoad(_ reading: Reading, _ limit: Double?, _ now: UInt64) -> Bool {
    guard let limit, let load = reading.load, now &- (began ?? now) >= Politeness.loadGrace else {
      isLoaded = false
      return false
    }
    let others = max(0, load - ownLoad) / Double(max(1, reading.processors))
    if others > limit, !isLoaded {
      isLoaded = true
      isInSlice = false
      loadPhase = now
    } else if others < limit * Politeness.resumeShare {
      isLoaded = false
    }
    guard isLoaded else { return false }
    if now &- loadPhase >= (isInSlice ? Politeness.loadSlice : Politeness.longestLoadPause) {
      isInSlice.toggle()
      loadPhase = now
    }
    return !isInSlice
  }

  /// Whether a disk would have to be woken.
  package mutating func isAsleep(_ disk: SpinningDisk, _ reading: DiskReading, now: UInt64) -> Bool {
    var known = disks[disk] ?? Disk(requests: reading.requests)
    if known.requests != reading.requests {
      known.requests = reading.requests
      known.active = now
    }
    disks[disk] = known
    switch reading.power {
    case .awake: return false
    case .asleep: return true
    case .unknown: return known.active.map { now &- $0 > Politeness.quietLimit } ?? true
    }
  }

  /// There is nothing to do for a while: when there is again, a disk's count says nothing about when it moved.
  package mutating func rest() {
    disks = [:]
    began = nil
    last = nil
    ownLoad = 0
  }
}
