internal import Model

/// Goes through a central directory in pieces of a fixed size.
struct ZipDirectoryParser {
  private static let headerBytes = 46
  /// Holds any one header: three fields of variable length have at most 65,535 bytes each.
  private static let bufferBytes = 256 << 10

  private let end: ZipEnd
  private var number = 0
  private(set) var entries: [ZipDirectory.Entry] = []

  init(end: ZipEnd) { self.end = end }

  mutating func run(_ read: ZipDirectory.Read) throws(ZipDirectory.Failure) {
    guard end.length <= ZipDirectory.directoryLimit else { throw .archive(.tooLarge) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: Int(min(end.length, Int64(ZipDirectoryParser.bufferBytes))), alignment: 8)
    defer { buffer.deallocate() }
    // Of the directory: what the buffer begins with, and how much of it is there.
    var offset: Int64 = 0
    while offset < end.length {
      let count = Int(min(Int64(buffer.count), end.length - offset))
      let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
      try readWhole(part, at: end.start + offset, read)
      let consumed = try parse(UnsafeRawBufferPointer(part), isLast: offset + Int64(count) == end.length)
      if consumed < 0 { break }
      offset += Int64(consumed)
    }
    guard end.hasCount(number) else { throw .archive(.damaged) }
  }

  /// Takes the whole headers at the beginning of `bytes`.
  ///
  /// - Returns: how many bytes they have; -1 at something behind the last header.
  private mutating func parse(_ bytes: UnsafeRawBufferPointer, isLast: Bool) throws(ZipDirectory.Failure) -> Int {
    var position = 0
    while position < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[position...])
      guard rest.count >= ZipDirectoryParser.headerBytes else { break }
      guard rest.field(0, as: UInt32.self) == 0x0201_4B50 else {
        // A digital signature may follow the headers; nothing makes them any more.
        if rest.field(0, as: UInt32.self) == 0x0505_4B50 { return -1 }
        throw .archive(.damaged)
      }
      // The name, the extra fields and the comment.
      let length = [28, 30, 32].reduce(ZipDirectoryParser.headerBytes) { $0 + Int(rest.field($1, as: UInt16.self)) }
      guard length <= rest.count else { break }
      try take(UnsafeRawBufferPointer(rebasing: rest[..<length]))
      position += length
    }
    // A header that the last piece does not hold whole, or one larger than the buffer, which there is not.
    if position == 0 || isLast && position < bytes.count { throw .archive(.damaged) }
    return position
  }

  private mutating func take(_ header: UnsafeRawBufferPointer) throws(ZipDirectory.Failure) {
    guard number < ZipDirectory.memberLimit else { throw .archive(.tooLarge) }
    defer { number += 1 }
    let nameEnd = ZipDirectoryParser.headerBytes + Int(header.field(28, as: UInt16.self))
    let extraEnd = nameEnd + Int(header.field(30, as: UInt16.self))
    let name = header[ZipDirectoryParser.headerBytes..<nameEnd]
    let extra = ZipExtraFields(UnsafeRawBufferPointer(rebasing: header[nameEnd..<extraEnd]))
    let flags = header.field(8, as: UInt16.self)
    // The sizes are then those of nothing.
    guard flags & 0x2000 == 0 else { throw .archive(.encryptedDirectory) }

    var size = UInt64(header.field(24, as: UInt32.self))
    var compressedSize = UInt64(header.field(20, as: UInt32.self))
    var headerOffset = UInt64(header.field(42, as: UInt32.self))
    var wide = extra.wideFields
    // Each stands in the extra field only where the header has no room for it, always in this order.
    if size == 0xFFFF_FFFF { size = try wide.next() }
    if compressedSize == 0xFFFF_FFFF { compressedSize = try wide.next() }
    if headerOffset == 0xFFFF_FFFF { headerOffset = try wide.next() }
    guard name.last != UInt8(ascii: "/") else { return }
    let limit = UInt64(Int64.max) / 4
    guard size < limit, compressedSize < limit, headerOffset < limit else { throw .archive(.damaged) }

    var method = header.field(10, as: UInt16.self)
    var crc: UInt32? = header.field(16, as: UInt32.self)
    if method == 99 {
      // AES: the second version leaves the checksum out, because it tells about the contents.
      if let real = extra.encryption {
        method = real.method
        if real.version != 1 { crc = nil }
      } else {
        crc = nil
      }
    }
    let member = ArchiveMember(
      number: number, name: extra.unicodeName(for: UnsafeRawBufferPointer(rebasing: name)) ?? [UInt8](name),
      isUTF8: flags & 0x0800 != 0, isEncrypted: flags & 1 != 0, size: Int64(size), crc32: crc)
    entries.append(
      ZipDirectory.Entry(
        member: member, method: method, compressedSize: Int64(compressedSize),
        headerOffset: Int64(headerOffset) + end.shift))
  }
}
