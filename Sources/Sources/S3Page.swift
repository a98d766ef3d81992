package import Model
internal import XML

/// An answer of S3: a page of keys (ListObjectsV2), or what it says instead. Pure.
package struct S3Page: Sendable {
  package struct Entry: Hashable, Sendable {
    /// As it is, not percent-encoded.
    package var key: [UInt8] = []
    package var size: OfferSize?
    package var modified: OfferTime?
    /// No checksum: that of an object of several parts, or one that is encrypted, is another one than that of its bytes,
    /// and nothing in a listing tells those apart.
    package var etag: String?
  }

  /// What went wrong, as `Error` says it.
  struct Refusal: Hashable, Sendable {
    var code = ""
    var region: String?
    var endpoint: String?
  }

  enum Content: Sendable {
    case keys
    case refusal(Refusal)
    case other
  }

  private(set) var content = Content.other
  package private(set) var entries: [Entry] = []
  /// To ask for the next page with.
  private(set) var token: String?
  private(set) var isTruncated = false
  /// The text ends before the page does.
  private(set) var isCutOff = false

  /// No key has more than 1024 bytes, each of which takes three at most.
  private static let longestText = 16 << 10

  package init(_ bytes: [UInt8]) {
    guard var reader = XMLReader(bytes) else { return }
    var open: [String] = []
    var text: [UInt8] = []
    var entry = Entry()
    var refusal = Refusal()
    var isEncoded = false
    while let event = reader.next() {
      switch event {
      case .start:
        open.append(reader.localName)
        text = []
        if open == ["ListBucketResult"] {
          content = .keys
          isCutOff = reader.isCutOff
        }
        if open.count == 2, open[1] == "Contents" { entry = Entry() }
      case .text: if text.count <= S3Page.longestText { reader.appendText(to: &text) }
      case .end:
        let value = text.count <= S3Page.longestText ? String(decoding: text, as: UTF8.self) : ""
        switch (open.first, open.count) {
        case ("ListBucketResult", 2):
          switch open[1] {
          case "Contents": if !reader.isCutOff { entries.append(entry) }
          case "EncodingType": isEncoded = value.lowercased() == "url"
          case "IsTruncated": isTruncated = value.lowercased() == "true"
          case "NextContinuationToken": token = value.isEmpty ? nil : value
          default: break
          }
        case ("ListBucketResult", 3) where open[1] == "Contents": S3Page.take(open[2], text, value, into: &entry)
        case ("Error", 2): S3Page.take(open[1], value, into: &refusal)
        case ("Error", 1): content = .refusal(refusal)
        default: break
        }
        if !open.isEmpty { open.removeLast() }
        text = []
      }
    }
    guard isEncoded else { return }
    for index in entries.indices {
      // As HTML forms are: a blank is a plus sign.
      let plain = entries[index].key.map { $0 == UInt8(ascii: "+") ? 0x20 : $0 }
      entries[index].key = PercentEncoding.decoded(plain)
    }
  }

  private static func take(_ name: String, _ text: [UInt8], _ value: String, into entry: inout Entry) {
    switch name {
    case "Key": entry.key = text
    case "Size": entry.size = ListedSize.bytes(value)
    case "LastModified": entry.modified = ListedTime.exact(value)
    case "ETag": entry.etag = EntityTag.normal(value)
    default: break
    }
  }

  /// Only what is an ordinary word: it is shown to people.
  private static func take(_ name: String, _ value: String, into refusal: inout Refusal) {
    guard (1...255).contains(value.utf8.count), value.utf8.allSatisfy({ PercentEncoding.isUnreserved($0) }) else {
      return
    }
    switch name {
    case "Code": refusal.code = value
    case "Region": refusal.region = value
    case "Endpoint": refusal.endpoint = value
    default: break
    }
  }
}
