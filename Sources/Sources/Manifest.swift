internal import Digest
internal import Model
internal import Platform

/// Reads a manifest: a JSON text that names the files of a source. Pure.
///
///     {"files": [
///       {"path": "snes/Game (USA).sfc",            below the source's root, `/` between
///        "url": "files/1234.bin",                  relative to the manifest; without it, the path is
///        "size": 1048576,                          bytes
///        "modified": "2026-11-22T13:28:52Z",       RFC 3339, an HTTP date, or seconds since 1970
///        "etag": "\"5e8f-3b9a\"",                  as the server of `url` sends it
///        "crc32": "…", "md5": "…", "sha1": "…", "sha256": "…"}
///     ]}
///
/// Only `path` has to be there. The array may also be the whole text. What else a row holds is ignored. A row that is
/// wrong is reported with its place, and costs nothing but itself.
struct ManifestReader {
  /// What is relative to what.
  enum Origin {
    case web(WebAddress)
    /// A file of this machine; paths are below its folder.
    case file
  }

  private var rows: JSONRows
  private let origin: Origin
  private let place: String
  private(set) var report = ListingReport()
  private var paths: Set<SHA256Digest> = []
  private let limit: Int

  /// - Parameters:
  ///   - place: of the manifest, for people.
  ///   - limit: of files.
  init(_ bytes: [UInt8], origin: Origin, place: String, limit: Int) {
    rows = JSONRows(bytes, member: "files")
    self.origin = origin
    self.place = place
    self.limit = limit
  }

  /// The next offers, as many as a batch has; empty at the end.
  mutating func next() -> [Offer] {
    var offers: [Offer] = []
    while offers.count < ListingBatch.mostOffers, report.stop == nil {
      guard let row = rows.next() else {
        if rows.isCutOff {
          report.stop = SourceFailure(
            .notAListing, "\(place): is no manifest, or ends early: it has to be {\"files\": [ … ]}, to its end")
        }
        break
      }
      do throws(RowMistake) {
        let offer = try offer(row)
        guard paths.insert(offer.path.withUnsafeBytes { SHA256Digest(of: $0) }).inserted else {
          throw RowMistake("the path \(offer.pathText) stands here a second time", isReadable: true)
        }
        if report.offers == limit {
          report.stop = SourceFailure(.tooLong, "\(place): names more than \(limit) files; the rest is not listed")
          break
        }
        report.offers += 1
        offers.append(offer)
      } catch {
        report.refuseRow(row.number, line: row.line, error.message, isReadable: error.isReadable)
      }
    }
    return offers
  }

  private struct RowMistake: Error {
    var message: String
    var isReadable: Bool
    init(_ message: String, isReadable: Bool) {
      self.message = message
      self.isReadable = isReadable
    }
  }

  private mutating func offer(_ row: JSONRows.Row) throws(RowMistake) -> Offer {
    if let mistake = row.mistakes.first {
      throw RowMistake("is no JSON: \(mistake.message)", isReadable: false)
    }
    guard case .object(let members) = row.value.content else {
      throw RowMistake("is no object: write {\"path\": …}", isReadable: false)
    }
    let fields = JSONFields(members)
    guard let text = fields.text("path") else {
      throw RowMistake("has no \"path\", which is a text", isReadable: false)
    }
    let path = Array(text.utf8)
    if let refusal = OfferedName.refusal(ofPath: path) {
      report.refused.add(refusal, path: path)
      throw RowMistake("\"path\": a name in it \(refusal.words)", isReadable: true)
    }
    var offer = Offer(path: path, address: try address(fields, path))
    offer.size = try size(fields)
    offer.modified = try modified(fields)
    offer.etag = try optionalText(fields, "etag").flatMap(EntityTag.normal)
    offer.checksums = OfferedChecksums(
      crc32: try digits(fields, "crc32", 4).map { $0.reduce(0) { $0 << 8 | UInt32($1) } },
      md5: try digest(fields, "md5"), sha1: try digest(fields, "sha1"), sha256: try digest(fields, "sha256"))
    return offer
  }

  private func address(_ fields: JSONFields, _ path: [UInt8]) throws(RowMistake) -> OfferAddress {
    let url = try optionalText(fields, "url")
    if case .file = origin {
      guard let url else { return .file(path) }
      if let address = WebAddress(url) { return .web(address.text) }
      let target = PercentEncoding.decoded(url.utf8)
      guard !url.contains("?"), !url.contains("#"), OfferedName.refusal(ofPath: target) == nil else {
        throw RowMistake("\"url\" is neither an HTTP address nor a path below the manifest's folder", isReadable: true)
      }
      return .file(target)
    }
    guard case .web(let manifest) = origin else { throw RowMistake("has no address", isReadable: true) }
    if let url {
      guard !url.isEmpty, let address = manifest.resolved(Array(url.utf8)) else {
        throw RowMistake("\"url\" is no HTTP address, and none relative to the manifest", isReadable: true)
      }
      return .web(address.text)
    }
    let encoded = path.split(separator: UInt8(ascii: "/")).map { PercentEncoding.encodedName($0) }
    return .web(manifest.folder.child(encoded: encoded.joined(separator: [UInt8(ascii: "/")])).text)
  }

  private func size(_ fields: JSONFields) throws(RowMistake) -> OfferSize? {
    guard let content = fields["size"] else { return nil }
    guard case .number(let text) = content, let size = ListedSize.bytes(text) ?? ManifestReader.whole(text) else {
      throw RowMistake("\"size\" is no number of bytes from 0 to \(OfferSize.largest) (16 TiB)", isReadable: true)
    }
    return size
  }

  /// `1e6` and `1000.0` are whole numbers, too.
  private static func whole(_ text: String) -> OfferSize? {
    guard let value = Double(text), value >= 0, value <= Double(OfferSize.largest), value == value.rounded() else {
      return nil
    }
    return OfferSize(Int64(value), isExact: true)
  }

  private func modified(_ fields: JSONFields) throws(RowMistake) -> OfferTime? {
    switch fields["modified"] {
    case nil: return nil
    case .string(let text)?:
      if let time = ListedTime.exact(text) { return time }
    case .number(let text)?:
      // A year of four digits at most.
      if let value = Double(text), value >= 0, value < 253_402_300_800 { return OfferTime(Int64(value), isExact: true) }
    default: break
    }
    throw RowMistake("\"modified\" is neither like 2026-11-22T13:28:52Z nor seconds since 1970", isReadable: true)
  }

  private func optionalText(_ fields: JSONFields, _ name: String) throws(RowMistake) -> String? {
    switch fields[name] {
    case nil: return nil
    case .string(let text)?:
      if !text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return text }
    default: break
    }
    throw RowMistake("\"\(name)\" is no text of one line", isReadable: true)
  }

  private func digest<Value: DigestValue>(_ fields: JSONFields, _ name: String) throws(RowMistake) -> Value? {
    try digits(fields, name, Value.byteCount).map { bytes in bytes.withUnsafeBytes { Value(bytes: $0) } }
  }

  private func digits(_ fields: JSONFields, _ name: String, _ count: Int) throws(RowMistake) -> [UInt8]? {
    guard let content = fields[name] else { return nil }
    if case .string(let text) = content, text.utf8.count == count * 2 {
      let values = text.utf8.compactMap { PercentEncoding.digit($0) }
      if values.count == count * 2 {
        return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
      }
    }
    throw RowMistake("\"\(name)\" is no text of \(count * 2) hexadecimal digits", isReadable: true)
  }
}
