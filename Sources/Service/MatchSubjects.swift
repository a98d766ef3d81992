internal import Catalog
internal import Model

/// Finds the games that paths are about, of the mount or of the library.
struct MatchSubjects {
  private let library: MountedLibrary
  private var catalog: Catalog { library.catalog }

  /// Games that one request may mark.
  static let limit = 100_000

  init(_ library: MountedLibrary) { self.library = library }

  /// What part of the library places are.
  func scope(of places: [ScanOrder.Place]) throws(Complaint) -> ScanScope {
    var order = ScanOrder()
    order.places = places
    return try ScanScopes(library).scope(of: order)
  }

  /// The game that a place is, or is a part of.
  func game(at place: ScanOrder.Place) throws(Complaint) -> SoughtGame {
    let (ids, folders) = try direct(try scope(of: [place]))
    if ids.count == 1, folders.isEmpty, let (_, found) = ids.first, let game = try game(at: found) { return game }
    var known: [SoughtGame] = []
    for folder in folders where known.count < 2 { known += try walk(folder, limit: 2) }
    for found in ids.values { if known.count < 2, let game = try game(at: found) { known.append(game) } }
    if let game = known.first, known.count == 1 { return game }
    throw Complaint(
      .usage,
      known.isEmpty
        ? "\(place.text) is no game, and none is in it that is known by now"
        : "\(place.text) holds several games: name one, such as \(MatchSubjects.path(of: known[0]))")
  }

  /// The numbers of all games at places.
  func games(at places: [ScanOrder.Place]) throws(Complaint) -> Set<Int64> {
    let (ids, folders) = try direct(try scope(of: places))
    var all = Set(ids.keys)
    for folder in folders { all.formUnion(try walk(folder, limit: MatchSubjects.limit).map(\.id)) }
    if all.isEmpty {
      throw Complaint(.usage, "there is no game at \(places.map(\.text).joined(separator: ", ")) that is known by now")
    }
    return all
  }

  /// For people, who may give it to a command as it stands.
  static func path(of game: SoughtGame) -> String {
    shown(game.location.root.path + "/" + String(decoding: game.place.path, as: UTF8.self))
  }

  /// Games that files are of, each with one of its files; and the places that are no files of games.
  private func direct(_ scope: ScanScope) throws(Complaint) -> ([Int64: ScanScope.Place], [ScanScope]) {
    if scope.places.isEmpty { return ([:], [scope]) }
    var ids: [Int64: ScanScope.Place] = [:]
    var folders: [ScanScope] = []
    for place in scope.places {
      let known = try stored { () throws(CatalogError) in try catalog.identity(of: place.root, path: place.path) }
      if let known, known.missingSince == nil {
        ids[known.id] = ids[known.id] ?? place
      } else {
        folders.append(ScanScope(places: [place], systems: scope.systems))
      }
    }
    return (ids, folders)
  }

  /// The game of a file.
  private func game(at place: ScanScope.Place) throws(Complaint) -> SoughtGame? {
    let folders = library.systemFolders.map(\.location).filter { location in
      location.root == place.root && (location.folder.isEmpty || place.path.starts(with: location.folder + [0x2F]))
    }
    guard let location = folders.max(by: { $0.folder.count < $1.folder.count }) else { return nil }
    let inner = Array(place.path.dropFirst(location.folder.isEmpty ? 0 : location.folder.count + 1))
    return try stored { () throws(CatalogError) in
      try catalog.soughtGame(holding: inner, at: location, providers: Provider.allCases)
    }
  }

  private func walk(_ scope: ScanScope, limit: Int) throws(Complaint) -> [SoughtGame] {
    var found: [SoughtGame] = []
    var place: SoughtPlace?
    repeat {
      found += try stored { () throws(CatalogError) in
        try catalog.soughtGames(.all, providers: Provider.allCases, scope: scope, now: 0, from: &place)
      }
    } while place != nil && found.count < limit
    return found
  }

  private func stored<Result>(_ body: () throws(CatalogError) -> Result) throws(Complaint) -> Result {
    do throws(CatalogError) { return try body() } catch { throw Complaint(.state, error.description) }
  }
}
