internal import Compression
internal import Digest

/// The journal beside a file of blocks: which of them are there. Records that are only ever appended, each with a
/// checksum of its own; the first that is not whole ends it.
///
///     4 bytes  length of the content
///     1 byte   kind
///     content
///     4 bytes  CRC-32 of everything before
///
/// Numbers are little-endian. Pure.
enum BlockJournal {
  enum Record: Hashable, Sendable {
    /// The first one: what the file is.
    case header(Header)
    /// The server's name for the version.
    case validator(String)
    /// Blocks that are there, and the CRC-32 of each.
    case added([BlockSum])
    /// Runs of blocks that are not there any more; their checksums are remembered.
    case gone([Range<Int>])
    /// Blocks that are not there, and the CRC-32 of each.
    case checksums([BlockSum])
  }

  struct BlockSum: Hashable, Sendable {
    var block: Int
    var checksum: UInt32
  }

  struct Header: Hashable, Sendable {
    var version: RemoteVersion
    /// Seconds since 1970.
    var created: Int64
  }

  /// "VtrB".
  private static let magic: UInt32 = 0x4272_7456
  private static let formatVersion: UInt32 = 1
  /// Bytes of a record's content: larger ones were not written here.
  static let largestContent = 1 << 20
  /// Blocks in one record.
  static let blocksAtOnce = 32_768
  /// Bytes of a journal: larger ones were not written here. That of 16 TiB is a third of it.
  static let largest = 6 << 30
  /// Bytes in which the header has its end.
  static let headerRoom = 16 << 10
  /// Bytes of a text.
  static let largestText = 4096

  private enum Kind: UInt8 {
    case header = 1
    case validator
    case added
    case gone
    case checksums
  }

  // MARK: Writing

  static func append(_ record: Record, to bytes: inout [UInt8]) {
    let start = bytes.count
    bytes += [0, 0, 0, 0]
    switch record {
    case .header(let header):
      bytes.append(Kind.header.rawValue)
      append(magic, to: &bytes)
      append(formatVersion, to: &bytes)
      append(UInt32(BlockCache.blockSize), to: &bytes)
      append(header.version.size, to: &bytes)
      append(header.version.modified, to: &bytes)
      append(header.created, to: &bytes)
      header.version.key.digest.withBytes { bytes += $0 }
      bytes += header.version.name.utf8.prefix(largestText)
    case .validator(let text):
      bytes.append(Kind.validator.rawValue)
      bytes += text.utf8
    case .added(let sums), .checksums(let sums):
      if case .added = record { bytes.append(Kind.added.rawValue) } else { bytes.append(Kind.checksums.rawValue) }
      for sum in sums {
        append(UInt32(sum.block), to: &bytes)
        append(sum.checksum, to: &bytes)
      }
    case .gone(let runs):
      bytes.append(Kind.gone.rawValue)
      for run in runs {
        append(UInt32(run.lowerBound), to: &bytes)
        append(UInt32(run.count), to: &bytes)
      }
    }
    let length = UInt32(bytes.count - start - 5)
    withUnsafeBytes(of: length.littleEndian) { for (index, byte) in $0.enumerated() { bytes[start + index] = byte } }
    append(checksum(of: bytes[start...]), to: &bytes)
  }

  /// Blocks and their checksums, in records of a limited size.
  static func append(_ sums: [BlockSum], arePresent: Bool, to bytes: inout [UInt8]) {
    var rest = sums[...]
    while !rest.isEmpty {
      let some = Array(rest.prefix(blocksAtOnce))
      append(arePresent ? .added(some) : .checksums(some), to: &bytes)
      rest = rest.dropFirst(some.count)
    }
  }

  private static func append(_ value: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: value.littleEndian) { bytes += $0 }
  }

  private static func checksum(of bytes: ArraySlice<UInt8>) -> UInt32 {
    var checksum = CRC32()
    bytes.withUnsafeBytes { checksum.update($0) }
    return checksum.value
  }

  // MARK: Reading

  /// Reads records from the beginning, as far as they are whole.
  ///
  /// - Parameter body: whether a record can be right.
  /// - Returns: bytes up to the first record that is not.
  static func read(_ bytes: ArraySlice<UInt8>, _ body: (Record) -> Bool) -> Int {
    var position = bytes.startIndex
    while bytes.endIndex - position >= 9 {
      let length = Int(number(bytes, position, UInt32.self))
      let end = position + 5 + length
      guard length <= largestContent, end + 4 <= bytes.endIndex else { break }
      guard checksum(of: bytes[position..<end]) == number(bytes, end, UInt32.self) else { break }
      guard let record = record(bytes[position + 4], bytes[position + 5..<end]) else { break }
      // Nothing comes before the header, and it comes once.
      let isHeader = if case .header = record { true } else { false }
      guard isHeader == (position == bytes.startIndex), body(record) else { break }
      position = end + 4
    }
    return position - bytes.startIndex
  }

  private static func record(_ kind: UInt8, _ content: ArraySlice<UInt8>) -> Record? {
    switch Kind(rawValue: kind) {
    case .header: return header(content).map { .header($0) }
    case .validator: return String(validating: content, as: UTF8.self).map { .validator($0) }
    case .added: return pairs(content).map { .added($0.map { BlockSum(block: Int($0), checksum: $1) }) }
    case .checksums: return pairs(content).map { .checksums($0.map { BlockSum(block: Int($0), checksum: $1) }) }
    case .gone: return pairs(content).map { .gone($0.map { Int($0)..<Int($0) + Int($1) }) }
    case nil: return nil
    }
  }

  private static func header(_ content: ArraySlice<UInt8>) -> Header? {
    let start = content.startIndex
    let fixed = 36 + SHA256Digest.byteCount
    guard content.count >= fixed, number(content, start, UInt32.self) == magic,
      number(content, start + 4, UInt32.self) == formatVersion,
      number(content, start + 8, UInt32.self) == BlockCache.blockSize
    else { return nil }
    let digest = content[start + 36..<start + fixed].withUnsafeBytes { SHA256Digest(bytes: $0) }
    let version = RemoteVersion(
      key: CacheKey(digest), system: "", name: String(decoding: content[(start + fixed)...], as: UTF8.self),
      size: number(content, start + 12, Int64.self), modified: number(content, start + 20, Int64.self))
    guard version.size >= 0, version.size <= RemoteVersion.largest else { return nil }
    return Header(version: version, created: number(content, start + 28, Int64.self))
  }

  private static func pairs(_ content: ArraySlice<UInt8>) -> [(UInt32, UInt32)]? {
    guard content.count % 8 == 0 else { return nil }
    return stride(from: content.startIndex, to: content.endIndex, by: 8).map { position in
      (number(content, position, UInt32.self), number(content, position + 4, UInt32.self))
    }
  }

  private static func number<Value: FixedWidthInteger>(
    _ bytes: ArraySlice<UInt8>, _ position: Int, _: Value.Type
  ) -> Value {
    bytes[position..<position + MemoryLayout<Value>.size].withUnsafeBytes {
      Value(littleEndian: $0.loadUnaligned(as: Value.self))
    }
  }
}
