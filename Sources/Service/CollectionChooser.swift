internal import Configuration
internal import Formats
internal import Model
internal import Names
internal import Tree

/// Which games are in which collection.
///
/// | folder | holds |
/// |---|---|
/// | `Favourites` | what the user's lists mark |
/// | `Recently Added` | the games that came last, ``recentCount`` of all systems together |
/// | `Regions/<region>` | by what the names say; a game of two regions is in both |
/// | `Years/<year>` | by the release as lists and providers say it, or the date in the name |
/// | `Decades/<1990s>` | the same |
/// | `Genres/<genre>`, `Developers/<developer>` | as lists and providers say it; a game of two is in both |
/// | the user's own | by lists of names and patterns, playlists, and favourites of a gamelist |
struct CollectionChooser {
  static let recentCount = 200

  /// A list of the user's own, as read.
  struct Own {
    var path: [String]
    var chooses: @Sendable (_ system: String, _ path: [UInt8], _ game: KnownGame) -> Bool
  }

  let own: [Own]

  /// The collections of a shelf but for those that depend on other shelves.
  ///
  /// - Returns: by the path below the view, the numbers of games.
  func choose(from known: KnownShelf) -> [[String]: Set<Int>] {
    var found: [[String]: Set<Int>] = [:]
    let places = GamePlaces(known.shelf)
    for (item, game) in known.games {
      if game.facts.isHidden == true { continue }
      if game.facts.isFavorite == true { found[["Favourites"], default: []].insert(item) }
      for region in game.regions { found[["Regions", region.rawValue], default: []].insert(item) }
      if let year = game.year {
        found[["Years", year], default: []].insert(item)
        found[["Decades", "\(year.dropLast())0s"], default: []].insert(item)
      }
      for genre in NameList.names(in: game.facts.genre) {
        found[["Genres", genre], default: []].insert(item)
      }
      for developer in NameList.names(in: game.facts.developer) {
        found[["Developers", developer], default: []].insert(item)
      }
      for list in own where list.chooses(known.shelf.system, places.place(of: item).path, game) {
        found[list.path, default: []].insert(item)
      }
    }
    return found
  }

  /// A game that may be among the newest.
  struct Newcomer {
    var added: Int64
    var modified: Int64
    var item: Int
  }

  /// The newest games of a shelf, newest first, as many as there can be among the newest of all.
  static func newest(of known: KnownShelf) -> [Newcomer] {
    let games = known.games.filter { $0.value.added > 0 }.map { item, game in
      Newcomer(added: game.added, modified: known.nodes.attributes(item: item).modified, item: item)
    }
    return Array(games.sorted(by: isNewer).prefix(recentCount))
  }

  /// The games that came last.
  ///
  /// - Parameter newest: of each shelf.
  /// - Returns: by the shelf's place, the numbers of games.
  static func recent(_ newest: [[Newcomer]]) -> [[Int]] {
    let all = newest.enumerated().flatMap { shelf, games in games.map { (shelf: shelf, game: $0) } }
    var chosen: [[Int]] = newest.map { _ in [] }
    // Of equal ones those of the first shelf.
    let sorted = all.sorted { left, right in
      isNewer(left.game, right.game) || !isNewer(right.game, left.game) && left.shelf < right.shelf
    }
    for (shelf, game) in sorted.prefix(recentCount) { chosen[shelf].append(game.item) }
    return chosen
  }

  /// Games that came in one scan go by the times of their files, which downloading and copying leave.
  private static func isNewer(_ left: Newcomer, _ right: Newcomer) -> Bool {
    (left.added, left.modified, right.item) > (right.added, right.modified, left.item)
  }
}
