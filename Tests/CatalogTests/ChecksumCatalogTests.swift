internal import Catalog
internal import Digest
internal import Model
internal import Platform
internal import SQLite
internal import TestSupport
internal import Testing

@Suite struct `Checksums in the catalog` {
  private let workspace: TemporaryDirectory
  private let catalog: Catalog
  private let root: LibraryRoot

  init() throws {
    workspace = try TemporaryDirectory()
    catalog = try Catalog.open(directory: workspace("state"))
    root = try catalog.root(forPath: "/library")
  }

  private func key(_ number: Int) -> ContentKey {
    ContentKey(root: root.id, version: FileVersion(size: Int64(number), modified: -5, inode: .max - UInt64(number)))
  }

  private func digest<Value: DigestValue>(_ seed: UInt8) -> Value {
    [UInt8](repeating: seed, count: Value.byteCount).withUnsafeBytes { Value(bytes: $0) }
  }

  private func result(_ number: Int, _ checksums: Checksums) -> HashResult {
    HashResult(key: key(number), path: bytes("file \(number)"), checksums: checksums)
  }

  @Test func `Come back as they were stored, and stay when their files go`() throws {
    let all = Checksums(crc32: 0xFFFF_FFFF, sha1: digest(1), md5: digest(2), sha256: digest(3))
    let some = Checksums(crc32: 0, sha1: digest(4))
    #expect(try catalog.record([result(1, all), result(2, some)], at: 1234).isEmpty)
    let again = try Catalog.open(directory: workspace("state"))
    #expect(try again.checksums(of: key(1)) == StoredChecksums(checksums: all, checked: 1234))
    #expect(try again.checksums(of: key(2)) == StoredChecksums(checksums: some, checked: 1234))
    #expect(try again.checksums(of: key(3)) == nil)
    try catalog.remove(Shelf.Location(root: root, folder: []))
    #expect(try catalog.crc32s(of: [key(3), key(2), key(1)]).map(\.1) == [0, 0xFFFF_FFFF])
  }

  @Test func `Of an earlier version of the program are still there, without digests`() throws {
    // What its tables looked like.
    let state = try workspace.makeDirectory("old")
    let connection = try Connection(path: state + "/catalog.sqlite")
    try connection.execute(
      """
      PRAGMA application_id = 0x56697472;
      PRAGMA user_version = 2;
      CREATE TABLE root (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE) STRICT;
      CREATE TABLE platform (
        id INTEGER PRIMARY KEY, root_id INTEGER NOT NULL REFERENCES root (id) ON DELETE CASCADE, folder BLOB NOT NULL,
        system TEXT NOT NULL, modified INTEGER NOT NULL, UNIQUE (root_id, folder)) STRICT;
      CREATE TABLE game (
        id INTEGER PRIMARY KEY, platform_id INTEGER NOT NULL REFERENCES platform (id) ON DELETE CASCADE,
        kind INTEGER NOT NULL, name BLOB, prefix_length INTEGER NOT NULL, playlist_name BLOB, playlist_contents BLOB
      ) STRICT;
      CREATE TABLE file (
        platform_id INTEGER NOT NULL REFERENCES platform (id) ON DELETE CASCADE, path BLOB NOT NULL,
        size INTEGER NOT NULL, modified INTEGER NOT NULL, inode INTEGER NOT NULL, game_id INTEGER,
        PRIMARY KEY (platform_id, path)) STRICT, WITHOUT ROWID;
      CREATE TABLE checksum (
        root_id INTEGER NOT NULL REFERENCES root (id) ON DELETE CASCADE, size INTEGER NOT NULL,
        modified INTEGER NOT NULL, inode INTEGER NOT NULL, crc32 INTEGER NOT NULL,
        PRIMARY KEY (root_id, size, modified, inode)) STRICT, WITHOUT ROWID;
      CREATE TABLE mount (
        platform_id INTEGER NOT NULL REFERENCES platform (id) ON DELETE CASCADE, path BLOB NOT NULL,
        volume INTEGER NOT NULL, PRIMARY KEY (platform_id, path)) STRICT, WITHOUT ROWID;
      INSERT INTO root VALUES (1, '/library');
      INSERT INTO checksum VALUES (1, 1, 2, 3, 4000000000);
      """)
    let old = try Catalog.open(directory: state)
    let key = ContentKey(root: 1, version: FileVersion(size: 1, modified: 2, inode: 3))
    #expect(try old.checksums(of: key) == StoredChecksums(checksums: Checksums(crc32: 4_000_000_000), checked: 0))
    #expect(try old.knownChecksums(after: nil, limit: 10).map(\.algorithms) == [.crc32])
    let more = HashResult(key: key, path: [], checksums: Checksums(crc32: 4_000_000_000, sha1: digest(1)))
    #expect(try old.record([more], at: 7).isEmpty)
    #expect(try old.knownChecksums(after: nil, limit: 10).map(\.algorithms) == [[.crc32, .sha1]])
  }

  @Test func `Are added to by another pass, and never replaced`() throws {
    #expect(try catalog.record([result(1, Checksums(crc32: 7, sha1: digest(1)))], at: 10).isEmpty)
    #expect(try catalog.record([result(1, Checksums(crc32: 7, md5: digest(2)))], at: 20).isEmpty)
    let both = Checksums(crc32: 7, sha1: digest(1), md5: digest(2))
    #expect(try catalog.checksums(of: key(1)) == StoredChecksums(checksums: both, checked: 20))
    for wrong in [
      Checksums(crc32: 8), Checksums(crc32: 7, sha1: digest(9)), Checksums(crc32: 7, sha1: digest(1), md5: digest(9)),
    ] {
      let found = ChecksumDifference(key: key(1), path: bytes("file 1"), found: wrong, time: 30)
      #expect(try catalog.record([result(1, wrong)], at: 30) == [found])
      #expect(try catalog.checksums(of: key(1)) == StoredChecksums(checksums: both, checked: 20))
      #expect(try catalog.checksumDifferences().map(\.found.crc32) == [wrong.crc32])
    }
    // It was a cable, and now the file is again what it was.
    #expect(try catalog.record([result(1, both)], at: 40).isEmpty)
    #expect(try catalog.checksumDifferences().isEmpty)
    #expect(try catalog.checksums(of: key(1))?.checked == 40)
  }

  @Test func `Are read in parts, in the order of their keys`() throws {
    let other = try catalog.root(forPath: "/other")
    var keys = (0..<50).map { key(($0 * 37) % 50) }
    keys += (0..<10).map { ContentKey(root: other.id, version: key($0).version) }
    _ = try catalog.record(keys.map { HashResult(key: $0, path: [], checksums: Checksums(crc32: 1)) }, at: 1)
    var found: [ContentKey] = []
    while true {
      let page = try catalog.knownChecksums(after: found.last, limit: 7).map(\.key)
      found += page
      if page.count < 7 { break }
    }
    #expect(found.count == 60 && Set(found) == Set(keys))
    #expect(found.map(\.root) == found.map(\.root).sorted())
  }

  @Test func `Of an archive's members come back in their order, also without a checksum`() throws {
    var listing = ArchiveListing(members: [
      ArchiveMember(number: 0, name: bytes("a.nes"), size: 5, crc32: 0xFFFF_FFFF),
      ArchiveMember(number: 2, name: [0xFF, 0], isUTF8: false, isEncrypted: true, size: 1 << 40, crc32: nil),
    ])
    func stored(_ algorithms: ChecksumAlgorithms) throws {
      let result = HashResult(
        key: key(1), path: [], checksums: nil, listing: listing, memberAlgorithms: algorithms)
      #expect(try catalog.record([result], at: 1).isEmpty)
      #expect(try catalog.listing(of: key(1)) == listing)
      #expect(
        try catalog.knownArchives(after: nil, limit: 5)
          == [KnownHashes(key: key(1), isListed: true, memberAlgorithms: algorithms)])
    }
    try stored([])
    listing.members[0].checksums = Checksums(crc32: 0xFFFF_FFFF, sha1: digest(3))
    listing.problem = .unsupportedMethod
    try stored([.sha1])
    listing = ArchiveListing(members: [], problem: .damaged)
    try stored([])
    #expect(try catalog.listing(of: key(2)) == nil)
    #expect(try catalog.knownChecksums(after: nil, limit: 5).isEmpty)
  }
}
