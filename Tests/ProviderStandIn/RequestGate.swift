/// The limits of the API: so much cost in any second, and so many requests open at once.
struct RequestGate: Sendable {
  /// Cost in any second.
  let rate: Int
  let mostOpen: Int
  private(set) var open = 0
  private var admitted: [(time: UInt64, cost: Int)] = []

  init(rate: Int, mostOpen: Int) {
    self.rate = rate
    self.mostOpen = mostOpen
  }

  /// A request has come: it is open until ``leave()``.
  mutating func enter() { open += 1 }

  mutating func leave() { open -= 1 }

  /// - Parameter now: nanoseconds that only go forward.
  /// - Returns: the cost admitted in the second that ends now, this one's included; nil where it is too much.
  mutating func admit(cost: Int, at now: UInt64) -> Int? {
    admitted.removeAll { $0.time + 1_000_000_000 <= now }
    let sum = admitted.reduce(0) { $0 + $1.cost } + cost
    guard open <= mostOpen, sum <= rate else { return nil }
    admitted.append((now, cost))
    return sum
  }
}
