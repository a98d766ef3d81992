internal import Acquisition
internal import Catalog
internal import Configuration
internal import Model
internal import Platform
internal import Sources
internal import Text

/// What an order means: which of the files that sources offer are to be fetched, and from where.
extension AcquisitionDesk {
  func carryOut(_ order: GetOrder) throws(Complaint) -> GetAnswer {
    var order = order
    if let draft = order.draft {
      guard let lines = state.withLock({ $0.drafts.removeValue(forKey: draft) }) else {
        throw Complaint(.failed, "there is no list \(draft): begin anew")
      }
      order.lines += lines
    }
    guard sources.hasSources else {
      throw Complaint(
        .failed, "there is no source to get anything from: `vitrine sources add NAME URL` adds one")
    }
    for name in order.sources where !sources.entries.contains(where: { $0.settings.isNamed(name) }) {
      throw Complaint(
        .usage,
        "there is no source `\(shown(name))`\(suggestion(name, from: sources.entries.map(\.settings.name)))")
    }
    let offered = try offered()
    let settings = state.withLock { $0.settings }
    let choice = try GetChoice(order, settings)
    var picked = choice.pick(from: offered, isHad: PresentGames(library, besides: directory))
    picked.leaveOutPresent(in: Landing(directory, owner: catalog.path))
    let (wanted, unavailable) = try wantedFiles(picked, from: order.sources)
    var found = GetFound(picked, wanted, unavailable: unavailable)
    if order.isTrial { return .found(found) }
    do throws(CatalogError) {
      var job = DownloadJob(title: order.title, created: wallNanoseconds())
      job.counts.present = picked.presentFiles
      // Nothing to do leaves nothing to follow.
      if !wanted.isEmpty {
        let added = try acquirer.add(job, wanted)
        found.job = DownloadJobReport(try acquirer.jobs(added.id).first ?? added)
      }
    } catch {
      throw Complaint(.state, error.description)
    }
    return .found(found)
  }

  private func offered() throws(Complaint) -> OfferedLibrary {
    let entries = sources.entries.filter { $0.known != nil }
    let listings = Dictionary(entries.compactMap { entry in entry.known.map { ($0.id, $0.listing?.ended ?? 0) } }) {
      first, _ in first
    }
    let kept = state.withLock { state -> OfferedLibrary? in
      guard state.offered?.listings == listings else { return nil }
      state.offered?.used = monotonicNanoseconds()
      return state.offered?.library
    }
    if let kept { return kept }
    var listed: [OfferedLibrary.Listed] = []
    do throws(CatalogError) {
      for entry in entries {
        guard let known = entry.known else { continue }
        listed.append(
          OfferedLibrary.Listed(
            source: known, platform: entry.settings.platform.map(Settings.systemName),
            offers: try catalog.offers(of: known.id, below: [])))
      }
    } catch {
      throw Complaint(.state, error.description)
    }
    let library = OfferedLibrary(listed) { [state] in state.withLock { $0.isStopping } }
    // While one is listed, what there is changes.
    if !entries.contains(where: { $0.task != nil }) {
      state.withLock {
        $0.offered = Offered(library: library, listings: listings, used: monotonicNanoseconds())
      }
    }
    return library
  }

  /// What is to be fetched of what was picked, with all that is known of it.
  ///
  /// - Parameter names: sources that it may come from; all where it is empty.
  /// - Returns: also how many files none of them has.
  private func wantedFiles(
    _ picked: GetChoice.Picked, from names: [String]
  ) throws(Complaint) -> (wanted: [WantedFile], unavailable: Int) {
    let chosen = sources.entries.filter { entry in
      names.isEmpty || names.contains { entry.settings.isNamed($0) }
    }
    let allowed = Set(chosen.compactMap { $0.known?.id })
    var wanted: [WantedFile] = []
    var unavailable = 0
    do throws(CatalogError) {
      for start in stride(from: 0, to: picked.files.count, by: 500) {
        let part = picked.files[start..<min(start + 500, picked.files.count)]
        let offers = Dictionary(
          try catalog.offers(part.flatMap(\.offers)).map { ($0.id, $0) }
        ) { first, _ in first }
        for file in part {
          let own = file.offers.compactMap { offers[$0] }.filter { allowed.contains($0.source) }
          if let file = WantedFile(file.path, own, replaces: picked.replaces) {
            wanted.append(file)
          } else {
            unavailable += 1
          }
        }
      }
    } catch {
      throw Complaint(.state, error.description)
    }
    return (wanted, unavailable)
  }
}

extension WantedFile {
  /// - Parameters:
  ///   - path: below the directory of downloads.
  ///   - offers: the preferred ones first; what contradicts the first that say something is left out.
  /// - Returns: nil without an offer.
  init?(_ path: [UInt8], _ offers: [StoredOffer], replaces: Bool) {
    guard !offers.isEmpty else { return nil }
    var download = Download(path: path)
    download.replaces = replaces
    var kept: [Int64] = []
    for stored in offers {
      let offer = stored.offer
      let size = offer.size.flatMap { $0.isExact ? $0.bytes : nil }
      if let size, let known = download.size, size != known { continue }
      guard download.checksums.agrees(with: offer.checksums) else { continue }
      download.checksums.join(offer.checksums)
      download.size = download.size ?? size
      download.modified = download.modified ?? offer.modified?.seconds
      kept.append(stored.id)
    }
    self.init(download, offers: kept)
  }
}
