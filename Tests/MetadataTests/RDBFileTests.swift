internal import Metadata
internal import Platform
internal import TestSupport
internal import Testing

@Suite("libretro's databases") struct RDBFileTests {
  struct Reading {
    var entries: [RDBEntry] = []
    var failure: RDBFile.Failure?
    var count: UInt64?
    var bad = 0
  }

  private static func read(_ bytes: [UInt8], in directory: TemporaryDirectory) throws -> Reading {
    let path = directory("x.rdb")
    try Files.write(bytes, to: path)
    var reading = Reading()
    do throws(RDBFile.Failure) {
      let file: FileDescriptor
      do throws(Errno) { file = try FileDescriptor.open(path, .readOnly) } catch { throw .file(error) }
      var database = try RDBFile(file)
      reading.count = database.count
      defer { reading.bad = database.badCount }
      while let entry = try database.next() { reading.entries.append(entry) }
    } catch { reading.failure = error }
    return reading
  }

  @Test func `every field is read`() throws {
    let directory = try TemporaryDirectory()
    let md5 = (0..<16).map { UInt8($0 + 1) }
    let sha1 = (0..<20).map { UInt8($0 + 100) }
    let entry = OfflineSamples.entry(
      "Robo Farm (USA)", crc: 0x8ACD_8FB1,
      [
        ("md5", .bytes(md5)), ("sha1", .bytes(sha1)), ("serial", .bytes(Array("SLUS-00594\0\0".utf8))),
        ("developer", .text("Acme")), ("publisher", .text("Big")), ("genre", .text("Action")),
        ("franchise", .text("Robo")), ("region", .text("USA")), ("esrb_rating", .text("E")),
        ("releaseyear", .number(1992)), ("releasemonth", .number(3)), ("users", .number(2)),
        ("analog", .number(1)), ("unheard_of", .map([("x", .array([.number(1), .null]))])),
      ])
    let long = OfflineSamples.entry(String(repeating: "n", count: 300), crc: 0)
    let reading = try Self.read(OfflineSamples.database([entry, long]), in: directory)
    #expect(reading.failure == nil)
    #expect(reading.count == 2)
    #expect(reading.bad == 0)
    try #require(reading.entries.count == 2)
    var expected = RDBEntry()
    expected.name = "Robo Farm (USA)"
    expected.fileName = "Robo Farm (USA).sfc"
    expected.size = 1_048_576
    expected.crc32 = 0x8ACD_8FB1
    expected.md5 = md5
    expected.sha1 = sha1
    expected.serial = "SLUS-00594"
    expected.developer = "Acme"
    expected.publisher = "Big"
    expected.genre = "Action"
    expected.franchise = "Robo"
    expected.region = "USA"
    expected.esrb = "E"
    expected.releaseYear = 1992
    expected.releaseMonth = 3
    expected.users = 2
    #expect(reading.entries[0] == expected)
    // A checksum of zeros is none.
    #expect(reading.entries[1].crc32 == nil)
  }

  @Test func `what makes no sense costs its field or entry`() throws {
    let directory = try TemporaryDirectory()
    let reading = try Self.read(
      OfflineSamples.database([
        .map([
          ("name", .text("A")), ("crc", .bytes([1, 2])), ("releaseyear", .text("soon")), ("users", .number(1 << 40)),
        ]),
        .number(7), .map([("developer", .text("nobody"))]), .array([.text("x"), .map([("name", .text("no"))])]),
        .map([("name", .text("B"))]),
      ]), in: directory)
    #expect(reading.failure == nil)
    #expect(reading.entries.map(\.name) == ["A", "B"])
    #expect(reading.entries[0].crc32 == nil)
    #expect(reading.bad == 6)
  }

  @Test func `a file that is cut off or damaged counts up to there`() throws {
    let directory = try TemporaryDirectory()
    let whole = OfflineSamples.database((0..<50).map { OfflineSamples.entry("Game \($0)", crc: UInt32($0 + 1)) })
    for length in stride(from: 16, to: whole.count - 40, by: 97) {
      let reading = try Self.read(Array(whole[..<length]), in: directory)
      #expect(reading.failure != nil)
      #expect(reading.entries.map(\.name) == (0..<reading.entries.count).map { "Game \($0)" })
    }
    #expect(try Self.read(Array("RARCHDB".utf8), in: directory).failure == .notADatabase)
    #expect(try Self.read(Array("something else altogether".utf8), in: directory).failure == .notADatabase)
    // 4 GiB of text, said in five bytes; maps of 2^32 fields; maps in maps.
    let header = Array(whole[..<16])
    for bomb in [
      [0x81, 0xDB, 0xFF, 0xFF, 0xFF, 0xFF, 0x41], [0xDF, 0xFF, 0xFF, 0xFF, 0xFF, 0x81],
      Array(repeating: 0x91, count: 100_000),
    ] as [[UInt8]] {
      #expect(try Self.read(header + bomb, in: directory).failure != nil)
    }
  }

  @Test func `a file that was damaged at random is read`() throws {
    let directory = try TemporaryDirectory()
    let whole = OfflineSamples.database((0..<20).map { OfflineSamples.entry("Game \($0)", crc: UInt32($0 + 1)) })
    var random = SplitMix64(seed: 23)
    for _ in 0..<1500 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        bytes[Int.random(in: 8..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      let reading = try Self.read(bytes, in: directory)
      #expect(reading.entries.allSatisfy { !$0.name.isEmpty })
    }
  }
}
