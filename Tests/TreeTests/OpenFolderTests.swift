internal import Model
internal import Platform
internal import TestSupport
internal import Testing
internal import Tree

@Suite("Reading the ZIP of a folder") struct OpenFolderTests {
  private let directory: TemporaryDirectory
  private let checksums = GivenChecksums()
  private let looks: DownloadLooks

  /// Two games of one file, one in a folder of its own, and a game of several.
  private static let singles = [("a.nes", 70), ("USA/b.nes", 300_001), ("USA/empty.nes", 0)]
  private static let members = [("disc.bin", 600_000), ("disc.cue", 70), ("sub/empty.dat", 0), ("track 2.bin", 5_000)]

  init() throws {
    directory = try TemporaryDirectory()
    let root = LibraryRoot(id: 1, path: directory.path)
    let tree = Tree(views: .plainWithDownload)
    let nes = try OpenFolderTests.table(OpenFolderTests.singles, below: "nes", in: directory, seed: 1)
    _ = tree.replace(
      Shelf(
        location: Shelf.Location(root: root, folder: Array("nes".utf8)), system: "nes", modified: 0, files: nes,
        singles: [0, 1, 2], archives: []), reach: .direct)
    let psx = try OpenFolderTests.table(
      OpenFolderTests.members.map { ("Game/\($0.0)", $0.1) }, below: "psx", in: directory, seed: 10)
    let game = ArchiveGame(name: Array("Game".utf8), members: [0, 1, 2, 3], prefixLength: 5)
    _ = tree.replace(
      Shelf(
        location: Shelf.Location(root: root, folder: Array("psx".utf8)), system: "psx", modified: 0, files: psx,
        singles: [], archives: [game]), reach: .direct)
    looks = DownloadLooks(tree, checksums: checksums)
  }

  private static func table(
    _ files: [(String, Int)], below system: String, in directory: TemporaryDirectory, seed: UInt64
  ) throws -> FileTable {
    var table = FileTable()
    let sorted = files.sorted { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
    for (number, (name, size)) in sorted.enumerated() {
      let path = directory("\(system)/\(name)")
      try Files.write(SplitMix64.bytes(size, seed: seed + UInt64(number)), to: path)
      try Files.setModified(path, seconds: 1_000_000_000 + number)
      let status = try FileStatus.of(path)
      table.append(
        path: name.utf8, version: FileVersion(size: status.size, modified: status.modified, inode: status.inode))
    }
    return table
  }

  /// All library files below a folder.
  private func computeAll(_ path: String, isKept: Bool = false) throws {
    for (_, file) in try looks.open(path).unknownFiles(checksums) {
      try checksums.compute(file.file, isKept: isKept)
    }
  }

  @Test func `any range gives the bytes of the whole, and every reader accepts it`() throws {
    for path in ["Games.zip", "Games/nes.zip", "Games/psx.zip", "Loose.zip", "Loose/psx/Game.zip"] {
      let before = try looks.attributes(path)
      try computeAll(path)
      let folder = try looks.open(path)
      #expect(folder.attributes == before)
      let whole = try looks.whole(folder)
      var random = SplitMix64(seed: 5)
      for _ in 0..<300 {
        let start = Int.random(in: 0...whole.count, using: &random)
        let count = Int.random(in: 1...70_000, using: &random)
        #expect(try looks.read(folder, Int64(start), count).0 == Array(whole[start..<min(whole.count, start + count)]))
      }
      try Files.write(whole, to: directory("out.zip"))
      for command in [
        ["unzip", "-tqq"], ["7z", "t", "-bso0"], ["bsdtar", "-tf"], ["python3", "-m", "zipfile", "-t"],
      ] {
        guard hasTool(command[0]) else { continue }
        let result = try ExternalProgram.run(command[0], Array(command.dropFirst()) + [directory("out.zip")])
        #expect(result.status == 0, "\(command) of \(path): \(result.text)\(result.errorText)")
      }
    }
  }

  @Test func `members are what the view lists, in its order`() throws {
    try computeAll("Games.zip")
    try Files.write(looks.whole(looks.open("Games.zip")), to: directory("out.zip"))
    try computeAll("Loose.zip")
    try Files.write(looks.whole(looks.open("Loose.zip")), to: directory("loose.zip"))
    let script = "import sys, zipfile\nfor p in sys.argv[1:]: print(zipfile.ZipFile(p).namelist())"
    let result = try ExternalProgram.run("python3", ["-c", script, directory("out.zip"), directory("loose.zip")])
    #expect(
      result.text.split(separator: "\n") == [
        "['nes/a.nes', 'nes/b.nes', 'nes/empty.nes', 'psx/Game.zip']",
        "['nes/USA/b.nes', 'nes/USA/empty.nes', 'nes/a.nes', 'psx/Game/disc.bin', 'psx/Game/disc.cue', "
          + "'psx/Game/sub/empty.dat', 'psx/Game/track 2.bin']",
      ], "\(result.errorText)")
  }

  @Test func `the checksum of a ZIP in it is put together from those of its members`() throws {
    let node = try #require(try TreeLooks(tree: looks.tree).lookUp(["Games", "psx", "Game.zip"])).node
    guard case .archive(let content) = try looks.tree.content(of: node) else { throw TestFailure("no ZIP") }
    let archive = try OpenArchive(content)
    #expect(try archive.checksum(checksums) == nil)
    for file in archive.files() { try checksums.compute(file) }
    var bytes = [UInt8](repeating: 0, count: Int(archive.size))
    let outcome: Result<ReadOutcome, Errno> = bytes.withUnsafeMutableBytes { buffer in
      do throws(Errno) {
        return .success(
          try archive.read(into: buffer, at: 0, sources: SourceFiles(capacity: 4), checksums: checksums))
      } catch { return .failure(error) }
    }
    guard case .bytes(bytes.count) = try outcome.get() else { throw TestFailure("the ZIP is not read whole") }
    #expect(try archive.checksum(checksums) == crc32(bytes))
  }

  @Test func `data is read before any checksum is known, and a slot names what it waits for in order`() throws {
    let folder = try looks.open("Games.zip")
    let b = SplitMix64.bytes(300_001, seed: 1)
    // b.nes is large enough to begin on a page.
    let offset = folder.dataOffset(ofMember: 1)
    #expect(offset % 4096 == 0)
    #expect(try looks.read(folder, offset + 5, 5000).0 == Array(b[5..<5005]))
    let (head, missing) = try looks.read(folder, 0, 100)
    #expect(head == nil)
    #expect(missing.map { String(decoding: $0.path, as: UTF8.self) } == ["nes/a.nes"])
    // The directory at the end has the checksums of all.
    let (end, all) = try looks.read(folder, folder.size - 400, 400)
    #expect(end == nil)
    #expect(
      all.map { String(decoding: $0.path, as: UTF8.self) } == [
        "nes/a.nes", "nes/USA/b.nes", "nes/USA/empty.nes", "psx/Game/disc.bin", "psx/Game/disc.cue",
        "psx/Game/sub/empty.dat", "psx/Game/track 2.bin",
      ])
    #expect(!folder.isSettled(at: 0, length: 100))
    try checksums.compute(missing[0])
    #expect(try looks.read(folder, 0, 4).0 == [0x50, 0x4B, 3, 4])
    #expect(try looks.read(folder, 0, 60).0?.count == 60)
    #expect(folder.isSettled(at: 0, length: 60))
    // In the headers of the ZIP inside, those of its members stand.
    let inner = folder.dataOffset(ofMember: 3)
    let first = try looks.read(folder, inner, 60).1.map { String(decoding: $0.path, as: UTF8.self) }
    #expect(first == ["psx/Game/disc.cue"])
  }

  @Test func `what the catalog has is asked for once, for all members`() throws {
    try computeAll("Games/nes.zip", isKept: true)
    let before = checksums.slowQuestions
    // As after a restart: what is known is known to the catalog alone.
    let later = DownloadLooks(looks.tree, checksums: checksums)
    let folder = try later.open("Games/nes.zip")
    #expect(!folder.isSettled(at: 0, length: 60))
    #expect(try later.whole(folder).count == folder.size)
    #expect(folder.unknownFiles(checksums).isEmpty)
    #expect(checksums.slowQuestions == before + 1)
  }

  @Test func `a member that is another one by now is an error, and the others are read`() throws {
    try computeAll("Games/nes.zip")
    let folder = try looks.open("Games/nes.zip")
    try Files.replace(directory("nes/USA/b.nes"), with: SplitMix64.bytes(300_001, seed: 99))
    #expect(throws: Errno.ioError) { try looks.read(folder, folder.dataOffset(ofMember: 1), 100) }
    #expect(try looks.read(folder, 0, 60).0?.count == 60)
    #expect(try looks.read(folder, folder.size - 22, 22).0?.prefix(4) == [0x50, 0x4B, 5, 6])
  }
}

@Suite("Large ZIPs of folders") struct LargeFolderTests {
  private let checksums = GivenChecksums()
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func looks(_ files: FileTable) -> DownloadLooks {
    let tree = Tree(views: .plainWithDownload)
    let location = Shelf.Location(
      root: LibraryRoot(id: 1, path: directory.path), folder: Array("nes".utf8))
    _ = tree.replace(
      Shelf(
        location: location, system: "nes", modified: 0, files: files,
        singles: (0..<UInt32(files.count)).map { $0 }, archives: []), reach: .direct)
    return DownloadLooks(tree, checksums: checksums)
  }

  @Test func `a folder of more than 65,535 files has the directory of a large ZIP`() throws {
    var files = FileTable()
    for number in 0..<70_000 {
      let version = FileVersion(size: 0, modified: 1_000_000_000_000_000_000, inode: UInt64(number))
      files.append(path: "\(100_000 + number).nes".utf8, version: version)
      checksums.set(0, for: ContentKey(root: 1, version: version))
    }
    let looks = looks(files)
    let attributes = try looks.attributes("Games/nes.zip")
    let folder = try looks.open("Games/nes.zip")
    #expect(folder.memberCount == 70_000)
    let bytes = try looks.whole(folder)
    #expect(Int64(bytes.count) == attributes.size)
    try Files.write(bytes, to: directory("out.zip"))
    let script = """
      import sys, zipfile
      z = zipfile.ZipFile(sys.argv[1])
      names = z.namelist()
      print(len(names), names[0], names[-1])
      """
    let result = try ExternalProgram.run("python3", ["-c", script, directory("out.zip")])
    #expect(result.text == "70000 100000.nes 169999.nes\n", "\(result.errorText)")
  }

  @Test func `members beyond 4 GiB are where the directory says`() throws {
    var files = FileTable()
    for (name, size) in [("a.bin", 5 << 30), ("b.bin", 1 << 20), ("c.bin", 300)] as [(String, Int64)] {
      try Files.writeSparse(directory("nes/" + name), size: size)
      let status = try FileStatus.of(directory("nes/" + name))
      let version = FileVersion(size: status.size, modified: status.modified, inode: status.inode)
      files.append(path: name.utf8, version: version)
      checksums.set(0x1234_5678, for: ContentKey(root: 1, version: version))
    }
    let looks = looks(files)
    let folder = try looks.open("Games/nes.zip")
    #expect(folder.size > 5 << 30)
    #expect(try looks.attributes("Games/nes.zip").size == folder.size)
    // The bytes of the last two members and everything behind, at their places in a sparse file.
    try Files.writeSparse(directory("out.zip"), size: folder.size)
    for start in [0, (5 << 30) - 4096] as [Int64] {
      let count = start == 0 ? 8192 : Int(folder.size - start)
      let bytes = try #require(try looks.read(folder, start, count).0)
      let result: Result<Void, Errno> = bytes.withUnsafeBytes { buffer in
        do throws(Errno) {
          let file = try FileDescriptor.open(directory("out.zip"), [.readWrite])
          return .success(try file.write(buffer, at: start))
        } catch { return .failure(error) }
      }
      try result.get()
    }
    let listed = try ExternalProgram.run(
      "python3",
      [
        "-c",
        """
        import sys, zipfile
        for i in zipfile.ZipFile(sys.argv[1]).infolist(): print(i.filename, i.file_size, i.header_offset, hex(i.CRC))
        """,
        directory("out.zip"),
      ])
    let lines = listed.text.split(separator: "\n")
    #expect(lines.count == 3 && lines[0] == "a.bin 5368709120 0 0x12345678", "\(listed.text)\(listed.errorText)")
    let offsets = lines.compactMap { $0.split(separator: " ").dropFirst(2).first.flatMap { Int64($0) } }
    #expect(offsets.count == 3 && offsets[1] > 5 << 30 && offsets[2] > offsets[1])
  }
}
