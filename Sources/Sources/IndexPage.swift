package import Model

/// What a directory index of a web server lists. Pure.
///
/// nginx (HTML, JSON, XML), Apache (plain, fancy, table, XHTML), lighttpd, Caddy (HTML, JSON), Python's `http.server`,
/// and any page whose links lead to what lies directly below it. Names come from the links, never from what is shown:
/// servers cut that short.
package struct IndexPage: Sendable {
  package struct Entry: Hashable, Sendable {
    /// Decoded; an ordinary name (see ``OfferedName``).
    package var name: [UInt8]
    /// As it is requested; that of a folder ends with `/`.
    package var address: WebAddress
    package var isFolder: Bool
    package var size: OfferSize?
    package var modified: OfferTime?
    /// As the server gives it; of a folder, see ``IndexPage/hasDeepTags``.
    package var etag: String?
    package var checksums = OfferedChecksums()
  }

  package internal(set) var entries: [Entry] = []
  /// With names for paths.
  package internal(set) var refused = RefusedNames()
  /// The page ends before it should: there may be more files than these.
  package internal(set) var isCutOff = false
  /// Whether the page is certainly an index; where it is not, it may be any page that has links.
  package internal(set) var isRecognised = false

  /// Whether the tag of a folder is another one as soon as anything below it changes, however deep. So it is in
  /// Nextcloud and ownCloud, whose clients rely on it, and in no other server.
  package internal(set) var hasDeepTags = false

  /// That of the folder itself, where ``hasDeepTags``.
  package internal(set) var folderTag: String?

  /// Whether it is one of Caddy's.
  var isCaddy = false

  /// The place of the entries by their names: a page may link each of them twice.
  private var places: [[UInt8]: Int] = [:]

  init() {}

  /// - Parameters:
  ///   - bytes: the answer's body.
  ///   - type: the answer's `Content-Type`; what the body begins with counts where there is none.
  ///   - address: what answered, after redirections.
  /// - Throws: what kind of answer it is instead of an index.
  package init(_ bytes: [UInt8], type: String?, at address: WebAddress) throws(NoIndex) {
    let first = bytes.first { $0 > 0x20 && ![0xEF, 0xBB, 0xBF].contains($0) }
    let type = type?.lowercased() ?? ""
    let isMarkup = first == UInt8(ascii: "<")
    if first == UInt8(ascii: "["), type.isEmpty || type.contains("json") {
      readJSON(bytes, at: address)
    } else if isMarkup, type.contains("xml"), !type.contains("html") {
      readXML(bytes, at: address)
    } else if isMarkup || type.contains("html"), type.isEmpty || type.contains("html") || type.contains("xml") {
      readHTML(bytes, at: address)
    } else {
      throw .otherContent
    }
    // Caddy shows no more than 10,000 entries unless it is told to, less those it hides, and does not say so.
    if isCaddy, (9_990...10_000).contains(places.count) { isCutOff = true }
    places = [:]
    if !isRecognised, entries.isEmpty, refused.count == 0 { throw .nothingBelow }
  }

  package enum NoIndex: Error, Hashable, Sendable {
    /// Neither HTML nor JSON nor XML.
    case otherContent
    /// Nothing says that it is an index, and it links nothing that lies directly below it.
    case nothingBelow
  }

  /// Notes what `address` leads to if that lies directly in `folder`.
  ///
  /// - Returns: where its size and time belong; nil where it is no entry.
  mutating func note(_ address: WebAddress, in folder: WebAddress) -> Int? {
    guard address.query == nil, var rest = folder.remainder(of: address)?[...], !rest.isEmpty else { return nil }
    let isFolder = rest.last == UInt8(ascii: "/")
    if isFolder { rest = rest.dropLast() }
    guard !rest.isEmpty, !rest.contains(UInt8(ascii: "/")) else { return nil }
    return note(PercentEncoding.decoded(rest), isFolder: isFolder, address)
  }

  /// As ``note(_:in:)``, for a name that is known to be an entry's.
  mutating func note(_ name: [UInt8], isFolder: Bool, _ address: WebAddress) -> Int? {
    if let place = places[name] { return place }
    if let refusal = OfferedName.refusal(of: name) {
      // It may be linked twice, too.
      if places.updateValue(-1, forKey: name) == nil { refused.add(refusal, path: name) }
      return nil
    }
    places[name] = entries.count
    entries.append(Entry(name: name, address: address, isFolder: isFolder))
    return entries.count - 1
  }
}
