internal import Model

/// Shelves without a disk: for what depends on names, sizes and times only.
enum ShelfFixture {
  static let root = LibraryRoot(id: 1, path: "/nowhere")

  /// A shelf with one single-file game for each path; sizes and inodes follow from the position.
  static func singles(
    _ paths: [String], system: String = "nes", folder: String = "nes", modified: Int64 = 5_000_000_000
  ) -> Shelf {
    let sorted = paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var files = FileTable()
    for (number, path) in sorted.enumerated() {
      files.append(
        path: path.utf8,
        version: FileVersion(
          size: Int64(100 + number), modified: 1_000_000_000, inode: UInt64(bitPattern: Int64(path.hashless))))
    }
    return Shelf(
      location: Shelf.Location(root: root, folder: Array(folder.utf8)), system: system, modified: modified,
      files: files, singles: (0..<UInt32(files.count)).map { $0 }, archives: [])
  }

  /// A shelf with one game of several files, in the folder `name`.
  static func archive(
    _ name: String, members: [(name: String, inode: UInt64)], system: String = "psx", folder: String = "psx"
  ) -> Shelf {
    var files = FileTable()
    for member in members.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      files.append(
        path: "\(name)/\(member.name)".utf8,
        version: FileVersion(size: 10, modified: 3_000_000_000, inode: member.inode))
    }
    let game = ArchiveGame(
      name: Array(name.utf8), members: (0..<UInt32(files.count)).map { $0 }, prefixLength: name.utf8.count + 1)
    return Shelf(
      location: Shelf.Location(root: root, folder: Array(folder.utf8)), system: system, modified: 5_000_000_000,
      files: files, singles: [], archives: [game])
  }
}

extension String {
  /// A number for the string that is the same in every run.
  fileprivate var hashless: Int { utf8.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xFFFF_FFFF } }
}
