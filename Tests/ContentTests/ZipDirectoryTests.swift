internal import Content
internal import Model
internal import Platform
internal import TestSupport
internal import Testing

@Suite struct `The list of a ZIP's members` {
  private typealias Member = ForgedZip.Member

  @Test func `Is what Python's zipfile says of archives that Python and 7-Zip made`() throws {
    guard toolsArePresent("python3", "7z") else { return }
    try withTemporaryDirectory { directory in
      let script = """
        import io, os, subprocess, sys, zipfile
        def member(z, name, data, method):
            z.writestr(zipfile.ZipInfo(name, (1996, 12, 24, 0, 0, 0)), data, method)
        with zipfile.ZipFile('plain.zip', 'w') as z:
            member(z, 'game.nes', b'x' * 40976, zipfile.ZIP_DEFLATED)
            member(z, 'folder/', b'', zipfile.ZIP_STORED)
            member(z, 'folder/Pok\\u00e9mon \\u30dd.gb', os.urandom(5000), zipfile.ZIP_STORED)
            member(z, 'empty', b'', zipfile.ZIP_STORED)
            z.comment = b'TORRENTZIPPED-0123ABCD'
        with zipfile.ZipFile('large.zip', 'w') as z:
            with z.open('stream.bin', 'w', force_zip64=True) as f: f.write(b'abc' * 1000)
        with zipfile.ZipFile('methods.zip', 'w') as z:
            for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
                member(z, 'method %d' % method, b'y' * 100000, method)
        class Pipe(io.RawIOBase):
            def __init__(self, f): self.f = f
            def writable(self): return True
            def write(self, b): return self.f.write(b)
            def flush(self): pass
        with open('described.zip', 'wb') as f, zipfile.ZipFile(Pipe(f), 'w', zipfile.ZIP_DEFLATED) as z:
            z.writestr('a', 'a' * 1000); z.writestr('b', 'b')
        with zipfile.ZipFile('many.zip', 'w') as z:
            for number in range(66000): z.writestr('m%d' % number, b'')
        zipfile.ZipFile('none.zip', 'w').close()
        open('self.zip', 'wb').write(b'MZ' * 3000 + open('plain.zip', 'rb').read())
        open('secret', 'wb').write(b's' * 3000)
        for name, method in (('crypto.zip', 'ZipCrypto'), ('aes.zip', 'AES256')):
            subprocess.run(['7z', 'a', '-bd', '-tzip', '-pglass', '-mem=' + method, name, 'secret'], check=True,
                           stdout=subprocess.DEVNULL)
        for name in sorted(n for n in os.listdir('.') if n.endswith('.zip')):
            print('#' + name)
            for number, i in enumerate(zipfile.ZipFile(name).infolist()):
                if not i.is_dir():
                    print(number, i.file_size, i.CRC, i.compress_size, i.flag_bits & 1, i.orig_filename.encode().hex())
        """
      let outcome = try Command(arguments: ["python3", "-c", script], directory: directory).run()
      try #require(outcome.status == 0, "\(outcome.output)")
      var archives = 0
      for section in outcome.output.split(separator: "#") {
        let lines = section.split(separator: "\n")
        let name = String(lines[0])
        let file = BytesOnDisk(try readFile("\(directory)/\(name)"))
        let found = try file.directory().entries.map { entry in
          let member = entry.member
          let crc = member.crc32 ?? 0
          let name = member.name.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
          return "\(member.number) \(member.size) \(crc) \(entry.compressedSize) \(member.isEncrypted ? 1 : 0) \(name)"
        }
        #expect(found == lines.dropFirst().map(String.init), "\(name)")
        archives += 1
      }
      #expect(archives == 9)
    }
  }

  @Test func `Costs a read of the end and one of the directory, whatever the archive's size`() throws {
    let file = BytesOnDisk(ForgedZip([Member("a", SplitMix64.bytes(3 << 20, seed: 1)), Member("b")]).bytes)
    #expect(try file.directory().entries.count == 2)
    #expect(file.bytesRead < 70_000)
  }

  @Test func `Finds the archive behind a program that extracts it, and before what was appended`() {
    var zip = ForgedZip([Member("a", [1, 2, 3])])
    zip.prefix = SplitMix64.bytes(5000, seed: 2)
    #expect(BytesOnDisk(zip.bytes).names() == .success(["a"]))
    zip.appended = [UInt8](repeating: 0, count: 1000)
    #expect(BytesOnDisk(zip.bytes).names() == .success(["a"]))
    zip.beforeEnd = SplitMix64.bytes(100, seed: 3)
    zip.prefix = []
    #expect(BytesOnDisk(zip.bytes).names() == .success(["a"]))
  }

  @Test func `Is the real archive's and not that of one inside its comment`() {
    var zip = ForgedZip([Member("real", [1, 2, 3])])
    // An end record that points nowhere, and the mark alone.
    zip.comment = le(0x0605_4B50, 4) + [UInt8](repeating: 0xEE, count: 18) + le(0x0605_4B50, 4)
    #expect(BytesOnDisk(zip.bytes).names() == .success(["real"]))
    // A whole archive in the comment reaches the end of the file: that is what every other program sees, too.
    zip.comment = ForgedZip([Member("inner")]).bytes
    #expect(BytesOnDisk(zip.bytes).names() == .success(["inner"]))
    zip.comment = [UInt8](repeating: 0, count: 65_535)
    #expect(BytesOnDisk(zip.bytes).names() == .success(["real"]))
    // Nothing but marks: looking at them ends.
    zip.comment = (0..<16_383).flatMap { _ in le(0x0605_4B50, 4) }
    let file = BytesOnDisk(zip.bytes)
    #expect(file.names() == .success(["real"]))
    #expect(file.bytesRead < 80_000)
  }

  @Test func `Takes the name in UTF-8 where Info-ZIP added one, unless the member was renamed since`() {
    func extra(for name: String, _ unicode: String) -> [UInt8] {
      let body = [1] + le(Int64(checksum(Array(name.utf8))), 4) + Array(unicode.utf8)
      return le(0x7075, 2) + le(Int64(body.count), 2) + body
    }
    var first = Member("Pok?mon")
    first.centralExtra = extra(for: "Pok?mon", "Pokémon")
    var second = Member("renamed")
    second.centralExtra = extra(for: "before", "other")
    #expect(BytesOnDisk(ForgedZip([first, second]).bytes).names() == .success(["Pokémon", "renamed"]))
  }

  private static let liars: [(String, ArchiveProblem, @Sendable (inout ForgedZip) -> Void)] = [
    ("another disk", .severalDisks, { $0.diskNumber = 3 }),
    ("fewer members than told", .damaged, { $0.count = 7 }),
    ("more members than told", .damaged, { $0.count = 1 }),
    ("a directory behind the end", .damaged, { $0.directoryStart = 1 << 20 }),
    ("a directory larger than the file", .damaged, { $0.directoryLength = 1 << 20 }),
    (
      "a directory that ends within a header", .damaged,
      {
        $0.directoryLength = 60; $0.directoryStart = 0
      }
    ),
    ("ZIP64 sizes that are not there", .damaged, { $0.members[0].size = 0xFFFF_FFFF }),
    (
      "ZIP64 sizes beyond all disks", .damaged,
      {
        $0.members[0].size = 0xFFFF_FFFF
        $0.members[0].centralExtra = le(1, 2) + le(8, 2) + le(-1, 8)
      }
    ),
    ("members on top of each other", .overlapping, { $0.members[1].headerOffset = 0 }),
    ("a member that reaches into the directory", .overlapping, { $0.members[1].compressedSize = 5000 }),
    ("an encrypted directory", .encryptedDirectory, { $0.members[0].flags = 0x2001 }),
    (
      "no directory", .damaged,
      {
        $0.beforeEnd = []; $0.directoryStart = 3; $0.directoryLength = 46
      }
    ),
  ]

  @Test(arguments: 0..<liars.count) func `Is refused with a reason when the archive lies`(number: Int) {
    let (lie, problem, tell) = Self.liars[number]
    var zip = ForgedZip([Member("a", [1, 2, 3]), Member("b", [4, 5])])
    tell(&zip)
    #expect(BytesOnDisk(zip.bytes).names() == .failure(.archive(problem)), "\(lie)")
  }

  @Test func `Of something else is that it is no archive`() {
    for bytes in [
      [], [0x50], Array("PK".utf8), SplitMix64.bytes(200_000, seed: 4), [UInt8](repeating: 0x50, count: 99),
    ] {
      #expect(BytesOnDisk(bytes).names() == .failure(.archive(.notAnArchive)))
    }
    var cut = ForgedZip([Member("a", SplitMix64.bytes(1000, seed: 5))]).bytes
    cut.removeLast(10)
    #expect(BytesOnDisk(cut).names() == .failure(.archive(.notAnArchive)))
  }

  @Test func `Is not read when it has millions of members`() {
    // 46 bytes each, without names, and all at offset 0 with nothing in them.
    let header = le(0x0201_4B50, 4) + [UInt8](repeating: 0, count: 42)
    var bytes: [UInt8] = []
    for _ in 0..<ZipDirectory.memberLimit + 1 { bytes += header }
    let length = Int64(bytes.count)
    bytes += le(0x0605_4B50, 4) + le(0, 4) + le(34_465, 2) + le(34_465, 2) + le(length, 4) + le(0, 4) + le(0, 2)
    let file = BytesOnDisk(bytes)
    #expect(file.names() == .failure(.archive(.tooLarge)))
    #expect(file.largestRead <= 256 << 10)
  }

  @Test func `Is that of an archive whose bytes were changed anywhere, or the reason why there is none`() throws {
    var forged = ForgedZip([
      Member("a", [1, 2, 3]), Member("folder/"), Member("folder/b", SplitMix64.bytes(300, seed: 6)),
    ])
    forged.members[0].centralExtra = le(1, 2) + le(16, 2) + le(3, 8) + le(3, 8)
    forged.members[0].size = 0xFFFF_FFFF
    forged.members[0].compressedSize = 0xFFFF_FFFF
    forged.comment = Array("comment".utf8)
    let originals = [forged.bytes, try wideArchive()]
    var generator = SplitMix64(seed: 99)
    var listed = 0
    var refused = 0
    for original in originals {
      for round in 0..<20_000 {
        var bytes = original
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
          // Mostly where the structures are.
          let index = Int.random(in: max(0, bytes.count - 400)..<bytes.count, using: &generator)
          bytes[index] =
            [0, 1, 0x7F, 0xFF, UInt8.random(in: 0...255, using: &generator)].randomElement(using: &generator) ?? 0
        }
        if round % 3 == 0 { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator)) }
        let file = BytesOnDisk(bytes)
        do throws(ZipDirectory.Failure) {
          let directory = try file.directory()
          listed += 1
          #expect(directory.entries.allSatisfy { $0.headerOffset + $0.compressedSize <= bytes.count })
        } catch {
          refused += 1
          guard case .archive = error else {
            Issue.record("read outside the file: \(error)")
            continue
          }
        }
        #expect(file.bytesRead < 1 << 20)
      }
    }
    #expect(listed > 1000 && refused > 1000)
  }

  /// One with ZIP64 end records.
  private func wideArchive() throws -> [UInt8] {
    let members = (0..<2).map { Member("m\($0)") }
    let plain = ForgedZip(members).bytes
    let end = plain.count - 22
    let length = Int64(UInt32(plain[end + 12]) | UInt32(plain[end + 13]) << 8)
    let start = Int64(end) - length
    let record =
      le(0x0606_4B50, 4) + le(44, 8) + le(0x032D, 2) + le(45, 2) + le(0, 8) + le(2, 8) + le(2, 8) + le(length, 8)
      + le(start, 8)
    let locator = le(0x0706_4B50, 4) + le(0, 4) + le(Int64(end), 8) + le(1, 4)
    let short = le(0x0605_4B50, 4) + le(0, 4) + le(-1, 2) + le(-1, 2) + le(-1, 4) + le(-1, 4) + le(0, 2)
    let bytes = plain[..<end] + record + locator + short
    try #require(BytesOnDisk(Array(bytes)).names() == .success(["m0", "m1"]))
    return Array(bytes)
  }
}
