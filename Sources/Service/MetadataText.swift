internal import Model

/// What providers are asked, in lines for people. Pure.
package struct MetadataText: Sendable {
  package var drawsBars: Bool
  /// Seconds since 1970.
  package var now: Int64

  package init(drawsBars: Bool, now: Int64) {
    self.drawsBars = drawsBars
    self.now = now
  }

  /// Workers that are named; the others are counted.
  private static let workerLimit = 4

  /// None where nobody can be asked.
  package func lines(_ metadata: StatusReport.Metadata) -> [String] {
    var lines: [String] = []
    if let imported = metadata.imported {
      let part = imported.total > 0 ? Double(imported.done) / Double(imported.total) : 0
      lines.append(
        "reading offline databases: \(progress(part))\(size(Double(imported.done))) of \(size(Double(imported.total)))")
    }
    if let problem = metadata.problem { lines.append("offline databases: \(shown(problem))") }
    guard metadata.isOn else { return lines }
    if metadata.isRunning {
      var text = metadata.phases.isEmpty ? "fetching metadata" : metadata.phases.map(shown).joined(separator: ", ")
      if let rate = metadata.perSecond, rate > 0 { text += ", \(tenths(rate)) a second" }
      if let left = metadata.secondsLeft { text += ", about \(duration(seconds: left.rounded(.up))) left" }
      lines.insert(text, at: 0)
    }
    for part in metadata.providers where part.total > 0 || part.done > 0 {
      lines.append(text(part, isRunning: metadata.isRunning, words: ("game", "found", "unknown there")))
    }
    let artwork = metadata.artwork
    if artwork.total > 0 || artwork.done > 0 {
      lines.append(text(artwork, isRunning: metadata.isRunning, words: ("picture", "stored", "not to be had")))
    }
    lines += metadata.places.compactMap(text)
    if metadata.isRunning { lines += workers(metadata.workers) }
    return lines.isEmpty ? ["nothing to ask providers about"] : lines
  }

  private func text(
    _ part: StatusReport.Metadata.Part, isRunning: Bool, words: (noun: String, good: String, none: String)
  ) -> String {
    var counts: [String] = []
    if part.matched > 0 { counts.append("\(grouped(part.matched)) \(words.good)") }
    if part.unmatched > 0 { counts.append("\(grouped(part.unmatched)) \(words.none)") }
    if part.failed > 0 { counts.append("\(grouped(part.failed)) failed") }
    let rest = counts.isEmpty ? "" : ": \(counts.joined(separator: ", "))"
    let name = part.name == "artwork" ? "" : "\(shown(part.name)) "
    guard isRunning, part.done < part.total else {
      // Of the last run alone: not all that was ever asked about.
      return "\(isRunning ? "" : "last run: ")\(name)\(number(part.done, words.noun))\(rest)"
    }
    let share = progress(Double(part.done) / Double(max(1, part.total)))
    return "\(name)\(share)\(grouped(part.done)) of \(number(part.total, words.noun))\(rest)"
  }

  /// Only what is worth saying: that nothing goes there, and what went wrong.
  private func text(_ place: StatusReport.Metadata.Place) -> String? {
    guard place.requests > 0 || place.reason != nil || place.failures > 0 else { return nil }
    var parts = [number(Int(clamping: place.requests), "request")]
    if place.throttled > 0 {
      parts.append("\(number(Int(clamping: place.throttled), "answer")) that these are too many")
    }
    if place.retries > 0 { parts.append("\(grouped(Int(clamping: place.retries))) sent again") }
    if place.failures > 0 { parts.append("\(grouped(Int(clamping: place.failures))) failed") }
    var text = "\(shown(place.name)): \(parts.joined(separator: ", "))"
    if let reason = place.reason {
      let time = place.until.map { " for \(duration(seconds: Double(max(0, $0 - now))))" } ?? ""
      text += "; LEFT ALONE\(time): \(shown(reason))"
    }
    return text
  }

  private func workers(_ workers: [StatusReport.Metadata.Worker]) -> [String] {
    let busy = workers.filter { $0.state == "fetching" }
    let named = busy.prefix(MetadataText.workerLimit).map { worker in
      "\(shown(worker.name)) asks for \(shown(worker.item))"
        + (worker.seconds >= 5 ? ", for \(duration(seconds: worker.seconds)) now" : "")
    }
    let rest = busy.count - named.count
    return named + (rest > 0 ? ["and \(grouped(rest)) more at work"] : [])
  }

  /// A bar with the percentage, or the percentage.
  private func progress(_ part: Double) -> String {
    let share = min(1, max(0, part))
    let percentage = "\(Int(share * 100)) %"
    if !drawsBars { return "\(percentage), " }
    let cells = 24
    let full = Int(share * Double(cells))
    return "[\(String(repeating: "#", count: full))\(String(repeating: "-", count: cells - full))] \(percentage) "
  }

  private func tenths(_ value: Double) -> String {
    let tenths = Int(min(value, 1e12) * 10)
    return tenths % 10 == 0 ? grouped(tenths / 10) : "\(grouped(tenths / 10)).\(tenths % 10)"
  }
}
