package import HTTPClient
package import Model
internal import Platform

/// The directory indexes of a web server, from one folder down.
package struct HTTPIndexSource: Source {
  private let folder: WebFolder
  private let client: HTTPClient
  private let limits: CrawlLimits

  /// - Parameters:
  ///   - url: of the folder. User and password in it count unless `credentials` has some.
  ///   - credentials: for the origin of `url` alone.
  /// - Throws: where `url` is no HTTP address.
  package init(
    _ url: String, credentials: SourceCredentials = .none, client: HTTPClient, limits: CrawlLimits = CrawlLimits()
  ) throws(SourceFailure) {
    folder = try WebFolder(url, credentials)
    self.client = client
    self.limits = limits
  }

  package var place: String { folder.place }

  package func list(
    known: any KnownFolders = NothingKnown(), _ deliver: (ListingBatch) async -> Void
  ) async throws(SourceFailure) -> ListingReport {
    try await Crawl.run(Crawl(folder.address, limits: limits, known: known), of: place, ask: answer, deliver)
  }

  package func place(of offer: Offer) throws(SourceFailure) -> OfferPlace { try folder.place(of: offer) }

  /// Reads the page, too: away from the task that has all answers to take.
  private func answer(to request: CrawlRequest) async -> CrawlAnswer {
    let keys = folder.keys(for: request.address)
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
