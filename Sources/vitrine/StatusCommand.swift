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
    var shownLines = 0
    while true {
      let lines = try report(drawsBars: isTerminal)
      if isTerminal, shownLines > 0 { Output.line("\u{1B}[\(shownLines + 1)A\u{1B}[J\u{1B}[1A") }
      Output.line(lines.joined(separator: "\n"))
      if !watches { return .ok }
      shownLines = lines.count
      sleep(nanoseconds: 1_000_000_000)
    }
  }

  private func report(drawsBars: Bool) throws(Complaint) -> [String] {
    if let mountPoint {
      let text = try answer(of: directories.runtimeEntry(of: mountPoint), mountPoint)
      if writesJSON { return [String(decoding: text, as: UTF8.self).split(separator: "\n").joined()] }
      return StatusText(drawsBars: drawsBars).lines(JSONValue(text) ?? .null)
    }
    var lines: [String] = []
    var reports: [String] = []
    for mountPoint in knownMountPoints() {
      do throws(Complaint) {
        let text = try answer(of: directories.runtimeEntry(of: mountPoint), mountPoint)
        reports.append(String(decoding: text, as: UTF8.self).split(separator: "\n").joined())
        lines += StatusText(drawsBars: drawsBars).lines(JSONValue(text) ?? .null)
      } catch {
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

  /// The mounts this user's runtime directory knows, and those the kernel knows.
  private func knownMountPoints() -> [String] {
    var places = Set<String>()
    if let open = try? FileDescriptor.open(directories.runtime, [.readOnly, .directory]),
      let stream = try? DirectoryStream(open)
    {
      var names: [String] = []
      while (try? stream.next { name, _ in names.append(String(decoding: name, as: UTF8.self)) }) == true {}
      for name in names where name.hasSuffix(".json") {
        let entry = RuntimeEntry(base: "\(directories.runtime)/\(name.dropLast(5))")
        if entry.isHeld, let place = entry.description?["mountpoint"].string { places.insert(place) }
      }
    }
    let mounted = (try? MountTable.current())?.entries.filter { $0.type == FUSEMount.type } ?? []
    return places.union(mounted.map(\.mountPoint)).sorted()
  }

  private func answer(of entry: RuntimeEntry, _ mountPoint: String) throws(Complaint) -> [UInt8] {
    do throws(Errno) {
      return try ControlClient.ask("status", of: entry)
    } catch {
      switch MountCondition.of(mountPoint, entry: entry) {
      case .free: throw Complaint(.notMounted, "nothing is mounted at \(mountPoint)")
      case .stale:
        throw Complaint(
          .notMounted,
          "\(mountPoint): its service died; mount it again, or: vitrine unmount \(Output.quoted(mountPoint))")
      case .live:
        // Somebody else's socket; the same report is in the mount, for whoever may enter it.
        let path = "\(mountPoint)/.vitrine/status.json"
        if let report = attempt(within: 5, { try? readFile(path) }) ?? nil { return report }
        throw Complaint(.failed, "\(mountPoint): its service does not answer (\(error))")
      }
    }
  }
}
