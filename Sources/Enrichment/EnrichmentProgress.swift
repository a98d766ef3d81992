package import Model
internal import Platform
internal import Synchronization

/// How far a run is. What is counted is stored.
package struct EnrichmentProgress: Hashable, Sendable {
  package struct Part: Hashable, Sendable {
    /// Games that are to be asked about, as far as they are known by now.
    package var total = 0
    package var matched = 0
    package var unmatched = 0
    package var failed = 0

    package var done: Int { matched + unmatched + failed }

    package init() {}
  }

  package var parts: [Provider: Part] = [:]
  /// Pictures and documents.
  package var artwork = Part()
  package var isRunning = false
  /// Why the run cannot go through with what it was asked for; what it has stored holds.
  package var failure: String?
  /// When the run began, monotonic nanoseconds; 0 before the first.
  package var began: UInt64 = 0
  /// Games that were settled by all runs since the program started.
  package var settled: [Provider: Int] = [:]

  package init() {}

  package var total: Int { parts.values.reduce(artwork.total) { $0 + $1.total } }
  package var done: Int { parts.values.reduce(artwork.done) { $0 + $1.done } }
}

/// Where those that work say how far they are.
package final class EnrichmentProgressDesk: Sendable {
  private struct State {
    var progress = EnrichmentProgress()
    /// Games that questions were made for, until all of them are.
    var made: [Provider: Int] = [:]
    /// Of the last run that had anything to do.
    var previous: EnrichmentProgress?
  }

  private let state = Mutex(State())

  package init() {}

  package var progress: EnrichmentProgress { state.withLock { $0.progress } }

  func began() {
    state.withLock { state in
      let before = state.progress
      state = State(previous: before.total > 0 ? before : state.previous)
      state.progress.settled = before.settled
      state.progress.isRunning = true
      state.progress.began = monotonicNanoseconds()
    }
  }

  func failed(_ why: String) { state.withLock { $0.progress.failure = $0.progress.failure ?? why } }

  /// A look that found nothing to do does not count as a run.
  func ended() {
    state.withLock { state in
      if state.progress.total == 0, state.progress.failure == nil, var previous = state.previous {
        previous.settled = state.progress.settled
        state.progress = previous
      }
      state.progress.isRunning = false
    }
  }

  /// As many as there are in the catalog; fewer may be asked about.
  func expects(_ games: Int, at provider: Provider) {
    state.withLock { $0.progress.parts[provider, default: EnrichmentProgress.Part()].total = games }
  }

  /// - Parameter isLast: there are no more than these and those before.
  func made(_ games: Int, at provider: Provider, isLast: Bool) {
    state.withLock { state in
      let count = state.made[provider, default: 0] + games
      state.made[provider] = count
      var part = state.progress.parts[provider] ?? EnrichmentProgress.Part()
      part.total = isLast ? count : max(part.total, count)
      state.progress.parts[provider] = part
    }
  }

  func stored(_ settled: [SettledGame]) {
    state.withLock { state in
      for item in settled {
        state.progress.settled[item.match.provider, default: 0] += 1
        var part = state.progress.parts[item.match.provider] ?? EnrichmentProgress.Part()
        defer { state.progress.parts[item.match.provider] = part }
        switch item.match.state {
        case .done, .partial: part.matched += 1
        case .noMatch: part.unmatched += 1
        case .failed, .cancelled: part.failed += 1
        }
      }
    }
  }

  func expectsArtwork(_ count: Int) { state.withLock { $0.progress.artwork.total += count } }

  func stored(_ artwork: [Artwork]) {
    state.withLock { state in
      for item in artwork {
        switch item.state {
        case .stored: state.progress.artwork.matched += 1
        case .missing, .refused: state.progress.artwork.unmatched += 1
        case .failed, .wanted: state.progress.artwork.failed += 1
        }
      }
    }
  }
}
