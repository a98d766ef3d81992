internal import Acquisition
internal import Catalog
internal import Configuration
internal import Model
internal import Platform
internal import Sources
internal import Synchronization
internal import Text

/// What clients ask about sources over the control socket.
extension SourceDesk {
  /// By verb.
  ///
  /// - Parameter view: what the acquirer knows of them.
  func handlers(_ view: @escaping @Sendable () -> AcquisitionView) -> [String: ControlServer.Handler] {
    [
      "sources": { [self] _ in
        let reports = reports(view())
        return ControlServer.success { json in
          json.array("sources") { json in for report in reports { report.write(to: &json) } }
        }
      },
      "sources-add": { [self] arguments in answer { () throws(Complaint) in try add(arguments) } },
      "sources-remove": { [self] arguments in answer { () throws(Complaint) in try remove(arguments) } },
      "sources-sync": { [self] arguments in answer { () throws(Complaint) in try sync(arguments) } },
      "sources-stop": { [self] _ in
        cancelListings()
        return ControlServer.done
      },
      "sources-test": { [self] arguments in answer { () throws(Complaint) in try test(arguments) } },
      "sources-tested": { [self] arguments in answer { () throws(Complaint) in try tested(arguments) } },
    ]
  }

  private func answer(_ body: () throws(Complaint) -> [UInt8]) -> [UInt8] {
    do throws(Complaint) { return try body() } catch { return ControlServer.refusal(error) }
  }

  func reports(_ view: AcquisitionView) -> [SourceReport] {
    let now = monotonicNanoseconds()
    let outages = outages.withLock { $0 }?() ?? [:]
    return entries.map { entry in
      var report = SourceReport()
      report.name = entry.settings.name
      report.place = entry.settings.placeText
      report.isAdded = entry.isAdded
      report.platform = entry.settings.platform
      report.next = entry.due
      report.message = entry.problem
      if let listing = entry.known?.listing {
        report.offers = listing.offers
        report.folders = listing.folders
        report.refused = listing.refused
        report.failures = listing.failures
        report.listed = listing.ended
        report.isComplete = listing.isComplete
        report.message = report.message ?? listing.message
      }
      report.found = entry.progress.offers
      report.listings = entry.listings
      report.state =
        !entry.settings.isEnabled
        ? .off
        : entry.source == nil
          ? .failed
          : entry.task != nil
            ? .listing : entry.known?.listing.map { $0.isComplete ? .ready : .failed } ?? .waiting
      if let known = entry.known, let source = view.sources.first(where: { $0.id == known.id }) {
        report.take(source, now: now)
      }
      if let known = entry.known, let outage = outages[known.id] {
        report.message = report.message ?? "reading from it failed: \(outage)"
      }
      return report
    }
  }

  // MARK: Adding and removing

  /// - Parameter arguments: an object as the setting `sources` has it, with one member.
  private func add(_ arguments: [[UInt8]]) throws(Complaint) -> [UInt8] {
    let source = try read(arguments)
    // Another mount may have written the file since.
    refresh()
    let others = entries
    if let other = others.first(where: { $0.settings.isNamed(source.name) }) {
      throw Complaint(
        .usage,
        other.isAdded
          ? "there is a source \(other.settings.name) already: remove it first, or give this one another name"
          : "the configuration has a source \(other.settings.name): change it there, or give this one another name")
    }
    try write(others.filter(\.isAdded).map(\.settings) + [source])
    changed()
    // Also where one of that name and place was listed before.
    let listings = list([source.name])?.first?.listings ?? 0
    let problem = entries.first { $0.settings.isNamed(source.name) }?.problem
    return ControlServer.success { json in
      json.member("name", source.name)
      json.member("listings", listings)
      json.member("problem", problem)
    }
  }

  private func remove(_ arguments: [[UInt8]]) throws(Complaint) -> [UInt8] {
    let name = String(decoding: arguments.first ?? [], as: UTF8.self)
    refresh()
    guard let entry = entries.first(where: { $0.settings.isNamed(name) }) else { throw noSuch(name) }
    guard entry.isAdded else {
      throw Complaint(
        .usage,
        "the source \(entry.settings.name) is in the configuration: take it out there, and `vitrine config reload`")
    }
    try write(entries.filter(\.isAdded).map(\.settings).filter { $0 != entry.settings })
    changed()
    // Files on their way from it are asked for elsewhere.
    if let known = entry.known { try? catalog.forgetSource(known.id) }
    return ControlServer.success { $0.member("name", entry.settings.name) }
  }

  private func write(_ sources: [SourceSettings]) throws(Complaint) {
    do throws(Errno) { try AddedSources(sources).write(to: file) } catch {
      throw Complaint(
        .state,
        error == .invalidArgument
          ? "\(file) has a mistake, and stays as it is: correct it first" : "\(file) cannot be written: \(error)")
    }
  }

  private func noSuch(_ name: String) -> Complaint {
    let names = entries.map(\.settings.name)
    return Complaint(
      .usage,
      "there is no source `\(shown(name))`\(suggestion(name, from: names))"
        + (names.isEmpty ? "; `vitrine sources add` adds one" : "; the sources are \(names.joined(separator: ", "))"))
  }

  private func read(_ arguments: [[UInt8]]) throws(Complaint) -> SourceSettings {
    let (sources, diagnostics) = AddedSources.read(text: arguments.first ?? [])
    if let mistake = diagnostics.first(where: { $0.severity == .mistake }) { throw Complaint(.usage, mistake.message) }
    guard let source = sources.first, sources.count == 1 else { throw Complaint(.usage, "one source is to be named") }
    return source
  }

  // MARK: Listing

  private func sync(_ arguments: [[UInt8]]) throws(Complaint) -> [UInt8] {
    let names = arguments.map { String(decoding: $0, as: UTF8.self) }
    guard let chosen = list(names) else {
      let unknown = names.first { name in !entries.contains { $0.settings.isNamed(name) } } ?? ""
      throw noSuch(unknown)
    }
    for entry in entries where chosen.contains(where: { $0.name == entry.settings.name }) && entry.source == nil {
      let why = entry.problem ?? "the settings leave it out"
      throw Complaint(.failed, "the source \(entry.settings.name) cannot be listed: \(why)")
    }
    return ControlServer.success { json in
      json.array("sources") { json in
        for (name, listings) in chosen {
          json.object { json in
            json.member("name", name)
            json.member("listings", listings)
          }
        }
      }
    }
  }

  // MARK: Trying

  /// - Parameter arguments: `name=` one that there is, or an object as for adding.
  private func test(_ arguments: [[UInt8]]) throws(Complaint) -> [UInt8] {
    let first = arguments.first ?? []
    let settings: SourceSettings
    if first.starts(with: Array("name=".utf8)) {
      let name = String(decoding: first.dropFirst(5), as: UTF8.self)
      guard let entry = entries.first(where: { $0.settings.isNamed(name) }) else { throw noSuch(name) }
      settings = entry.settings
    } else {
      settings = try read(arguments)
    }
    let source: any Source
    do throws(SourceFailure) { source = try makeSource(settings) } catch { throw Complaint(.failed, error.message) }
    let number = begin(SourceTest())
    let task = Task { [self] in await SourceTest.run(source) { [self] change in update(number, change) } }
    update(number) { $0.task = task }
    return ControlServer.success { $0.member("test", number) }
  }

  private func tested(_ arguments: [[UInt8]]) throws(Complaint) -> [UInt8] {
    guard let number = Int64(String(decoding: arguments.first ?? [], as: UTF8.self)), let test = test(number) else {
      throw Complaint(.usage, "there is no such test")
    }
    return ControlServer.success { json in
      json.member("ended", test.hasEnded)
      json.member("seconds", test.seconds)
      json.member("offers", test.offers)
      json.member("folders", test.folders.map { Int64($0) })
      json.array("examples") { json in for example in test.examples { json.value(example) } }
      json.member("problem", test.problem)
    }
  }
}
