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
    try await Crawl.run(Crawl(address, limits: limits, known: known), of: place, ask: answer, deliver)
  }

  package func place(of offer: Offer) throws(SourceFailure) -> OfferPlace {
    guard case .web(let url) = offer.address, let target = WebAddress(url),
      OfferedName.refusal(ofPath: offer.path) == nil
    else {
      throw SourceFailure(.configuration, "\(offer.pathText): is not an offer of \(place)")
    }
    return .web(url: url, access: WebAccess(headers: credentials.headers(for: target, of: address)))
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
