internal import Content
internal import Digest
internal import Model
internal import Testing

@Suite struct `Archive manifests` {
  private func shelf(_ files: [(path: String, size: Int64, modified: Int64, inode: UInt64)]) -> Shelf {
    var table = FileTable()
    for file in files.sorted(by: { Array($0.path.utf8).lexicographicallyPrecedes(Array($1.path.utf8)) }) {
      table.append(
        path: file.path.utf8, version: FileVersion(size: file.size, modified: file.modified, inode: file.inode))
    }
    let location = Shelf.Location(root: LibraryRoot(id: 1, path: "/library"), folder: Array("psx".utf8))
    return Shelf(location: location, system: "psx", modified: 77, files: table, singles: [], archives: [])
  }

  private func manifest(
    _ files: [(path: String, size: Int64, modified: Int64, inode: UInt64)], prefix: String = "Game/",
    playlist: (name: String, contents: String)? = nil
  ) throws -> ArchiveManifest {
    let shelf = shelf(files)
    let game = ArchiveGame(
      name: Array("Game".utf8), members: (0..<UInt32(shelf.files.count)).map { $0 }, prefixLength: prefix.utf8.count,
      playlist: playlist.map { GeneratedMember(name: Array($0.name.utf8), contents: Array($0.contents.utf8)) })
    return try #require(ArchiveManifest(of: game, on: shelf))
  }

  private func names(_ manifest: ArchiveManifest) -> [String] {
    (0..<manifest.layout.memberCount).map { String(decoding: manifest.layout.name(of: $0), as: UTF8.self) }
  }

  private let second: Int64 = 1_000_000_000
  private var usual: [(path: String, size: Int64, modified: Int64, inode: UInt64)] {
    [
      ("Game/b.bin", 3_000_000, 1_600_000_000 * second + 5, 10),
      ("Game/Z.cue", 90, 1_600_000_001 * second + 999_999_999, 11),
      ("Game/a/x.bin", 1, -1, 12), ("Game/y.gdi", 7, 0, 13),
    ]
  }

  @Test func `Playlists come first, then descriptors, then everything by name`() throws {
    let manifest = try manifest(usual, playlist: ("Game.m3u", "Z.cue\ny.gdi\n"))
    #expect(names(manifest) == ["Game.m3u", "Z.cue", "y.gdi", "a/x.bin", "b.bin"])
    // Sorted by path: Z.cue, a/x.bin, b.bin, y.gdi.
    #expect(manifest.sources == [.generated(Array("Z.cue\ny.gdi\n".utf8)), .file(0), .file(3), .file(1), .file(2)])
    #expect(manifest.size == Int64(manifest.layout.size))
  }

  @Test func `Times are whole seconds, and the ZIP's is that of its newest member`() throws {
    let manifest = try manifest(usual, playlist: ("Game.m3u", "x"))
    #expect(manifest.modified == 1_600_000_001 * second + 999_999_999)
    #expect((0..<5).map(manifest.layout.modified) == [1_600_000_001, 1_600_000_001, 0, -1, 1_600_000_000])
    #expect(try self.manifest([]).modified == 77)
  }

  @Test func `Whatever changes the bytes or the files changes the identity, and nothing else does`() throws {
    let playlist = (name: "Game.m3u", contents: "x")
    let original = try manifest(usual, playlist: playlist)
    #expect(try manifest(usual.reversed(), playlist: playlist).identity == original.identity)
    var moved = usual
    for index in moved.indices { moved[index].path = "Elsewhere/" + moved[index].path }
    #expect(try manifest(moved, prefix: "Elsewhere/Game/", playlist: playlist).identity == original.identity)
    var identities: Set<SHA256Digest> = [original.identity]
    var changes: [ArchiveManifest] = [try manifest(usual)]
    for change in 0..<4 {
      var files = usual
      switch change {
      case 0: files[0].size += 1
      case 1: files[0].modified += 1
      case 2: files[0].inode += 1
      default: files[0].path += "2"
      }
      changes.append(try manifest(files, playlist: playlist))
    }
    changes.append(try manifest(Array(usual.dropLast()), playlist: playlist))
    changes.append(try manifest(usual, playlist: ("Game.m3u", "y")))
    changes.append(try manifest(usual, playlist: ("game.m3u", "x")))
    for changed in changes { #expect(identities.insert(changed.identity).inserted) }
    #expect(original.nodeID.kind == .archive)
  }

  @Test func `Names that would fall on one another when extracted are told apart`() throws {
    let manifest = try manifest(
      [
        ("Game/A.bin", 1, 0, 1), ("Game/a.bin", 1, 0, 2), ("Game/e\u{301}", 1, 0, 3), ("Game/\u{E9}", 1, 0, 4),
        ("Game/Dir", 1, 0, 5), ("Game/dir/x", 1, 0, 6), ("Game/back\\slash.", 1, 0, 7),
      ])
    let names = names(manifest)
    #expect(Set(names.map { $0.lowercased() }).count == 7)
    #expect(names.contains("A.bin") && names.contains("dir/x") && !names.contains("Dir"))
    #expect(names.contains { $0.hasPrefix("a ~") && $0.hasSuffix(".bin") })
    #expect(names.contains { $0.hasPrefix("Dir ~") })
    #expect(names.contains("back%5Cslash%2E"))
  }

  @Test func `A game larger than any file is refused`() {
    let shelf = shelf([("a", .max, 0, 1), ("b", .max, 0, 2)])
    #expect(ArchiveManifest(of: ArchiveGame(name: [1], members: [0, 1], prefixLength: 0), on: shelf) == nil)
  }
}
