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
  /// Each of its discs in a folder, in ``GameFiles/parent``; what belongs to none of them stays where it is.
  case folders([Folder])

  /// Its files stay side by side with those of other games, or of another root.
  var leavesFiles: Bool {
    switch self {
    case .asItLies, .beside: true
    case .archive, .folder, .folders: false
    }
  }

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
    /// Its lines are relative to the folder, which may come to have another name.
    var playlistBeside: Playlist?
    /// What front ends list for the game, where that is neither the playlist beside the folder nor the folder itself:
    /// the playlist inside, or a file by its number in the shelf.
    var listed: Listed?
    /// Files by their numbers in the shelf that give way to what is made here.
    var replaced: [Int] = []

    enum Listed {
      case playlistInside
      case file(Int)
    }
  }

  /// - Parameters:
  ///   - system: the game's.
  ///   - isGame: whether a file of the shelf is one of a game.
  init(_ game: GameFiles, _ layout: Layout, _ system: SystemNames, isGame: (Int) -> Bool) {
    if let tree = layout.trees[system.key], game.playlist == nil {
      self = .init(game, tree, layout, system, isGame)
      return
    }
    // An archive that starts a game is known by its name, and finds the game's disks from where it lies.
    if layout.games != .asItLies, let start = game.start(layout, system), start.isArchive {
      self = .asItLies
      return
    }
    switch layout.games {
    case .asItLies: self = .asItLies
    case .playlistBeside: self = .playlistBeside(game, layout, system, isGame)
    case .folderAsFile: self = .folderAsFile(game, layout, system, isGame)
    case .hiddenFolder: self = .hiddenFolder(game, layout, system, isGame)
    case .folder:
      self = .folder(
        Folder(
          name: game.ownFolder ?? game.name, files: game.members + game.companions(isGame: isGame),
          playlistInside: game.playlist.map { Playlist(game.name, $0.contents) }))
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

  private static func playlistBeside(
    _ game: GameFiles, _ layout: Layout, _ system: SystemNames, _ isGame: (Int) -> Bool
  ) -> GameArrangement {
    // The front end would take a folder with such a name for the game, and the emulator cannot start a folder.
    if let folder = game.ownFolder, layout.lists(GameFiles.fileExtension(of: folder), ofKnown: system) {
      return apart(game, layout, system, isGame: isGame)
    }
    guard layout.lists("m3u", of: system), let lines = game.playlist?.contents else { return .asItLies }
    // Of a name that begins like a comment the playlist has another spelling, and the front end does not find the disc
    // it is to hide: in a hidden folder it need not.
    if lines.split(separator: 0x0A).contains(where: { $0.starts(with: "./".utf8) }) {
      return hiddenFolder(game, layout, system, isGame)
    }
    return .beside(playlist: Playlist(game.name, lines))
  }

  /// In a folder of its own that front ends look into.
  static func apart(
    _ game: GameFiles, _ layout: Layout, _ system: SystemNames, isGame: (Int) -> Bool
  ) -> GameArrangement {
    let playlist =
      layout.lists("m3u", of: system) ? game.playlist.map { Playlist(game.name, $0.contents) } : nil
    return .folder(
      Folder(
        name: game.name, files: game.members + game.companions(isGame: isGame), playlistInside: playlist,
        listed: playlist == nil ? game.start(layout, system).map { .file($0.file) } : .playlistInside))
  }

  private static func folderAsFile(
    _ game: GameFiles, _ layout: Layout, _ system: SystemNames, _ isGame: (Int) -> Bool
  ) -> GameArrangement {
    let companions = game.companions(isGame: isGame)
    // Without playlists each disc is an entry.
    if !layout.lists("m3u", of: system), DiscPlaylist.contents(of: game.members.map(\.path)) != nil {
      return discs(game, layout, system)
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

  /// Each disc under its own name, with its tracks where the front end would list those as well.
  private static func discs(_ game: GameFiles, _ layout: Layout, _ system: SystemNames) -> GameArrangement {
    let discs = game.starts(layout, system)
    let others = game.members.filter { file in !discs.contains { $0.file == file.file } }
    guard discs.count > 1, others.contains(where: { layout.lists($0.fileExtension, ofKnown: system) }) else {
      return .asItLies
    }
    return .folders(
      discs.map { disc in
        // `Saga (Disc 1)` is not the disc of the tracks of `Saga (Disc 1) Bonus`, which is one itself.
        let rivals = discs.map(\.stem).filter { $0.count > disc.stem.count && $0.starts(with: disc.stem) }
        let tracks = others.filter { track in
          track.path.starts(with: disc.stem) && !rivals.contains { track.path.starts(with: $0) }
        }
        let depth = disc.path.count - GameFiles.lastName(disc.path).count
        let files = ([disc] + tracks).map { GameFiles.Member(file: $0.file, path: Array($0.path.dropFirst(depth))) }
        return Folder(name: GameFiles.lastName(disc.path), files: files)
      })
  }

  private static func hiddenFolder(
    _ game: GameFiles, _ layout: Layout, _ system: SystemNames, _ isGame: (Int) -> Bool
  ) -> GameArrangement {
    guard layout.lists("m3u", of: system) else { return .asItLies }
    let hidden = [UInt8(ascii: ".")] + game.name
    let own = game.members.filter { $0.isOnTop && $0.fileExtension == "m3u" }
    let files = game.members.filter { member in !own.contains { $0.file == member.file } }
    var lines = game.playlist?.contents ?? DiscPlaylist.contents(of: files.map(\.path)) ?? []
    if lines.isEmpty, let start = game.disc(layout, system), DiscPlaylist.isDisc(start.path) {
      lines = EntryName.sanitizedPath(start.path) + [0x0A]
    }
    guard !lines.isEmpty, game.members.count > 1 else { return .asItLies }
    // So the user has it already.
    if !own.isEmpty, files.allSatisfy({ $0.path.first == UInt8(ascii: ".") && !$0.isOnTop }) { return .asItLies }
    return .folder(
      Folder(
        name: hidden, files: files + game.companions(isGame: isGame), playlistBeside: Playlist(game.name, lines),
        replaced: own.map(\.file)))
  }
}

extension GameArrangement.Playlist {
  /// - Parameter game: raw name of the game.
  init(_ game: [UInt8], _ contents: [UInt8]) {
    name = game + Array(".m3u".utf8)
    self.contents = contents
  }
}

extension GameArrangement.Playlist {
  /// The same from the folder above `folder`, where its lines are relative to that.
  ///
  /// - Parameter folder: as it is shown.
  func above(_ folder: [UInt8]) -> Self {
    var lines: [UInt8] = []
    for line in contents.split(separator: 0x0A) {
      // The `./` in front keeps a name with `#` from being a comment.
      lines += folder + [UInt8(ascii: "/")] + (line.starts(with: "./".utf8) ? line.dropFirst(2) : line) + [0x0A]
    }
    return Self(name: name, contents: lines)
  }
}
