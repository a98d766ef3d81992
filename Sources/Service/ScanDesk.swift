internal import Catalog
internal import Model
internal import Platform
internal import Scan
internal import Text
internal import Tree

/// Takes what clients ask about scans over the control socket, and answers.
struct ScanDesk: Sendable {
  let runner: ScanRunner
  let library: MountedLibrary
  let enrichment: EnrichmentDesk

  /// By verb.
  var handlers: [String: ControlServer.Handler] {
    [
      "scan": { arguments in answer { () throws(Complaint) in try start(try ScanOrder(arguments: arguments)) } },
      "jobs": { arguments in answer { () throws(Complaint) in try tell(try ScanOrder(arguments: arguments)) } },
      "scan-pause": { arguments in answer { () throws(Complaint) in try control(.pause, arguments) } },
      "scan-resume": { arguments in answer { () throws(Complaint) in try control(.resume, arguments) } },
      "scan-cancel": { arguments in answer { () throws(Complaint) in try control(.cancel, arguments) } },
    ]
  }

  private func answer(_ body: () throws(Complaint) -> [UInt8]) -> [UInt8] {
    do throws(Complaint) { return try body() } catch { return ControlServer.refusal(error) }
  }

  private func start(_ order: ScanOrder) throws(Complaint) -> [UInt8] {
    if order.kind == .metadata {
      try MetadataOptions.check(order.metadata.providers, areAmong: enrichment.sources)
    }
    let scope = try ScanScopes(library).scope(of: order)
    let report: ScanReport
    let hasJoined: Bool
    do throws(CatalogError) {
      (report, hasJoined) = try runner.request(order.kind, scope, order.metadata)
    } catch {
      throw Complaint(.state, error.description)
    }
    return ControlServer.success { json in
      json.member("joined", hasJoined)
      json.member("job", report)
    }
  }

  /// One job, or all of them.
  private func tell(_ order: ScanOrder) throws(Complaint) -> [UInt8] {
    guard let id = order.job else {
      let reports = runner.reports
      return ControlServer.success { json in
        json.array("jobs") { json in for report in reports { report.write(to: &json) } }
      }
    }
    guard let report = runner.report(id) else { throw Complaint(.failed, "there is no scan \(id)") }
    return ControlServer.success { json in json.member("job", report) }
  }

  private func control(_ control: ScanRunner.Control, _ arguments: [[UInt8]]) throws(Complaint) -> [UInt8] {
    let order = try ScanOrder(arguments: arguments)
    let isMeant: (ScanJob) -> Bool = { job in
      switch control {
      case .pause: job.state == .queued || job.state == .running
      case .resume: job.state == .paused
      case .cancel: !job.state.isEnded
      }
    }
    let jobs = runner.jobs.filter(isMeant)
    var ids = jobs.map(\.id)
    if let id = order.job {
      ids = ids.filter { $0 == id }
    } else {
      let scope = try ScanScopes(library).scope(of: order)
      ids = jobs.filter { scope.covers($0.scope) }.map(\.id)
      if ids.isEmpty, let wider = jobs.first(where: { $0.scope.covers(scope) }) {
        throw Complaint(
          .usage,
          "scan \(wider.id) is about more than that: \(ScanSummary(ScanReport(wider)).subject); "
            + "give the mount point for all scans of it")
      }
    }
    let reports = runner.control(control, ids)
    return ControlServer.success { json in
      json.array("jobs") { json in for report in reports { report.write(to: &json) } }
    }
  }
}

/// Finds out what of a library a scan is to be about.
struct ScanScopes {
  private let library: MountedLibrary
  private let roots: [LibraryRoot]
  private let known: [(location: Shelf.Location, system: String)]

  init(_ library: MountedLibrary) {
    self.library = library
    roots = library.libraries.map(\.root)
    known = library.systemFolders
  }

  func scope(of order: ScanOrder) throws(Complaint) -> ScanScope {
    let systems = try order.platforms.map { name throws(Complaint) in try system(name) }
    if order.places.isEmpty { return ScanScope(systems: systems) }
    var places: [ScanScope.Place] = []
    for place in order.places {
      switch place {
      case .library(let path): places.append(try self.place(path))
      case .view(let path):
        switch library.tree.subject(ofPath: path) {
        case nil:
          throw Complaint(
            .usage, "there is nothing called \(shown(String(decoding: path, as: UTF8.self))) in the mount")
        case .everything: return ScanScope(systems: systems)
        case .places(let found): places += found
        case .system(let system):
          // The system itself rather than where it lies now: new folders of it count as well.
          if order.places.count == 1, systems.isEmpty { return ScanScope(systems: [system]) }
          places += known.filter { $0.system == system }.map {
            ScanScope.Place(root: $0.location.root, path: $0.location.folder)
          }
        }
      }
    }
    let whole = Set(places.filter(\.path.isEmpty).map(\.root))
    return ScanScope(places: whole.isSuperset(of: roots) ? [] : places, systems: systems)
  }

  private func place(_ path: [UInt8]) throws(Complaint) -> ScanScope.Place {
    let name = shown(String(decoding: path, as: UTF8.self))
    let holding = roots.filter { root in
      let prefix = Array(root.path.utf8)
      return path.starts(with: prefix) && (path.count == prefix.count || path[prefix.count] == UInt8(ascii: "/"))
    }
    guard let root = holding.max(by: { $0.path.utf8.count < $1.path.utf8.count }) else {
      throw Complaint(.usage, "\(name) is in no library of this mount: \(roots.map(\.path).joined(separator: ", "))")
    }
    var rest = path.dropFirst(root.path.utf8.count)
    while rest.first == UInt8(ascii: "/") { rest.removeFirst() }
    while rest.last == UInt8(ascii: "/") { rest.removeLast() }
    let place = ScanScope.Place(root: root, path: Array(rest))
    let scope = ScanScope(places: [place])
    if library.holdings.shelves(of: root).contains(where: { ScanScopes.knows($0, scope, place) }) { return place }
    // Only what is not there for certain is refused: a disk may be slow, or away.
    let isMissing = attempt(within: 5) { () -> Bool in
      guard (try? FileStatus.of(root.path)) != nil else { return false }
      do throws(Errno) {
        _ = try FileStatus.of(String(decoding: path, as: UTF8.self))
        return false
      } catch { return error == .noSuchFile || error == .notDirectory }
    }
    if isMissing == true, !rest.isEmpty {
      throw Complaint(.usage, "there is nothing at \(name), and nothing is known of it")
    }
    return place
  }

  /// Whether the shelf lies in the place, or has a file there: one that is gone by now is for the scan to find out.
  private static func knows(_ shelf: Shelf, _ scope: ScanScope, _ place: ScanScope.Place) -> Bool {
    guard scope.concerns(shelf.location, system: shelf.system) else { return false }
    if scope.isWhole(shelf.location) { return true }
    let prefix = shelf.location.folder.isEmpty ? 0 : shelf.location.folder.count + 1
    let path = Array(place.path.dropFirst(prefix))
    return shelf.files.index(of: path) != nil || !shelf.files.range(below: path).isEmpty
  }

  private func system(_ name: String) throws(Complaint) -> String {
    let systems = Set(known.map(\.system))
    if systems.contains(name) { return name }
    if let system = systems.first(where: { $0.lowercased() == name.lowercased() }) { return system }
    if let platform = PlatformTable.standard.platform(forFolder: name.utf8) { return platform.key }
    let names = systems.sorted()
    throw Complaint(
      .usage,
      "there is no platform `\(shown(name))`\(suggestion(name, from: names))"
        + (names.isEmpty ? "" : "; the library has \(names.joined(separator: ", "))"))
  }
}

extension JSONWriter {
  fileprivate mutating func member(_ name: String, _ report: ScanReport) {
    object(name) { json in report.writeMembers(to: &json) }
  }
}
