/// A file that libretro's databases know.
package struct RDBEntry: Hashable, Sendable {
  /// With the tags of No-Intro or Redump: `Robo Farm (USA)`.
  package var name = ""
  package var description: String?
  /// Of the file, such as `Robo Farm (USA).sfc`.
  package var fileName: String?
  /// Bytes.
  package var size: Int64?
  package var crc32: UInt32?
  /// 16 bytes.
  package var md5: [UInt8]?
  /// 20 bytes.
  package var sha1: [UInt8]?
  package var serial: String?
  package var developer: String?
  package var publisher: String?
  package var genre: String?
  package var franchise: String?
  package var region: String?
  package var language: String?
  /// As the ESRB has it: `E`, `T`, `M`.
  package var esrb: String?
  package var releaseYear: Int?
  /// From 1 to 12.
  package var releaseMonth: Int?
  package var releaseDay: Int?
  /// How many may play.
  package var users: Int?
  package var isCooperative: Bool?

  package init() {}

  /// Takes a field.
  ///
  /// - Returns: whether its value is of the kind it should be; fields that are not known are passed over.
  mutating func take(_ key: [UInt8], _ value: MessagePackReader.Value) -> Bool {
    switch String(decoding: key, as: UTF8.self) {
    case "name": text(value) { name = $0 }
    case "description": text(value) { description = $0 }
    case "rom_name": text(value) { fileName = $0 }
    case "serial": text(value) { serial = $0 }
    case "developer": text(value) { developer = $0 }
    case "publisher": text(value) { publisher = $0 }
    case "genre": text(value) { genre = $0 }
    case "franchise": text(value) { franchise = $0 }
    case "region": text(value) { region = $0 }
    case "language": text(value) { language = $0 }
    case "esrb_rating": text(value) { esrb = $0 }
    case "size": number(value, 0...(1 << 50)) { size = $0 }
    case "releaseyear": number(value, 1900...2200) { releaseYear = Int($0) }
    case "releasemonth": number(value, 1...12) { releaseMonth = Int($0) }
    case "releaseday": number(value, 1...31) { releaseDay = Int($0) }
    case "users": number(value, 1...1000) { users = Int($0) }
    case "coop": number(value, 0...1) { isCooperative = $0 == 1 }
    case "crc": sum(value, 4) { bytes in crc32 = bytes.reduce(0) { $0 << 8 | UInt32($1) } }
    case "md5": sum(value, 16) { md5 = $0 }
    case "sha1": sum(value, 20) { sha1 = $0 }
    default: true
    }
  }

  /// An empty one is none; so is what stands behind a NUL, with which some serials are filled up.
  private func text(_ value: MessagePackReader.Value, _ take: (String) -> Void) -> Bool {
    guard case .bytes(let bytes) = value else { return value == .null }
    let plain = bytes.prefix { $0 != 0 }
    guard let first = plain.firstIndex(where: { $0 > 0x20 }), let last = plain.lastIndex(where: { $0 > 0x20 }) else {
      return true
    }
    take(String(decoding: plain[first...last], as: UTF8.self))
    return true
  }

  private func number(_ value: MessagePackReader.Value, _ range: ClosedRange<Int64>, _ take: (Int64) -> Void) -> Bool {
    switch value {
    case .null: return true
    case .boolean(let value): return number(.unsigned(value ? 1 : 0), range, take)
    case .unsigned(let value):
      guard let value = Int64(exactly: value), range.contains(value) else { return value == 0 }
      take(value)
      return true
    case .integer(let value):
      guard range.contains(value) else { return false }
      take(value)
      return true
    // Attributes were joined from text files: some numbers are texts.
    case .bytes(let bytes):
      guard let value = Int64(String(decoding: bytes, as: UTF8.self)), range.contains(value) else { return false }
      take(value)
      return true
    default: return false
    }
  }

  /// One of zeros is none.
  private func sum(_ value: MessagePackReader.Value, _ length: Int, _ take: ([UInt8]) -> Void) -> Bool {
    guard case .bytes(let bytes) = value else { return value == .null }
    guard bytes.count == length else { return bytes.isEmpty }
    if bytes.contains(where: { $0 != 0 }) { take(bytes) }
    return true
  }
}
