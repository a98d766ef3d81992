internal import Formats
internal import Layouts
internal import Model
internal import Tree

/// Makes RetroArch's playlists, which point into a view of loose files. Pure.
struct PlaylistMaker {
  /// The mount point, absolute.
  let mountPoint: String
  let known: [ObjectIdentifier: KnownShelf]
  /// The one member of an archive, and its checksum; nil where it is not known, or has several.
  let onlyMember: (ShownGame) -> (name: [UInt8], crc32: UInt32?)?
  let checksum: (ShownGame) -> UInt32?

  /// The name of the playlist that a system's games stand in, without its extension.
  static func name(ofSystem system: String) -> String { SystemTable.standard[system].folder(.playlist) }

  /// The view that the playlists point into: `Loose`, or the first of loose files, or the first there is.
  static func target(among views: [ViewDefinition]) -> ViewDefinition? {
    let games = views.filter { $0.content == .games }
    return games.first { $0.name == "Loose" && $0.packing == .loose } ?? games.first { $0.packing == .loose }
      ?? games.first
  }

  /// The playlist of a name.
  ///
  /// - Parameter folders: of the systems that it is of, in the view it points into.
  func render(_ name: String, _ folders: [SystemFolder]) -> [UInt8] {
    var items: [RetroArchPlaylist.Item] = []
    for (shown, game, folder) in games(name, folders) {
      var path = "\(mountPoint)/\(String(decoding: folder.shownPath, as: UTF8.self))/"
      path += String(decoding: shown.start, as: UTF8.self)
      var crc = checksum(shown)
      if isArchive(shown), let member = onlyMember(shown) {
        // RetroArch looks for a member by the name in the archive's directory.
        path += "#" + String(decoding: member.name, as: UTF8.self)
        crc = member.crc32
      }
      items.append(RetroArchPlaylist.Item(path: path, label: game.label, crc32: crc, database: "\(name).lpl"))
    }
    return RetroArchPlaylist.render(items)
  }

  /// Pictures, where RetroArch looks for those of a playlist.
  func thumbnails(_ name: String, _ folders: [SystemFolder]) -> [(path: [[UInt8]], Extra.Source)] {
    var taken: Set<[[UInt8]]> = []
    var found: [(path: [[UInt8]], Extra.Source)] = []
    for (shown, game, _) in games(name, folders) {
      for kind in MediaKind.allCases {
        guard let template = LayoutTable.thumbnails[kind], let file = game.facts.media[kind] else { continue }
        let ending = file[EntryName.extensionStart(of: file)...].dropFirst().map { $0 | 0x20 }
        // The only format it shows.
        guard ending.elementsEqual("png".utf8) else { continue }
        let path = template.path(
          PlaceTemplate.Values(
            system: name, label: RetroArchPlaylist.thumbnailName(Array(game.label.utf8)), fileExtension: ending))
        guard taken.insert(path).inserted else { continue }
        found.append((path, .file(shown.nodes.shelf.location, path: file)))
      }
    }
    return found
  }

  private func games(_ name: String, _ folders: [SystemFolder]) -> [(ShownGame, KnownGame, SystemFolder)] {
    folders.flatMap { folder in
      folder.games.compactMap { shown in
        guard PlaylistMaker.name(ofSystem: shown.nodes.shelf.system) == name,
          let game = known[ObjectIdentifier(shown.nodes)]?.games[shown.item]
        else { return nil }
        return (shown, game, folder)
      }
    }
  }

  private func isArchive(_ shown: ShownGame) -> Bool {
    guard !shown.isFolder else { return false }
    let ending = shown.path[EntryName.extensionStart(of: shown.path)...].map { $0 | 0x20 }
    return [".zip", ".7z"].contains { ending.elementsEqual($0.utf8) }
  }
}
