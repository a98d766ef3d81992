internal import Compression
internal import Content
internal import Glibc
internal import Testing

/// A layout with the bytes its members really have, as a mount would serve it.
struct Archive {
  let members: [ZipMember]
  let contents: [[UInt8]]
  let checksums: [UInt32]
  let layout: ZipLayout

  init(_ files: [(name: String, contents: [UInt8], modified: Int64)]) {
    members = files.map {
      ZipMember(name: Array($0.name.utf8), size: UInt64($0.contents.count), modified: $0.modified)
    }
    contents = files.map(\.contents)
    checksums = contents.map(checksum)
    layout = ZipLayout(members: members)
  }

  var reference: ReferenceZip {
    ReferenceZip(
      zip(members, checksums).map { member, checksum in
        .init(name: member.name, size: member.size, modified: member.modified, checksum: checksum)
      })
  }

  /// The archive's bytes in `range`, piece by piece as the segments have it.
  func bytes(in range: Range<UInt64>) -> [UInt8] {
    var result: [UInt8] = []
    for segment in layout.segments(in: range) {
      switch segment {
      case .structure(let part): result += structure(part)
      case .member(let index, let offset, let length):
        result += contents[index][Int(offset)..<Int(offset) + length]
      }
    }
    return result
  }

  /// Rendered into a buffer that holds something else, so that a byte left out shows.
  func structure(_ range: Range<UInt64>) -> [UInt8] {
    let slots = Set(layout.membersWhoseChecksum(isIn: range))
    var buffer = [UInt8](repeating: 0xAA, count: range.count)
    buffer.withUnsafeMutableBytes { bytes in
      layout.render(range, into: bytes) { index in
        #expect(slots.contains(index), "a checksum outside of the range is asked for")
        return checksums[index]
      }
    }
    return buffer
  }

  /// Writes the archive by reading odd-sized ranges from front to back.
  func write(to path: String, pieces: ClosedRange<UInt64> = 1...70_001) throws {
    var random = SeededGenerator(seed: layout.size)
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    try #require(file >= 0)
    defer { close(file) }
    var offset: UInt64 = 0
    while offset < layout.size {
      let piece = bytes(in: offset..<offset + .random(in: pieces, using: &random))
      try #require(!piece.isEmpty)
      let count = piece.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
      try #require(count == piece.count)
      offset += UInt64(count)
    }
  }
}

func checksum(_ bytes: [UInt8]) -> UInt32 {
  var crc = CRC32()
  bytes.withUnsafeBytes { crc.update($0) }
  return crc.value
}

/// The same numbers in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }

  /// `count` bytes that do not compress.
  mutating func bytes(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count + 8) { buffer, initialized in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      for offset in stride(from: 0, to: count, by: 8) {
        raw.storeBytes(of: next(), toByteOffset: offset, as: UInt64.self)
      }
      initialized = count
    }
  }
}
