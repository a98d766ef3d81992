package import Model

/// Decides how a file is fetched: what is asked for, what of the answer is taken, and when it is given up. Pure.
///
/// Bytes of two versions of a file are never put together without something that tells: a part is gone on with where
/// the server's strong tag is the same, or the time and the length are, and the last bytes of the part come again as
/// they are there; where the tags differ and the file's checksum is known, those bytes and the checksum decide.
package struct TransferPlan: Sendable {
  package enum Action: Hashable, Sendable {
    /// Ask for the file, or its rest; what the part holds from there on, but for what is compared, is dropped.
    case request(Request)
    /// Take the body: its first bytes are held against those of the part, the others follow after them. More than
    /// `limit` in all is none of the file.
    case take(from: Int64, comparing: Int64, limit: Int64)
    /// The body is not wanted. Wait, and call ``TransferPlan/goOn()``.
    case pause(nanoseconds: UInt64)
    /// All is there: compute the checksums of the part, and say so by ``TransferPlan/verified(_:)``.
    case verify
    /// The part is the file.
    case finish
    /// The part is kept where `keepsPart`.
    case stop(TransferFailure, keepsPart: Bool)
  }

  package struct Request: Hashable, Sendable {
    /// The first byte that is asked for; 0 asks for the whole file.
    package var from: Int64
    /// For the header `If-Range`.
    package var ifRange: String?
    /// The last byte that is asked for; nil for all that follow.
    package var through: Int64?
  }

  /// That many bytes of the part are asked for again and compared.
  package static let overlap: Int64 = 64 << 10
  /// Tries in a row that got nothing worth mentioning.
  private static let mostTries = 5
  /// So often a file may turn out to be another one than the part's.
  private static let mostRestarts = 3
  /// A try that got more counts as one that succeeded.
  private static let worthMentioning: Int64 = 64 << 10
  /// The worker does something else where a server wants longer.
  private static let longestPause: UInt64 = 5_000_000_000
  private static let firstPause: UInt64 = 500_000_000

  package let order: TransferOrder
  /// Of the part.
  package private(set) var record: PartRecord
  private var request = Request(from: 0)
  private var tries = 0
  /// What the part held when the last try began.
  private var before: Int64 = 0
  private var restarts = 0
  private var isResumed: Bool
  /// The server answered a range with the whole file although nothing had changed.
  private var ignoresRanges = false
  private var ignoresIfRange = false
  /// Whether the end of the body that comes is told from a broken connection.
  private var isEndMarked = true

  /// - Parameter record: of a part that is there.
  package init(_ order: TransferOrder, _ record: PartRecord = PartRecord()) {
    self.order = order
    self.record = record
    isResumed = record.bytes > 0
  }

  package mutating func begin() -> Action {
    if let total = record.total ?? order.size, record.bytes > 0, record.bytes == total, order.size ?? total == total {
      // Everything came, and the program ended before it was verified.
      return .verify
    }
    return ask()
  }

  /// After a pause.
  package mutating func goOn() -> Action { ask() }

  private mutating func ask() -> Action {
    if record.bytes > (record.total ?? order.size ?? .max) { record = PartRecord() }
    let from = isTrusted && !ignoresRanges ? max(0, record.bytes - TransferPlan.overlap) : 0
    if from == 0 { record = PartRecord() }
    before = record.bytes
    request = Request(from: from, ifRange: from > 0 && !ignoresIfRange ? record.etag : nil)
    return .request(request)
  }

  /// Whether anything would tell that the file is another one by now.
  private var isTrusted: Bool { record.etag != nil || record.modified != nil || order.isVerifiable }

  private mutating func restart(_ why: String) -> Action {
    restarts += 1
    record = PartRecord()
    isResumed = false
    if restarts > TransferPlan.mostRestarts { return .stop(TransferFailure(.changed, why), keepsPart: false) }
    return ask()
  }

  // MARK: What the server says

  package mutating func answered(_ answer: TransferAnswer) -> Action {
    isEndMarked = answer.hasMarkedEnd
    switch answer.status {
    case 200: return whole(answer)
    case 206 where request.from > 0: return rest(answer)
    case 206: return refuse("the server sends a part where all was asked for")
    case 416 where request.from > 0: return restart("the file is shorter than it was, again and again")
    case 401, 403, 404, 410:
      return .stop(
        TransferFailure(.stale, "the server answers \(answer.status): it has no such file, or wants another key"),
        keepsPart: true)
    case 408, 425, 429, 500...599: return tryLater(answer)
    default: return refuse("the server answers \(answer.status), which is no file")
    }
  }

  private mutating func whole(_ answer: TransferAnswer) -> Action {
    if let size = order.size, let length = answer.length, length != size {
      return .stop(
        TransferFailure(.changed, "the server's file has \(length) bytes, and \(size) were offered"), keepsPart: false)
    }
    if let length = answer.length, length > order.largest {
      return refuse("the server's file has \(length) bytes, and at most \(order.largest) are taken")
    }
    if !answer.hasMarkedEnd, order.size == nil, !order.isVerifiable {
      return refuse("the server does not say how long the file is, so that nobody can tell whether all of it came")
    }
    if request.from > 0 {
      let isSame = answer.strongTag != nil && answer.strongTag == record.etag && answer.length == record.total
      if isSame, request.ifRange != nil, !ignoresIfRange {
        // Some servers know ranges, and not this condition.
        ignoresIfRange = true
        return ask()
      }
      if isSame { ignoresRanges = true }
    }
    record = PartRecord(total: answer.length, etag: answer.strongTag, modified: answer.modified)
    request.from = 0
    before = 0
    isResumed = false
    return .take(from: 0, comparing: 0, limit: limit)
  }

  private mutating func rest(_ answer: TransferAnswer) -> Action {
    guard let range = answer.range, let bytes = range.bytes, bytes.lowerBound == request.from else {
      return restart("the server sends other bytes than those that were asked for")
    }
    if let total = range.total, let known = record.total ?? order.size, total != known {
      return restart("the file has another length each time")
    }
    if !isSameFile(answer) { return restart("the file is another one each time") }
    record.total = record.total ?? range.total
    isResumed = true
    return .take(from: request.from, comparing: record.bytes - request.from, limit: limit)
  }

  private func isSameFile(_ answer: TransferAnswer) -> Bool {
    // A server behind others may send another tag for the same bytes: a checksum of the whole tells for sure.
    if order.isVerifiable { return true }
    if let old = record.etag, let new = answer.strongTag { return old == new }
    if let old = record.modified, let new = answer.modified { return old == new }
    return false
  }

  /// One more than there can be tells a body without an end from one that has just come to it.
  private var limit: Int64 { record.total ?? order.size ?? order.largest }

  private func refuse(_ why: String) -> Action { .stop(TransferFailure(.refused, why), keepsPart: false) }

  private mutating func tryLater(_ answer: TransferAnswer) -> Action {
    let isThrottled = answer.status == 429 || answer.pause ?? 0 > 0
    let failure = TransferFailure(
      isThrottled ? .throttled : .unavailable, "the server answers \(answer.status)", pause: answer.pause)
    return tryAgain(failure, at: answer.pause)
  }

  private mutating func tryAgain(_ failure: TransferFailure, at wish: UInt64? = nil) -> Action {
    tries += 1
    let own = TransferPlan.firstPause << UInt64(min(tries - 1, 5))
    let pause = max(own, wish ?? 0)
    if tries >= TransferPlan.mostTries || pause > TransferPlan.longestPause {
      return .stop(failure, keepsPart: record.bytes > 0)
    }
    return .pause(nanoseconds: pause)
  }

  // MARK: What comes of the body

  /// - Parameter bytes: how many the part holds by now that belong to the file.
  package mutating func received(_ bytes: Int64) {
    record.bytes = bytes
    if bytes - before >= TransferPlan.worthMentioning { tries = 0 }
  }

  /// The body came to its end as it should.
  package mutating func ended() -> Action {
    if let total = record.total ?? order.size {
      if record.bytes < total {
        // Less than was asked for is allowed; a file that is shorter than offered is another one.
        if isResumed || record.total != nil || !isEndMarked {
          return tryAgain(TransferFailure(.unavailable, "the answers end before the file does"))
        }
        let message = "the server's file has \(record.bytes) bytes, and \(total) were offered"
        return .stop(TransferFailure(.changed, message), keepsPart: false)
      }
    } else {
      record.total = record.bytes
    }
    return .verify
  }

  /// The server sends more than the file has.
  package func isTooLong() -> Action {
    if record.total ?? order.size == nil { return refuse("the file is longer than \(order.largest) bytes") }
    return .stop(
      TransferFailure(.changed, "the server sends more than the \(limit) bytes that the file has"), keepsPart: false)
  }

  /// Nobody knows how much more there is, and the disk has no room.
  package func isBeyondRoom() -> Action {
    refuse("the server does not say how long the file is, and there is no room for more than \(record.bytes) bytes")
  }

  /// The bytes that came again are not those of the part.
  package mutating func differed() -> Action { restart("the file is another one each time") }

  /// The connection broke, or was never made. The cause is for people.
  package mutating func broke(_ cause: String, isFinal: Bool = false) -> Action {
    let failure = TransferFailure(.unavailable, cause)
    return isFinal ? .stop(failure, keepsPart: record.bytes > 0) : tryAgain(failure)
  }

  package mutating func verified(_ checksums: Checksums) -> Action {
    if order.checksums.agrees(with: checksums) { return .finish }
    // Bytes of two versions look the same, as does a file without its end: once more from the start before the source
    // is to blame.
    if isResumed || !isEndMarked { return restart("the file's checksum is not the one that was offered") }
    let message = "all \(record.bytes) bytes came, and their checksum is not the one that was offered"
    return .stop(TransferFailure(.corrupt, message), keepsPart: false)
  }
}
