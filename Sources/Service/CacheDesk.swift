internal import Model
internal import Platform
internal import Tree

/// Takes what clients ask about the cache of ZIPs over the control socket, and answers.
package struct CacheDesk: Sendable {
  private let control: (any CacheControl)?
  private let off: StatusReport.Cache
  private let places: ArchivePlaces

  /// - Parameters:
  ///   - control: nil where there is no cache.
  ///   - off: what is told then.
  package init(_ control: (any CacheControl)?, off: StatusReport.Cache, places: ArchivePlaces) {
    self.control = control
    self.off = off
    self.places = places
  }

  /// By verb.
  package var handlers: [String: ControlServer.Handler] {
    [
      "cache": { _ in list() },
      "cache-path": { arguments in answer(arguments, path) },
      "cache-pin": { arguments in answer(arguments) { order throws(Complaint) in try pin(order, true) } },
      "cache-unpin": { arguments in answer(arguments) { order throws(Complaint) in try pin(order, false) } },
      "cache-prune": { arguments in answer(arguments, prune) },
      "cache-clear": { arguments in answer(arguments, clear) },
      "prepare": { arguments in answer(arguments, prepare) },
      "prepare-status": { arguments in answer(arguments, preparation) },
      "prepare-cancel": { arguments in answer(arguments, cancel) },
    ]
  }

  private func answer(
    _ arguments: [[UInt8]], _ body: (CacheOrder) throws(Complaint) -> [UInt8]
  ) -> [UInt8] {
    do throws(Complaint) { return try body(try CacheOrder(arguments: arguments)) } catch {
      return ControlServer.refusal(error)
    }
  }

  private func needed() throws(Complaint) -> any CacheControl {
    guard let control else {
      throw Complaint(.failed, "there is no cache\(off.reason.map { ": \($0)" } ?? "")")
    }
    return control
  }

  // MARK: What is there

  private func list() -> [UInt8] {
    let status = control?.status ?? off
    let entries = control?.list() ?? []
    return ControlServer.success { json in
      status.write(to: &json)
      write(entries, "entries", to: &json)
    }
  }

  private func write(_ entries: [CacheReport], _ name: String, to json: inout JSONWriter) {
    json.array(name) { json in for entry in entries { entry.write(to: &json) } }
  }

  /// One ZIP that a client asked about.
  private struct Subject {
    var key: String
    var name: String
    var system: String
  }

  /// Those of the paths, then those of the keys.
  private func subjects(
    of order: CacheOrder, _ control: any CacheControl
  ) throws(Complaint) -> (all: [Subject], empty: [String]) {
    let found = try places.find(order.places)
    let shown = found.archives.map { Subject(key: control.key(of: $0), name: $0.name, system: $0.system) }
    let keys = Set(shown.map(\.key))
    return (
      shown + order.keys.filter { !keys.contains($0) }.map { Subject(key: $0, name: "", system: "") }, found.empty
    )
  }

  private func path(_ order: CacheOrder) throws(Complaint) -> [UInt8] {
    let status = control?.status ?? off
    if order.places.isEmpty, order.keys.isEmpty {
      return ControlServer.success { json in json.member("directory", status.directory.isEmpty ? nil : status.directory)
      }
    }
    let control = try needed()
    let (subjects, empty) = try subjects(of: order, control)
    return ControlServer.success { json in
      json.member("directory", status.directory)
      json.array("files") { json in
        for subject in subjects {
          json.object { json in
            json.member("name", subject.name)
            json.member("system", subject.system)
            json.member("key", subject.key)
            json.member("path", control.path(ofKey: subject.key))
          }
        }
      }
      json.array("empty") { json in for place in empty { json.value(place) } }
    }
  }

  // MARK: What stays and what goes

  private func pin(_ order: CacheOrder, _ isPinned: Bool) throws(Complaint) -> [UInt8] {
    let control = try needed()
    let (subjects, empty) = try subjects(of: order, control)
    var meant = Set(subjects.map(\.key))
    if !isPinned {
      // A game that has changed has another key; the ZIP it had before is meant as well.
      let names = Set(subjects.filter { !$0.name.isEmpty }.map { "\($0.system)/\($0.name)" })
      meant.formUnion(control.list().filter { names.contains("\($0.system)/\($0.name)") }.map(\.key))
    }
    try control.setPinned(isPinned, meant)
    let entries = control.list().filter { meant.contains($0.key) }
    let known = Set(entries.map(\.key))
    return ControlServer.success { json in
      write(entries, "entries", to: &json)
      json.array("missing") { json in
        for subject in subjects where !known.contains(subject.key) && (isPinned || !isListed(subject, entries)) {
          json.object { json in
            json.member("name", subject.name)
            json.member("system", subject.system)
            json.member("key", subject.key)
          }
        }
      }
      json.array("empty") { json in for place in empty { json.value(place) } }
    }
  }

  private func isListed(_ subject: Subject, _ entries: [CacheReport]) -> Bool {
    entries.contains { $0.name == subject.name && $0.system == subject.system }
  }

  private func prune(_: CacheOrder) throws(Complaint) -> [UInt8] {
    let control = try needed()
    return removed(try control.prune(), control)
  }

  private func clear(_: CacheOrder) throws(Complaint) -> [UInt8] {
    let control = try needed()
    return removed(try control.clear(), control)
  }

  private func removed(_ removal: CacheRemoval, _ control: any CacheControl) -> [UInt8] {
    let kept = control.list()
    return ControlServer.success { json in
      json.member("removed", removal.count)
      json.member("files", removal.files)
      json.member("freed", removal.freed)
      json.array("failures") { json in for failure in removal.failures { json.value(failure) } }
      write(kept, "kept", to: &json)
    }
  }

  // MARK: Building ahead

  private func prepare(_ order: CacheOrder) throws(Complaint) -> [UInt8] {
    let found = try places.find(order.places)
    var report = PreparationReport(id: 0, total: 0, bytesTotal: 0)
    if found.archives.isEmpty {
      report.state = .done
    } else {
      let control = try needed()
      // Everything that sources offer is more than anybody wants: it is to be named.
      let isEverything = order.places.contains { if case .view(let path) = $0 { path.isEmpty } else { false } }
      let id = try control.prepare(found.archives, fetches: !isEverything)
      guard let begun = control.preparation(id) else { throw Complaint(.failed, "preparation \(id) is lost") }
      report = begun
    }
    return ControlServer.success { json in
      json.member("preparation") { report.write(to: &$0) }
      json.array("empty") { json in for place in found.empty { json.value(place) } }
    }
  }

  /// One, or all of them.
  private func preparation(_ order: CacheOrder) throws(Complaint) -> [UInt8] {
    guard let id = order.preparation else {
      let reports = control?.preparations ?? []
      return ControlServer.success { json in
        json.array("preparations") { json in for report in reports { report.write(to: &json) } }
      }
    }
    guard let report = control?.preparation(id) else {
      throw Complaint(.cancelled, "the service knows of no preparation \(id): it was started again meanwhile")
    }
    return ControlServer.success { json in json.member("preparation") { report.write(to: &$0) } }
  }

  private func cancel(_ order: CacheOrder) throws(Complaint) -> [UInt8] {
    let control = try needed()
    let ids = order.preparation.map { [$0] } ?? control.preparations.map(\.id)
    for id in ids { control.cancelPreparation(id) }
    let reports = ids.compactMap { control.preparation($0) }
    return ControlServer.success { json in
      json.array("preparations") { json in for report in reports { report.write(to: &json) } }
    }
  }
}
