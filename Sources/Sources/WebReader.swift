internal import HTTPClient
internal import Platform

/// Reads an offer from a server.
struct WebReader: OfferReading {
  private let stream: HTTPStream
  private let url: String

  /// - Parameter headers: for the URL's own origin.
  init(
    _ client: HTTPClient, _ url: String, _ headers: [(name: String, value: String)], _ request: TransferPlan.Request,
    _ limits: StreamLimits
  ) {
    var headers = headers
    if let through = request.through {
      headers.append(("Range", "bytes=\(request.from)-\(through)"))
    } else if request.from > 0 {
      headers.append(("Range", "bytes=\(request.from)-"))
    }
    if let tag = request.ifRange { headers.append(("If-Range", tag)) }
    self.url = url
    stream = client.open(HTTPRequest(url, headers: headers), limits)
  }

  func answer() throws(ReadingTrouble) -> TransferAnswer {
    let head = try get { () throws(HTTPError) in try stream.head() }
    if head.status == 200 || head.status == 206, let complaint = ContentCoding.complaint(about: head, to: url) {
      throw ReadingTrouble(cause: complaint, isFinal: true)
    }
    var answer = TransferAnswer(
      head.status, range: head.header("content-range").flatMap { ContentRange($0) }, etag: head.header("etag"),
      modified: head.header("last-modified"), pause: head.retryPause(wall: wallNanoseconds()),
      hasMarkedEnd: head.hasMarkedEnd)
    // libcurl holds the body against it; with both, chunks count.
    if head.header("transfer-encoding") == nil {
      answer.length = head.header("content-length").flatMap { Int64($0) }.flatMap { $0 < 0 ? nil : $0 }
    }
    return answer
  }

  func next() throws(ReadingTrouble) -> [UInt8]? { try get { () throws(HTTPError) in try stream.next() } }

  func giveBack(_ bytes: consuming [UInt8]) { stream.giveBack(consume bytes) }

  func cancel() { stream.cancel() }

  private func get<Value>(_ body: () throws(HTTPError) -> Value) throws(ReadingTrouble) -> Value {
    do throws(HTTPError) { return try body() } catch {
      // A certificate does not become good, nor an address that cannot be one.
      let isFinal = error.reason == .notSecure || error.reason == .other || error.reason == .tooLong
      throw ReadingTrouble(cause: error.message, isFinal: isFinal)
    }
  }
}
