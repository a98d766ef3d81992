internal import Catalog
internal import Model
internal import Platform
internal import Sources

/// What comes from the catalog, and goes there.
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

  // MARK: What is to be fetched

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

  /// Whether it is not there yet. What has its name is looked at on a thread of its own.
  private mutating func isToCome(_ download: Download, was state: Download.State) -> Bool {
    let presence: Landing.Presence
    do throws(Errno) { presence = try landing.presence(of: download.path) } catch {
      // The directory cannot be read: the transfer will say what is wrong.
      return true
    }
    switch presence {
    case .nothing: return true
    case .other:
      held[download.id]?.problem = "there is a folder of that name, or a file where its folder is to be"
      settle(download.id, .impossible)
      return false
    case .file(let size):
      if state == .verifying, let found = download.found, size == download.received,
        !landing.hasPart(of: download.path, number: download.id)
      {
        // It had got its name when the service ended, and that was not stored any more.
        landed(download.id, TransferredFile(size: size, checksums: found))
        return false
      }
      if download.replaces { return true }
      comparing.insert(download.id)
      if comparing.count - uncompared.count <= AcquisitionRun.mostCompared {
        compare(download)
      } else {
        uncompared.append(download)
      }
      return false
    }
  }

  /// At the same time: each takes a thread, and reads a whole file.
  private static let mostCompared = 4

  private mutating func compare(_ download: Download) {
    let order = TransferOrder(size: download.size, checksums: download.checksums)
    let landing = landing
    do throws(Errno) {
      try WorkerThread(name: "verify") { [acquirer] in
        let result: Result<TransferredFile?, Errno>
        do throws(Errno) {
          result = .success(
            try landing.verify(download.path, order) { !acquirer.inbox.withLock { $0.isStopping } })
        } catch { result = .failure(error) }
        acquirer.send(.compared(download.id, result))
      }.detach()
    } catch {
      echoes.append(.compared(download.id, .failure(error)))
    }
  }

  mutating func compared(_ id: Int64, _ result: Result<TransferredFile?, Errno>) {
    comparing.remove(id)
    while let next = uncompared.popLast() {
      if held[next.id] != nil {
        compare(next)
        break
      }
      // It was cancelled before its turn came.
      comparing.remove(next.id)
      comeBack(to: next.id)
    }
    guard held[id] != nil else { return comeBack(to: id) }
    switch result {
    case .success(let file?): landed(id, file)
    case .success(nil):
      held[id]?.problem =
        "there is another file of that name in \(landing.root); it is replaced only where that is asked for"
      settle(id, .impossible)
    case .failure(let error):
      held[id]?.problem = "the file of that name in \(landing.root) cannot be read: \(error)"
      settle(id, .impossible)
    }
  }

  /// It is there without having been fetched now.
  private mutating func landed(_ id: Int64, _ file: TransferredFile) {
    guard let download = held[id]?.download else { return }
    landing.removePart(of: download.path, number: id)
    acquirer.landed(download.path, file)
    finish(id, file)
  }

  // MARK: What came of it

  mutating func settle(_ id: Int64, _ failure: AcquisitionFailure?) {
    guard var download = held[id]?.download else { return }
    guard let failure else {
      view.files += 1
      view.bytes += download.received
      if let found = download.found { finish(id, TransferredFile(size: download.received, checksums: found)) }
      return
    }
    view.failures += 1
    download.failures += 1
    let why = (held[id]?.problem ?? problem(of: held[id]?.order ?? [])).map { ": \($0)" } ?? ""
    var stored = Download.Failure(code: failure.code, message: failure.text + why)
    if failure.isTransient, download.failures <= settings.mostRetries {
      let pause = min(settings.retry << Int64(min(download.failures - 1, 10)), 6 * 3600 * 1_000_000_000)
      stored.retryAt = wallNanoseconds() + pause
      retryAt = min(retryAt ?? .max, wallNanoseconds() + pause)
    } else {
      landing.removePart(of: download.path, number: id)
      download.take(PartRecord())
    }
    download.failure = stored
    download.state = .failed
    end(download)
  }

  /// What these sources said last, for a file that none of them was asked for any more.
  private func problem(of sources: [Int64]) -> String? {
    for source in sources {
      if let name = places?[source]?.known.name, let problem = yields[source]?.problem { return "\(name): \(problem)" }
    }
    return nil
  }

  mutating func finish(_ id: Int64, _ file: TransferredFile) {
    guard var download = held[id]?.download else { return }
    download.found = file.checksums
    download.take(PartRecord(bytes: file.size))
    download.failure = nil
    download.state = .done
    end(download)
  }

  private mutating func end(_ download: Download) {
    var download = download
    download.updated = wallNanoseconds()
    held[download.id] = nil
    resolvers[download.id] = nil
    tooLarge[download.id] = nil
    dirty.remove(download.id)
    finished.append(download)
  }

  // MARK: Storing

  /// It is stored soon.
  mutating func note(_ id: Int64) {
    guard held[id] != nil else { return }
    held[id]?.download.updated = wallNanoseconds()
    dirty.insert(id)
    if storeAt == nil { storeAt = monotonicNanoseconds() + 250_000_000 }
  }

  mutating func storeIfDue() {
    if let storeAt, monotonicNanoseconds() >= storeAt { return store() }
    // What has ended, or waits for it, is stored at once, unless the catalog has just refused.
    if storeProblem == nil, !finished.isEmpty || !acknowledgements.isEmpty { store() }
  }

  mutating func store() {
    let rows = dirty.compactMap { held[$0]?.download } + finished
    do throws(CatalogError) {
      if !rows.isEmpty { try acquirer.catalog.update(rows, now: wallNanoseconds()) }
      storeAt = nil
      storeProblem = nil
      dirty = []
      finished = []
      for waiting in acknowledgements { waiting.stored.signal { $0 = true } }
      acknowledgements = []
    } catch {
      if storeProblem == nil { Log.warning("how files stand cannot be stored: \(error.description)") }
      storeProblem = error.description
      storeAt = monotonicNanoseconds() + 1_000_000_000
    }
  }
}

extension AcquisitionFailure {
  /// For programs.
  var code: String {
    switch self {
    case .nobodyHasIt: "nobody-has-it"
    case .noAnswer: "no-answer"
    case .wrongBytes: "wrong-bytes"
    case .interrupted: "interrupted"
    case .impossible: "impossible"
    }
  }

  var text: String {
    switch self {
    case .nobodyHasIt: "no source has it"
    case .noAnswer: "no source that has it answers"
    case .wrongBytes: "what came was not what was offered"
    case .interrupted: "transfers break off"
    case .impossible: "it cannot be stored"
    }
  }
}
