internal import Platform
internal import Service

/// `vitrine status`: what the mounts are and what they do.
struct StatusCommand {
  private let mountPoint: String?
  private let directories: Directories
  private let writesJSON: Bool
  private let watches: Bool

  init(_ invocation: Invocation) throws(Complaint) {
    directories = try Directories.current(stateOption: invocation.value(of: "--state"))
    writesJSON = invocation.has("--json")
    watches = invocation.has("--watch")
    guard let given = invocation.operands.first else {
      mountPoint = nil
      return
    }
    do throws(Errno) { mountPoint = try resolvedMountPoint(given) } catch {
      throw Complaint(.notMounted, "\(given): \(error)")
    }
  }

  func run() throws(Complaint) -> ExitCode {
    let isTerminal = Host.isTerminal(1) && !writesJSON
    while true {
      let text = try report(drawsBars: isTerminal).joined(separator: "\n")
      // As watch(1): from the top of an empty screen, so that wrapped lines leave nothing behind.
      Output.line(watches && isTerminal ? "\u{1B}[H\u{1B}[2J" + text : text)
      if !watches { return .ok }
      sleep(nanoseconds: 1_000_000_000)
    }
  }

  private func report(drawsBars: Bool) throws(Complaint) -> [String] {
    if let mountPoint {
      let text = try KnownMounts.report(of: mountPoint, directories)
      if writesJSON { return [String(decoding: text, as: UTF8.self).split(separator: "\n").joined()] }
      return StatusText(drawsBars: drawsBars).lines(JSONValue(text) ?? .null)
    }
    var lines: [String] = []
    var reports: [String] = []
    for mountPoint in KnownMounts.all(directories) {
      do throws(Complaint) {
        let text = try KnownMounts.report(of: mountPoint, directories)
        reports.append(String(decoding: text, as: UTF8.self).split(separator: "\n").joined())
        lines += StatusText(drawsBars: drawsBars).lines(JSONValue(text) ?? .null)
      } catch {
        // Only whoever made it could do something about it.
        if KnownMounts.isStrangers(mountPoint) { continue }
        var json = JSONWriter()
        json.object { json in
          json.member("mountpoint", mountPoint)
          json.member("error", error.message)
        }
        reports.append(json.text)
        lines.append(shown(error.message))
      }
    }
    if writesJSON { return ["[\(reports.joined(separator: ","))]"] }
    return lines.isEmpty ? ["nothing is mounted"] : lines
  }
}
