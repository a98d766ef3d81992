/// A `gamelist.xml` of EmulationStation or one of its descendants, as read.
///
/// What front ends take is taken: two roots, a byte order mark, no declaration, Windows' line ends, Latin-1, `&` as it
/// is. A file that was cut off counts as far as it goes. A field that makes no sense is left out and reported, and the
/// rest of its entry counts.
package struct Gamelist: Sendable {
  /// In the order of the file.
  package private(set) var games: [GamelistEntry] = []
  package private(set) var folders: [GamelistEntry] = []
  /// Who wrote it, as far as its elements tell. ES-DE's `<hidemetadata>` gives ES-DE away, Batocera's `<scrap>` does.
  package private(set) var dialect: GamelistDialect?
  /// ES-DE's emulator for all games of the system, which stands before the list.
  package private(set) var alternativeEmulator: String?
  package private(set) var problems = FormatProblems()

  /// - Parameters:
  ///   - bytes: the file.
  ///   - systemFolder: the name of the system's folder, raw: what follows it in an absolute path is below it.
  package init(reading bytes: [UInt8], systemFolder: [UInt8]? = nil) {
    var reading = GamelistReading(systemFolder: systemFolder)
    reading.read(bytes)
    games = reading.games.entries
    folders = reading.folders.entries
    dialect = reading.dialect
    alternativeEmulator = reading.alternativeEmulator
    problems = reading.problems
  }
}

/// Entries by what they are about, of which the last counts: front ends put what an entry says in place of what an
/// earlier one for the same path said, all of it. ES-DE and Batocera both do.
struct GamelistEntries {
  private var list: [GamelistEntry?] = []
  private var places: [[UInt8]: Int] = [:]

  var entries: [GamelistEntry] { list.compactMap { $0 } }

  /// - Returns: the entry that counts no more.
  mutating func add(_ entry: GamelistEntry) -> GamelistEntry? {
    let earlier = places.updateValue(list.count, forKey: entry.location ?? entry.path).flatMap { place in
      let entry = list[place]
      list[place] = nil
      return entry
    }
    list.append(entry)
    return earlier
  }
}
