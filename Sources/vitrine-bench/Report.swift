internal import Platform

/// The figures in words and as JSON.
struct Report {
  let measurements: Measurements
  /// Everyone who was measured, in order.
  let names: [String]
  /// Peers that are not installed, or did not come up, with the reason.
  let missing: [(name: String, reason: String)]
  let runs: Int
  let scale: Scale

  /// A line for each metric and peer: the median, its spread, and how Vitrine compares with it.
  func table() -> String {
    var lines: [String] = []
    for metric in measurements.metrics {
      lines.append("\n\(metric.name) (\(metric.unit), \(metric.isHigherBetter ? "more" : "less") is better)")
      let own = measurements.median(metric, of: vitrineName)
      for name in names {
        let values = measurements.all(metric, of: name)
        guard let median = measurements.median(metric, of: name), let low = values.min(), let high = values.max()
        else { continue }
        var line = "  " + name.padded(to: 16) + rounded(median).padded(leading: 12)
        line += "   \(rounded(low)) to \(rounded(high))".padded(to: 28)
        if let own, name != vitrineName { line += "  vitrine is \(ratio(own, median, metric))" }
        lines.append(line)
      }
    }
    let targets = Target.all(of: measurements, scale)
    if !targets.isEmpty { lines.append("\ntargets") }
    for target in targets {
      let limit = "\(target.isMinimum ? "at least" : "at most") \(rounded(target.limit))"
      lines.append("  \(target.isMet ? "met   " : "MISSED") \(target.text): \(rounded(target.value)) (\(limit))")
    }
    for (name, reason) in missing { lines.append("\nnot measured: \(name): \(reason)") }
    return lines.joined(separator: "\n")
  }

  func json() -> String {
    var writer = JSONWriter()
    writer.object { report in
      report.member("runs", runs)
      report.member("large_file_bytes", scale.tracks.reduce(0, +))
      report.member("listed_entries", scale.entries)
      report.member("games", scale.games)
      report.member("caches_dropped", Caches.canDrop)
      report.object("conditions") { conditions in
        for workload in workloads { conditions.member(workload.name, Report.joined(workload.conditions)) }
      }
      report.object("not_measured") { list in for (name, reason) in missing { list.member(name, reason) } }
      report.array("metrics") { list in
        for metric in measurements.metrics { list.object { write(metric, into: &$0) } }
      }
      report.array("targets") { list in
        for target in Target.all(of: measurements, scale) {
          list.object { entry in
            entry.member("name", target.text)
            entry.member("value", target.value)
            entry.member(target.isMinimum ? "at_least" : "at_most", target.limit)
            entry.member("met", target.isMet)
          }
        }
      }
    }
    return writer.text + "\n"
  }

  private func write(_ metric: Metric, into writer: inout JSONWriter) {
    writer.member("name", metric.name)
    writer.member("unit", metric.unit)
    writer.member("better", metric.isHigherBetter ? "higher" : "lower")
    let own = measurements.median(metric, of: vitrineName)
    writer.object("peers") { peers in
      for name in names {
        guard let median = measurements.median(metric, of: name) else { continue }
        peers.object(name) { peer in
          peer.member("median", median)
          if let own, median != 0 { peer.member("vitrine_divided_by_this", own / median) }
          peer.array("values") { list in for value in measurements.all(metric, of: name) { list.value(value) } }
        }
      }
    }
  }

  /// Lines of source joined to one of text.
  static func joined(_ text: String) -> String { text.split(separator: "\n").joined(separator: " ") }

  private func ratio(_ own: Double, _ other: Double, _ metric: Metric) -> String {
    guard own > 0, other > 0 else { return "not comparable" }
    let better = metric.isHigherBetter ? own / other : other / own
    return better >= 1 ? "\(rounded(better)) times better" : "\(rounded(1 / better)) times worse"
  }

  /// Three significant digits, or all before the point.
  private func rounded(_ value: Double) -> String {
    let scale: Double = value < 1 ? 1000 : value < 10 ? 100 : value < 100 ? 10 : 1
    let number = (value * scale).rounded() / scale
    return scale == 1 ? "\(Int(number))" : "\(number)"
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
  fileprivate func padded(leading width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}
