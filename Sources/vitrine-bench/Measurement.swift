/// One figure a workload gives.
struct Metric: Hashable, Sendable {
  /// Such as `random 4 KiB, p99`.
  var name: String
  /// Such as `MiB/s`.
  var unit: String
  var isHigherBetter: Bool
}

/// All values of all metrics, by who was measured.
struct Measurements: Sendable {
  /// In the order in which they were first seen.
  private(set) var metrics: [Metric] = []
  private var values: [Metric: [String: [Double]]] = [:]

  mutating func add(_ value: Double, _ metric: Metric, for peer: String) {
    if values[metric] == nil { metrics.append(metric) }
    values[metric, default: [:]][peer, default: []].append(value)
  }

  func all(_ metric: Metric, of peer: String) -> [Double] { values[metric]?[peer] ?? [] }

  /// The middle value of the runs; nil when there is none.
  func median(_ metric: Metric, of peer: String) -> Double? { percentile(0.5, of: all(metric, of: peer)) }

  /// By a metric's name.
  func median(_ name: String, of peer: String) -> Double? {
    metrics.first { $0.name == name }.flatMap { median($0, of: peer) }
  }
}

/// The value below which that share of the values lies (nearest rank); nil for none.
func percentile(_ share: Double, of values: [Double]) -> Double? {
  if values.isEmpty { return nil }
  let sorted = values.sorted()
  return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
}
