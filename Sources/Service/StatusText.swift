internal import Model
package import Platform

/// A status report in words for people.
package struct StatusText: Sendable {
  /// Running work gets a bar: for terminals.
  package var drawsBars: Bool
  /// Seconds since 1970.
  private let now: Int64

  package init(drawsBars: Bool, now: Int64 = wallNanoseconds() / 1_000_000_000) {
    self.drawsBars = drawsBars
    self.now = now
  }

  /// - Parameter report: what ``StatusReport/json`` wrote.
  /// - Returns: lines without line feeds.
  package func lines(_ report: JSONValue) -> [String] {
    let library = shown(report["library"].string ?? "?")
    let others = report["libraries"].array.count - 1
    var lines = [
      "\(shown(report["mountpoint"].string ?? "?"))  shows \(library)\(others > 0 ? " and \(others) more" : "")"
    ]
    lines.append("  service    \(service(report))")
    if let refusal = report["configuration"]["refusal"].string {
      lines.append("  settings   \(shown(refusal)); what held before goes on")
    }
    lines.append("  profile    \(profile(report["profile"]))")
    if let passthrough = passthrough(report["profile"]) { lines.append("             \(passthrough)") }
    lines.append("  library    \(scan(report["scan"]))")
    lines += libraries(report["libraries"].array)
    if let duplicates = report["scan"]["duplicates"].integer, duplicates > 0 {
      lines.append("             shown once though two libraries have them: \(grouped(duplicates))")
    }
    if let mode = report["watching"]["mode"].string {
      lines.append("  changes    \(watching(report["watching"], mode))")
    }
    for (reason, count) in report["scan"]["problems"].members {
      lines.append("             left out: \(shown(reason)): \(grouped(count.integer ?? 0))")
    }
    if report["scan"]["state"].string == "idle", report["scan"]["games"].integer == 0 {
      lines.append(
        "             no games found: expected \(library)/<system>/... such as \(library)/nes/Game.nes")
    }
    lines += report["jobs"].array.compactMap { ScanReport($0) }.map { "  scan       \(scan($0))" }
    lines.append("  checksums  \(checksums(report["checksums"], of: report["scan"]))")
    lines += checksumDetails(report["checksums"])
    if let cache = StatusReport.Cache(report["cache"]) {
      let words = CacheText(now: now, width: nil).status(cache, drawsBars: drawsBars)
      lines += words.enumerated().map { ($0.offset == 0 ? "  cache      " : "             ") + $0.element }
    }
    if let metadata = StatusReport.Metadata(report["metadata"]) {
      let words = MetadataText(drawsBars: drawsBars, now: now).lines(metadata)
      lines += words.enumerated().map { ($0.offset == 0 ? "  metadata   " : "             ") + $0.element }
    }
    if let acquisition = StatusReport.Acquisition(report["acquisition"]) {
      let words = AcquisitionText(drawsBars: drawsBars, now: now).lines(acquisition)
      lines += words.enumerated().map { ($0.offset == 0 ? "  downloads  " : "             ") + $0.element }
    }
    if let remote = StatusReport.Remote(report["remote"]) {
      lines += remote.lines.enumerated().map { ($0.offset == 0 ? "  remote     " : "             ") + $0.element }
    }
    lines += saves(report["saves"].array)
    lines.append("  reads      \(reads(report["reads"]))")
    lines += report["downloads"].array.map { "  download   \(StatusReport.Download($0).text)" }
    return lines
  }

  private func service(_ report: JSONValue) -> String {
    var text = "pid \(report["pid"].integer ?? 0), up \(duration(seconds: report["uptime"].number ?? 0))"
    if let restarts = report["restarts"].integer, restarts > 0 {
      text += ", restarted \(restarts == 1 ? "once" : "\(restarts) times")"
    }
    return "\(text), version \(report["version"].string ?? "?")"
  }

  private func profile(_ profile: JSONValue) -> String {
    let features =
      profile["resend"].boolean == true ? "a restart does not interrupt readers" : "a restart interrupts readers"
    let reasons = profile["reasons"].array.compactMap(\.string)
    return reasons.isEmpty ? features : "\(features) (\(reasons.map(shown).joined(separator: "; ")))"
  }

  /// Whether reads go past the service; nil where one of another version does not say.
  private func passthrough(_ profile: JSONValue) -> String? {
    guard let isActive = profile["passthrough"].boolean else { return nil }
    let reasons = profile["passthroughReasons"].array.compactMap(\.string).map(shown)
    if isActive {
      return (["single files and ZIPs in the cache are read past the service (passthrough)"] + reasons)
        .joined(separator: "; ")
    }
    return "every read goes through the service"
      + (reasons.isEmpty ? "" : "; no passthrough: \(reasons.joined(separator: ", "))")
  }

  private func scan(_ scan: JSONValue) -> String {
    let games = scan["games"].integer ?? 0
    let files = scan["files"].integer ?? 0
    let systems = scan["systems"].integer ?? 0
    let counts =
      "\(grouped(games)) \(games == 1 ? "game" : "games"), \(grouped(files)) \(files == 1 ? "file" : "files"), "
      + "\(systems) \(systems == 1 ? "system" : "systems")"
    switch scan["state"].string {
    case "running": return counts + ", still looking"
    case "waiting": return counts + ", about to look"
    case "failed": return counts + "; not all of it can be read now, so this is what was known"
    default: return counts
    }
  }

  /// One that was asked for.
  private func scan(_ report: ScanReport) -> String {
    let summary = ScanSummary(report)
    if report.state.isEnded { return "\(report.id): \(summary.headline)" }
    let progress = ProgressLine(width: nil, drawsBar: drawsBars).text(report)
    return "\(report.id): \(report.kind.rawValue), \(summary.subject): \(progress)"
  }

  /// A line for each where there are several, and for each that is out of reach.
  private func libraries(_ libraries: [JSONValue]) -> [String] {
    libraries.compactMap { library in
      let isAway = library["state"].string == "unavailable"
      guard isAway || libraries.count > 1 else { return nil }
      let path = shown(library["path"].string ?? "?")
      let count = library["games"].integer ?? 0
      let games = "\(grouped(count)) \(count == 1 ? "game" : "games")"
      guard isAway else { return "             \(path): \(games)" }
      let reason = shown(library["reason"].string ?? "")
      return "             \(path): UNAVAILABLE, \(reason); its \(games) \(count == 1 ? "stays" : "stay") listed"
    }
  }

  private func watching(_ watching: JSONValue, _ mode: String) -> String {
    let reasons = watching["reasons"].array.compactMap(\.string).map(shown).joined(separator: "; ")
    let because = reasons.isEmpty ? "" : " (\(reasons))"
    let folders = { (count: Int) in "\(grouped(count)) \(count == 1 ? "folder" : "folders")" }
    let watched = folders(watching["watches"].integer ?? 0)
    let polled = folders(watching["polled"].integer ?? 0)
    switch mode {
    case "off": return "not followed; `vitrine scan` looks again"
    case "polling": return "looked for every few seconds in \(polled)\(because)"
    case "events and polling": return "followed in \(watched), looked for every few seconds in \(polled)\(because)"
    default: return "followed as they happen, in \(watched)"
    }
  }

  private func checksums(_ progress: JSONValue, of scan: JSONValue) -> String {
    let done = progress["done"].integer ?? 0
    let total = progress["total"].integer ?? 0
    let bytesDone = progress["bytesDone"].number ?? 0
    let bytesTotal = progress["bytesTotal"].number ?? 0
    if total == 0 {
      return ["running", "waiting"].contains(scan["state"].string) ? "nothing to compute yet" : "nothing to compute"
    }
    // What was known before this service started is no work, and is not counted.
    if done >= total { return "complete (\(grouped(total)) \(total == 1 ? "file" : "files") hashed since the start)" }
    let part = bytesTotal > 0 ? bytesDone / bytesTotal : Double(done) / Double(total)
    let counts = "\(grouped(done)) of \(grouped(total)) files, \(size(bytesDone)) of \(size(bytesTotal))"
    let text = drawsBars ? "\(bar(part)) \(counts)" : "\(counts) (\(percentage(part)))"
    if let reason = progress["paused"].string { return "standing back (\(shown(reason))): \(text)" }
    let rate = progress["bytesPerSecond"].number ?? 0
    return "computing: \(text)" + (rate > 0 ? ", \(size(rate))/s" : "")
  }

  /// What hashing came upon, and what it is at.
  private func checksumDetails(_ progress: JSONValue) -> [String] {
    func files(_ count: Int) -> String { "\(grouped(count)) \(count == 1 ? "file" : "files")" }
    var lines: [String] = []
    if let count = progress["different"].integer, count > 0 {
      lines.append(
        "DAMAGED: \(files(count)) with other content than before, though size and time are the same (see the log)")
    }
    if let count = progress["unreadable"].integer, count > 0 {
      lines.append("\(files(count)) could not be read (see the log)")
    }
    for (reason, count) in progress["archives"].members {
      lines.append("\(shown(reason)): \(grouped(count.integer ?? 0))")
    }
    for worker in progress["workers"].array {
      let done = worker["bytesDone"].number ?? 0
      let total = worker["bytesTotal"].number ?? 0
      let part = total > 0 ? " (\(percentage(done / total)))" : ""
      lines.append("\(shown(worker["name"].string ?? "?")) reads \(shown(worker["path"].string ?? "?"))\(part)")
    }
    return lines.map { "             " + $0 }
  }

  private func reads(_ reads: JSONValue) -> String {
    "\(grouped(reads["parked"].integer ?? 0)) waiting for checksums or bytes, "
      + "\(grouped(reads["pooled"].integer ?? 0)) for the library"
  }

  /// 24 cells and the percentage.
  private func bar(_ part: Double) -> String {
    let cells = 24
    let full = min(cells, max(0, Int(part * Double(cells))))
    return "[\(String(repeating: "#", count: full))\(String(repeating: "-", count: cells - full))] \(percentage(part))"
  }

  /// Rounded down: 100 % is said of what is complete.
  private func percentage(_ part: Double) -> String { "\(Int(min(1, max(0, part)) * 100)) %" }
}

/// Control characters of a name replaced, so that they do not reach a terminal.
package func shown(_ name: String) -> String {
  String(String.UnicodeScalarView(name.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }))
}

/// `12,345`.
package func grouped(_ number: Int) -> String {
  let digits = Array(String(number.magnitude))
  var text = number < 0 ? "-" : ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
    text.append(digit)
  }
  return text
}

/// Bytes with a binary unit and one decimal, such as `1.5 GiB`.
package func size(_ bytes: Double) -> String {
  var value = max(0, bytes)
  var unit = "B"
  for next in ["KiB", "MiB", "GiB", "TiB", "PiB"] where value >= 1024 {
    value /= 1024
    unit = next
  }
  if unit == "B" { return "\(Int(value)) B" }
  let tenths = Int(value * 10)
  return "\(tenths / 10).\(tenths % 10) \(unit)"
}

/// The two largest units, such as `2 h 5 min`.
package func duration(seconds: Double) -> String {
  let whole = seconds.isFinite ? Int(max(0, min(seconds, 1e12))) : 0
  if whole < 60 { return "\(whole) s" }
  if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
  if whole < 86400 { return "\(whole / 3600) h \(whole % 3600 / 60) min" }
  return "\(whole / 86400) d \(whole % 86400 / 3600) h"
}
