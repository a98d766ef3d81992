internal import Digest

/// Room for blocks that are to be fetched.
extension CacheLedger {
  /// Seconds from its last use in which a file of blocks that nobody has open stays, where it is not blocks somebody
  /// waits for that need the room.
  package static let blockGrace: Int64 = 60
  /// The part of the cap that goes besides what is needed, so that the next requests find room without a look at
  /// everything that is kept, ...
  static let slackPart: Int64 = 100
  /// ... and how many files at most: whoever asked waits until they are removed.
  static let slackFiles = 64

  /// What became of a request for room.
  package struct RoomAnswer: Hashable, Sendable {
    /// Blocks that may come.
    package var granted = 0
    package var actions: [Action] = []
    /// Bytes that are to become free before all of it can be had, besides what is on its way out.
    package var short: Int64 = 0
    /// Whether something is on its way out that may help.
    package var isLeaving = false
    /// Whether the disk, as observed last, is what it fails for.
    package var isDiskFull = false
  }

  /// Takes room for blocks of an open file. Never more than fits under the cap and leaves the reserve free, with all
  /// that was granted before and all that is being built.
  ///
  /// - Parameter makesRoom: whether something is to go where it does not fit, as far as `demand` is worth it. Then
  ///   nothing is granted unless all of it fits; what does can be had by the next request.
  package mutating func takeRoom(
    _ key: CacheKey, _ wanted: Int, for demand: BlockDemand, makesRoom: Bool, now: Int64
  ) -> RoomAnswer {
    var answer = RoomAnswer()
    guard limits.policy != .never, let space, let entry = blockFiles[key], entry.isOpen, wanted > 0 else {
      return answer
    }
    let fixed = entry.occupied == 0 ? BlockCache.fileCost : 0
    let reserve = limits.reserved(of: space.total)
    let underCap = limits.cap - occupied - claimed - roomTaken
    let onDisk = space.free - reserve - remaining - roomTaken - unseen
    let fitting = (min(underCap, onDisk) - fixed) / BlockCache.blockCost
    let count = min(wanted, Int(max(0, fitting)))
    if count == wanted || !makesRoom {
      grant(count, key, fixed)
      answer.granted = count
      return answer
    }
    // More than the cap can never be had.
    let most = min(Int64(wanted), max(0, limits.cap - fixed) / BlockCache.blockCost)
    let bytes = most * BlockCache.blockCost + fixed
    answer.isDiskFull = bytes > onDisk
    let needed = max(bytes - underCap - leaving, bytes - onDisk - leaving - credit)
    answer.isLeaving = leaving > 0
    guard needed > 0 else { return answer }
    let victims = victims(needed, now, for: demand, slack: limits.cap / CacheLedger.slackPart)
    for victim in victims.all { answer.actions += remove(victim) }
    answer.isLeaving = leaving > 0
    answer.short = max(0, needed - victims.freed)
    return answer
  }

  private mutating func grant(_ count: Int, _ key: CacheKey, _ fixed: Int64) {
    guard count > 0 else { return }
    blockFiles[key]?.room += count
    roomTaken += Int64(count) * BlockCache.blockCost
    // The files themselves.
    blockFiles[key]?.occupied += fixed
    occupied += fixed
    storedTotal += fixed
  }

  /// Room that is not used after all.
  package mutating func giveBackRoom(_ key: CacheKey, _ blocks: Int, now: Int64) -> [Action] {
    release(key, blocks)
    return blocks > 0 ? schedule(now) : []
  }

  /// A block has come: its room is on the disk now.
  package mutating func storedBlocks(_ key: CacheKey, _ blocks: Int) {
    guard blockFiles[key] != nil else { return }
    release(key, blocks)
    let bytes = Int64(blocks) * BlockCache.blockCost
    blockFiles[key]?.occupied += bytes
    occupied += bytes
    storedTotal += bytes
  }

  private mutating func release(_ key: CacheKey, _ blocks: Int) {
    guard let entry = blockFiles[key] else { return }
    let count = min(entry.room, max(0, blocks))
    blockFiles[key]?.room -= count
    roomTaken -= Int64(count) * BlockCache.blockCost
  }

  /// Bytes that were written since the disk was observed.
  var unseen: Int64 { storedTotal - seenTotal }

  /// Bytes of blocks that were written, for ``DiskSpace/stored``.
  package var stored: Int64 { storedTotal }

  /// Bytes by which what is there is more than it may be, and nothing is being done about it: only blocks of open files
  /// can go.
  package var excess: Int64 {
    guard let space else { return 0 }
    let short = limits.reserved(of: space.total) - space.free - leaving - credit
    return max(0, occupied + roomTaken - limits.cap - leaving, short)
  }

  // MARK: What goes

  /// - Parameter interval: seconds from its last use in which it stays.
  func mayGo(_ entry: BlockEntry, since interval: Int64, _ now: Int64) -> Bool {
    guard entry.state == .kept, !entry.isOpen, !entry.isPinned, entry.room == 0 else { return false }
    return now - entry.lastUsed >= interval
  }

  /// Seconds from its last use in which a file of blocks stays, whoever wants the room.
  func spared(for demand: BlockDemand?) -> Int64 {
    switch demand {
    case .demand, .ahead: 0
    case .prefetch: max(limits.grace, CacheLedger.blockGrace)
    case nil: CacheLedger.blockGrace
    }
  }

  /// Seconds from its last use in which an entry stays. What a reader waits for counts more than what was used in the
  /// last hour: otherwise nothing that is read could be kept any more.
  private func graceOfEntries(for demand: BlockDemand?) -> Int64 {
    switch demand {
    case .demand, .ahead: min(limits.grace, CacheLedger.blockGrace)
    case .prefetch, nil: limits.grace
    }
  }

  /// Something that can go as a whole.
  enum Victim: Hashable, Sendable {
    case entry(CacheKey)
    case blocks(CacheKey)
  }

  struct Victims: Hashable, Sendable {
    var all: [Victim] = []
    var freed: Int64 = 0
    var isEnough = false
  }

  private struct Candidate {
    var victim: Victim
    var occupied: Int64
    var lastUsed: Int64
    var order: UInt64
  }

  /// What was used longest ago and frees so many bytes together.
  ///
  /// - Parameters:
  ///   - demand: what blocks need it; nil for a build, or for the limits.
  ///   - slack: bytes of what comes next in that order that go as well, if all that is needed can be had. Less where
  ///     the next one is larger, or was used in the last minute.
  func victims(_ needed: Int64, _ now: Int64, for demand: BlockDemand? = nil, slack: Int64 = 0) -> Victims {
    var victims = Victims()
    // What is cloned occupies next to nothing: hundreds of them would go before they make room for anything.
    let least = min(needed, 1 << 20)
    let grace = graceOfEntries(for: demand)
    var candidates = entries.values.filter { mayGo($0, since: grace, now) && $0.zip.occupied > 0 }.map {
      Candidate(
        victim: .entry($0.zip.key), occupied: $0.zip.occupied, lastUsed: $0.zip.lastUsed,
        order: $0.zip.key.digest.prefix)
    }
    let interval = spared(for: demand)
    candidates += blockFiles.values.filter { mayGo($0, since: interval, now) && $0.occupied > 0 }.map {
      Candidate(
        victim: .blocks($0.version.key), occupied: $0.occupied, lastUsed: $0.lastUsed,
        order: $0.version.key.digest.prefix)
    }
    candidates.sort { ($0.lastUsed, $0.order) < ($1.lastUsed, $1.order) }
    let unused = now - CacheLedger.blockGrace
    var spare = 0
    for entry in candidates.filter({ $0.occupied >= least }) + candidates.filter({ $0.occupied < least }) {
      if victims.freed >= needed {
        guard spare < CacheLedger.slackFiles, entry.lastUsed <= unused else { break }
        guard victims.freed + entry.occupied <= needed + slack else { break }
        spare += 1
      }
      victims.all.append(entry.victim)
      victims.freed += entry.occupied
    }
    victims.isEnough = victims.freed >= needed
    return victims
  }

  mutating func remove(_ victim: Victim) -> [Action] {
    switch victim {
    case .entry(let key): remove(key)
    case .blocks(let key): remove(blocks: key)
    }
  }
}
