internal import Catalog
internal import Model
internal import Platform
internal import Sources

/// What is taken over from the catalog to be fetched.
extension AcquisitionRun {
  /// Clears away what a service left that was killed.
  mutating func recover() {
    do throws(CatalogError) {
      let open = try acquirer.catalog.openDownloadIDs()
      let removed = landing.sweep(keeping: open)
      if removed > 0 { Log.info("\(removed) parts of files that nobody wants any more were removed") }
    } catch {
      Log.warning("parts of files that nobody wants are not looked for: \(error.description)")
    }
  }

  /// Takes over files from the catalog while there is room for them.
  mutating func look() {
    guard places != nil else { return }
    if let time = retryAt, wallNanoseconds() >= time {
      do throws(CatalogError) {
        retryAt = try acquirer.catalog.retryDueDownloads(at: acquirer.mountPoint, now: wallNanoseconds())
        (cursor, hasMore) = (0, true)
      } catch {
        retryAt = wallNanoseconds() + 5_000_000_000
      }
    }
    if isCrowded { makeWay() }
    // Many at once, and not one for each that is done.
    guard hasMore, held.count <= settings.window * 3 / 4 else { return }
    while hasMore, held.count < settings.window { load(after: cursor, limit: 500) }
  }

  /// - Parameter id: of the one that is meant; nil for all.
  mutating func load(after number: Int64, limit: Int, only id: Int64? = nil) {
    let downloads: [Download]
    do throws(CatalogError) {
      downloads = try acquirer.catalog.openDownloads(at: acquirer.mountPoint, after: number, limit: limit)
    } catch {
      storeProblem = error.description
      return lookLater()
    }
    if id == nil {
      hasMore = downloads.count == limit
      cursor = downloads.last?.id ?? cursor
    }
    // Another job may want what was held for one that rests.
    let others = downloads.map(\.id).filter { held[$0] != nil && tooLarge[$0] == nil }
    perform(plan.release(others, at: monotonicNanoseconds()))
    // And it may ask for more.
    for known in downloads { held[known.id]?.download.replaces = known.replaces }
    let asked = Set(askings.keys.map(\.id))
    var items: [AcquisitionItem] = []
    for var download in downloads where held[download.id] == nil {
      if let id, download.id != id { continue }
      // It was cancelled, and what was under way for it has not ended: it comes later.
      if transfers[download.id] != nil || asked.contains(download.id) || comparing.contains(download.id) {
        passedOver.insert(download.id)
        continue
      }
      let state = download.state
      if state != .pending { download.state = .pending }
      guard let offers = try? acquirer.catalog.offers(forDownload: download.id) else {
        lookLater()
        continue
      }
      take(download, offers)
      guard isToCome(download, was: state) else { continue }
      items.append(item(download.id, held[download.id]?.isReaders == true ? .reader : .background))
    }
    perform(plan.add(items, at: monotonicNanoseconds()))
  }

  /// Whether files are not looked at for others.
  var isCrowded: Bool { hasMore && held.count > settings.window * 3 / 4 }

  /// Files whose sources all rest do not keep those out that could come from others.
  private mutating func makeWay() {
    let now = monotonicNanoseconds()
    guard now >= wayAt else { return }
    wayAt = now + 2_000_000_000
    let resting = Set((places ?? [:]).keys.filter { plan.standing(of: $0, at: now)?.restsUntil != nil })
    let blocked = held.values.filter { file in
      !file.isReaders && file.order.allSatisfy { resting.contains($0) }
        && plan.progress(of: file.download.id) == .waiting
    }
    guard blocked.count >= settings.window / 4 else { return }
    let ids = blocked.map(\.download.id)
    for id in ids { drop(id) }
    perform(plan.cancel(ids, at: now))
    // Their turn comes again.
    retryAt = min(retryAt ?? .max, wallNanoseconds() + 30_000_000_000)
  }

  /// What was under way for a file that was cancelled has ended: it may be wanted again by now.
  mutating func comeBack(to id: Int64) {
    if passedOver.remove(id) != nil { (cursor, hasMore) = (0, true) }
  }

  /// The catalog could not be read: everything is looked at anew in a while.
  private mutating func lookLater() {
    hasMore = false
    retryAt = min(retryAt ?? .max, wallNanoseconds() + 5_000_000_000)
    if storeAt == nil { storeAt = monotonicNanoseconds() + 1_000_000_000 }
  }

  private mutating func take(_ download: Download, _ offers: [StoredOffer]) {
    let known = offers.filter { places?[$0.source] != nil }
    var file = Held(download: download, offers: [:], order: [])
    for offer in known where file.offers[offer.source] == nil {
      file.offers[offer.source] = offer.offer
      file.order.append(offer.source)
    }
    if known.isEmpty { file.problem = "no source that is configured offers it any more" }
    held[download.id] = file
  }
}
