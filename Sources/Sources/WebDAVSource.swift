package import HTTPClient
package import Model
internal import Platform

/// The files below a folder of a WebDAV server (RFC 4918): Nextcloud, ownCloud, Apache, nginx, lighttpd, IIS, rclone.
package struct WebDAVSource: Source {
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
    // Also where it is a file's: the server says so.
    folder = try WebFolder(url, credentials).asFolder
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

  private func answer(to request: CrawlRequest) async -> CrawlAnswer {
    let keys = folder.keys(for: request.address)
    // No condition: servers answer one to this method as if a change had been asked for.
    let headers = [
      ("Depth", "1"), ("Content-Type", "application/xml; charset=utf-8"), ("Accept", "application/xml, text/xml"),
    ]
    let question = HTTPRequest(
      request.address.text, method: .propfind, headers: headers + keys, body: Array(DAVResource.question.utf8),
      deadline: limits.requestTime, answerLimit: limits.pageBytes)
    do throws(HTTPError) {
      let response = try await client.send(question)
      return .reading(multistatus: response, for: request, hasKey: !keys.isEmpty, wall: wallNanoseconds())
    } catch {
      return .reading(error, for: request)
    }
  }
}
