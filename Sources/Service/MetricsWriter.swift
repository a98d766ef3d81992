/// Writes metrics in Prometheus' text format, version 0.0.4. Pure.
///
/// Series of one metric stand together, behind their `# HELP` and `# TYPE`, as the format asks for.
package struct MetricsWriter {
  package enum Kind: String, Sendable {
    case counter, gauge, histogram
  }

  package typealias Label = (name: String, value: String)

  /// UTF-8.
  package private(set) var bytes: [UInt8] = []
  private var name = ""

  package init() {}

  /// Begins a metric; its series follow.
  package mutating func metric(_ name: String, _ kind: Kind, _ help: String) {
    self.name = name
    line("# HELP \(name) \(MetricsWriter.escaped(help, quotes: false))")
    line("# TYPE \(name) \(kind.rawValue)")
  }

  /// A metric of one series.
  package mutating func metric(_ name: String, _ kind: Kind, _ help: String, _ value: some BinaryInteger) {
    metric(name, kind, help)
    series([], value)
  }

  package mutating func series(_ labels: [Label], _ value: some BinaryInteger) { sample("", labels, "\(value)") }

  package mutating func series(_ labels: [Label], _ value: Double) {
    sample("", labels, MetricsWriter.text(value))
  }

  /// A histogram's buckets, which are not cumulative here, its sum and its count.
  ///
  /// - Parameters:
  ///   - bounds: the buckets' upper ends, ascending.
  ///   - counts: one more than bounds: the last is of what is above all of them.
  package mutating func histogram(_ labels: [Label], bounds: [Double], counts: [UInt64], sum: Double) {
    var total: UInt64 = 0
    for (bound, count) in zip(bounds, counts) {
      total += count
      sample("_bucket", labels + [("le", MetricsWriter.text(bound))], "\(total)")
    }
    total += counts.dropFirst(bounds.count).reduce(0, +)
    sample("_bucket", labels + [("le", "+Inf")], "\(total)")
    sample("_sum", labels, MetricsWriter.text(sum))
    sample("_count", labels, "\(total)")
  }

  private mutating func sample(_ suffix: String, _ labels: [Label], _ value: String) {
    let pairs = labels.map { "\($0.name)=\"\(MetricsWriter.escaped($0.value, quotes: true))\"" }
    line("\(name)\(suffix)\(pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}") \(value)")
  }

  private mutating func line(_ text: String) { bytes += Array(text.utf8) + [0x0A] }

  private static func escaped(_ text: String, quotes: Bool) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\"" where quotes: escaped += "\\\""
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  private static func text(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    if value.isInfinite { return value > 0 ? "+Inf" : "-Inf" }
    return value == value.rounded() && value.magnitude < 1e15 ? "\(Int64(value))" : "\(value)"
  }
}
