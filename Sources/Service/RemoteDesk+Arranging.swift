internal import Catalog
internal import Configuration
internal import Model
internal import Platform
internal import Remote
internal import Sources
internal import Tree

/// From offers to what the tree shows.
extension RemoteDesk {
  /// Changes that come together are shown together. Nanoseconds.
  private static let settling: UInt64 = 200_000_000
  /// While files are asked about, what came is shown so often. Nanoseconds.
  private static let inspectionInterval: UInt64 = 3_000_000_000

  func work() {
    while true {
      let deadline = nextRetry.map { monotonicNanoseconds() + UInt64(max(0, $0 - wallNanoseconds())) + 1_000_000 }
      let isStopping: Bool? = state.wait(until: deadline) { state in
        state.isStopping ? true : state.isDue ? false : nil
      }
      if isStopping == true { return }
      let isFirst = state.withLock { !$0.hasArranged }
      if !isFirst { sleep(nanoseconds: Self.settling) }
      state.withLock { $0.isDue = false }
      arrange()
      state.signal { state in
        state.hasArranged = true
        state.arranged = monotonicNanoseconds()
      }
    }
  }

  private var nextRetry: Int64? {
    state.withLock { state in
      state.inspections.values.filter { $0.task == nil && $0.waiting > 0 }.map(\.retryAt).min()
    }
  }

  private func arrange() {
    let entries = sources.entries
    var listed: [SourceExposure: [OfferedLibrary.Listed]] = [:]
    var places: [Int64: RemotePlace] = [:]
    var open: [(entry: SourceDesk.Entry, offers: [StoredOffer])] = []
    do throws(CatalogError) {
      for entry in entries {
        guard let known = entry.known, let source = entry.source, entry.settings.isEnabled else { continue }
        places[known.id] = RemotePlace(known, source)
        guard entry.settings.shown != .never else { continue }
        let inspections = try catalog.inspections(of: known.id)
        var exact: [StoredOffer] = []
        var rough: [StoredOffer] = []
        for stored in try catalog.offers(of: known.id, below: []) {
          guard let offer = stored.offer.current(inspections[stored.id]) else { continue }
          if offer.isExact {
            exact.append(StoredOffer(id: stored.id, source: stored.source, offer: offer))
          } else if inspections[stored.id]?.listed != OfferInspection.Listed(stored.offer) {
            rough.append(stored)
          }
        }
        listed[entry.settings.shown, default: []].append(
          OfferedLibrary.Listed(
            source: known, platform: entry.settings.platform.map(Settings.systemName), offers: exact))
        open.append((entry, rough))
      }
      state.withLock { $0.places = places }
      for exposure in [SourceExposure.everywhere, .available] {
        try show(
          RemoteShelves(
            root: RemoteDesk.root(of: exposure, catalog),
            OfferedLibrary(listed[exposure] ?? []) { state.withLock { $0.isStopping } }), as: exposure,
          listed[exposure] ?? [])
      }
      endInspections(besides: Set(open.compactMap { $0.entry.known?.id }))
    } catch {
      Log.warning("what sources offer is shown later: \(error.description)")
    }
    for (entry, rough) in open { inspect(rough, of: entry) }
  }

  private func show(
    _ new: RemoteShelves, as exposure: SourceExposure, _ listed: [OfferedLibrary.Listed]
  ) throws(CatalogError) {
    let old = state.withLock { $0.shown[exposure] } ?? RemoteShelves(root: new.root)
    // Who opens a file finds the offer from the moment in which the tree shows it.
    let checksums = try self.checksums(of: new, listed)
    state.withLock { state in
      for (key, value) in checksums { state.checksums[key] = value }
      state.shown[exposure] = new
    }
    let (shown, gone) = new.difference(from: old)
    for shelf in shown { library.show(remote: shelf, isOnlyAvailable: exposure == .available) }
    for location in gone { library.remove(remote: location) }
  }

  /// The CRC-32 of members of ZIPs, of which sources say some, and which were computed of others.
  private func checksums(
    of shelves: RemoteShelves, _ listed: [OfferedLibrary.Listed]
  ) throws(CatalogError) -> [ContentKey: UInt32] {
    var offered: [Int64: UInt32] = [:]
    for source in listed {
      for stored in source.offers { if let crc32 = stored.offer.checksums.crc32 { offered[stored.id] = crc32 } }
    }
    var known: [ContentKey: UInt32] = [:]
    var unknown: [ContentKey] = []
    for place in shelves.places.values {
      let key = ContentKey(root: shelves.root.id, version: shelves.shelves[place.shelf].files.version(at: place.file))
      if let crc32 = offered[place.offer] { known[key] = crc32 } else { unknown.append(key) }
    }
    for start in stride(from: 0, to: unknown.count, by: 4096) {
      let part = Array(unknown[start..<min(start + 4096, unknown.count)])
      known.merge(try catalog.crc32s(of: part)) { first, _ in first }
    }
    return known
  }

  // MARK: Asking servers

  private func inspect(_ offers: [StoredOffer], of entry: SourceDesk.Entry) {
    guard let known = entry.known, let source = entry.source else { return }
    let inspector = OfferInspector(catalog, source, OfferProbe(client), asked: entry.settings.asked) { [self] news in
      took(news, of: known.id)
    }
    state.signal { state in
      var inspection = state.inspections[known.id] ?? Inspection()
      inspection.waiting = offers.count
      if !offers.isEmpty, inspection.task == nil, inspection.retryAt <= wallNanoseconds(), !state.isStopping {
        state.lastInspection += 1
        inspection.number = state.lastInspection
        inspection.task = Task { [self, number = inspection.number] in
          let outcome = await inspector.run(offers)
          ended(outcome, number, of: known.id)
          if case .failed(let message, _) = outcome { Log.info("the source \(entry.settings.name): \(message)") }
        }
      }
      state.inspections[known.id] = inspection
    }
  }

  /// Sources that are there no more, or not shown, are not asked.
  private func endInspections(besides shown: Set<Int64>) {
    let tasks = state.withLock { state in
      let over = state.inspections.filter { !shown.contains($0.key) }
      for id in over.keys { state.inspections[id] = nil }
      return over.values.compactMap(\.task)
    }
    for task in tasks { task.cancel() }
  }

  private func took(_ news: OfferInspector.News, of source: Int64) {
    state.signal { state in
      switch news {
      case .stored(let count):
        state.inspections[source]?.waiting -= count
        state.inspections[source]?.problem = nil
        if monotonicNanoseconds() - state.arranged > Self.inspectionInterval { state.isDue = true }
      case .held(let problem): state.inspections[source]?.problem = problem
      }
    }
  }

  private func ended(_ outcome: OfferInspector.Outcome, _ number: Int, of source: Int64) {
    state.signal { state in
      // Another one may have begun since this was cancelled.
      guard state.inspections[source]?.number == number else { return }
      state.inspections[source]?.task = nil
      state.inspections[source]?.problem = nil
      if case .failed(let message, let retryAt) = outcome {
        state.inspections[source]?.problem = message
        state.inspections[source]?.retryAt = retryAt
      }
      state.isDue = true
    }
  }
}
