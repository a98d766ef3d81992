internal import Content
internal import Layouts
internal import Model

/// How a game of several files is shown in a folder of plain files: what of it moves where, by the layout and the names
/// alone.
enum GameArrangement {
  /// Its files stay where they are.
  case asItLies
  /// As its ZIP, in ``GameFiles/parent``.
  case archive
  /// A playlist beside its files.
  case beside(playlist: Playlist)
  /// In a folder of its own, in ``GameFiles/parent``; a playlist may stand beside that folder.
  case folder(Folder)

  struct Playlist {
    /// As it is shown, less what may not stand in a name.
    var name: [UInt8]
    var contents: [UInt8]
  }

  struct Folder {
    /// As it is shown, less what may not stand in a name.
    var name: [UInt8]
    /// By their raw paths in the folder.
    var files: [GameFiles.Member]
    var playlistInside: Playlist?
    var playlistBeside: Playlist?
    /// What front ends list for the game.
    var isStartedBeside: Bool { playlistBeside != nil }
  }

  /// - Parameters:
  ///   - system: the game's.
  ///   - isGame: whether a file of the shelf is one of a game.
  init(_ game: GameFiles, _ layout: Layout, _ system: SystemNames, isGame: (Int) -> Bool) {
    if let tree = layout.trees[system.key], game.playlist == nil {
      self = .init(game, tree, layout, system, isGame)
      return
    }
    switch layout.games {
    case .asItLies: self = .asItLies
    case .playlistBeside:
      let playlist = layout.lists("m3u", of: system) ? game.playlist.map { Playlist(game.name, $0.contents) } : nil
      self = playlist.map { .beside(playlist: $0) } ?? .asItLies
    case .folderAsFile: self = .folderAsFile(game, layout, system, isGame)
    case .hiddenFolder: self = .hiddenFolder(game, layout, system, isGame)
    case .folder:
      if game.hasOwnFolder, game.playlist == nil {
        self = .asItLies
      } else {
        self = .folder(
          Folder(
            name: game.ownFolder ?? game.name, files: game.members + game.companions(isGame: isGame),
            playlistInside: game.playlist.map { Playlist(game.name, $0.contents) }))
      }
    }
  }

  private init(
    _ game: GameFiles, _ tree: Layout.TreeShape, _ layout: Layout, _ system: SystemNames, _ isGame: (Int) -> Bool
  ) {
    switch tree {
    case .asItLies: self = .asItLies
    case .archive: self = layout.lists("zip", of: system) ? .archive : .asItLies
    case .folder(let ending):
      let files = game.members + game.companions(isGame: isGame)
      let name = game.ownFolder ?? game.name
      let hasIt = GameFiles.fileExtension(of: name) == ending
      self = .folder(Folder(name: hasIt ? name : name + Array(".\(ending)".utf8), files: files))
    case .folderAsFile(let endings):
      let starters = game.members.filter { $0.isOnTop && endings.contains($0.fileExtension) }
      guard starters.count == 1, let start = starters.first else {
        self = .asItLies
        return
      }
      // The file's name is what the emulator knows the game by.
      self = .folder(Folder(name: start.path, files: game.members + game.companions(isGame: isGame)))
    }
  }

  // MARK: Shapes

  private static func folderAsFile(
    _ game: GameFiles, _ layout: Layout, _ system: SystemNames, _ isGame: (Int) -> Bool
  ) -> GameArrangement {
    let companions = game.companions(isGame: isGame)
    // Without playlists each disc is an entry.
    if !layout.lists("m3u", of: system), DiscPlaylist.contents(of: game.members.map(\.path)) != nil {
      return .asItLies
    }
    if let playlist = game.playlist {
      let inside = Playlist(game.name, playlist.contents)
      return .folder(Folder(name: inside.name, files: game.members + companions, playlistInside: inside))
    }
    guard let start = game.start(layout, system), layout.lists(start.fileExtension, of: system) else {
      return .asItLies
    }
    if !start.isOnTop {
      // The front end looks for the file in the folder itself; a playlist leads further down.
      guard layout.lists("m3u", of: system), DiscPlaylist.isDisc(start.path) else { return .asItLies }
      let inside = Playlist(game.name, EntryName.sanitizedPath(start.path) + [0x0A])
      return .folder(Folder(name: inside.name, files: game.members + companions, playlistInside: inside))
    }
    let ending = Array(".\(start.fileExtension)".utf8)
    let name = game.name + ending
    if game.members.count + companions.count == 1 { return .asItLies }
    var files = game.members + companions
    if start.path != name {
      // What is found by the stem of the descriptor or image goes along; what a cue sheet names does not.
      let sharesStem =
        ["ccd", "mds"].contains(start.fileExtension)
        ? { (_: GameFiles.Member) in true } : { ["sbi", "lsd", "sub"].contains($0.fileExtension) }
      for index in files.indices {
        let file = files[index]
        if file.file == start.file {
          files[index].path = name
        } else if file.isOnTop, file.stem == start.stem, sharesStem(file) {
          files[index].path = game.name + file.path[file.stem.count...]
        }
      }
    }
    return .folder(Folder(name: name, files: files))
  }

  private static func hiddenFolder(
    _ game: GameFiles, _ layout: Layout, _ system: SystemNames, _ isGame: (Int) -> Bool
  ) -> GameArrangement {
    guard layout.lists("m3u", of: system) else { return .asItLies }
    let hidden = [UInt8(ascii: ".")] + game.name
    let own = game.members.filter { $0.isOnTop && $0.fileExtension == "m3u" }
    let files = game.members.filter { member in !own.contains { $0.file == member.file } }
    var lines = game.playlist?.contents ?? DiscPlaylist.contents(of: files.map(\.path)) ?? []
    if lines.isEmpty, let start = game.start(layout, system), DiscPlaylist.isDisc(start.path) {
      lines = EntryName.sanitizedPath(start.path) + [0x0A]
    }
    guard !lines.isEmpty, game.members.count > 1 else { return .asItLies }
    let folder = EntryName.sanitized(hidden) + [UInt8(ascii: "/")]
    var contents: [UInt8] = []
    for line in lines.split(separator: 0x0A) { contents += folder + line.trimmingHere + [0x0A] }
    return .folder(
      Folder(
        name: hidden, files: files + game.companions(isGame: isGame), playlistBeside: Playlist(game.name, contents)))
  }
}

extension GameArrangement.Playlist {
  /// - Parameter game: raw name of the game.
  init(_ game: [UInt8], _ contents: [UInt8]) {
    name = game + Array(".m3u".utf8)
    self.contents = contents
  }
}

extension ArraySlice<UInt8> {
  /// Without the `./` in front that keeps a name with `#` from being a comment.
  fileprivate var trimmingHere: ArraySlice<UInt8> { starts(with: "./".utf8) ? dropFirst(2) : self }
}
