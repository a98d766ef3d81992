package import HTTPClient
internal import Model
internal import Platform

/// What a source says of an offer when it is asked whether it has it now.
package enum ProbeAnswer: Hashable, Sendable {
  case has(OfferedVersion)
  /// It has no such file, or another one by that name; for people.
  case hasNot(String)
  /// An answer that says nothing of this file, as it may of others; for people.
  case refused(String)
  /// No answer that says anything; for people.
  case failed(String)
  /// It wants to be left alone for so long, nanoseconds.
  case throttled(UInt64)
  case cancelled
}

/// A file as its source has it now, as far as that is said before its bytes.
package struct OfferedVersion: Hashable, Sendable {
  /// Bytes.
  package var size: Int64?
  /// Since 1970, seconds.
  package var modified: Int64?
  /// As sent.
  package var etag: String?
  /// `Last-Modified`, as sent.
  package var lastModified: String?

  package init(size: Int64?, modified: Int64? = nil, etag: String? = nil, lastModified: String? = nil) {
    self.size = size
    self.modified = modified
    self.etag = etag
    self.lastModified = lastModified
  }

  /// - Parameter answer: with the headers of a file.
  init(size: Int64?, _ answer: HTTPResponse) {
    let lastModified = answer.header("last-modified")
    self.init(
      size: size, modified: lastModified.flatMap { HTTPDate.seconds(since1970: $0) }, etag: answer.header("etag"),
      lastModified: lastModified)
  }
}

/// Asks sources whether they have a file, without fetching it.
package struct OfferProbe: Sendable {
  private let client: HTTPClient
  /// Nanoseconds.
  private let patience: UInt64

  /// - Parameter patience: without an answer for so long it counts as none. Nanoseconds.
  package init(_ client: HTTPClient, patience: UInt64 = 15_000_000_000) {
    self.client = client
    self.patience = patience
  }

  /// Cancelling the task ends it at once.
  ///
  /// - Parameter size: another one is another file. Bytes; nil where any will do.
  package func ask(_ place: OfferPlace, size: Int64?) async -> ProbeAnswer {
    let answer =
      switch place {
      case .web(let url, let access): await ask(url, access)
      case .file(let folder, let path): await look(folder, path)
      }
    if Task.isCancelled { return .cancelled }
    guard case .has(let version) = answer, let size, let found = version.size, found != size else { return answer }
    return .hasNot("it has \(found) bytes there, and \(size) were offered")
  }

  private func ask(_ url: String, _ access: WebAccess) async -> ProbeAnswer {
    do throws(HTTPError) {
      let request = HTTPRequest(
        url, method: .head, headers: access.headers(for: .head), deadline: patience, answerLimit: 1 << 16)
      var answer = try await client.send(request)
      // Programs that make their answers themselves often know GET alone.
      if [400, 403, 405, 501].contains(answer.status) {
        let first = HTTPRequest(
          url, headers: access.headers(for: .get) + [("Range", "bytes=0-0")], deadline: patience,
          answerLimit: 1 << 16)
        do throws(HTTPError) { answer = try await client.send(first) } catch {
          // All of it was on its way: the file is there.
          if error.reason == .tooLong { return .has(OfferedVersion(size: nil)) }
          throw error
        }
      }
      return OfferProbe.reading(answer, to: url, wall: wallNanoseconds())
    } catch {
      return error.reason == .cancelled ? .cancelled : .failed(error.message)
    }
  }

  /// - Parameters:
  ///   - url: of the file.
  ///   - wall: nanoseconds since 1970.
  package static func reading(_ answer: HTTPResponse, to url: String, wall: Int64) -> ProbeAnswer {
    if answer.status == 200 || answer.status == 206, let complaint = ContentCoding.complaint(about: answer, to: url) {
      return .refused(complaint)
    }
    return switch answer.status {
    case 200: .has(OfferedVersion(size: size(answer), answer))
    case 206: .has(OfferedVersion(size: total(answer).flatMap(OfferSize.possible), answer))
    // An empty file has no first byte.
    case 416: .has(OfferedVersion(size: OfferSize.possible(total(answer) ?? 0)))
    case 404, 410: .hasNot("it is not there any more (\(answer.status))")
    case 401, 403: .refused("the server does not let us in (\(answer.status))")
    case 407: .failed("the proxy does not let us in (\(answer.status))")
    case 429: .throttled(answer.retryPause(wall: wall) ?? pauseOfOurOwn)
    case 503 where answer.header("retry-after") != nil: .throttled(answer.retryPause(wall: wall) ?? pauseOfOurOwn)
    case 503: .failed("the server answers \(answer.status)")
    default: .refused("the server answers \(answer.status)")
    }
  }

  /// Where a server wants to be left alone and does not say how long. Nanoseconds.
  private static let pauseOfOurOwn: UInt64 = 30_000_000_000

  private static func size(_ answer: HTTPResponse) -> Int64? {
    // With chunks the length is not the file's.
    if answer.header("transfer-encoding") != nil { return nil }
    return answer.header("content-length").flatMap { Int64($0) }.flatMap(OfferSize.possible)
  }

  private static func total(_ answer: HTTPResponse) -> Int64? {
    answer.header("content-range").flatMap { ContentRange($0) }?.total
  }

  private func look(_ folder: String, _ path: [UInt8]) async -> ProbeAnswer {
    let answer: ProbeAnswer? = await withOwnThread(patience: patience) {
      do throws(Errno) {
        let root = try FileDescriptor.open(folder, [.path, .directory])
        let status = try root.openForReading(beneath: path).status()
        return status.kind == .regular
          ? .has(OfferedVersion(size: OfferSize.possible(status.size), modified: status.modified / 1_000_000_000))
          : .hasNot("it is no file there any more")
      } catch {
        // Without the folder itself nothing is said about the file; nor is by an empty one, whose disk is not mounted.
        guard error == .noSuchFile, let root = try? FileDescriptor.open(folder, [.readOnly, .directory]),
          let entries = try? root.entries()
        else { return .failed("\(error)") }
        return entries.isEmpty
          ? .failed("\(folder) is empty: its disk may not be mounted") : .hasNot("it is not there any more")
      }
    }
    return answer ?? .failed("the disk gave no sign for \(patience / 1_000_000_000) s")
  }
}
