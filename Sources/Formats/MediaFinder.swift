package import Model

/// Finds the pictures, videos and manuals of games by their names, as front ends do.
///
/// Upper and lower case, and composed and decomposed letters, are the same. For each kind a game gets
///
/// 1. the file that is named after its path (`covers/USA/Game.png` for `USA/Game.nes`), rather than one after its name
///    alone (`covers/Game.png`), after a label of RetroArch, or after its title without tags;
/// 2. of several, the one whose place says most: a folder of that kind, an ending (`-thumb`), an asset of Pegasus, a
///    folder of all kinds, the place beside the game;
/// 3. of several, by the words and extensions the front ends look for first, such as PNG before JPEG;
/// 4. of several, the first in byte order.
///
/// A file may belong to several games, such as both `Game.cue` and `Game.chd`. Takes time in proportion to the files
/// and the games.
package enum MediaFinder {
  package struct Game: Hashable, Sendable {
    /// Raw path below the system's folder; of its file, its folder, or of the first of its files.
    package var path: [UInt8]
    package var isFolder: Bool
    /// Further names that files may have: as it is shown, its title without tags.
    package var names: [[UInt8]]

    package init(path: [UInt8], isFolder: Bool = false, names: [[UInt8]] = []) {
      self.path = path
      self.isFolder = isFolder
      self.names = names
    }
  }

  /// The media of each game, in the order of the games; of every kind the path as it stands in `files`.
  ///
  /// - Parameter files: raw paths below the system's folder. What is no picture, video or document is passed over.
  package static func media(in files: [[UInt8]], of games: [Game]) -> [[MediaKind: [UInt8]]] {
    var named = Named()
    for (number, path) in files.enumerated() {
      for place in MediaPlace.readings(of: path) { named.add(place, number, files) }
    }
    return games.map { game in
      var media: [MediaKind: [UInt8]] = [:]
      for key in keys(of: game) {
        for (kind, file) in named.files[key] ?? [:] where media[kind] == nil { media[kind] = files[file.number] }
      }
      return media
    }
  }

  /// What a file may be named after.
  private struct Key: Hashable {
    enum Form: UInt8 { case path, name, label }
    var form: Form
    var text: [UInt8]
  }

  /// Of each name and kind the best file.
  private struct Named {
    var files: [Key: [MediaKind: (rank: Int, number: Int)]] = [:]

    mutating func add(_ place: MediaPlace, _ number: Int, _ paths: [[UInt8]]) {
      let name = Array(place.subject.split(separator: UInt8(ascii: "/")).last ?? [])
      add(Key(form: .path, text: place.subject), place, number, paths)
      add(Key(form: .name, text: name), place, number, paths)
      if place.form == .label { add(Key(form: .label, text: name), place, number, paths) }
    }

    private mutating func add(_ key: Key, _ place: MediaPlace, _ number: Int, _ paths: [[UInt8]]) {
      if let best = files[key]?[place.kind] {
        guard place.rank <= best.rank,
          place.rank < best.rank || paths[number].lexicographicallyPrecedes(paths[best.number])
        else { return }
      }
      files[key, default: [:]][place.kind] = (place.rank, number)
    }
  }

  /// What files of a game are named after, the best first.
  private static func keys(of game: Game) -> [Key] {
    let slash = UInt8(ascii: "/")
    let path = folded(game.path)
    let nameStart = (path.lastIndex(of: slash) ?? -1) + 1
    let name = Array(path[nameStart...])
    let stem = game.isFolder ? name : Array(name[..<EntryName.extensionStart(of: name)])
    var keys: [Key] = []
    func add(_ form: Key.Form, _ text: [UInt8]) {
      let key = Key(form: form, text: text)
      if !text.isEmpty, !keys.contains(key) { keys.append(key) }
    }
    add(.path, Array(path[..<nameStart]) + stem)
    // ES-DE keeps the extension of a folder that it takes for a file: `Game.m3u.png`.
    add(.path, path)
    add(.name, stem)
    add(.name, name)
    let names = game.names.map { folded($0) }
    for name in names { add(.name, name) }
    for name in [stem] + names {
      let label = RetroArchPlaylist.thumbnailName(name)
      add(.label, label)
      // RetroArch takes the label up to its first bracket where there is nothing else.
      if let bracket = label.firstIndex(of: UInt8(ascii: "(")), bracket > 1 {
        add(.label, Array(label[..<bracket].reversed().drop { $0 == 0x20 }.reversed()))
      }
    }
    return keys
  }
}
