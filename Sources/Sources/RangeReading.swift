package import HTTPClient
internal import Platform

/// Reads a range of an offer, as a server or a disk gives it. For one reader, on a thread that may wait; letting go of
/// it ends the request.
package final class RangeReading: Sendable {
  /// Why no bytes come.
  package struct Failure: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      /// Nobody answers, the connection broke, 5xx, or the server wants to be left alone: later.
      case unavailable
      /// 404 or 410.
      case notFound
      /// The server does not let us in.
      case unauthorized
      /// An answer that is none to what was asked: the same will come again.
      case refused
    }

    package var kind: Kind
    /// For people.
    package var message: String
    /// How long the server wants to be left alone, nanoseconds; nil where it did not say.
    package var pause: UInt64?

    package init(_ kind: Kind, _ message: String, pause: UInt64? = nil) {
      self.kind = kind
      self.message = message
      self.pause = pause
    }
  }

  /// What was said before the bytes.
  package struct Head: Hashable, Sendable {
    /// Of the file that the first byte is.
    package var offset: Int64
    /// Of the whole file; nil where the server does not say.
    package var total: Int64?
    /// As sent; nil where it was not.
    package var etag: String?
    /// `Last-Modified`, as sent.
    package var modified: String?
    /// The server sends all of the file: it knows no ranges.
    package var isAll = false
    /// Whether what follows is of the file; otherwise it only said how long that is.
    package var hasBytes = true
  }

  private let reader: any OfferReading
  private let range: Range<Int64>

  /// Begins the request. Does not wait.
  ///
  /// - Parameters:
  ///   - range: bytes of the file; not empty.
  ///   - limits: when it is given up.
  package init(_ place: OfferPlace, _ range: Range<Int64>, _ client: HTTPClient, _ limits: StreamLimits) {
    self.range = range
    let request = TransferPlan.Request(
      from: range.lowerBound, ifRange: nil, through: range.upperBound - 1)
    switch place {
    case .web(let url, let access): reader = WebReader(client, url, access.headers(for: .get), request, limits)
    case .file(let folder, let path):
      reader = FolderReader(
        folder: folder, path: path, request, patience: UInt64(max(1, limits.patience)) * 1_000_000_000)
    }
  }

  deinit { reader.cancel() }

  /// Waits for the answer. It begins where the range does, or at the file's beginning where the server knows no ranges.
  package func head() throws(Failure) -> Head {
    let answer = try get { () throws(ReadingTrouble) in try reader.answer() }
    var head = Head(offset: range.lowerBound, etag: answer.etag, modified: answer.modified)
    switch answer.status {
    case 206:
      guard let given = answer.range?.bytes, given.lowerBound == range.lowerBound else {
        throw Failure(.refused, "the server sends another part of the file than it was asked for")
      }
      head.total = answer.range?.total
    case 200:
      head.offset = 0
      head.isAll = true
      head.total = answer.length
    // Where the file is shorter now than it was.
    case 416:
      guard let total = answer.range?.total else {
        throw Failure(.refused, "the server has no such part of the file (416)")
      }
      head.total = total
      head.hasBytes = false
    case 404, 410: throw Failure(.notFound, "it is not there any more (\(answer.status))")
    // Also for this file alone.
    case 403: throw Failure(.refused, "the server does not give it to us (403)")
    case 401, 407:
      throw Failure(.unauthorized, "the server does not let us in (\(answer.status))")
    case 429, 500...:
      throw Failure(.unavailable, "the server answers \(answer.status)", pause: answer.pause)
    default: throw Failure(.refused, "the server answers \(answer.status)")
    }
    return head
  }

  /// Waits for bytes that follow on those before; nil at the end.
  package func next() throws(Failure) -> [UInt8]? { try get { () throws(ReadingTrouble) in try reader.next() } }

  /// Bytes of ``next()`` that nobody needs any more: their memory is for those that come.
  package func giveBack(_ bytes: consuming [UInt8]) { reader.giveBack(consume bytes) }

  /// Ends it, also for whoever waits. Any thread.
  package func cancel() { reader.cancel() }

  private func get<Value>(_ body: () throws(ReadingTrouble) -> Value) throws(Failure) -> Value {
    do throws(ReadingTrouble) { return try body() } catch {
      throw Failure(error.isFinal ? .refused : .unavailable, error.cause)
    }
  }
}
