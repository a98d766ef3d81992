internal import Formats
internal import Model
internal import Names
internal import Tree

/// What is known of a game: by its name, by the user's list, and by the pictures that lie in the library.
struct KnownGame {
  /// Without tags, as people say it.
  var title: String
  /// By its name.
  var regions: [Region]
  /// By its name, ISO 8601 as far as it is known.
  private var date: String?
  /// What the user's list says, with the media there are.
  var facts = GameFacts()
  /// What the user's list says besides, for a list of the same dialect.
  var attributes: [GamelistField.Attribute] = []
  var fields: [GamelistField] = []
  /// What providers found, and is shown where the library has none.
  var artwork: [MediaKind: Artwork] = [:]
  /// What a provider calls it, where no other game of the shelf is the same there.
  var providedName: String?
  /// When it was first seen, nanoseconds since 1970; 0 is not known.
  var added: Int64 = 0

  /// - Parameter raw: the name of its file or folder.
  init(raw: [UInt8], isFolder: Bool) {
    let name = GameName(raw, isDirectory: isFolder)
    title = name.naturalTitle
    regions = name.regions
    date = name.date
  }

  /// The title with its tags, where several games of the shelf have the title.
  var distinctTitle: String?

  /// What people call it.
  var label: String { facts.name ?? (distinctTitle == nil ? providedName : nil) ?? distinctTitle ?? title }

  /// As far as it is known: four digits.
  var year: String? {
    guard let text = facts.released ?? date else { return nil }
    let year = text.prefix(4)
    return year.utf8.count == 4 && year.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 } ? String(year) : nil
  }
}

/// What is known of the games of a shelf, by their numbers: files, and archives behind them.
struct KnownShelf {
  let nodes: ShelfNodes
  var games: [Int: KnownGame] = [:]
  /// ES-DE's emulator for the system, which the user's list names.
  var alternativeEmulator: String?
  var dialect: GamelistDialect?

  var shelf: Shelf { nodes.shelf }

  /// Whether the library has the picture or document that a list names.
  func hasFile(_ path: [UInt8]) -> Bool { shelf.files.index(of: path) != nil }
}
