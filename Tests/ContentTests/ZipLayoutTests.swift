internal import Content
internal import Testing

@Suite struct `ZIP layout` {
  /// Members of every shape that changes a header, with contents.
  static func randomArchive(_ random: inout SeededGenerator) -> Archive {
    let times: [Int64] = [0, 1, -1, 315_532_799, 315_532_800, 951_782_400, 2_147_483_647, 2_147_483_648, 9_999_999_999]
    let sizes = [0, 0, 1, 17, 4096, 262_143, 262_144, 262_145, 300_001]
    let names = ["a", "b.bin", "Pokémon.cue", "disc/トラック 01.bin", String(repeating: "n", count: 255)]
    return Archive(
      (0..<Int.random(in: 0...12, using: &random)).map { index in
        let size = sizes[Int.random(in: 0..<sizes.count, using: &random)]
        return (
          name: "\(index)-" + names[Int.random(in: 0..<names.count, using: &random)], contents: random.bytes(size),
          modified: times[Int.random(in: 0..<times.count, using: &random)]
        )
      })
  }

  @Test(arguments: 0..<60) func `Any members give the bytes of the plain writer, in any ranges`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let archive = Self.randomArchive(&random)
    let reference = archive.reference
    let expected = reference.bytes(archive.contents)
    #expect(archive.layout.size == reference.size)
    #expect(archive.bytes(in: 0..<archive.layout.size) == expected)
    for index in archive.members.indices {
      #expect(archive.layout.dataOffset(of: index) == reference.dataOffsets[index])
      #expect(archive.layout.name(of: index).elementsEqual(archive.members[index].name))
    }
    for _ in 0..<60 {
      let lower = UInt64.random(in: 0...archive.layout.size, using: &random)
      // Mostly small: the interesting borders are inside headers.
      let length: UInt64 =
        Bool.random(using: &random) ? .random(in: 0...90, using: &random) : .random(in: 0...400_000, using: &random)
      let upper = min(lower + length, archive.layout.size)
      #expect(archive.bytes(in: lower..<lower + length) == Array(expected[Int(lower)..<Int(upper)]))
    }
  }

  @Test func `Every cut through headers, directory and end records comes out right`() {
    let archive = Archive([
      ("empty", [], 1_700_000_000), ("large", SeededGenerator.sample(262_144), 1_700_000_001), ("ü", [1, 2, 3], -5),
    ])
    let expected = archive.reference.bytes(archive.contents)
    let end = archive.layout.size
    let borders =
      Array(0..<UInt64(120)) + Array(archive.layout.dataOffset(of: 1) - 20..<archive.layout.dataOffset(of: 1) + 4)
      + Array(end - 320..<end)
    for lower in borders {
      for length: UInt64 in [1, 2, 3, 7, 30, 64] {
        let upper = min(lower + length, end)
        #expect(archive.bytes(in: lower..<upper) == Array(expected[Int(lower)..<Int(upper)]))
      }
    }
  }

  @Test func `Segments have no gaps, do not overlap, and end at the end of the archive`() {
    var random = SeededGenerator(seed: 99)
    let archive = Self.randomArchive(&random)
    #expect(archive.layout.segments(in: archive.layout.size..<archive.layout.size + 10).isEmpty)
    #expect(archive.layout.segments(in: 5..<5).isEmpty)
    var position: UInt64 = 0
    for segment in archive.layout.segments(in: 0..<UInt64.max) {
      switch segment {
      case .structure(let range):
        #expect(range.lowerBound == position && !range.isEmpty)
        position = range.upperBound
      case .member(let index, let offset, let length):
        #expect(archive.layout.dataOffset(of: index) + offset == position && length > 0)
        position += UInt64(length)
      }
    }
    #expect(position == archive.layout.size)
  }

  @Test func `A checksum is needed only where one of its two slots is in the range`() {
    let archive = Archive([("a", Array(repeating: 1, count: 500), 0), ("b", [2], 0), ("c", [], 0)])
    let layout = archive.layout
    func needed(_ range: Range<UInt64>) -> [Int] { Array(layout.membersWhoseChecksum(isIn: range)) }
    let second = layout.dataOffset(of: 0) + 500
    let central = layout.dataOffset(of: 2)
    #expect(needed(0..<layout.size) == [0, 1, 2])
    #expect(needed(0..<14).isEmpty)
    #expect(needed(13..<15) == [0])
    #expect(needed(17..<18) == [0])
    #expect(needed(18..<second + 14).isEmpty)
    #expect(needed(18..<second + 15) == [1])
    #expect(needed(second + 17..<central) == [1, 2])
    #expect(needed(central..<central + 16).isEmpty)
    #expect(needed(central..<central + 17) == [0])
    #expect(needed(central + 20..<central + 46).isEmpty)
    // The last member's local header and the first's directory record.
    #expect(needed(central - 30..<central + 20) == [0, 2])
    #expect(needed(layout.size - 22..<layout.size).isEmpty)
    #expect(needed(7..<7).isEmpty)
  }

  @Test func `Large members begin on a block and small ones are packed`() {
    let sizes: [UInt64] = [262_143, 262_144, 10, 1 << 33, 5, 0xFFFF_FFFF]
    let layout = ZipLayout(
      members: sizes.enumerated().map { ZipMember(name: Array("m\($0)".utf8), size: $1, modified: 1_600_000_000) })
    for (index, size) in sizes.enumerated() where size >= 262_144 { #expect(layout.dataOffset(of: index) % 4096 == 0) }
    #expect(layout.dataOffset(of: 0) == 30 + 2 + 9)
    #expect(layout.dataOffset(of: 2) == layout.dataOffset(of: 1) + 262_144 + 30 + 2 + 9)
  }

  @Test func `The size is known without a layout`() {
    var random = SeededGenerator(seed: 4)
    for _ in 0..<20 {
      let archive = Self.randomArchive(&random)
      var measure = ZipMeasure()
      for member in archive.members {
        measure.append(nameLength: member.name.count, size: member.size, modified: member.modified)
      }
      #expect(measure.size == archive.layout.size && measure.isRepresentable)
    }
  }

  @Test(
    arguments: [[UInt64(Int64.max)], [1 << 62, 1 << 62], [UInt64.max, UInt64.max], [(1 << 63) - 150]] as [[UInt64]])
  func `Members larger than any file can be are noticed`(sizes: [UInt64]) {
    var measure = ZipMeasure()
    for size in sizes { measure.append(nameLength: 1, size: size, modified: 0) }
    #expect(!measure.isRepresentable)
  }

  /// Sizes and offsets on both sides of what 32 bits hold, and counts on both sides of 16.
  @Test(
    arguments: [
      [0xFFFF_FFFE], [0xFFFF_FFFF], [0x1_0000_0000], [0xFFFF_FFFE, 3], [0xFFFF_FFFF - 4096, 1, 1],
      [0xFFFF_FFFE - 4096, 1, 1], [0xFFFF_FFFF, 0xFFFF_FFFE, 0x2_0000_0000, 0, 9],
    ] as [[UInt64]])
  func `ZIP64 fields appear exactly where 32 bits do not do`(sizes: [UInt64]) {
    let members = sizes.enumerated().map { ZipMember(name: Array("m\($0)".utf8), size: $1, modified: 1_600_000_000) }
    let layout = ZipLayout(members: members)
    let reference = ReferenceZip(
      members.enumerated().map {
        .init(name: $1.name, size: $1.size, modified: $1.modified, checksum: UInt32($0) + 77)
      })
    #expect(layout.size == reference.size)
    for piece in reference.pieces {
      var bytes = [UInt8](repeating: 0xAA, count: piece.bytes.count)
      bytes.withUnsafeMutableBytes { buffer in
        layout.render(piece.offset..<piece.offset + UInt64(buffer.count), into: buffer) { UInt32($0) + 77 }
      }
      #expect(bytes == piece.bytes)
    }
  }

  @Test func `70,000 members are one request's work to look up`() {
    let members = (0..<70_000).map { ZipMember(name: Array("file \($0)".utf8), size: 3, modified: 1_600_000_000) }
    let layout = ZipLayout(members: members)
    let central = layout.dataOffset(of: 69_999) + 3
    let needed = layout.membersWhoseChecksum(isIn: central + 1_000_000..<central + 2_000_000)
    #expect((14_000...16_000).contains(needed.count))
    #expect(layout.segments(in: central..<layout.size) == [.structure(central..<layout.size)])
  }
}

extension SeededGenerator {
  static func sample(_ count: Int) -> [UInt8] {
    var random = SeededGenerator(seed: UInt64(count))
    return random.bytes(count)
  }
}
