package import Model
internal import Digest

/// Follows a tree of directory indexes: what is asked next, and what an answer means. Pure: no I/O and no clock.
///
/// Folders are asked depth first, so that few are waiting at any time; a million of entries needs no more memory than
/// 32 bytes for each folder among them.
package struct Crawl {
  package enum Step: Sendable {
    /// Asked now; ``take(_:for:now:wall:)`` gets what came of it.
    case ask(CrawlRequest)
    /// Known without asking: ``keep(_:)`` gives what is delivered of it.
    case keep(CrawlRequest)
    /// Nothing to do before that time, in monotonic nanoseconds, or before an answer.
    case wait(until: UInt64)
    /// Nothing to do before an answer.
    case waitForAnswer
    case finished
  }

  package internal(set) var report = ListingReport()
  /// Why nothing could be listed at all.
  package internal(set) var rootFailure: SourceFailure?

  let limits: CrawlLimits
  let known: any KnownFolders
  /// The next one last.
  var pending: [CrawlRequest] = []
  /// Those that failed and are asked again, the next one last.
  var waiting: [(time: UInt64, request: CrawlRequest)] = []
  var open = 0
  /// Nobody asks before that time.
  var quietUntil: UInt64 = 0
  /// Of every address that was asked.
  var visited: Set<SHA256Digest> = []
  var entries = 0
  var failuresInARow = 0

  package init(_ root: WebAddress, limits: CrawlLimits = CrawlLimits(), known: any KnownFolders = NothingKnown()) {
    self.limits = limits
    self.known = known
    _ = visit(root)
    pending = [CrawlRequest(folder: [], address: root, depth: 0, mark: known.folder(at: [])?.mark, trail: [])]
  }

  /// - Parameter now: monotonic nanoseconds.
  package mutating func next(now: UInt64) -> Step {
    if report.stop != nil || rootFailure != nil {
      pending = []
      waiting = []
    }
    if pending.isEmpty, waiting.isEmpty { return open == 0 ? .finished : .waitForAnswer }
    if open >= max(1, limits.openRequests) { return .waitForAnswer }
    if now < quietUntil { return .wait(until: quietUntil) }
    if let first = waiting.last, first.time <= now {
      waiting.removeLast()
      return ask(first.request)
    }
    if let request = pending.popLast() { return request.isSettled ? .keep(request) : ask(request) }
    return waiting.last.map { .wait(until: $0.time) } ?? .waitForAnswer
  }

  private mutating func ask(_ request: CrawlRequest) -> Step {
    open += 1
    var request = request
    request.tries += 1
    return .ask(request)
  }

  /// - Returns: whether the address was not asked before.
  mutating func visit(_ address: WebAddress) -> Bool {
    visited.insert(address.canonical.withUnsafeBytes { SHA256Digest(of: $0) }).inserted
  }
}

/// A folder whose index is asked for.
package struct CrawlRequest: Hashable, Sendable {
  /// Below the root, which is the empty path.
  package var folder: [UInt8]
  package var address: WebAddress
  /// Folders above it.
  var depth: Int
  /// What the folder was recognised by before.
  package var mark: PageMark?
  /// What the folders above it hold, the root first.
  var trail: [Int]
  var tries = 0
  /// Whether what its parent says of it shows that nothing in it and below it has changed.
  var isSettled = false

  /// To be asked for a listing in the form that says most.
  package var headers: [(name: String, value: String)] {
    // Caddy answers with JSON, which has exact sizes and times.
    var headers = [("Accept", "application/json, text/html;q=0.9, application/xml;q=0.8, */*;q=0.1")]
    if let etag = mark?.etag { headers.append(("If-None-Match", etag)) }
    if let modified = mark?.modified { headers.append(("If-Modified-Since", modified)) }
    return headers
  }
}
