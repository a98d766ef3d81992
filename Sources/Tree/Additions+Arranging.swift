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

  private mutating func arrange(
    _ number: Int, _ shelves: [ShelfNodes], _ layout: Layout,
    _ shown: inout [[UInt8]: (root: LibraryRoot, size: Int64)]
  ) {
    let nodes = shelves[number]
    let shelf = nodes.shelf
    let system = SystemTable.standard[shelf.system]
    var isGame = Array(repeating: false, count: shelf.files.count)
    for single in shelf.singles { isGame[Int(single)] = true }
    for archive in shelf.archives.indices {
      for member in shelf.archives.members(at: archive) { isGame[Int(member)] = true }
    }
    for archive in shelf.archives.indices {
      let game = GameFiles(archive, of: shelf)
      switch GameArrangement(game, layout, system, isGame: { isGame[$0] }) {
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
      case .folder(let arranged):
        for file in arranged.files { markMoved(file.file, of: number, shelves) }
        let size = arranged.files.reduce(0) { $0 + shelf.files.version(at: $1.file).size }
        let place = game.parent + arranged.name
        if let other = shown[place], other.root != shelf.location.root, other.size == size {
          duplicates += 1
          continue
        }
        if shown[place] == nil { shown[place] = (shelf.location.root, size) }
        games.append(Game(shelf: number, archive: archive))
        add(arranged, for: game, shelf: number)
      }
    }
  }

  private mutating func add(_ arranged: GameArrangement.Folder, for game: GameFiles, shelf: Int) {
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
    let top = folder(named: key, in: parent, identity: identity, shownAs: arranged.name)
    if !arranged.isStartedBeside { folders[top].game = games.count - 1 }
    for file in arranged.files {
      let name = file.path.lastIndex(of: UInt8(ascii: "/")).map { Array(file.path[($0 + 1)...]) } ?? file.path
      let item = Item(
        name: name, source: .file(shelf: shelf, number: file.file), isFolderItself: file.path == arranged.name)
      add(item, at: file.path, below: top)
    }
    if let playlist = arranged.playlistInside { add(playlist, for: game, in: top, isListed: false) }
    if let playlist = arranged.playlistBeside { add(playlist, for: game, in: parent, isListed: true) }
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
