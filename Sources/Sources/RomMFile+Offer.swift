internal import Digest
internal import Model

extension RomMFile {
  /// - Parameters:
  ///   - path: below the source.
  ///   - game: its number.
  func offer(
    _ path: [UInt8], _ size: OfferSize, of game: Int64, on server: RomMServer, _ version: RomMVersion
  ) -> Offer {
    let name = String(decoding: PercentEncoding.encodedName(self.name.utf8), as: UTF8.self)
    // Both give the file as it is, and parts of it. The second one makes an archive of several files, so that it is
    // told which one is meant.
    let address =
      version.hasFileAddresses
      ? server.address("api/roms/\(id)/files/content/\(name)")
      : server.address("api/roms/\(game)/content/\(name)", query: "file_ids=\(id)")
    return Offer(
      path: path, address: .web(address.text), size: size, modified: time,
      checksums: OfferedChecksums(
        crc32: crc32.flatMap { RomMFile.digits($0, 4) }.map { $0.reduce(0) { $0 << 8 | UInt32($1) } },
        md5: md5.flatMap { RomMFile.digest($0) }, sha1: sha1.flatMap { RomMFile.digest($0) }))
  }

  /// Without a zone it is UTC.
  private var time: OfferTime? {
    guard let modified else { return nil }
    let time = ListedTime.exact(modified) ?? ListedTime.exact(modified + "Z")
    return time.flatMap { $0.seconds > 0 ? $0 : nil }
  }

  private static func digest<Value: DigestValue>(_ text: String) -> Value? {
    digits(text, Value.byteCount).map { bytes in bytes.withUnsafeBytes { Value(bytes: $0) } }
  }

  /// nil for what is none, such as the empty text of a file that was not hashed.
  private static func digits(_ text: String, _ count: Int) -> [UInt8]? {
    let values = text.utf8.compactMap { PercentEncoding.digit($0) }
    guard text.utf8.count == count * 2, values.count == count * 2 else { return nil }
    return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
  }
}
