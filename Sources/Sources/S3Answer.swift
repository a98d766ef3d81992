internal import HTTPClient
internal import Model

/// What came of asking for a page of keys.
enum S3Answer: Sendable {
  case page(S3Page)
  case failed(CrawlTrouble)

  /// - Parameters:
  ///   - isSigned: whether there are keys.
  ///   - wall: now, nanoseconds since 1970.
  init(_ response: HTTPResponse, to question: WebAddress, _ bucket: S3Bucket, isSigned: Bool, wall: Int64) {
    let page = S3Page(response.body)
    if response.status == 200, case .keys = page.content {
      let cut = SourceFailure(.notAListing, "\(bucket.place): the answer is cut off")
      self = page.isCutOff ? .failed(CrawlTrouble(failure: cut, isPassing: true)) : .page(page)
      return
    }
    let address = WebAddress(response.url) ?? question
    var refusal = S3Page.Refusal()
    if case .refusal(let found) = page.content { refusal = found }
    // As an answer to HEAD, or one without a body, has it.
    let header = response.header("x-amz-bucket-region").flatMap { S3Answer.isWord($0) ? $0 : nil }
    refusal.region = refusal.region ?? header
    let isBusy =
      [429, 500, 502, 503, 504, 408].contains(response.status)
      || ["SlowDown", "InternalError", "ServiceUnavailable", "RequestTimeout"].contains(refusal.code)
    let failure =
      address.origin == question.origin
      ? S3Answer.failure(refusal, response, bucket, isSigned: isSigned)
      : SourceFailure(
        .redirected, "\(bucket.place): leads to \(address.origin), which gets no keys: write that as \"endpoint\"")
    self = .failed(
      CrawlTrouble(failure: failure, isPassing: isBusy, wish: isBusy ? response.retryPause(wall: wall) : nil))
  }

  private static func failure(
    _ refusal: S3Page.Refusal, _ response: HTTPResponse, _ bucket: S3Bucket, isSigned: Bool
  ) -> SourceFailure {
    let status = response.status
    func failure(_ kind: SourceFailure.Kind, _ words: String) -> SourceFailure {
      SourceFailure(kind, "\(bucket.place): \(words)")
    }
    switch refusal.code {
    case "NoSuchBucket", "InvalidBucketName":
      return failure(
        .notFound, "there is no bucket \"\(bucket.name)\" at \(bucket.server): correct its name or \"endpoint\"")
    case "InvalidAccessKeyId":
      return failure(.unauthorized, "the server does not know the access key: correct \"accessKey\"")
    case "SignatureDoesNotMatch":
      return failure(.unauthorized, "the secret key is not that of the access key: correct \"secretKey\"")
    case "ExpiredToken", "InvalidToken", "TokenRefreshRequired":
      return failure(
        .unauthorized, "the session token does not count any more: set a new \"sessionToken\", or keys without")
    case "RequestTimeTooSkewed", "RequestExpired":
      let there = response.header("date").map { ", and there it is \($0)" } ?? ""
      return failure(
        .unauthorized, "the clock of this machine is wrong by more than 15 minutes\(there): set it (timedatectl)")
    case "SlowDown":
      return failure(.throttled, "the server asks for fewer requests (SlowDown); it is tried again later")
    default: break
    }
    let isElsewhere = [301, 307].contains(status) || elsewhere.contains(refusal.code)
    if isElsewhere, let region = refusal.region, region != bucket.region {
      return failure(.redirected, "the bucket is in the region \(region): write \"region\": \"\(region)\"")
    }
    if isElsewhere {
      let there = refusal.endpoint.map { "\($0): correct \"region\" and \"endpoint\"" }
      return failure(.redirected, "the bucket is elsewhere, at \(there ?? "another region or endpoint: correct these")")
    }
    switch status {
    case 401, 403:
      return failure(
        .unauthorized,
        isSigned
          ? "these keys may not list the bucket (\(refusal.words(status))): allow them s3:ListBucket and s3:GetObject"
          : "not everybody may list the bucket (\(refusal.words(status))): set \"accessKey\" and \"secretKey\"")
    case 404:
      return failure(.notFound, "there is no such place (\(refusal.words(status))): correct bucket and \"endpoint\"")
    case 429: return failure(.throttled, "the server asks for fewer requests (429); it is tried again later")
    case 500...:
      return failure(
        .unreachable, "the server has a problem of its own (\(refusal.words(status))); try again later")
    case 200: return failure(.notAListing, "the answer is no list of keys: is \"endpoint\" that of an S3 server?")
    default: return failure(.other, "the server answers \(refusal.words(status)), which is no list of keys")
    }
  }

  /// What a server says that has the bucket elsewhere.
  private static let elsewhere: Set<String> = [
    "PermanentRedirect", "TemporaryRedirect", "Redirect", "AuthorizationHeaderMalformed",
    "IllegalLocationConstraintException", "InvalidRegion",
  ]

  private static func isWord(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count) && text.utf8.allSatisfy { PercentEncoding.isUnreserved($0) }
  }
}

extension S3Page.Refusal {
  fileprivate func words(_ status: Int) -> String { code.isEmpty ? "\(status)" : "\(status) \(code)" }
}
