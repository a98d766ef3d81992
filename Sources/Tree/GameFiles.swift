internal import Content
internal import Layouts
internal import Model
internal import Platform

/// The files of a game of several, as far as their names say what they are to each other.
struct GameFiles {
  /// A file of the game.
  struct Member {
    /// By its number in the shelf.
    var file: Int
    /// Raw, below the folder that the game's names are relative to.
    var path: [UInt8]

    /// Whether it lies in that folder itself.
    var isOnTop: Bool { !path.contains(UInt8(ascii: "/")) }
    /// In lower case, without the dot; empty where there is none.
    var fileExtension: String { GameFiles.fileExtension(of: path) }
    var isArchive: Bool { ["zip", "7z"].contains(fileExtension) }
    var stem: [UInt8] { Array(path[..<EntryName.extensionStart(of: path)]) }
  }

  let shelf: Shelf
  let number: Int
  /// Raw, without an extension.
  let name: [UInt8]
  /// Raw path of the folder that the members' names are relative to, with a slash at its end; empty for the system's.
  let prefix: [UInt8]
  let members: [Member]
  /// The folder is the game's, and not one that it shares with others.
  let hasOwnFolder: Bool

  init(_ number: Int, of shelf: Shelf) {
    self.shelf = shelf
    self.number = number
    name = Array(shelf.archives.name(at: number))
    let length = shelf.archives.prefixLength(at: number)
    members = shelf.archives.members(at: number).map { file in
      Member(file: Int(file), path: Array(shelf.files.path(at: Int(file)).dropFirst(length)))
    }
    prefix = members.first.map { Array(shelf.files.path(at: $0.file).prefix(length)) } ?? []
    let folder = prefix.dropLast().split(separator: UInt8(ascii: "/")).last.map(Array.init) ?? []
    hasOwnFolder = !folder.isEmpty && (folder == name || folder.starts(with: name + [UInt8(ascii: ".")]))
  }

  /// Raw name of the game's own folder.
  var ownFolder: [UInt8]? { hasOwnFolder ? prefix.split(separator: UInt8(ascii: "/")).last.map(Array.init) : nil }

  /// Raw path of the folder in which the game is an entry, with a slash at its end; empty for the system's.
  var parent: [UInt8] {
    guard let ownFolder else { return prefix }
    return Array(prefix.dropLast(ownFolder.count + 1))
  }

  var playlist: GeneratedMember? { shelf.archives.playlist(at: number) }

  /// Files below the game's own folder that are part of no game: they go where the game goes.
  func companions(isGame: (Int) -> Bool) -> [Member] {
    guard hasOwnFolder else { return [] }
    let own = Set(members.map(\.file))
    return shelf.files.range(below: prefix.dropLast()).filter { !own.contains($0) && !isGame($0) }.map { file in
      Member(file: file, path: Array(shelf.files.path(at: file).dropFirst(prefix.count)))
    }
  }

  /// The file that starts the game: a playlist of its own, the disc's descriptor or image, otherwise what the front end
  /// lists.
  func start(_ layout: Layout, _ system: SystemNames) -> Member? {
    let playlists = members.filter { $0.fileExtension == "m3u" && $0.isOnTop }
    return best(of: playlists) ?? disc(layout, system)
  }

  /// As ``start(_:_:)``, without a look at playlists.
  func disc(_ layout: Layout, _ system: SystemNames) -> Member? {
    let members = members.filter { $0.fileExtension != "m3u" }
    let descriptors = members.filter { DiscDescriptor.Format(fileName: $0.path) != nil }
    if let descriptor = best(of: descriptors.filter { layout.lists($0.fileExtension, of: system) }) {
      return descriptor
    }
    // Tracks by themselves start nothing; the image beside CloneCD's and Alcohol's descriptors does.
    guard descriptors.allSatisfy({ ["ccd", "mds"].contains($0.fileExtension) }) else { return nil }
    let discs = members.filter { DiscPlaylist.isDisc($0.path) && layout.lists($0.fileExtension, of: system) }
    if let disc = best(of: discs) { return disc }
    return best(of: members.filter { layout.lists($0.fileExtension, of: system) })
  }

  /// What front ends list of a game that lies as it is: where a system knows no playlists each of its discs.
  func starts(_ layout: Layout, _ system: SystemNames) -> [Member] {
    if layout.games != .asItLies, !layout.lists("m3u", of: system),
      let lines = DiscPlaylist.contents(of: members.map(\.path))
    {
      let discs = Set(lines.split(separator: 0x0A).map { Array($0.starts(with: "./".utf8) ? $0.dropFirst(2) : $0) })
      let found = members.filter { discs.contains(EntryName.sanitizedPath($0.path)) }
        .filter { layout.lists($0.fileExtension, of: system) }
      if found.count > 1 { return found }
    }
    return start(layout, system).map { [$0] } ?? []
  }

  /// The only one, the one that is called like the game, or the largest.
  private func best(of candidates: [Member]) -> Member? {
    if candidates.count < 2 { return candidates.first }
    if let namesake = candidates.first(where: { $0.isOnTop && $0.stem == name }) { return namesake }
    let top = candidates.filter(\.isOnTop)
    return (top.isEmpty ? candidates : top).max { left, right in
      let sizes = (shelf.files.version(at: left.file).size, shelf.files.version(at: right.file).size)
      // Of equal ones the first.
      return sizes.0 == sizes.1 ? right.path.lexicographicallyPrecedes(left.path) : sizes.0 < sizes.1
    }
  }

  /// Of the members, bytes.
  var size: Int64 { size(of: members) }

  /// Bytes.
  func size(of members: [Member]) -> Int64 {
    members.reduce(0) { $0.saturatingSum(shelf.files.version(at: $1.file).size) }
  }

  /// Newest of the members, nanoseconds since 1970.
  var modified: Int64 { members.map { shelf.files.version(at: $0.file).modified }.max() ?? shelf.modified }

  /// In lower case, without the dot; empty where there is none.
  static func fileExtension(of name: [UInt8]) -> String {
    let start = EntryName.extensionStart(of: name)
    return String(decoding: name[start...].dropFirst().map(lowercased), as: UTF8.self)
  }

  static func lastName(_ path: some BidirectionalCollection<UInt8>) -> [UInt8] {
    path.lastIndex(of: UInt8(ascii: "/")).map { Array(path[path.index(after: $0)...]) } ?? Array(path)
  }

  static func lowercased(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }
}
