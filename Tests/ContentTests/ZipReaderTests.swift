internal import Content
internal import Glibc
internal import Testing

/// What other people's ZIP readers make of an archive. Each lists what it found as one line a member:
/// CRC-32 in eight hexadecimal digits, size, name; the list is the one the archive was made from.
struct ZipReaders {
  let archive: Archive
  /// Where the archive and what the readers leave are.
  let directory: String
  var path: String { "\(directory)/archive.zip" }

  init(_ archive: Archive, in directory: String) throws {
    self.archive = archive
    self.directory = directory
    try archive.write(to: path)
  }

  private var listing: String {
    zip(archive.members, archive.checksums).map { member, checksum in
      let digits = String(checksum, radix: 16)
      let name = String(decoding: member.name, as: UTF8.self)
      return String(repeating: "0", count: 8 - digits.count) + digits + " \(member.size) \(name)\n"
    }.joined()
  }

  private func succeeds(_ arguments: [String], input: String = "/dev/null") throws {
    let outcome = try Command(arguments: arguments, input: input, directory: directory).run()
    #expect(outcome.status == 0, "\(arguments): \(outcome.output.suffix(2000))")
  }

  private func lists(_ arguments: [String], _ count: Int = 1) throws {
    let outcome = try Command(arguments: arguments, directory: directory).run()
    let expected = String(repeating: listing, count: count)
    #expect(outcome.status == 0 && outcome.output == expected, "\(arguments): \(outcome.output.suffix(2000))")
  }

  func unzip() throws {
    guard toolsArePresent("unzip") else { return }
    // Info-ZIP answers 1 ("zipfile is empty") for an archive without members.
    let outcome = try Command(arguments: ["unzip", "-tqq", path], directory: directory).run()
    #expect(outcome.status == (archive.members.isEmpty ? 1 : 0), "unzip: \(outcome.output.suffix(2000))")
  }

  func sevenZip() throws {
    guard toolsArePresent("7z") else { return }
    let outcome = try Command(arguments: ["7z", "t", path], directory: directory).run()
    let noise = outcome.output.split(separator: "\n").filter { $0.contains("Warning") || $0.contains("Error") }
    #expect(outcome.status == 0 && noise.isEmpty, "7z: \(outcome.output.suffix(2000))")
  }

  /// libarchive, seeking in the file and reading a pipe from front to back.
  func bsdtar() throws {
    guard toolsArePresent("bsdtar") else { return }
    try writeFile("\(directory)/expected", archive.contents.joined())
    try succeeds(["sh", "-ec", "bsdtar -xOf archive.zip > found; cmp found expected"])
    try succeeds(["sh", "-ec", "cat archive.zip | bsdtar -xOf - > found; cmp found expected"])
  }

  func python() throws {
    guard toolsArePresent("python3") else { return }
    let script = """
      import sys, zipfile, zlib
      with zipfile.ZipFile(sys.argv[1]) as archive:
          assert archive.testzip() is None
          for info in archive.infolist():
              assert info.compress_type == 0 and info.external_attr == 0o100644 << 16, info
              assert not info.flag_bits & 8 and info.CRC == zlib.crc32(archive.read(info))
              print("%08x %d %s" % (info.CRC, info.file_size, info.filename))
      """
    try lists(["python3", "-c", script, path])
  }

  /// `ZipFile`, which reads the directory, and `ZipInputStream`, which reads local headers alone.
  func java() throws {
    guard toolsArePresent("java", "javac") else { return }
    let program = """
      import java.io.*; import java.nio.charset.StandardCharsets; import java.util.*; import java.util.zip.*;
      public class ReadZip {
        static PrintStream out = new PrintStream(new BufferedOutputStream(System.out), false, StandardCharsets.UTF_8);
        static void show(ZipEntry entry, InputStream input) throws IOException {
          CRC32 crc = new CRC32(); byte[] buffer = new byte[65536]; long size = 0;
          for (int n; (n = input.read(buffer)) > 0; size += n) crc.update(buffer, 0, n);
          if (crc.getValue() != entry.getCrc() || size != entry.getSize()) throw new IOException(entry.getName());
          out.printf("%08x %d %s%n", crc.getValue(), size, entry.getName());
        }
        public static void main(String[] arguments) throws IOException {
          try (ZipFile file = new ZipFile(arguments[0])) {
            for (ZipEntry entry : Collections.list(file.entries())) show(entry, file.getInputStream(entry));
          }
          try (ZipInputStream stream = new ZipInputStream(new FileInputStream(arguments[0]))) {
            for (ZipEntry entry; (entry = stream.getNextEntry()) != null; ) show(entry, stream);
          }
          out.flush();
        }
      }
      """
    try writeFile("\(directory)/ReadZip.java", program.utf8)
    try lists(["java", "\(directory)/ReadZip.java", path], 2)
  }

  func all() throws {
    try unzip()
    try sevenZip()
    try bsdtar()
    try python()
    try java()
  }
}

@Suite(.serialized) struct `ZIP readers` {
  private func check(_ files: [(name: String, contents: [UInt8], modified: Int64)]) throws {
    try withTemporaryDirectory { try ZipReaders(Archive(files), in: $0).all() }
  }

  @Test func `All accept an archive without members`() throws {
    try withTemporaryDirectory { directory in
      let readers = try ZipReaders(Archive([]), in: directory)
      try readers.unzip()
      try readers.sevenZip()
      try readers.python()
      try readers.java()
    }
  }

  @Test func `All accept members of every shape`() throws {
    try check([
      ("Game.m3u", Array("Disc 1.cue\n".utf8), 1_600_000_001), ("empty", [], 1_600_000_000),
      ("small", [1], 946_684_799), ("Disc 1.bin", SeededGenerator.sample(3_000_001), 1_700_000_000),
      ("just packed", SeededGenerator.sample(262_143), 0), ("just aligned", SeededGenerator.sample(262_144), -1),
      ("Pokémon ポケモン 😀.gb", SeededGenerator.sample(40_000), 4_000_000_000),
      ("sub/folder/トラック 01.bin", SeededGenerator.sample(400_000), 5_000_000_000), ("last, empty", [], 1_600_000_000),
      (String(repeating: "é", count: 127), [1, 2], 1_600_000_000),
    ])
  }

  @Test(arguments: [1, 2, 3]) func `All accept random archives`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let archive = `ZIP layout`.randomArchive(&random)
    try withTemporaryDirectory { try ZipReaders(archive, in: $0).all() }
  }

  private static func manySprites(_ count: Int) -> Archive {
    Archive(
      (0..<count).map { ("Sprites/\($0).bin", [UInt8(truncatingIfNeeded: $0), 7], 1_600_000_000 + Int64($0)) })
  }

  @Test func `All accept 70,000 members`() throws {
    try withTemporaryDirectory { try ZipReaders(Self.manySprites(70_000), in: $0).all() }
  }

  @Test(arguments: [65_534, 65_535]) func `All accept as many members as 16 bits hold, and one more`(
    count: Int
  ) throws {
    try withTemporaryDirectory { directory in
      let readers = try ZipReaders(Self.manySprites(count), in: directory)
      try readers.unzip()
      try readers.sevenZip()
      try readers.python()
      try readers.java()
    }
  }

  @Test(.enabled(if: toolsArePresent("unzip", "bsdtar", "python3")))
  func `Times come out as they went in, or as the nearest MS-DOS has`() throws {
    let times: [Int64] = [0, 1, 315_532_799, 951_782_401, 1_709_164_801, 2_147_483_647]
    let archive = Archive(times.map { ("t\($0)", [1], $0) } + [("t-1", [1], -1), ("t4000000001", [1], 4_000_000_001)])
    try withTemporaryDirectory { directory in
      try archive.write(to: "\(directory)/archive.zip")
      for command in [["unzip", "-qq", "../archive.zip"], ["bsdtar", "-xf", "../archive.zip"]] {
        let outcome = try Command(
          arguments: ["sh", "-ec", "rm -rf out; mkdir out; cd out; \"$@\"; stat -c '%n %Y' *", "sh"] + command,
          directory: directory
        ).run()
        var expected = times.map { "t\($0) \($0)" }
        // MS-DOS begins in 1980 and has even seconds only. It ends in 2107, but Info-ZIP thinks that 2100 is a leap year.
        expected += ["t-1 315532800", "t4000000001 4000000000"]
        #expect(outcome.output.split(separator: "\n").map(String.init).sorted() == expected.sorted(), "\(command)")
      }
    }
  }
}
