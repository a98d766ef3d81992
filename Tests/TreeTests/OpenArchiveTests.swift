internal import Compression
internal import Model
internal import Platform
internal import Synchronization
internal import TestSupport
internal import Testing
internal import Tree

/// Checksums as a reader meets them: unknown at first, there when somebody has asked.
private final class LateChecksums: ChecksumSource {
  private let known = Mutex<[ContentKey: UInt32]>([:])
  private let asked = Mutex<[LibraryFile]>([])

  var promoted: [LibraryFile] { asked.withLock { $0 } }

  func checksum(of key: ContentKey) -> UInt32? { known.withLock { $0[key] } }

  func stored(_ keys: [ContentKey]) -> [ContentKey: UInt32] { [:] }

  func promote(_ file: LibraryFile) { asked.withLock { $0.append(file) } }

  func compute(_ file: LibraryFile) throws {
    var checksum = CRC32()
    try Files.read(file.root.path + "/" + String(decoding: file.path, as: UTF8.self)).withUnsafeBytes {
      checksum.update($0)
    }
    let value = checksum.value
    known.withLock { $0[file.contentKey] = value }
  }
}

@Suite("Reading a ZIP that does not exist")
struct OpenArchiveTests {
  private let directory: TemporaryDirectory
  private let checksums = LateChecksums()
  private let sources = SourceFiles(capacity: 8)
  private static let members = [("a.cue", 70), ("disc.bin", 600_000), ("empty.dat", 0), ("track 2.bin", 300_001)]

  init() throws {
    directory = try TemporaryDirectory()
    _ = try directory.makeDirectory("psx/Game")
    for (seed, (name, size)) in OpenArchiveTests.members.enumerated() {
      try Files.write(SplitMix64.bytes(size, seed: UInt64(seed)), to: directory("psx/Game/\(name)"))
    }
  }

  private func open(_ tree: Tree = Tree()) throws -> OpenArchive {
    var files = FileTable()
    for (name, _) in OpenArchiveTests.members {
      let status = try FileStatus.of(directory("psx/Game/\(name)"))
      files.append(
        path: "Game/\(name)".utf8,
        version: FileVersion(size: status.size, modified: status.modified, inode: status.inode))
    }
    let location = Shelf.Location(root: LibraryRoot(id: 1, path: directory.path), folder: Array("psx".utf8))
    let game = ArchiveGame(name: Array("Game".utf8), members: [0, 1, 2, 3], prefixLength: 5)
    _ = tree.replace(
      Shelf(location: location, system: "psx", modified: 0, files: files, singles: [], archives: [game]),
      reach: .direct)
    let games = try attributes("psx", in: Tree.games, tree)
    let archive = try attributes("Game.zip", in: games.node, tree)
    guard case .archive(let content) = try tree.content(of: archive.node) else {
      throw TestFailure("Game.zip is no archive")
    }
    return try OpenArchive(content)
  }

  private func attributes(_ name: String, in parent: NodeID, _ tree: Tree) throws -> Attributes {
    let directory = try #require(tree.directory(parent))
    let number = try #require(Array(name.utf8).withUnsafeBytes { directory.find($0) })
    return directory.attributes(at: number)
  }

  private func read(_ archive: OpenArchive, _ offset: Int64, _ count: Int) throws(Errno) -> ([UInt8]?, [LibraryFile]) {
    var bytes = [UInt8](repeating: 0xEE, count: count)
    let result: Result<ReadOutcome, Errno> = bytes.withUnsafeMutableBytes { buffer in
      do throws(Errno) {
        return .success(try archive.read(into: buffer, at: offset, sources: sources, checksums: checksums))
      } catch { return .failure(error) }
    }
    switch try result.get() {
    case .bytes(let length): return (Array(bytes[..<length]), [])
    case .waitsFor(let files): return (nil, files)
    case .waitsForBlocks: throw .ioError
    }
  }

  @Test("Data can be read before any checksum is known; headers name exactly the members they wait for")
  func waitsForHeadersOnly() throws {
    let archive = try open()
    let (head, missing) = try read(archive, 0, 30)
    #expect(head == nil)
    #expect(missing.map { String(decoding: $0.path, as: UTF8.self) } == ["psx/Game/a.cue"])
    let expected = SplitMix64.bytes(600_000, seed: 1)
    // disc.bin stands on the first 4096-byte boundary after the cue sheet.
    #expect(try read(archive, 4096, 5000).0 == Array(expected[..<5000]))
    try checksums.compute(missing[0])
    #expect(try read(archive, 0, 30).0?.prefix(4) == [0x50, 0x4B, 3, 4])
  }

  @Test("Any range gives the bytes of the whole, and the whole is a ZIP that Python accepts")
  func randomRanges() throws {
    let archive = try open()
    for file in archive.files() { try checksums.compute(file) }
    let size = Int(archive.content.size)
    let whole = try #require(try read(archive, 0, size + 100).0)
    #expect(whole.count == size)
    var random = SplitMix64(seed: 42)
    for _ in 0..<2_000 {
      let start = Int.random(in: 0...size, using: &random)
      let count = Int.random(in: 1...70_000, using: &random)
      let part = try read(archive, Int64(start), count).0
      #expect(part == Array(whole[start..<min(size, start + count)]))
    }
    try Files.write(whole, to: directory("out.zip"))
    let script = """
      import sys, zipfile
      z = zipfile.ZipFile(sys.argv[1])
      assert z.testzip() is None
      assert [i.file_size for i in z.infolist()] == [70, 600000, 0, 300001], z.infolist()
      """
    let python = try ExternalProgram.run("python3", ["-c", script, directory("out.zip")])
    #expect(python.status == 0, "\(python.errorText)")
  }

  @Test("A member that was rewritten in place or cut short fails the reads that touch it, and no others")
  func rewrittenMember() throws {
    let archive = try open()
    for file in archive.files() { try checksums.compute(file) }
    #expect(try read(archive, 4096, 100).0?.count == 100)
    try Files.truncate(directory("psx/Game/disc.bin"), to: 1000)
    #expect(throws: Errno.ioError) { try read(archive, 4096, 100) }
    #expect(throws: Errno.ioError) { try read(archive, 4096, 100) }
    #expect(try read(archive, 0, 30).0 != nil)
    #expect(try read(archive, archive.content.size - 100, 100).0?.count == 100)
    try Files.write(SplitMix64.bytes(600_000, seed: 1), to: directory("psx/Game/disc.bin"))
    #expect(throws: Errno.ioError, "another time is another version") { try read(archive, 4096, 100) }
  }

  @Test("A member that was replaced or removed is read as it was while it is open, and fails afterwards")
  func replacedMember() throws {
    for change in [
      { try Files.replace($0, with: SplitMix64.bytes(600_000, seed: 9)) }, { try Files.remove($0) },
    ] as [(String) throws -> Void] {
      try Files.write(SplitMix64.bytes(600_000, seed: 1), to: directory("psx/Game/disc.bin"))
      let archive = try open()
      for file in archive.files() { try checksums.compute(file) }
      let before = try read(archive, 4096, 100).0
      #expect(before == Array(SplitMix64.bytes(600_000, seed: 1)[..<100]))
      try change(directory("psx/Game/disc.bin"))
      #expect(try read(archive, 4096, 100).0 == before)
      var bytes = [UInt8](repeating: 0, count: 100)
      #expect(throws: Errno.ioError) {
        try bytes.withUnsafeMutableBytes {
          try archive.read(into: $0, at: 4096, sources: SourceFiles(capacity: 8), checksums: checksums)
        }
      }
    }
  }
}
