package import Model

/// What a listing has beside the library's own folders, before the two are put together: folders of games that a
/// layout arranges, side-cars, and media at the layout's places.
struct Additions {
  /// A file with the name it is to have, less what may not stand in a name.
  struct Item {
    enum Source {
      case file(shelf: Int, number: Int)
      case archive(shelf: Int, number: Int)
      /// Its number in ``sideCars``.
      case sideCar(Int)
    }

    var name: [UInt8]
    var source: Source
    /// The game it starts, in ``games``.
    var game: Int?
    /// The front end takes the folder for this file: both have one name.
    var isFolderItself = false
  }

  struct Folder {
    /// By the raw name where the library may have a folder of that name as well, otherwise by what tells it from all
    /// others.
    var folders: [[UInt8]: Int] = [:]
    var items: [Item] = []
    /// As it is to be shown; nil where the raw name is.
    var name: [UInt8]?
    /// The name is one that can be shown, and others know the folder by it.
    var isNameFixed = false
    /// Its path in the system for the identity of its node; the library's folders have theirs.
    var identity: [UInt8] = []
    /// The game that front ends list the folder for, in ``games``.
    var game: Int?
    /// Names of folders in it that playlists beside them have in them.
    var hidden = ClashSet()
  }

  /// A game of several files that is shown in another way than it lies.
  struct Game {
    var shelf: Int
    var archive: Int
  }

  /// The first is the system's own.
  var folders = [Folder()]
  var sideCars: [SideCar] = []
  var games: [Game] = []
  /// By shelf and file: shown elsewhere, and not where it lies. Empty where nothing is.
  var isMoved: [[Bool]] = []
  /// Entries left out because another root has the same game.
  var duplicates = 0

  /// The folder at a raw path of the library, which may end in a slash.
  mutating func folder(atRawPath path: some Collection<UInt8>) -> Int {
    var number = 0
    var identity: [UInt8] = []
    for name in path.split(separator: UInt8(ascii: "/")) {
      identity += [UInt8(ascii: "/")] + name
      number = folder(named: Array(name), in: number, identity: identity, shownAs: nil)
    }
    return number
  }

  /// A folder, made where it is not there yet.
  mutating func folder(named key: [UInt8], in parent: Int, identity: [UInt8], shownAs name: [UInt8]?) -> Int {
    if let known = folders[parent].folders[key] { return known }
    folders.append(Folder(name: name, identity: identity))
    folders[parent].folders[key] = folders.count - 1
    return folders.count - 1
  }

  /// Puts an item at a path below a folder, whose names are raw ones.
  mutating func add(_ item: Item, at path: [UInt8], below top: Int) {
    var folder = top
    var rest = path[...]
    while let slash = rest.firstIndex(of: UInt8(ascii: "/")) {
      let name = Array(rest[..<slash])
      let identity = folders[folder].identity + [UInt8(ascii: "/")] + name
      folder = self.folder(named: name, in: folder, identity: identity, shownAs: nil)
      rest = rest[(slash + 1)...]
    }
    folders[folder].items.append(item)
  }

  mutating func add(_ sideCar: SideCar) -> Int {
    sideCars.append(sideCar)
    return sideCars.count - 1
  }

  mutating func markMoved(_ file: Int, of shelf: Int, _ shelves: [ShelfNodes]) {
    if isMoved.isEmpty { isMoved = shelves.map { Array(repeating: false, count: $0.fileNodes.count) } }
    isMoved[shelf][file] = true
  }
}

/// Something that is shown in a system's folder without being a file or ZIP of the library under its own name.
package struct Extra: Hashable, Sendable {
  package enum Source: Hashable, Sendable {
    case sideCar(SideCar)
    /// A file of the library, by its folder there and its raw path in that.
    case file(Shelf.Location, path: [UInt8])
  }

  /// Below the system's folder, as it is to be shown.
  package var path: [[UInt8]]
  package var source: Source

  package init(path: [[UInt8]], source: Source) {
    self.path = path
    self.source = source
  }
}
