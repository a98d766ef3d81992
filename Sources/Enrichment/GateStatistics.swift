package import Pacing

/// What a gate has done since it was made, and what it does now.
package struct GateStatistics: Hashable, Sendable {
  /// Requests that went out, repetitions included.
  package var sent: UInt64 = 0
  /// What they cost together.
  package var admittedCost: UInt64 = 0
  /// Answers that there are too many requests.
  package var throttled: UInt64 = 0
  /// Requests that were sent again.
  package var retried: UInt64 = 0
  /// Calls that ended without a usable answer, those refused at the gate included, those cancelled not.
  package var failed: UInt64 = 0
  /// Calls that were cancelled, in the queue or on their way.
  package var cancelled: UInt64 = 0
  /// Calls that ended with an answer.
  package var answered: UInt64 = 0
  /// Of all answers' bodies.
  package var bytes: UInt64 = 0
  /// From when a request goes out until its answer is there, whatever its status.
  package var latency = LatencyHistogram()

  // Now.
  package var open = 0
  package var waiting = 0
  /// How many may be open now.
  package var concurrency = 0
  /// Added to the limits' interval, nanoseconds: grows where the provider counts differently.
  package var margin: UInt64 = 0
  package var breaker = Breaker.closed
  /// When the breaker lets a request try again, nanoseconds since 1970; nil unless it is open.
  package var breakerUntil: Int64?
  /// Nothing goes before, nanoseconds since 1970; nil where nothing holds it.
  package var parkedUntil: Int64?
  /// Of the last 24 hours, where the provider has a limit for the day.
  package var spentToday = 0

  package enum Breaker: String, Hashable, Sendable {
    case closed, open, halfOpen
  }

  package init() {}
}
