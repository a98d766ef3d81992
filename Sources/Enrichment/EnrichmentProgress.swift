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
  private let state = Mutex(EnrichmentProgress())

  package init() {}

  package var progress: EnrichmentProgress { state.withLock { $0 } }

  func began() {
    state.withLock { state in
      let settled = state.settled
      state = EnrichmentProgress()
      state.settled = settled
      state.isRunning = true
      state.began = monotonicNanoseconds()
    }
  }

  func ended() { state.withLock { $0.isRunning = false } }

  func expects(_ games: Int, at provider: Provider) {
    state.withLock { $0.parts[provider, default: EnrichmentProgress.Part()].total += games }
  }

  func stored(_ settled: [SettledGame]) {
    state.withLock { state in
      for item in settled {
        let provider = item.match.provider
        state.settled[provider, default: 0] += 1
        switch item.match.state {
        case .done, .partial: state.parts[provider, default: EnrichmentProgress.Part()].matched += 1
        case .noMatch: state.parts[provider, default: EnrichmentProgress.Part()].unmatched += 1
        case .failed, .cancelled: state.parts[provider, default: EnrichmentProgress.Part()].failed += 1
        }
      }
    }
  }

  func expectsArtwork(_ count: Int) { state.withLock { $0.artwork.total += count } }

  func stored(_ artwork: [Artwork]) {
    state.withLock { state in
      for item in artwork {
        switch item.state {
        case .stored: state.artwork.matched += 1
        case .missing, .refused: state.artwork.unmatched += 1
        case .failed, .wanted: state.artwork.failed += 1
        }
      }
    }
  }
}
