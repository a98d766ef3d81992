/// How fast something goes, smoothed, and how long the rest takes. Pure.
///
/// The last ``window`` counts most. A second in which nothing moved counts as one, so a stall slows the rate down and
/// does not freeze it. Times are nanoseconds of one clock that only goes forward.
package struct WorkRate: Sendable {
  /// After that long, what was measured counts half of what it did, seconds.
  package static let window = 8.0

  private var last: (amount: Double, time: UInt64)?
  // Both fade alike, so that their quotient is a mean that forgets.
  private var amount = 0.0
  private var seconds = 0.0
  /// Measured in all.
  private var span = 0.0

  package init() {}

  /// Says how much is done by now. Less than before begins anew.
  package mutating func note(_ done: Double, at time: UInt64) {
    guard let last, done >= last.amount else {
      self = WorkRate()
      self.last = (done, time)
      return
    }
    guard time > last.time else { return }
    let elapsed = Double(time - last.time) / 1e9
    let fading = WorkRate.window / (WorkRate.window + elapsed)
    amount = amount * fading + (done - last.amount)
    seconds = seconds * fading + elapsed
    span += elapsed
    self.last = (done, time)
  }

  /// In a second; nil before anything was measured.
  package var perSecond: Double? { seconds > 0 ? amount / seconds : nil }

  /// Seconds until `total`; nil while that cannot be told, because too little was measured or nothing moves.
  package func left(until total: Double) -> Double? {
    guard let last, let rate = perSecond, span >= WorkRate.fewestSeconds else { return nil }
    if last.amount >= total { return 0 }
    let left = (total - last.amount) / rate
    // More than a hundred days is no forecast.
    return left.isFinite && left < 1e7 ? left : nil
  }

  /// Measured before there is a forecast.
  private static let fewestSeconds = 1.5
}
