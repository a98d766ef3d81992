internal import Layouts
internal import Model

extension Additions {
  /// What a layout makes of the games and media of some shelves, and what else is to be shown with them.
  ///
  /// - Parameter extras: take the place of what the library has under the same name.
  init(_ shelves: [ShelfNodes], _ layout: Layout, extras: [Extra]) {
    // What is known only after all of them: a game that two roots have.
    var shown: [[UInt8]: (root: LibraryRoot, size: Int64)] = [:]
    for (number, nodes) in shelves.enumerated() {
      if layout.movesMedia { hideMedia(of: number, shelves) }
      if layout.gamelist != nil || layout.pegasus != nil { hideStrays(of: number, shelves, layout) }
      guard layout.games != .asItLies || !layout.trees.isEmpty, !nodes.shelf.archives.isEmpty else { continue }
      arrange(number, shelves, layout, &shown)
    }
    for extra in extras { add(extra, shelves) }
  }

  /// Lists and media of other front ends, which name places that a layout does not have.
  private mutating func hideMedia(of shelf: Int, _ shelves: [ShelfNodes]) {
    let files = shelves[shelf].shelf.files
    for list in ["gamelist.xml", "miyoogamelist.xml", "metadata.pegasus.txt", "metadata.txt"] {
      if let file = files.index(of: Array(list.utf8)) { markMoved(file, of: shelf, shelves) }
    }
    var file = 0
    while file < files.count {
      let path = files.path(at: file)
      guard let slash = path.firstIndex(of: UInt8(ascii: "/")) else {
        file += 1
        continue
      }
      let folder = Array(path[..<slash])
      let range = files.range(below: folder)
      if MediaFolders.contains(folder) {
        for member in range { markMoved(member, of: shelf, shelves) }
      }
      // Files of a folder stand side by side.
      file = max(file + 1, range.upperBound)
    }
  }

  private static func gameFiles(of shelf: Shelf) -> [Bool] {
    var isGame = Array(repeating: false, count: shelf.files.count)
    for single in shelf.singles { isGame[Int(single)] = true }
    for archive in shelf.archives.indices {
      for member in shelf.archives.members(at: archive) { isGame[Int(member)] = true }
    }
    return isGame
  }

  /// What is no game and would be listed as one by its extension, such as firmware beside the discs of a console. An
  /// archive stays: arcade games do not start without those that are no games.
  private mutating func hideStrays(of number: Int, _ shelves: [ShelfNodes], _ layout: Layout) {
    let shelf = shelves[number].shelf
    let system = SystemTable.standard[shelf.system]
    var isKept = Additions.gameFiles(of: shelf)
    if isKept.allSatisfy({ $0 }) { return }
    for archive in shelf.archives.indices {
      let game = GameFiles(archive, of: shelf)
      // Front ends are told what of it starts the game.
      if game.hasOwnFolder { for file in shelf.files.range(below: game.prefix.dropLast()) { isKept[file] = true } }
    }
    for file in isKept.indices where !isKept[file] {
      let ending = GameFiles.fileExtension(of: GameFiles.lastName(shelf.files.path(at: file)))
      if ending != "zip", ending != "7z", layout.lists(ending, ofKnown: system) { markMoved(file, of: number, shelves) }
    }
  }

  private mutating func arrange(
    _ number: Int, _ shelves: [ShelfNodes], _ layout: Layout,
    _ shown: inout [[UInt8]: (root: LibraryRoot, size: Int64)]
  ) {
    let nodes = shelves[number]
    let shelf = nodes.shelf
    let system = SystemTable.standard[shelf.system]
    let isGame = Additions.gameFiles(of: shelf)
    for archive in shelf.archives.indices {
      let game = GameFiles(archive, of: shelf)
      var arrangement = GameArrangement(game, layout, system, isGame: { isGame[$0] })
      if arrangement.leavesFiles, layout.games != .asItLies {
        // Their files would be mixed, and descriptors lead to those of the other.
        let place = [UInt8(ascii: "/")] + game.parent + game.name
        if let other = shown[place], other.root != shelf.location.root, other.size != game.size {
          arrangement = .apart(game, layout, system, isGame: { isGame[$0] })
        } else if shown[place] == nil {
          shown[place] = (shelf.location.root, game.size)
        }
      }
      switch arrangement {
      case .asItLies: continue
      case .archive:
        guard nodes.isShown(archive: archive) else { continue }
        for member in game.members + game.companions(isGame: { isGame[$0] }) {
          markMoved(member.file, of: number, shelves)
        }
        let parent = folder(atRawPath: game.parent)
        games.append(Game(shelf: number, archive: archive))
        folders[parent].items.append(
          Item(
            name: game.name + Array(".zip".utf8), source: .archive(shelf: number, number: archive),
            game: games.count - 1))
      case .beside(let playlist):
        games.append(Game(shelf: number, archive: archive))
        add(playlist, for: game, in: folder(atRawPath: game.prefix), isListed: true)
      case .folder(let arranged): add([arranged], game, number, shelves, layout, &shown)
      case .folders(let arranged): add(arranged, game, number, shelves, layout, &shown)
      }
    }
  }

  private mutating func add(
    _ arranged: [GameArrangement.Folder], _ game: GameFiles, _ number: Int, _ shelves: [ShelfNodes], _ layout: Layout,
    _ shown: inout [[UInt8]: (root: LibraryRoot, size: Int64)]
  ) {
    let shelf = game.shelf
    for folder in arranged {
      for file in folder.files.map(\.file) + folder.replaced { markMoved(file, of: number, shelves) }
      let size = game.size(of: folder.files)
      let place = game.parent + folder.name
      if let other = shown[place], other.root != shelf.location.root, other.size == size {
        duplicates += 1
        continue
      }
      if shown[place] == nil { shown[place] = (shelf.location.root, size) }
      games.append(Game(shelf: number, archive: game.number))
      add(folder, for: game, shelf: number, layout)
    }
  }

  private mutating func add(
    _ arranged: GameArrangement.Folder, for game: GameFiles, shelf: Int, _ layout: Layout
  ) {
    let parent = folder(atRawPath: game.parent)
    let root = game.shelf.location.root
    // Two games of one name are two folders. A slash is in no raw name.
    var key = [UInt8(ascii: "/")] + arranged.name
    var identity = folders[parent].identity + [UInt8(ascii: "/")] + key
    if folders[parent].folders[key] != nil {
      let source = [UInt8(ascii: "/")] + root.path.utf8 + game.shelf.location.folder + game.prefix
      key += source
      identity += source
    }
    var name = arranged.name
    // A playlist beside the folder names it, and so has to know what it is called.
    if arranged.playlistBeside != nil {
      name = folders[parent].hidden.claim(ListingBuilder.shownName(ofFolder: name, layout), source: identity)
    }
    let top = folder(named: key, in: parent, identity: identity, shownAs: name)
    folders[top].isNameFixed = arranged.playlistBeside != nil
    var listedFile: Int?
    var listsPlaylist = false
    switch arranged.listed {
    case .file(let file): listedFile = file
    case .playlistInside: listsPlaylist = true
    case nil: if arranged.playlistBeside == nil { folders[top].game = games.count - 1 }
    }
    for file in arranged.files {
      let name = file.path.lastIndex(of: UInt8(ascii: "/")).map { Array(file.path[($0 + 1)...]) } ?? file.path
      let item = Item(
        name: name, source: .file(shelf: shelf, number: file.file),
        game: file.file == listedFile ? games.count - 1 : nil, isFolderItself: file.path == arranged.name)
      add(item, at: file.path, below: top)
    }
    if let playlist = arranged.playlistInside { add(playlist, for: game, in: top, isListed: listsPlaylist) }
    if let playlist = arranged.playlistBeside { add(playlist.above(name), for: game, in: parent, isListed: true) }
  }

  /// - Parameter isListed: front ends list the playlist itself, and not the folder it is in.
  private mutating func add(
    _ playlist: GameArrangement.Playlist, for game: GameFiles, in folder: Int, isListed: Bool
  ) {
    let sideCar = add(SideCar(playlist.contents, modified: game.modified))
    folders[folder].items.append(
      Item(
        name: playlist.name, source: .sideCar(sideCar), game: isListed ? games.count - 1 : nil,
        isFolderItself: folders[folder].name == playlist.name))
  }

  private mutating func add(_ extra: Extra, _ shelves: [ShelfNodes]) {
    guard let name = extra.path.last else { return }
    let source: Item.Source
    switch extra.source {
    case .sideCar(let sideCar): source = .sideCar(add(sideCar))
    case .file(let location, let path):
      guard let shelf = shelves.firstIndex(where: { $0.shelf.location == location }),
        let file = shelves[shelf].shelf.files.index(of: path)
      else { return }
      source = .file(shelf: shelf, number: file)
    }
    let raw = Array(extra.path.joined(separator: [UInt8(ascii: "/")]))
    // What the library has there gives way.
    for (number, nodes) in shelves.enumerated() {
      if let file = nodes.shelf.files.index(of: raw) { markMoved(file, of: number, shelves) }
    }
    add(Item(name: name, source: source), at: raw, below: 0)
  }
}
