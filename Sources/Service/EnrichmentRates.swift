internal import Enrichment
internal import Synchronization

/// How fast a run goes, by what was told of it at different times.
final class EnrichmentRates: Sendable {
  private struct State {
    /// Of which run.
    var began: UInt64 = 0
    var rates: [String: WorkRate] = [:]
  }

  private let state = Mutex(State())

  /// Fills in how fast each part goes and how long it takes.
  ///
  /// - Parameter now: monotonic nanoseconds.
  func note(_ progress: EnrichmentProgress, _ metadata: inout StatusReport.Metadata, at now: UInt64) {
    guard progress.isRunning else { return }
    state.withLock { state in
      if state.began != progress.began { state = State(began: progress.began) }
      func rate(_ part: inout StatusReport.Metadata.Part) {
        // From the beginning, so that whoever asks once is told as well.
        if state.rates[part.name] == nil {
          state.rates[part.name] = WorkRate()
          state.rates[part.name]?.note(0, at: progress.began)
        }
        state.rates[part.name]?.note(Double(part.done), at: now)
        part.perSecond = state.rates[part.name]?.perSecond
        part.secondsLeft = state.rates[part.name]?.left(until: Double(part.total))
      }
      for index in metadata.providers.indices { rate(&metadata.providers[index]) }
      rate(&metadata.artwork)
    }
    let parts = metadata.providers + [metadata.artwork]
    metadata.perSecond = parts.reduce(0) { $0 + ($1.perSecond ?? 0) }
    // What cannot be told of one cannot be told of all.
    let unfinished = parts.filter { $0.done < $0.total }
    if unfinished.allSatisfy({ $0.secondsLeft != nil }) {
      metadata.secondsLeft = unfinished.compactMap(\.secondsLeft).max()
    }
  }
}
