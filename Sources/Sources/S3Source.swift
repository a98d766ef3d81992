package import HTTPClient
package import Model
internal import Platform

/// The files of a bucket of an object store that speaks S3: Amazon's, MinIO, Ceph, Garage, R2, B2, Wasabi.
///
/// All keys are listed one page after the other, without regard to folders: each page but the last has 1000 of them,
/// and a bucket knows no folders that could be asked whether they have changed.
package struct S3Source: Source {
  private let bucket: S3Bucket
  private let address: WebAddress
  private let signer: RequestSigner?
  private let client: HTTPClient
  private let limits: CrawlLimits

  /// Who asks.
  package struct Keys: Hashable, Sendable {
    var accessKey: String
    var secretKey: Secret
    var sessionToken: Secret?

    package init(accessKey: String, secretKey: Secret, sessionToken: Secret? = nil) {
      self.accessKey = accessKey
      self.secretKey = secretKey
      self.sessionToken = sessionToken
    }
  }

  /// Of a page of 1000 keys, with all that may be said of each.
  private static let pageBytes = 16 << 20

  /// - Parameter keys: nil where everybody may read.
  /// - Throws: where the bucket's address is none.
  package init(
    _ bucket: S3Bucket, keys: Keys?, client: HTTPClient, limits: CrawlLimits = CrawlLimits()
  ) throws(SourceFailure) {
    guard let address = WebAddress(bucket.address) else {
      throw SourceFailure(
        .configuration, "\(bucket.text): the address of its server is none: write \"endpoint\": \"https://HOST\"")
    }
    self.bucket = bucket
    self.address = address
    signer = keys.map { keys in
      RequestSigner(
        accessKey: keys.accessKey, secretKey: keys.secretKey, sessionToken: keys.sessionToken, region: bucket.region)
    }
    self.client = client
    self.limits = limits
  }

  package var place: String { bucket.place }

  package func list(
    known: any KnownFolders = NothingKnown(), _ deliver: (ListingBatch) async -> Void
  ) async throws(SourceFailure) -> ListingReport {
    var listing = S3Listing(bucket, address, most: limits.entries)
    var token: String?
    var isFirst = true
    while true {
      let page: S3Page
      do throws(SourceFailure) { page = try await self.page(after: token) } catch {
        if Task.isCancelled { throw .cancelled(place) }
        if isFirst { throw error }
        listing.report.stop = error
        break
      }
      isFirst = false
      let offers = listing.take(page)
      for batch in ListingBatch.batches(of: offers, folder: nil) where !offers.isEmpty && !Task.isCancelled {
        await deliver(batch)
      }
      if Task.isCancelled { throw .cancelled(place) }
      token = listing.next
      if token == nil { break }
    }
    if listing.isNothing, !bucket.prefix.isEmpty {
      throw SourceFailure(.notFound, "\(place): there is nothing below that name: correct it")
    }
    return listing.report
  }

  package func place(of offer: Offer) throws(SourceFailure) -> OfferPlace {
    guard case .web(let url) = offer.address, let target = WebAddress(url), address.remainder(of: target) != nil,
      OfferedName.refusal(ofPath: offer.path) == nil
    else {
      throw SourceFailure(.configuration, "\(offer.pathText): is not an offer of \(place)")
    }
    return .web(url: url, access: access(to: target))
  }

  private func access(to target: WebAddress) -> WebAccess {
    signer.map { WebAccess(signing: target, by: $0) } ?? WebAccess()
  }

  // MARK: Pages

  /// A page, asked for again where that may help.
  private func page(after token: String?) async throws(SourceFailure) -> S3Page {
    var tries = 0
    while true {
      tries += 1
      var trouble: CrawlTrouble
      switch await answer(after: token) {
      case .page(let page): return page
      case .failed(let found): trouble = found
      }
      if let wish = trouble.wish, wish > limits.longestPause {
        trouble.failure.retryAt = wallNanoseconds() + Int64(clamping: wish)
        throw trouble.failure
      }
      guard trouble.isPassing, tries < limits.tries, !Task.isCancelled else { throw trouble.failure }
      let pause = min(max(limits.firstPause << UInt64(min(tries - 1, 20)), trouble.wish ?? 0), limits.longestPause)
      try? await Task.sleep(nanoseconds: pause)
    }
  }

  private func answer(after token: String?) async -> S3Answer {
    let question = address.listing(prefix: bucket.prefix, after: token)
    // Signed anew at each try: an old signature is worth nothing.
    let request = HTTPRequest(
      question.text, headers: access(to: question).headers(for: .get), deadline: limits.requestTime,
      answerLimit: min(limits.pageBytes, S3Source.pageBytes))
    do throws(HTTPError) {
      let response = try await client.send(request)
      return S3Answer(response, to: question, bucket, isSigned: signer != nil, wall: wallNanoseconds())
    } catch {
      let isPassing = [.unreachable, .timedOut, .interrupted].contains(error.reason)
      return .failed(CrawlTrouble(failure: SourceFailure(error, at: place), isPassing: isPassing))
    }
  }
}

extension S3Bucket {
  /// For people.
  package var place: String { endpoint.map { "\(text) at \($0)" } ?? text }
}

extension WebAddress {
  /// The address of a page of the keys of this bucket.
  fileprivate func listing(prefix: String, after token: String?) -> WebAddress {
    var fields = [("list-type", "2"), ("max-keys", "1000"), ("encoding-type", "url")]
    if !prefix.isEmpty { fields.append(("prefix", prefix)) }
    if let token { fields.append(("continuation-token", token)) }
    let texts = fields.map { Array($0.0.utf8) + [UInt8(ascii: "=")] + PercentEncoding.encodedName($0.1.utf8) }
    let query = Array(texts.joined(separator: [UInt8(ascii: "&")]))
    return WebAddress(scheme: scheme, authority: authority, path: path, query: query)
  }
}
