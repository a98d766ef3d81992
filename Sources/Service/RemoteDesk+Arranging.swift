internal import Catalog
internal import Configuration
internal import Model
internal import Platform
internal import Remote
internal import Sources
internal import Synchronization
internal import Tree

/// From offers to what the tree shows.
extension RemoteDesk {
  /// Changes that come together are shown together. Nanoseconds.
  private static let settling: UInt64 = 200_000_000
  /// After the catalog could not be read. Nanoseconds.
  private static let pause: Int64 = 5_000_000_000

  func work() {
    var retryAt: Int64?
    while true {
      let next = [nextInspection, retryAt].compactMap { $0 }.min()
      let deadline = next.map { monotonicNanoseconds() + UInt64(max(0, $0 - wallNanoseconds())) + 1_000_000 }
      let isStopping: Bool? = state.wait(until: deadline) { state in
        state.isStopping ? true : state.isDue ? false : nil
      }
      if isStopping == true { return }
      if hasArranged { sleep(nanoseconds: Self.settling) }
      state.withLock { $0.isDue = false }
      retryAt = nil
      do throws(CatalogError) {
        guard try arrange() else { return }
        let isFirst = state.signal { state in
          defer { state.hasArranged = true }
          state.arranged = monotonicNanoseconds()
          return !state.hasArranged
        }
        if isFirst { surroundings.withLock { $0 }?.arranged() }
      } catch {
        Log.warning("what sources offer is shown later: \(error.description)")
        retryAt = wallNanoseconds() + Self.pause
      }
    }
  }

  private var isStopping: Bool { state.withLock { $0.isStopping } }

  /// - Returns: false at the end: what is half arranged then is not shown, and nobody is asked.
  private func arrange() throws(CatalogError) -> Bool {
    var listed: [SourceExposure: [OfferedLibrary.Listed]] = [:]
    var places: [Int64: RemotePlace] = [:]
    var open: [(entry: SourceDesk.Entry, offers: [StoredOffer])] = []
    for entry in sources.entries where !isStopping {
      guard let known = entry.known, entry.source != nil, entry.settings.isEnabled else { continue }
      places[known.id] = RemotePlace(known, ConfiguredSource(known, sources))
      guard entry.settings.shown != .never else { continue }
      let (exact, rough) = try offers(of: known)
      listed[entry.settings.shown, default: []].append(
        OfferedLibrary.Listed(
          source: known, platform: entry.settings.platform.map(Settings.systemName), offers: exact))
      open.append((entry, rough))
    }
    if isStopping { return false }
    state.withLock { $0.places = places }
    for exposure in [SourceExposure.everywhere, .available] {
      let listed = listed[exposure] ?? []
      let shelves = RemoteShelves(
        root: try RemoteDesk.root(of: exposure, catalog), OfferedLibrary(listed) { isStopping })
      // What was cancelled is not whole: everything else would go from the mount.
      if isStopping { return false }
      try show(shelves, as: exposure, listed)
    }
    let now = monotonicNanoseconds()
    state.withLock { state in
      state.checksums.prune(state.shown.values)
      state.changes = state.changes.filter { $0.value.count >= RemoteDesk.mostChanges || !$0.value.isPast(at: now) }
    }
    for (entry, rough) in open { inspect(rough, of: entry) }
    endInspections(besides: Set(open.compactMap { $0.entry.known?.id }))
    return true
  }

  /// - Returns: those that are known exactly, and those whose server is to be asked.
  private func offers(
    of source: KnownSource
  ) throws(CatalogError) -> (exact: [StoredOffer], rough: [StoredOffer]) {
    let inspections = try catalog.inspections(of: source.id)
    var exact: [StoredOffer] = []
    var rough: [StoredOffer] = []
    for stored in try catalog.offers(of: source.id, below: []) {
      let inspection = inspections[stored.id]
      if let offer = stored.offer.current(inspection), offer.isExact {
        exact.append(StoredOffer(id: stored.id, source: stored.source, offer: offer))
      } else if stored.offer.isUnknown(inspection) {
        rough.append(stored)
      }
    }
    return (exact, rough)
  }

  private func show(
    _ new: RemoteShelves, as exposure: SourceExposure, _ listed: [OfferedLibrary.Listed]
  ) throws(CatalogError) {
    let old = state.withLock { $0.shown[exposure] } ?? RemoteShelves(root: new.root)
    // Who opens a file finds the offer from the moment in which the tree shows it.
    let checksums = try self.checksums(of: new, listed)
    state.withLock { state in
      state.checksums.listed[exposure] = checksums
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
}
