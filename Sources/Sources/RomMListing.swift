internal import Model

/// Follows the lists of a RomM server: what is asked next, and what an answer means. Pure: no I/O and no clock.
///
/// Each page begins with the last game of the page before it: where another one stands there, games were removed
/// meanwhile and the rest has moved up, so that the platform is read again.
struct RomMListing {
  enum Request: Hashable, Sendable {
    case games(of: RomMPlatform, offset: Int, limit: Int)
    /// One whose files the list leaves out.
    case game(of: RomMPlatform, id: Int64)

    var platform: RomMPlatform {
      switch self {
      case .games(let platform, _, _), .game(let platform, _): platform
      }
    }
  }

  struct Limits: Hashable, Sendable {
    /// Games of a page.
    var page = 250
    var files = 1_000_000
    /// Those without files included.
    var games = 1_000_000
    /// How often a platform is read again that changes meanwhile.
    var restarts = 3
    /// So many answers in a row that did not come are a server that is gone.
    var failuresInARow = 3
  }

  private struct Progress {
    var platform: RomMPlatform
    var limit: Int
    /// Where the next page begins, but for the game in front of it.
    var position = 0
    /// The last one of the page before.
    var last: Int64?
    var restarts = 0
    /// Numbers and names of games that were taken.
    var ids: Set<Int64> = []
    var names: Set<String> = []
    /// Games that are asked for one by one.
    var open = 0
    var isRead = false
    var failure: SourceFailure?
    var unreadable = 0
    var mistake: String?
  }

  private(set) var report = ListingReport()
  private let platforms: [RomMPlatform]
  private let server: RomMServer
  private let version: RomMVersion
  private let limits: Limits
  /// The next one last.
  private var pending: [Request] = []
  private var progress: [Int64: Progress] = [:]
  private var failuresInARow = 0
  private var games = 0

  init(_ platforms: [RomMPlatform], of server: RomMServer, _ version: RomMVersion, _ limits: Limits = Limits()) {
    (self.server, self.version, self.limits) = (server, version, limits)
    var kept: [RomMPlatform] = []
    var folders: Set<String> = []
    for platform in platforms {
      let name = Array(platform.folder.utf8)
      if let refusal = OfferedName.refusal(of: name) {
        report.refused.add(refusal, path: name)
      } else if folders.insert(platform.folder).inserted, progress[platform.id] == nil {
        kept.append(platform)
        progress[platform.id] = Progress(platform: platform, limit: limits.page)
      }
    }
    self.platforms = kept
    report.folders = 1
    pending = kept.reversed().map { .games(of: $0, offset: 0, limit: limits.page) }
  }

  /// The server's own folder.
  var root: ListingBatch {
    let folders = platforms.map { ListedFolder.Subfolder(name: Array($0.folder.utf8), url: "") }
    return ListingBatch(offers: [], folder: ListedFolder(path: [], isWhole: true, subfolders: folders))
  }

  /// nil where there is nothing to ask before an answer.
  mutating func next() -> Request? { report.stop == nil ? pending.popLast() : nil }

  /// What came of a request.
  ///
  /// - Returns: what is delivered of it.
  mutating func take(_ answer: RomMServer.Answer, for request: Request) -> [ListingBatch] {
    // Taken out so that its sets are not copied.
    guard var state = progress.removeValue(forKey: request.platform.id) else { return [] }
    var offers: [Offer] = []
    switch (request, answer) {
    case (.games(_, let offset, _), .page(let page)):
      failuresInARow = 0
      take(page, from: offset, &state, &offers)
    case (.game, .game(let game)):
      failuresInARow = 0
      state.open -= 1
      if let files = game.files { take(files, of: game, &state, &offers) }
    case (.games(let platform, let offset, let limit), .failed(let failure)):
      // One of two is that of the page before.
      if failure.kind == .tooLong, limit > 2 {
        state.limit = max(2, limit / 4)
        pending.append(.games(of: platform, offset: offset, limit: state.limit))
      } else {
        state.isRead = true
        fail(failure, &state)
      }
    case (.game, .failed(let failure)):
      state.open -= 1
      // It was removed meanwhile.
      if failure.kind != .notFound { fail(failure, &state) }
    default: break
    }
    return finish(state, offers)
  }

  private mutating func take(_ page: RomMPage, from offset: Int, _ state: inout Progress, _ offers: inout [Offer]) {
    var fresh = page.ids[...]
    if let last = state.last {
      guard fresh.first == last else { return restart(&state) }
      fresh = fresh.dropFirst()
    }
    state.unreadable += page.unreadable
    state.mistake = state.mistake ?? page.mistake
    for game in page.games where game.platform == nil || game.platform == state.platform.id {
      guard state.ids.insert(game.id).inserted else { continue }
      games += 1
      guard games <= limits.games else {
        report.stop = tooMany("\(limits.games) games")
        return
      }
      take(game, &state, &offers)
    }
    state.position = offset + page.ids.count
    state.last = page.ids.last ?? state.last
    if let total = page.total {
      if state.position >= total {
        state.isRead = true
        return
      }
      // It says there is more, and gives nothing.
      if fresh.isEmpty { return restart(&state) }
    } else if fresh.isEmpty {
      state.isRead = true
      return
    }
    ask(&state)
  }

  private mutating func restart(_ state: inout Progress) {
    state.restarts += 1
    guard state.restarts <= limits.restarts else {
      state.isRead = true
      return fail(
        SourceFailure(
          .other, "\(server.address): the list changes while it is read, again and again; it is read again later"),
        &state)
    }
    (state.position, state.last) = (0, nil)
    ask(&state)
  }

  private mutating func ask(_ state: inout Progress) {
    let offset = state.last == nil ? 0 : state.position - 1
    // Behind what is asked for one by one: the less is waiting.
    let place = pending.lastIndex { if case .games = $0 { true } else { false } }.map { $0 + 1 } ?? 0
    pending.insert(.games(of: state.platform, offset: offset, limit: state.limit), at: place)
  }

  private mutating func take(_ game: RomMGame, _ state: inout Progress, _ offers: inout [Offer]) {
    if game.isMissing {
      report.missingGames += 1
      return
    }
    if let refusal = OfferedName.refusal(of: Array(game.name.utf8)) {
      report.refused.add(refusal, path: Array("\(state.platform.folder)/\(game.name)".utf8))
      return
    }
    guard state.names.insert(game.name).inserted else {
      report.repeatedGames += 1
      return
    }
    if let files = game.files { return take(files, of: game, &state, &offers) }
    state.open += 1
    pending.append(.game(of: state.platform, id: game.id))
  }

  private mutating func take(
    _ files: [RomMFile], of game: RomMGame, _ state: inout Progress, _ offers: inout [Offer]
  ) {
    var paths: Set<[UInt8]> = []
    for file in files {
      let path = Array((state.platform.folder + "/").utf8) + file.path
      if let refusal = OfferedName.refusal(ofPath: path) ?? OfferedName.refusal(of: Array(file.name.utf8)) {
        report.refused.add(refusal, path: path)
        continue
      }
      guard paths.insert(path).inserted else { continue }
      guard let size = ListedSize.bytes(file.size) else {
        state.unreadable += 1
        state.mistake = state.mistake ?? "\(game.name): one of its files has a size that no file has"
        continue
      }
      guard report.offers < limits.files else {
        report.stop = tooMany("\(limits.files) files")
        return
      }
      report.offers += 1
      offers.append(file.offer(path, size, of: game.id, on: server, version))
    }
  }

  private func tooMany(_ what: String) -> SourceFailure {
    SourceFailure(.tooLong, "\(server.address): has more than \(what); the rest is not listed")
  }

  private mutating func fail(_ failure: SourceFailure, _ state: inout Progress) {
    state.failure = state.failure ?? failure
    switch failure.kind {
    // For the next one nothing else would come of it.
    case .unauthorized, .throttled, .notSecure, .redirected, .cancelled: report.stop = report.stop ?? failure
    case .unreachable:
      failuresInARow += 1
      if failuresInARow >= limits.failuresInARow { report.stop = report.stop ?? failure }
    default: failuresInARow = 0
    }
  }

  /// Keeps what is known of a platform, or ends it.
  private mutating func finish(_ state: Progress, _ offers: [Offer]) -> [ListingBatch] {
    guard state.isRead, state.open == 0 else {
      progress[state.platform.id] = state
      return offers.isEmpty ? [] : ListingBatch.batches(of: offers, folder: nil)
    }
    let path = Array(state.platform.folder.utf8)
    var failure = state.failure
    if failure == nil, state.unreadable > 0 {
      failure = SourceFailure(
        .notAListing, "\(state.unreadable) of its games or files cannot be used: \(state.mistake ?? "")")
    }
    if let failure { report.fail(path, failure) }
    report.folders += 1
    let folder = ListedFolder(path: path, isWhole: failure == nil && report.stop == nil)
    return ListingBatch.batches(of: offers, folder: folder)
  }
}
