package import Pacing

/// What a plan can be asked, and told beside events.
extension AcquisitionPlan {
  /// How far a file is.
  package enum Progress: Hashable, Sendable {
    case waiting
    /// - Parameters:
    ///   - asked: those whose answers are to come.
    ///   - tried: how many have answered, or failed to, in this round.
    ///   - of: how many there are.
    case resolving(asked: [Source], tried: Int, of: Int)
    case ready(Source)
    case transferring(Source)
  }

  /// nil for what the plan does not have.
  package func progress(of id: ID) -> Progress? {
    guard let entry = entries[id] else { return nil }
    switch entry.stage {
    case .waiting: return .waiting
    case .resolving:
      let asked = entry.asking.filter { !$0.value.isEnding }.keys.sorted()
      return .resolving(asked: asked, tried: entry.tried.count, of: entry.item.sources.count)
    case .ready(let source, _, _): return .ready(source)
    case .transferring(let source): return .transferring(source)
    }
  }

  /// How many files are in which stage, those of readers included.
  package var counts: (waiting: Int, resolving: Int, ready: Int, transferring: Int) {
    let others = resolvingIDs.count + ready.count + transferringIDs.count
    return (entries.count - others, resolvingIDs.count, ready.count, transferringIDs.count)
  }

  /// How a source has done so far.
  package struct Standing: Hashable, Sendable {
    /// Now.
    package var asked: Int
    package var transfers: Int
    /// How often it had what it was asked for, from 0 to 1: the last answers count most.
    package var success: Double
    /// Nanoseconds; nil before the first answer.
    package var typical: UInt64?
    /// Of its answers since the start.
    package var latencies: LatencyHistogram
    /// Nothing is asked of it before, monotonic nanoseconds; nil where it can be asked.
    package var restsUntil: UInt64?
    /// Whether it rests because it said so; otherwise because it does not answer.
    package var isParked: Bool
  }

  /// nil for one that the plan has never been told of.
  package func standing(of source: Source, at now: UInt64) -> Standing? {
    guard let standing = standings[source] else { return nil }
    let earliest = standing.earliest(at: now)
    return Standing(
      asked: standing.asked, transfers: standing.transfers, success: standing.success,
      typical: standing.typical.map { UInt64($0) }, latencies: standing.latencies,
      restsUntil: earliest > now ? earliest : nil,
      isParked: standing.parkedUntil > now)
  }

  /// How much may be asked of a source at the same time, and fetched from it. What is under way goes on.
  package mutating func configure(_ source: Source, asked: Int, transfers: Int) {
    if standings[source] == nil { standings[source] = SourceStanding(mostAsked: asked, mostTransfers: transfers) }
    standings[source]?.mostAsked = max(1, asked)
    standings[source]?.mostTransfers = max(1, transfers)
  }

  /// Lets other limits hold. What is under way goes on.
  package mutating func configure(_ limits: Limits) {
    if limits.rule != self.limits.rule || limits.workers != self.limits.workers {
      split = PoolSplit(limits.rule, workers: limits.workers)
    }
    self.limits = limits
  }
}
