/// Whether and when a request that got no usable answer is sent again. Pure; nanoseconds.
package struct RetryPolicy: Hashable, Sendable {
  /// What came of a try.
  package enum Trouble: Hashable, Sendable {
    /// 429: there are too many requests.
    case throttled
    /// 408, 425 and 5xx.
    case status
    /// No answer, or half of one.
    case network
    /// Sending it again cannot help.
    case final
  }

  package enum Decision: Hashable, Sendable {
    /// Again after that time. Where `parks` is true nobody else goes before either.
    case retry(after: UInt64, parks: Bool)
    /// Not again, and nobody goes for that time.
    case park(for: UInt64)
    case giveUp
  }

  /// The first one included.
  package var tries = 3
  /// Where the provider wants longer, nobody waits for it.
  package var longestPause: UInt64 = 60_000_000_000
  package var firstPause: UInt64 = 500_000_000
  package var firstThrottledPause: UInt64 = 1_000_000_000
  /// For all tries and the pauses between them, from when the first is sent.
  package var deadline: UInt64 = 120_000_000_000
  /// However long a provider wants to be left alone: it is asked again after a day.
  package var longestParking: UInt64 = 86_400_000_000_000

  package init() {}

  /// - Parameters:
  ///   - attempt: how many tries there have been, the one that failed included.
  ///   - wish: how long the provider asked to be left alone.
  ///   - elapsed: since the first try was sent.
  package func decide(
    _ trouble: Trouble, attempt: Int, wish: UInt64?, elapsed: UInt64, using generator: inout some RandomNumberGenerator
  ) -> Decision {
    if trouble == .final { return .giveUp }
    let wish = trouble == .network ? nil : wish
    if let wish, wish > longestPause { return .park(for: min(wish, longestParking)) }
    let doublings = UInt64(min(max(attempt - 1, 0), 20))
    let pause: UInt64
    if trouble == .throttled {
      pause = min(max(firstThrottledPause << doublings, wish ?? 0), longestPause)
    } else {
      // Between half and all of it, so that those that failed together do not come back together.
      let whole = min(firstPause << doublings, longestPause)
      pause = max(UInt64.random(in: whole / 2...whole, using: &generator), wish ?? 0)
    }
    // Nobody else shall run into what this one has been told.
    let parks = trouble == .throttled || (wish ?? 0) > 0
    if attempt >= tries || elapsed >= deadline || pause >= deadline - elapsed {
      return parks ? .park(for: pause) : .giveUp
    }
    return .retry(after: pause, parks: parks)
  }
}
