internal import Digest
internal import Model

/// A `response` of a multistatus while it is read: one file or folder and its properties.
struct DAVResource {
  static let namespace = "DAV:"
  private static let ownCloud = "http://owncloud.org/ns"
  /// What is asked for.
  static let question = """
    <?xml version="1.0" encoding="utf-8"?>
    <D:propfind xmlns:D="DAV:" xmlns:oc="http://owncloud.org/ns"><D:prop><D:resourcetype/><D:getcontentlength/>\
    <D:getlastmodified/><D:getetag/><oc:checksums/><oc:permissions/></D:prop></D:propfind>
    """

  /// No address or property that counts is longer.
  private static let longestText = 16 << 10
  /// No element that counts lies deeper: `propstat/prop/resourcetype/collection`.
  private static let mostLevels = 8

  private enum Element: Hashable {
    case dav(String)
    case ownCloud(String)
    case other
  }

  /// What was found in a `propstat`, whose status comes last.
  private struct Properties {
    var isFolder: Bool?
    var size: OfferSize?
    var modified: OfferTime?
    var etag: String?
    var checksums = OfferedChecksums()
    /// Its letters say what it is and what may be done with it.
    var permissions: String?
  }

  /// The address, as it stands there.
  private(set) var reference: [UInt8]?
  /// Of the whole resource; nil where only its properties have some.
  private(set) var status: Int?
  private var properties = Properties()
  /// Of the `propstat` that is being read.
  private var part = Properties()
  private var partStatus: Int?
  /// The text ends inside of it.
  var isCutOff = false

  private var open: [Element] = []
  private(set) var depth = 0
  private var text: [UInt8] = []

  /// nil where the server does not say.
  var isFolder: Bool? { properties.isFolder }
  var size: OfferSize? { properties.size }
  var modified: OfferTime? { properties.modified }
  var etag: String? { properties.etag }
  var checksums: OfferedChecksums { properties.checksums }
  var isOwnCloud: Bool { properties.permissions != nil }
  /// Whether it lies on a storage that the server shows and does not keep.
  var isMounted: Bool { properties.permissions?.contains("M") == true }

  mutating func begin(_ name: String, _ namespace: String) {
    depth += 1
    text = []
    guard depth <= DAVResource.mostLevels else { return }
    let element: Element =
      switch namespace {
      case DAVResource.namespace: .dav(name)
      case DAVResource.ownCloud: .ownCloud(name)
      default: .other
      }
    open.append(element)
    if open == [.dav("propstat")] { (part, partStatus) = (Properties(), nil) }
    if open == [.dav("propstat"), .dav("prop"), .dav("resourcetype")] { part.isFolder = false }
    if open == [.dav("propstat"), .dav("prop"), .dav("resourcetype"), .dav("collection")] { part.isFolder = true }
  }

  mutating func appendText(_ append: (inout [UInt8]) -> Void) {
    // What is too long is no property that counts.
    if depth <= DAVResource.mostLevels, text.count <= DAVResource.longestText { append(&text) }
  }

  mutating func end() {
    defer {
      depth -= 1
      text = []
    }
    guard depth <= DAVResource.mostLevels else { return }
    defer { open.removeLast() }
    switch open {
    case [.dav("href")]: reference = reference ?? (text.count <= DAVResource.longestText ? text : nil)
    case [.dav("status")]: status = DAVResource.status(text)
    case [.dav("propstat"), .dav("status")]: partStatus = DAVResource.status(text)
    case [.dav("propstat")]: if (200..<300).contains(partStatus ?? 200) { take(part) }
    default:
      if depth == 3, open.prefix(2) == [.dav("propstat"), .dav("prop")] { takeProperty(open[2]) }
      // Several texts of checksums follow each other in an element of their own.
      if depth == 4, open[2] == .ownCloud("checksums") { DAVResource.read(text, into: &part.checksums) }
    }
  }

  private mutating func takeProperty(_ element: Element) {
    guard text.count <= DAVResource.longestText else { return }
    let value = String(decoding: text, as: UTF8.self).trimmed
    if value.isEmpty { return }
    switch element {
    case .dav("getcontentlength"): part.size = ListedSize.bytes(value)
    case .dav("getlastmodified"): part.modified = ListedTime.exact(value)
    case .dav("getetag"): part.etag = EntityTag.normal(value)
    case .ownCloud("checksums"): DAVResource.read(text, into: &part.checksums)
    case .ownCloud("permissions"): part.permissions = value
    default: break
    }
  }

  private mutating func take(_ part: Properties) {
    properties.isFolder = part.isFolder ?? properties.isFolder
    properties.size = part.size ?? properties.size
    properties.modified = part.modified ?? properties.modified
    properties.etag = part.etag ?? properties.etag
    properties.permissions = part.permissions ?? properties.permissions
    properties.checksums.join(part.checksums)
  }

  /// `HTTP/1.1 200 OK`.
  private static func status(_ text: [UInt8]) -> Int? {
    let words = String(decoding: text.prefix(100), as: UTF8.self).split { $0.isWhitespace }
    return words.dropFirst().first.flatMap { Int($0) }
  }

  /// `SHA1:… MD5:… ADLER32:…`, as ownCloud's clients have computed them.
  private static func read(_ text: [UInt8], into checksums: inout OfferedChecksums) {
    for word in String(decoding: text.prefix(longestText), as: UTF8.self).split(whereSeparator: \.isWhitespace) {
      guard let colon = word.firstIndex(of: ":") else { continue }
      let digits = Array(word[word.index(after: colon)...].utf8)
      switch word[..<colon].uppercased() {
      case "MD5": checksums.md5 = checksums.md5 ?? digest(digits)
      case "SHA1": checksums.sha1 = checksums.sha1 ?? digest(digits)
      case "SHA256", "SHA-256": checksums.sha256 = checksums.sha256 ?? digest(digits)
      default: break
      }
    }
  }

  private static func digest<Value: DigestValue>(_ digits: [UInt8]) -> Value? {
    guard digits.count == Value.byteCount * 2 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = PercentEncoding.digit(digits[index]), let low = PercentEncoding.digit(digits[index + 1]) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    return bytes.withUnsafeBytes { Value(bytes: $0) }
  }
}

extension String {
  /// Without space at the ends.
  fileprivate var trimmed: String {
    var text = self[...]
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text.drop { $0.isWhitespace })
  }
}
