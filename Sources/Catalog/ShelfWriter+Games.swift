internal import Model
internal import SQLite

extension ShelfWriter {
  /// A game of the shelf that is not stored as it is.
  private enum OpenGame {
    case single(Int)
    case archive(Int)
  }

  typealias Matching = GameMatching<FileVersion>

  /// Gives every game its id, by the rules of ``GameMatching``, and writes what is known of games; files are still to
  /// be written.
  mutating func assignGames(_ stored: StoredShelf) throws(SQLiteError) {
    let open = settle(stored)
    let here = knownGames(stored)
    guard !open.isEmpty || !here.isEmpty else { return try writeArchives(stored) }
    let found = open.map { members(of: $0).map { Matching.File(content: shelf.files.version(at: $0), place: $0) } }
    let missingGames = MissingGames(connection)
    let known = try here + missingGames.candidates(for: found, at: placeBelowRoot)
    let matches = Matching.match(found: found, known: known)

    let rows = GameRows(connection)
    let firstNew = try rows.nextID()
    var nextID = firstNew
    for (number, match) in matches.enumerated() {
      let id = match.map { known[$0].id } ?? nextID
      if match == nil { nextID += 1 }
      for member in members(of: open[number]) { gameOfFile[member] = id }
    }
    try rows.insert(firstNew..<nextID, added: observed)
    for case let match? in matches where match >= here.count { try missingGames.remove(known[match].id) }
    try part(with: ShelfWriter.rest(of: here, matches), stored)
    try noteNewcomers(
      open, found, matches, areHere: here.count, isFirst: try rows.oldest().map { $0 >= observed } ?? true)
    try writeArchives(stored)
  }

  /// Gives the games that are stored as they are their ids.
  ///
  /// - Returns: the others.
  private mutating func settle(_ stored: StoredShelf) -> [OpenGame] {
    var open: [OpenGame] = []
    for single in shelf.singles {
      let index = Int(single)
      let game = stored.games[index]
      if stored.states[index] == .same, game != 0, stored.archives.isEmpty || stored.archives[game] == nil {
        gameOfFile[index] = game
      } else {
        open.append(.single(index))
      }
    }
    for number in shelf.archives.indices {
      let members = shelf.archives.members(at: number)
      let game = members.first.map { stored.games[Int($0)] } ?? 0
      let isStored =
        game != 0 && stored.archives[game] != nil && stored.memberCounts[game] == members.count
        && members.allSatisfy { stored.states[Int($0)] == .same && stored.games[Int($0)] == game }
      if isStored {
        for member in members { gameOfFile[Int(member)] = game }
      } else {
        open.append(.archive(number))
      }
    }
    return open
  }

  private func members(of game: OpenGame) -> [Int] {
    switch game {
    case .single(let index): [index]
    case .archive(let number): shelf.archives.members(at: number).map { Int($0) }
    }
  }

  /// The stored games of the folder that are not settled, with their files as stored.
  private func knownGames(_ stored: StoredShelf) -> [Matching.Known] {
    var known: [Matching.Known] = []
    var numbers: [Int64: Int] = [:]
    func add(_ file: Matching.File, to game: Int64) {
      let number = numbers[game] ?? known.count
      if number == known.count {
        numbers[game] = number
        known.append(Matching.Known(id: game, files: []))
      }
      known[number].files.append(file)
    }
    for index in stored.games.indices where stored.games[index] != 0 && gameOfFile[index] == 0 {
      add(Matching.File(content: stored.storedVersion(index, shelf), place: index), to: stored.games[index])
    }
    for file in stored.vanished where file.game != 0 {
      add(Matching.File(content: file.version, place: nil), to: file.game)
    }
    return known
  }

  private static func rest(of known: [Matching.Known], _ matches: [Int?]) -> [Matching.Known] {
    var isTaken = [Bool](repeating: false, count: known.count)
    for case let match? in matches where match < known.count { isTaken[match] = true }
    return known.indices.filter { !isTaken[$0] }.map { known[$0] }
  }

  private func placeBelowRoot(_ index: Int) -> MissingGames.Place {
    MissingGames.Place(root: shelf.location.root.id, path: pathBelowRoot(shelf.files.path(at: index)))
  }

  // MARK: What came and went

  /// The stored games of the folder that it has no more: each is one that was found elsewhere lately, or missing.
  private mutating func part(with gone: [Matching.Known], _ stored: StoredShelf) throws(SQLiteError) {
    guard !gone.isEmpty else { return }
    hasNews = true
    let moves = try Newcomers(connection).moves(of: gone, observed: observed)
    let rows = GameRows(connection)
    var elsewhere: [Int64: [Int64: Int64]] = [:]
    var here: [Int64: Int64] = [:]
    for move in moves {
      if stored.archives[move.game] != nil { try rows.removeArchive(of: move.game) }
      try rows.merge(move.newcomer, into: move.game)
      if move.platform == platform {
        here[move.newcomer] = move.game
      } else {
        elsewhere[move.platform, default: [:]][move.newcomer] = move.game
      }
    }
    if !here.isEmpty {
      for index in gameOfFile.indices { if let game = here[gameOfFile[index]] { gameOfFile[index] = game } }
    }
    for (platform, games) in elsewhere { try rows.replace(games, inFilesOf: platform) }
    let moved = Set(moves.map(\.game))
    let newcomers = try Newcomers(connection).areThere()
    for game in gone where !moved.contains(game.id) {
      if newcomers { try Newcomers(connection).remove(game.id) }
      if stored.archives[game.id] != nil { try rows.removeArchive(of: game.id) }
    }
    try addMissing(gone.filter { !moved.contains($0.id) }, stored)
  }

  private func addMissing(_ gone: [Matching.Known], _ stored: StoredShelf) throws(SQLiteError) {
    let missing = MissingGames(connection)
    let games = Set(gone.map(\.id))
    for game in gone { try missing.insert(game.id, since: observed) }
    let root = shelf.location.root.id
    for index in stored.games.indices where games.contains(stored.games[index]) {
      let path = pathBelowRoot(shelf.files.path(at: index))
      try missing.insert(stored.storedVersion(index, shelf), .init(root: root, path: path), of: stored.games[index])
    }
    for file in stored.vanished where games.contains(file.game) {
      try missing.insert(file.version, .init(root: root, path: pathBelowRoot(file.path)), of: file.game)
    }
  }

  /// Remembers which games came lately, in the version they have now.
  ///
  /// - Parameters:
  ///   - areHere: matches below this are games that were in the folder before.
  ///   - isFirst: all games there are came just now: none of them is another one that was moved.
  private mutating func noteNewcomers(
    _ open: [OpenGame], _ found: [[Matching.File]], _ matches: [Int?], areHere: Int, isFirst: Bool
  ) throws(SQLiteError) {
    guard !isFirst else { return }
    let newcomers = Newcomers(connection)
    let areThere = try newcomers.areThere()
    for number in open.indices {
      guard let first = members(of: open[number]).first else { continue }
      let game = gameOfFile[first]
      if let match = matches[number], match < areHere {
        guard areThere, try newcomers.remove(game) else { continue }
      } else {
        hasNews = true
      }
      try newcomers.insert(game, found[number].map(\.content), platform: platform)
    }
  }

  // MARK: Archives

  /// Brings the rows of games of several files to what the shelf says.
  private func writeArchives(_ stored: StoredShelf) throws(SQLiteError) {
    let rows = GameRows(connection)
    var present: Set<Int64> = []
    for number in shelf.archives.indices {
      guard let first = shelf.archives.members(at: number).first else { continue }
      let game = gameOfFile[Int(first)]
      let archive = StoredShelf.Archive(
        name: Array(shelf.archives.name(at: number)), prefixLength: shelf.archives.prefixLength(at: number),
        playlist: shelf.archives.playlist(at: number))
      present.insert(game)
      if stored.archives[game] != archive { try rows.setArchive(archive, of: game, platform: platform) }
    }
    guard stored.archives.keys.contains(where: { !present.contains($0) }) else { return }
    // A game that is a single file now.
    for single in shelf.singles where stored.archives[gameOfFile[Int(single)]] != nil {
      try rows.removeArchive(of: gameOfFile[Int(single)])
    }
  }
}
