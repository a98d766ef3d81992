package import Model

extension Crawl {
  /// What came of a request.
  ///
  /// - Parameters:
  ///   - now: monotonic nanoseconds.
  ///   - wall: nanoseconds since 1970.
  /// - Returns: what is delivered of it; empty where it is asked again, or failed.
  package mutating func take(
    _ answer: CrawlAnswer, for request: CrawlRequest, now: UInt64, wall: Int64
  ) -> [ListingBatch] {
    open -= 1
    switch answer {
    case .page(let page, let address, let mark):
      failuresInARow = 0
      return list(page, at: address, mark, request)
    case .unchanged:
      failuresInARow = 0
      return keep(request)
    case .failed(let trouble):
      fail(trouble, request, now: now, wall: wall)
      return []
    }
  }

  private mutating func list(
    _ page: IndexPage, at address: WebAddress, _ mark: PageMark?, _ request: CrawlRequest
  ) -> [ListingBatch] {
    if request.address != address { _ = visit(address) }
    let print = fingerprint(page)
    let repeats = request.trail.count { $0 == print }
    let isMixed = page.entries.contains { $0.isFolder } && page.entries.contains { !$0.isFolder }
    // A link to a folder above shows all of that again, for ever. Folders that hold one folder each may look alike
    // without being the same, and get one chance more.
    if isMixed && repeats > 0 || !page.entries.isEmpty && repeats > 1 {
      report.repeatedFolders += 1
      return []
    }
    report.folders += 1
    report.refused.add(page.refused, in: request.folder)
    if page.isCutOff {
      report.fail(
        request.folder,
        SourceFailure(.notAListing, "\(address): the listing is cut off; the rest of the folder is not known"))
    }
    var offers: [Offer] = []
    var subfolders: [ListedFolder.Subfolder] = []
    var isWhole = !page.isCutOff
    for entry in page.entries {
      let path = request.folder.isEmpty ? entry.name : request.folder + [UInt8(ascii: "/")] + entry.name
      if path.count > OfferedName.longestPath {
        report.refused.add(.tooLong, path: path)
        continue
      }
      guard count() else {
        isWhole = false
        break
      }
      if entry.isFolder {
        subfolders.append(ListedFolder.Subfolder(name: entry.name, url: entry.address.text))
      } else {
        offers.append(
          Offer(
            path: path, address: .web(entry.address.text), size: entry.size, modified: entry.modified,
            etag: entry.etag, checksums: entry.checksums))
      }
    }
    report.offers += offers.count
    var tags: [[UInt8]: String] = [:]
    if page.hasDeepTags { for entry in page.entries where entry.isFolder { tags[entry.name] = entry.etag } }
    push(subfolders, of: request, fingerprint: print, tags: tags)
    let folder = ListedFolder(
      path: request.folder, isWhole: isWhole, mark: isWhole ? mark : nil, subfolders: subfolders)
    return ListingBatch.batches(of: offers, folder: folder)
  }

  /// What is delivered of a folder that is as it was; those in it need not be.
  package mutating func keep(_ request: CrawlRequest) -> [ListingBatch] {
    report.folders += 1
    report.unchangedFolders += 1
    let subfolders = known.folder(at: request.folder)?.subfolders ?? []
    for _ in subfolders where !count() { break }
    push(subfolders, of: request, fingerprint: nil)
    let folder = ListedFolder(
      path: request.folder, isWhole: true, isUnchanged: true, mark: request.mark, subfolders: subfolders)
    return [ListingBatch(offers: [], folder: folder)]
  }

  /// - Returns: false where there are too many entries, and listing ends.
  private mutating func count() -> Bool {
    entries += 1
    if entries <= limits.entries { return true }
    report.stop = SourceFailure(
      .tooLong,
      "the source has more than \(limits.entries) entries: what comes after them is not listed. Name a folder of it")
    return false
  }

  /// - Parameter tags: of the subfolders, as far as they tell of everything below them.
  private mutating func push(
    _ subfolders: [ListedFolder.Subfolder], of request: CrawlRequest, fingerprint: Int?, tags: [[UInt8]: String] = [:]
  ) {
    guard report.stop == nil else { return }
    if request.depth >= limits.depth {
      for folder in subfolders {
        report.fail(
          path(folder, in: request),
          SourceFailure(
            .tooLong, "\(folder.url): lies more than \(limits.depth) folders deep, as links in a circle do; not listed")
        )
      }
      return
    }
    let trail = fingerprint.map { request.trail + [$0] } ?? request.trail
    for folder in subfolders.reversed() {
      // The address is one of our own making; that of a known folder was.
      guard let address = WebAddress(folder.url), visit(address) else { continue }
      let path = path(folder, in: request)
      let mark = known.folder(at: path)?.mark
      var next = CrawlRequest(folder: path, address: address, depth: request.depth + 1, mark: mark, trail: trail)
      // One that could not be listed to its end was not marked, and is asked for also where all around it is as it was.
      next.isSettled = mark != nil && (request.isSettled || mark?.etag != nil && mark?.etag == tags[folder.name])
      pending.append(next)
    }
  }

  private func path(_ folder: ListedFolder.Subfolder, in request: CrawlRequest) -> [UInt8] {
    request.folder.isEmpty ? folder.name : request.folder + [UInt8(ascii: "/")] + folder.name
  }

  private func fingerprint(_ page: IndexPage) -> Int {
    var hasher = Hasher()
    for entry in page.entries {
      hasher.combine(entry.name)
      hasher.combine(entry.isFolder)
      hasher.combine(entry.size)
      hasher.combine(entry.modified)
    }
    return hasher.finalize()
  }

  private mutating func fail(_ trouble: CrawlTrouble, _ request: CrawlRequest, now: UInt64, wall: Int64) {
    var failure = trouble.failure
    if let wish = trouble.wish, wish > limits.longestPause {
      failure.retryAt = wall + Int64(clamping: wish)
      return stop(failure, request)
    }
    if trouble.isPassing, request.tries < limits.tries {
      let doublings = UInt64(min(request.tries - 1, 20))
      let time = now + min(max(limits.firstPause << doublings, trouble.wish ?? 0), limits.longestPause)
      // Who asks for fewer requests means all of them.
      if trouble.wish != nil || failure.kind == .throttled { quietUntil = max(quietUntil, time) }
      let place = waiting.firstIndex { $0.time <= time } ?? waiting.count
      return waiting.insert((time, request), at: place)
    }
    if failure.kind == .throttled { return stop(failure, request) }
    if request.folder.isEmpty {
      rootFailure = failure
      return
    }
    report.fail(request.folder, failure)
    if failure.kind == .unreachable { failuresInARow += 1 } else { failuresInARow = 0 }
    if failuresInARow >= limits.failuresInARow { report.stop = failure }
  }

  private mutating func stop(_ failure: SourceFailure, _ request: CrawlRequest) {
    if request.folder.isEmpty { rootFailure = failure } else { report.fail(request.folder, failure) }
    if report.stop == nil, rootFailure == nil { report.stop = failure }
  }
}
