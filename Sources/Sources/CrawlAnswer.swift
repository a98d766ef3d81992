package import Model
internal import HTTPClient
package import Model

/// What came of asking for a folder's index.
package enum CrawlAnswer: Sendable {
  case page(IndexPage, at: WebAddress, PageMark?)
  /// It is as it was.
  case unchanged
  case failed(CrawlTrouble)
}

/// Why there is no index.
package struct CrawlTrouble: Hashable, Sendable {
  package var failure: SourceFailure
  /// Whether it is worth asking again.
  package var isPassing = false
  /// How long the server wants to be left alone, nanoseconds.
  package var wish: UInt64?

  package init(failure: SourceFailure, isPassing: Bool = false, wish: UInt64? = nil) {
    self.failure = failure
    self.isPassing = isPassing
    self.wish = wish
  }
}

extension CrawlAnswer {
  static func reading(_ error: HTTPError, for request: CrawlRequest) -> CrawlAnswer {
    let isPassing = [.unreachable, .timedOut, .interrupted].contains(error.reason)
    return .failed(CrawlTrouble(failure: SourceFailure(error, at: request.address.description), isPassing: isPassing))
  }

  /// - Parameters:
  ///   - hasKey: whether a key was sent.
  ///   - wall: now, nanoseconds since 1970.
  static func reading(_ response: HTTPResponse, for request: CrawlRequest, hasKey: Bool, wall: Int64) -> CrawlAnswer {
    let place = request.address.description
    let address = WebAddress(response.url) ?? request.address
    switch response.status {
    case 200:
      break
    case 304 where request.mark != nil: return .unchanged
    default: return .failed(trouble(response, at: address, for: request, hasKey: hasKey, wall: wall))
    }
    if let trouble = redirection(of: request, to: address) { return .failed(trouble) }
    do throws(IndexPage.NoIndex) {
      let page = try IndexPage(response.body, type: response.header("content-type"), at: address)
      return .page(page, at: address, page.isCutOff || !page.isRecognised ? nil : mark(response))
    } catch {
      let words =
        error == .otherContent
        ? "is no directory index but \(response.header("content-type") ?? "something else")"
        : "is no directory index: it links nothing that lies in it"
      return .failed(
        CrawlTrouble(
          failure: SourceFailure(
            .notAListing, "\(place): \(words). Turn on directory listings there, or give the address of a manifest")))
    }
  }

  /// What WebDAV answers. Parameters as those of ``reading(_:for:hasKey:wall:)``.
  static func reading(
    multistatus response: HTTPResponse, for request: CrawlRequest, hasKey: Bool, wall: Int64
  ) -> CrawlAnswer {
    let address = WebAddress(response.url) ?? request.address
    func failed(_ kind: SourceFailure.Kind, _ words: String) -> CrawlAnswer {
      .failed(CrawlTrouble(failure: SourceFailure(kind, "\(address): \(words)")))
    }
    let hint =
      "give the address of a WebDAV folder, such as https://HOST/remote.php/dav/files/USER/FOLDER/ of Nextcloud"
    switch response.status {
    case 207: break
    case 200..<300: return failed(.notAListing, "answers \(response.status), and not as WebDAV does: \(hint)")
    case 400, 405, 501: return failed(.notAListing, "there is no WebDAV here (\(response.status)): \(hint)")
    default: return .failed(trouble(response, at: address, for: request, hasKey: hasKey, wall: wall))
    }
    if let trouble = redirection(of: request, to: address) { return .failed(trouble) }
    do throws(IndexPage.NoMultistatus) {
      let page = try IndexPage(multistatus: response.body, at: address)
      return .page(page, at: address, page.isCutOff ? nil : PageMark(etag: page.folderTag, modified: nil))
    } catch {
      switch error {
      case .otherContent: return failed(.notAListing, "the answer is no list of WebDAV: \(hint)")
      case .noFolder: return failed(.notAListing, "is a file: give the address of its folder")
      case .refused(let status):
        let failure = SourceFailure(status: status, at: address.description, hasKey: hasKey)
        return .failed(CrawlTrouble(failure: failure))
      }
    }
  }

  /// The root may be elsewhere than configured; what lies below it is where its page says.
  private static func redirection(of request: CrawlRequest, to address: WebAddress) -> CrawlTrouble? {
    guard request.depth > 0, address.canonical != request.address.canonical else { return nil }
    let words = "\(request.address): leads to \(address), which is not followed; not listed"
    return CrawlTrouble(failure: SourceFailure(.redirected, words))
  }

  private static func trouble(
    _ response: HTTPResponse, at address: WebAddress, for request: CrawlRequest, hasKey: Bool, wall: Int64
  ) -> CrawlTrouble {
    let status = response.status
    let isElsewhere = address.origin != request.address.origin
    var failure = SourceFailure(status: status, at: address.description, hasKey: hasKey && !isElsewhere)
    if status == 401, hasKey, isElsewhere {
      failure.message =
        "\(request.address): leads to \(address), which wants a password and does not get the one for "
        + "\(request.address.origin): give that address instead"
    }
    let isPassing = status == 408 || status == 425 || status == 429 || [500, 502, 503, 504].contains(status)
    return CrawlTrouble(
      failure: failure, isPassing: isPassing, wish: isPassing ? response.retryPause(wall: wall) : nil)
  }

  /// A time of last change that is as young as the answer may stand for two states, as RFC 9110 (8.8.2.2) says.
  private static func mark(_ response: HTTPResponse) -> PageMark? {
    var modified = response.header("last-modified")
    let changed = modified.flatMap(HTTPDate.seconds(since1970:))
    let answered = response.header("date").flatMap(HTTPDate.seconds(since1970:))
    if changed == nil || answered.map({ $0 - (changed ?? $0) < 2 }) != false { modified = nil }
    return PageMark(etag: response.header("etag"), modified: modified)
  }
}
