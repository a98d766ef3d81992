internal import Configuration
internal import Model
internal import Platform
internal import Scan
internal import Service

/// `vitrine explain`: what something in a library is, and by which rule.
struct ExplainCommand {
  private let invocation: Invocation
  private var writesJSON: Bool { invocation.has("--json") }

  init(_ invocation: Invocation) throws(Complaint) {
    self.invocation = invocation
    if invocation.operands.isEmpty, !invocation.has("--rules") {
      throw Complaint(.usage, "`vitrine explain` needs more: usage: vitrine explain PATH, or vitrine explain --rules")
    }
  }

  func run() throws(Complaint) -> ExitCode {
    guard let given = invocation.operands.first else {
      if writesJSON {
        Output.line(String(decoding: ExplanationReport.rules.dropLast(), as: UTF8.self))
      } else {
        for line in ExplanationText().rules() { Output.line(line) }
      }
      return .ok
    }
    let path = GivenPath(GivenArguments().bytes(of: given))
    let report = try answer(path)
    guard let value = JSONValue(report) else { throw Complaint(.failed, "the service gave no answer") }
    if let error = value["error"].string { throw Complaint(.library, shown(error)) }
    if writesJSON {
      Output.line(String(decoding: report.dropLast(), as: UTF8.self))
    } else {
      for line in ExplanationText().lines(value) { Output.line(line) }
    }
    return value["kind"].string == "missing" ? .failed : .ok
  }

  /// Grouping a large system folder takes some seconds on a slow disk.
  private static let patience: UInt64 = 60

  private func answer(_ path: GivenPath) throws(Complaint) -> [UInt8] {
    if let library = invocation.value(of: "--library") { return try explain(path, in: try root(library)) }
    let directories = try Directories.current(stateOption: invocation.value(of: "--state"))
    if let (mountPoint, inner) = path.placeInMount() {
      let service = MountedService(at: mountPoint, directories)
      return try service.ask(
        ControlRequest("explain", [Array("mount".utf8), inner]), within: ExplainCommand.patience)
    }
    for service in services(directories, for: path) {
      guard let library = libraries(of: service).first(where: path.isBelow), let inner = path.below(library) else {
        continue
      }
      let whole = Array(library.utf8) + [UInt8(ascii: "/")] + inner
      let request = ControlRequest("explain", [Array("library".utf8), whole])
      guard let answer = try? ControlClient.ask(request, of: service.entry, within: ExplainCommand.patience) else {
        continue
      }
      return answer
    }
    let configured = SettingsSources.ofThisProcess(config: invocation.value(of: "--config")).load().settings.shownRoots
    if let root = configured.first(where: { path.isBelow($0.path) }) { return try explain(path, in: root) }
    return try explain(path, in: try guessedRoot(path))
  }

  /// The mounts this user may ask, those first that were made for a library the path is in.
  private func services(_ directories: Directories, for path: GivenPath) -> [MountedService] {
    let services = KnownMounts.all(directories).filter { !KnownMounts.isStrangers($0) }
      .map { MountedService(at: $0, directories) }
    let isLikely = { (service: MountedService) in
      service.entry.description?["library"].string.map(path.isBelow) ?? false
    }
    return services.filter(isLikely) + services.filter { !isLikely($0) }
  }

  /// The roots a mount shows; none where its service does not answer soon.
  private func libraries(of service: MountedService) -> [String] {
    guard let status = try? ControlClient.ask("status", of: service.entry, within: 1) else { return [] }
    return JSONValue(status)?["libraries"].array.compactMap { $0["path"].string } ?? []
  }

  private func root(_ given: String) throws(Complaint) -> RootSettings {
    do throws(Errno) {
      let path = try resolvedPath(given)
      guard try FileStatus.of(path).kind == .directory else { throw .notDirectory }
      return RootSettings(path: path)
    } catch {
      throw Complaint(.library, "library \(shown(given)): \(error)")
    }
  }

  private func explain(_ path: GivenPath, in root: RootSettings) throws(Complaint) -> [UInt8] {
    guard let inner = path.below(root.path) else {
      throw Complaint(
        .library,
        "\(path.shown) is not in the library \(shown(root.path)); name the library it is in with --library DIR")
    }
    do throws(Errno) {
      let explainer = try Explainer(ScanRoot(LibraryRoot(id: 0, path: root.path), root))
      let explanation = try explainer.explain(inner, shelves: nil)
      return ExplanationReport(explanation, path: path.given, library: root.path).json
    } catch {
      throw Complaint(.library, "library \(shown(root.path)): \(error)")
    }
  }

  /// The directory above the path that looks most like a library: the one with the most folders named after
  /// platforms, one of which the path is in; or else with several of them beside it.
  private func guessedRoot(_ path: GivenPath) throws(Complaint) -> RootSettings {
    var best: (root: RootSettings, holds: Bool, count: Int)?
    for directory in path.directoriesAbove() {
      let root = RootSettings(path: directory)
      guard let inner = path.below(directory),
        let explainer = try? Explainer(ScanRoot(LibraryRoot(id: 0, path: directory), root)),
        let systems = try? explainer.systemFolders()
      else { continue }
      let known = systems.filter(\.isKnown)
      let holds = known.contains { inner.isEmpty || $0.holds(inner) }
      guard holds || known.count > 1, (holds ? 1 : 0, known.count) > (best?.holds == true ? 1 : 0, best?.count ?? 0)
      else { continue }
      best = (root, holds, known.count)
    }
    guard let best else {
      throw Complaint(
        .library,
        "\(path.shown) is in no library that is mounted or configured, and no folder above it looks like one; "
          + "name its library with --library DIR")
    }
    return best.root
  }
}
