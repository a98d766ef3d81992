internal import Layouts
internal import Model

/// A game as a listing shows it: what front ends list for it, and what an emulator opens.
package struct ShownGame: Sendable {
  /// Where the game is, and its number there: a file, or an archive behind the files.
  package var nodes: ShelfNodes
  package var item: Int
  /// Below the system's folder, as shown.
  package var path: [UInt8]
  package var isFolder: Bool
  /// The file in the folder that has the folder's own name, where there is one; otherwise ``path``.
  package var start: [UInt8]
}

extension SystemListing {
  /// The games, in the order of the listing. What no front end lists is none of them: a game without a file that starts
  /// it.
  func games(_ layout: Layout) -> [ShownGame] {
    var marks = GameMarks(shelves: shelves, sideCars: sideCars.count, folders: folders.count)
    marks.note(arranged, layout)
    var found: [ShownGame] = []
    found.reserveCapacity(shelves.reduce(0) { $0 + $1.shelf.gameCount })
    var paths: [[UInt8]] = Array(repeating: [], count: folders.count)
    for folder in folders.indices {
      for number in 0..<Int(folders[folder].count) {
        let entry = entry(at: number, in: folder)
        let name = named(entry)
        let target: (Target, shelf: Int, number: Int) =
          name.map { ($0.target, Int($0.shelf), Int($0.number)) } ?? item(of: entry) ?? (.folder, 0, 0)
        let game = marks.game(target.0, target.shelf, target.number)
        guard game != nil || target.0 == .folder else { continue }
        let path = paths[folder] + withName(of: entry) { Array($0) }
        if target.0 == .folder { paths[target.number] = path + [UInt8(ascii: "/")] }
        guard let game else { continue }
        var start = path
        if target.0 == .folder, let inner = ownFile(of: target.number, path) { start = inner }
        found.append(
          ShownGame(
            nodes: shelves[game.shelf], item: game.item, path: path, isFolder: target.0 == .folder, start: start))
      }
    }
    return found
  }

  /// The file in a folder that is called like the folder.
  private func ownFile(of folder: Int, _ path: [UInt8]) -> [UInt8]? {
    let name = path.lastIndex(of: UInt8(ascii: "/")).map { Array(path[($0 + 1)...]) } ?? path
    guard name.withUnsafeBytes({ find($0, in: folder) }) != nil else { return nil }
    return path + [UInt8(ascii: "/")] + name
  }
}

/// Which game an entry stands for.
private struct GameMarks {
  private let shelves: [ShelfNodes]
  /// By shelf and file: the item of the game that is listed by it; -1 for none.
  private var files: [[Int32]]
  private var folders: [(shelf: Int, item: Int)?]
  private var sideCars: [(shelf: Int, item: Int)?]

  init(shelves: [ShelfNodes], sideCars: Int, folders: Int) {
    self.shelves = shelves
    self.folders = Array(repeating: nil, count: folders)
    self.sideCars = Array(repeating: nil, count: sideCars)
    files = shelves.map { nodes in
      var items = Array(repeating: Int32(-1), count: nodes.fileNodes.count)
      for single in nodes.shelf.singles { items[Int(single)] = Int32(single) }
      return items
    }
  }

  mutating func note(_ arranged: [SystemListing.ArrangedGame], _ layout: Layout) {
    var isArranged = shelves.map { Array(repeating: false, count: $0.shelf.archives.count) }
    for game in arranged {
      let shelf = Int(game.shelf)
      let place = (shelf: shelf, item: shelves[shelf].fileNodes.count + Int(game.archive))
      isArranged[shelf][Int(game.archive)] = true
      switch game.target {
      case .folder: folders[Int(game.number)] = place
      case .sideCar: sideCars[Int(game.number)] = place
      case .file: files[shelf][Int(game.number)] = Int32(place.item)
      case .archive: break
      }
    }
    for (shelf, nodes) in shelves.enumerated() {
      let system = SystemTable.standard[nodes.shelf.system]
      for archive in nodes.shelf.archives.indices where !isArranged[shelf][archive] {
        let game = GameFiles(archive, of: nodes.shelf)
        for start in game.starts(layout, system) { files[shelf][start.file] = Int32(nodes.fileNodes.count + archive) }
      }
    }
  }

  func game(_ target: SystemListing.Target, _ shelf: Int, _ number: Int) -> (shelf: Int, item: Int)? {
    switch target {
    case .folder: folders[number]
    case .sideCar: sideCars[number]
    case .archive: (shelf, shelves[shelf].fileNodes.count + number)
    case .file: files[shelf][number] < 0 ? nil : (shelf, Int(files[shelf][number]))
    }
  }
}
