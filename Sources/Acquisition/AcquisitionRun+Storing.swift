internal import Catalog
internal import Model
internal import Platform
internal import Sources

/// What came of files, and how that gets into the catalog.
extension AcquisitionRun {
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
