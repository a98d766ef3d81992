internal import Digest
internal import Model

/// Turns pages of keys into offers, and tells which page is next. Pure.
struct S3Listing {
  var report = ListingReport()
  /// To ask for the next page with; nil where there is none.
  private(set) var next: String?

  private let bucket: S3Bucket
  private let address: WebAddress
  private let most: Int
  private var keys = 0
  private var emptyPages = 0
  /// Of every page that was asked for: 32 bytes for each 1000 keys.
  private var tokens: Set<SHA256Digest> = []

  /// Pages in a row without a key, which a server may send.
  private static let mostEmptyPages = 100

  /// - Parameters:
  ///   - address: of the bucket, with a slash at its end.
  ///   - most: keys in all.
  init(_ bucket: S3Bucket, _ address: WebAddress, most: Int) {
    self.bucket = bucket
    self.address = address
    self.most = most
    report.folders = 1
  }

  /// Whether there was not one key.
  var isNothing: Bool { keys == 0 && report.stop == nil }

  mutating func take(_ page: S3Page) -> [Offer] {
    var offers: [Offer] = []
    next = nil
    for entry in page.entries {
      keys += 1
      if keys > most {
        report.stop = SourceFailure(
          .tooLong,
          "\(bucket.text) has more than \(most) keys: what comes after them is not listed. Name a folder of it")
        break
      }
      if let offer = offer(entry) { offers.append(offer) }
    }
    report.offers += offers.count
    if report.stop == nil { goOn(after: page) }
    return offers
  }

  private mutating func offer(_ entry: S3Page.Entry) -> Offer? {
    let prefix = Array(bucket.prefix.utf8)
    guard entry.key.starts(with: prefix) else {
      report.refused.add(.outside, path: entry.key)
      return nil
    }
    let path = Array(entry.key[prefix.count...])
    // What programs make that want to show a folder.
    if (path.isEmpty || path.last == UInt8(ascii: "/")) && entry.size?.bytes ?? 0 == 0 { return nil }
    if let refusal = OfferedName.refusal(ofPath: path) {
      report.refused.add(refusal, path: path)
      return nil
    }
    let names = entry.key.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let encoded = names.map { PercentEncoding.encodedName($0) }.joined(separator: [UInt8(ascii: "/")])
    let target = address.child(encoded: encoded)
    return Offer(
      path: path, address: .web(target.text), size: entry.size, modified: entry.modified, etag: entry.etag)
  }

  private mutating func goOn(after page: S3Page) {
    guard page.isTruncated else { return }
    guard let token = page.token else {
      report.stop = SourceFailure(
        .notAListing,
        "\(bucket.place): there is more, and the server does not say how to ask for it: it does not know ListObjectsV2")
      return
    }
    emptyPages = page.entries.isEmpty ? emptyPages + 1 : 0
    let isNew = tokens.insert(Array(token.utf8).withUnsafeBytes { SHA256Digest(of: $0) }).inserted
    guard isNew, emptyPages < S3Listing.mostEmptyPages else {
      report.stop = SourceFailure(
        .notAListing, "\(bucket.place): the pages of the server have no end; not listed further")
      return
    }
    next = token
  }
}
