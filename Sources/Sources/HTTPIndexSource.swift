package import HTTPClient
package import Model
internal import Platform

/// The directory indexes of a web server, from one folder down.
package struct HTTPIndexSource: Source {
  private let address: WebAddress
  private let credentials: SourceCredentials
  private let client: HTTPClient
  private let limits: CrawlLimits

  /// - Parameters:
  ///   - url: of the folder. User and password in it count unless `credentials` has some.
  ///   - credentials: for the origin of `url` alone.
  /// - Throws: where `url` is no HTTP address.
  package init(
    _ url: String, credentials: SourceCredentials = .none, client: HTTPClient, limits: CrawlLimits = CrawlLimits()
  ) throws(SourceFailure) {
    (address, self.credentials) = try WebAddress.configured(url, credentials)
    self.client = client
    self.limits = limits
  }

  package var place: String { address.description }

  package func list(
    known: any KnownFolders = NothingKnown(), _ deliver: (ListingBatch) async -> Void
  ) async throws(SourceFailure) -> ListingReport {
    var crawl = Crawl(address, limits: limits, known: known)
    await withTaskGroup(of: (CrawlRequest, CrawlAnswer)?.self) { group in
      var hasTimer = false
      loop: while !Task.isCancelled {
        switch crawl.next(now: monotonicNanoseconds()) {
        case .ask(let request):
          group.addTask { (request, await answer(to: request)) }
          continue
        case .wait(let time):
          if !hasTimer {
            hasTimer = true
            group.addTask {
              let now = monotonicNanoseconds()
              try? await Task.sleep(nanoseconds: time > now ? time - now : 0)
              return nil
            }
          }
        case .waitForAnswer: break
        case .finished: break loop
        }
        switch await group.next() {
        case (let request, let answer)??:
          let batches = crawl.take(answer, for: request, now: monotonicNanoseconds(), wall: wallNanoseconds())
          for batch in batches where !Task.isCancelled { await deliver(batch) }
        case .some(nil): hasTimer = false
        case nil: break
        }
      }
      group.cancelAll()
    }
    if Task.isCancelled { throw .cancelled(place) }
    if let failure = crawl.rootFailure { throw failure }
    return crawl.report
  }

  package func place(of offer: Offer) throws(SourceFailure) -> OfferPlace {
    guard case .web(let url) = offer.address, let target = WebAddress(url),
      OfferedName.refusal(ofPath: offer.path) == nil
    else {
      throw SourceFailure(.configuration, "\(offer.pathText): is not an offer of \(place)")
    }
    return .web(url: url, headers: credentials.headers(for: target, of: address))
  }

  /// Reads the page, too: away from the task that has all answers to take.
  private func answer(to request: CrawlRequest) async -> CrawlAnswer {
    let keys = credentials.headers(for: request.address, of: address)
    let question = HTTPRequest(
      request.address.text, headers: request.headers + keys, deadline: limits.requestTime,
      answerLimit: limits.pageBytes)
    do throws(HTTPError) {
      let response = try await client.send(question)
      return .reading(response, for: request, hasKey: !keys.isEmpty, wall: wallNanoseconds())
    } catch {
      return .reading(error, for: request)
    }
  }
}

extension WebAddress {
  /// The address of a source as it is configured, and what its server gets to see.
  static func configured(
    _ url: String, _ credentials: SourceCredentials
  ) throws(SourceFailure) -> (address: WebAddress, credentials: SourceCredentials) {
    guard let address = WebAddress(url) else {
      // Not repeated here: it may hold a password.
      throw SourceFailure(
        .configuration, "the source's address is none: write http://HOST/FOLDER/ or https://HOST/FOLDER/")
    }
    guard credentials == .none, let info = WebAddress.userInfo(of: url) else { return (address, credentials) }
    return (address, .password(user: info.user, Secret(info.password)))
  }
}
