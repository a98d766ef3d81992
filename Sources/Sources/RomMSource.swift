package import HTTPClient
package import Model

/// The library of a RomM server, through its interface for programs: each file as `<platform's folder>/<path in it>`,
/// as the server itself has it on its disk.
package struct RomMSource: Source {
  private let server: RomMServer

  /// Of a list, bytes: a game of 40,000 files. Fewer games are asked for where more come.
  private static let longestAnswer = 32 << 20

  /// - Parameters:
  ///   - url: of the server, as the browser shows it for its first page.
  ///   - credentials: for the origin of `url` alone. A value of the header `Authorization` that is one word is a token.
  /// - Throws: where `url` is no HTTP address.
  package init(
    _ url: String, credentials: SourceCredentials = .none, client: HTTPClient, limits: CrawlLimits = CrawlLimits()
  ) throws(SourceFailure) {
    var (address, credentials) = try WebAddress.configured(url, credentials)
    if address.path.last != UInt8(ascii: "/") {
      address = WebAddress(
        scheme: address.scheme, authority: address.authority, path: address.path + [UInt8(ascii: "/")], query: nil)
    }
    if case .header(let name, let value) = credentials, name.lowercased() == "authorization",
      !value.value.contains(" ")
    {
      credentials = .header(name: name, Secret("Bearer " + value.value))
    }
    var limits = limits
    limits.pageBytes = min(limits.pageBytes, RomMSource.longestAnswer)
    server = RomMServer(address: address, credentials: credentials, client: client, limits: limits)
  }

  package var place: String { server.address.description }

  /// All of it each time: scans of RomM give files new numbers without another time of change, and with these numbers
  /// they are asked for.
  package func list(
    known: any KnownFolders = NothingKnown(), _ deliver: (ListingBatch) async -> Void
  ) async throws(SourceFailure) -> ListingReport {
    let version = try await server.version()
    var listing = RomMListing(try await server.platforms(), of: server, version)
    await deliver(listing.root)
    await withTaskGroup(of: (RomMListing.Request, RomMServer.Answer).self) { group in
      var open = 0
      while !Task.isCancelled {
        while open < max(1, server.limits.openRequests), let request = listing.next() {
          open += 1
          group.addTask { (request, await server.answer(to: request)) }
        }
        guard let (request, answer) = await group.next() else { break }
        open -= 1
        if Task.isCancelled { break }
        for batch in listing.take(answer, for: request) where !Task.isCancelled { await deliver(batch) }
      }
      group.cancelAll()
    }
    if Task.isCancelled { throw .cancelled(place) }
    if let failure = listing.report.stop, listing.report.offers == 0 { throw failure }
    return listing.report
  }

  package func place(of offer: Offer) throws(SourceFailure) -> OfferPlace {
    guard case .web(let url) = offer.address, let target = WebAddress(url), target.origin == server.address.origin,
      target.path.starts(with: server.address("api/roms/").path), OfferedName.refusal(ofPath: offer.path) == nil
    else {
      throw SourceFailure(.configuration, "\(offer.pathText): is not an offer of \(place)")
    }
    return .web(url: url, access: WebAccess(headers: server.credentials.headers))
  }
}
