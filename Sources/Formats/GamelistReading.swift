internal import Model
internal import XML

/// Reading of one `gamelist.xml`.
struct GamelistReading {
  private(set) var games = GamelistEntries()
  private(set) var folders = GamelistEntries()
  private(set) var alternativeEmulator: String?
  private(set) var problems = FormatProblems()
  private let systemFolder: [UInt8]?
  private var votes: [GamelistDialect: Int] = [:]
  private var entry: OpenEntry?
  private var field: OpenField?
  /// Elements inside the field.
  private var depth = 0
  private var isInAlternativeEmulator = false
  private var hasList = false

  private struct OpenEntry {
    var isFolder: Bool
    var entry: GamelistEntry
    var hasPath = false
    var isCutOff: Bool
    var media: [(element: String, path: [UInt8])] = []
  }

  private struct OpenField {
    var name: String
    var line: Int
    var isCutOff: Bool
    var attributes: [GamelistField.Attribute]
    var bytes: [UInt8] = []
  }

  init(systemFolder: [UInt8]?) { self.systemFolder = systemFolder }

  /// nil where nothing tells, or as much tells the one as the other.
  var dialect: GamelistDialect? {
    let best = votes.max { $0.value < $1.value }
    guard let best, votes.count(where: { $0.value == best.value }) == 1 else { return nil }
    return best.key
  }

  /// Elements that only one of them writes, beside those of ``GamelistMedia``.
  private static let marks: [String: GamelistDialect] = Dictionary(
    uniqueKeysWithValues: [
      "collectionsortname", "completed", "broken", "nogamecount", "nomultiscrape", "hidemetadata", "playtime",
      "controller", "altemulator", "folderlink",
    ].map { ($0, .esDE) }
      + [
        "gametime", "timeplayed", "scrap", "cheevosHash", "cheevosId", "crc32", "md5", "lang", "region", "family",
        "arcadesystemname", "multidisk", "emulator", "core", "genres", "magazine", "hash", "fanart", "titleshot",
        "boxback", "boxart", "cartridge", "map", "bezel", "mix", "wheel",
      ].map { ($0, .batocera) })

  private static let facts: Set<String> = [
    "path", "name", "sortname", "desc", "rating", "releasedate", "developer", "publisher", "genre", "players", "family",
    "region", "lang", "favorite", "completed", "kidgame", "hidden", "broken", "playcount", "lastplayed", "playtime",
    "gametime", "timeplayed", "crc32", "hash",
  ]

  /// A field inside a field or a game inside a game means that an end tag is missing.
  private static let groups: [Set<String>] = [
    ["game", "folder"], facts.union(GamelistMedia.names).union(marks.keys),
  ]

  mutating func read(_ bytes: [UInt8]) {
    guard !bytes.allSatisfy({ $0 <= 0x20 }) else {
      return problems.add("the file is empty: there are no games in it", line: 1)
    }
    guard var reader = XMLReader(bytes, groups: GamelistReading.groups) else {
      return problems.add("the file is too large to be read: split it", line: 1)
    }
    while let event = reader.next() {
      switch event {
      case .start: start(&reader)
      case .text: takeText(&reader)
      case .end: end(reader.name)
      }
    }
    for mistake in reader.mistakes { problems.add(mistake.message, line: mistake.line) }
    if !hasList, games.entries.isEmpty, folders.entries.isEmpty {
      problems.add("there is no `<gameList>` in the file: it is no list of games", line: 1)
    }
    problems.sort()
  }

  private mutating func takeText(_ reader: inout XMLReader) {
    guard var open = field.take() else { return }
    reader.appendText(to: &open.bytes)
    field = open
  }

  private mutating func start(_ reader: inout XMLReader) {
    let name = reader.name
    if field != nil {
      depth += 1
    } else if entry != nil || isInAlternativeEmulator {
      let attributes = reader.attributes().map { GamelistField.Attribute($0.name, $0.value) }
      field = OpenField(name: name, line: reader.line, isCutOff: reader.isCutOff, attributes: attributes)
    } else if name == "game" || name == "folder" {
      var new = GamelistEntry(path: [], location: nil, line: reader.line)
      new.attributes = reader.attributes().map { GamelistField.Attribute($0.name, $0.value) }
      entry = OpenEntry(isFolder: name == "folder", entry: new, isCutOff: reader.isCutOff)
    } else if name == "alternativeEmulator" {
      isInAlternativeEmulator = true
    } else if name == "gameList" {
      hasList = true
    }
  }

  private mutating func end(_ name: String) {
    if depth > 0 {
      depth -= 1
    } else if let ended = field {
      field = nil
      if !ended.isCutOff { take(ended) }
    } else if let ended = entry {
      entry = nil
      take(ended)
    } else if name == "alternativeEmulator" {
      isInAlternativeEmulator = false
    }
  }

  private mutating func take(_ ended: OpenEntry) {
    var entry = ended.entry
    guard ended.hasPath else {
      // Where the file ends inside of it, that was said.
      if !ended.isCutOff {
        problems.add("an entry without a `<path>` is about no file: it is left out; add one", line: entry.line)
      }
      return
    }
    entry.facts.media = GamelistMedia.kinds(of: ended.media)
    let earlier = ended.isFolder ? folders.add(entry) : games.add(entry)
    if let earlier {
      let path = quoted(UndecodedBytes.string(entry.path))
      problems.add(
        "\(path) stands here a second time, first in line \(earlier.line): this one counts, as in front ends; take the "
          + "other out", line: entry.line)
    }
  }

  // MARK: Fields

  private mutating func take(_ field: OpenField) {
    let text = trimmed(field.bytes)
    if isInAlternativeEmulator, entry == nil {
      guard field.name == "label", !text.isEmpty else { return }
      votes[.esDE, default: 0] += 1
      alternativeEmulator = alternativeEmulator ?? UndecodedBytes.string(Array(text))
      return
    }
    if let dialect = GamelistReading.marks[field.name] { votes[dialect, default: 0] += 1 }
    if field.name == "path" { return takePath(field) }
    guard !text.isEmpty || !GamelistReading.facts.contains(field.name) else { return }
    if GamelistMedia.names.contains(field.name) {
      if !text.isEmpty { takeMedia(field, Array(text)) }
    } else if GamelistReading.facts.contains(field.name) {
      takeFact(field, UndecodedBytes.string(Array(text)))
    } else {
      let kept = GamelistField(field.name, UndecodedBytes.string(Array(text)), attributes: field.attributes)
      entry?.entry.fields.append(kept)
    }
  }

  private func trimmed(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    let rest = bytes.drop { $0 <= 0x20 }
    guard let last = rest.lastIndex(where: { $0 > 0x20 }) else { return [] }
    return rest[...last]
  }

  /// A name may end in a space; what a line end follows is how the file is set.
  private mutating func takePath(_ field: OpenField) {
    var path = Array(field.bytes.drop { $0 <= 0x20 })
    let spaces = path.count - trimmed(path).count
    if path.suffix(spaces).contains(where: { $0 != 0x20 }) { path.removeLast(spaces) }
    guard !path.isEmpty, entry?.hasPath == false else { return }
    entry?.hasPath = true
    entry?.entry.path = path
    entry?.entry.location = ListedPath.location(path, systemFolder: systemFolder)
  }

  private mutating func takeMedia(_ field: OpenField, _ path: [UInt8]) {
    guard let location = ListedPath.location(path, systemFolder: systemFolder) else {
      return problems.add(
        "`<\(field.name)>` is \(quoted(UndecodedBytes.string(path))), which is not in the system's folder: it is left "
          + "out; write a path that begins with `./`", line: field.line)
    }
    entry?.media.append((field.name, location))
  }

  private mutating func takeFact(_ field: OpenField, _ text: String) {
    switch field.name {
    case "name": set(\.name, .value(text), field, text)
    case "sortname": set(\.sortName, .value(text), field, text)
    case "desc": set(\.description, .value(text), field, text)
    case "rating": set(\.rating, GamelistValue.rating(text), field, text)
    case "releasedate": set(\.released, GamelistValue.date(text), field, text)
    case "developer": set(\.developer, GamelistValue.word(text), field, text)
    case "publisher": set(\.publisher, GamelistValue.word(text), field, text)
    case "genre": set(\.genre, GamelistValue.word(text), field, text)
    case "players": set(\.players, GamelistValue.word(text), field, text)
    case "family": set(\.family, .value(text), field, text)
    case "region": set(\.region, .value(text), field, text)
    case "lang": set(\.language, .value(text), field, text)
    case "favorite": set(\.isFavorite, GamelistValue.flag(text), field, text)
    case "completed": set(\.isCompleted, GamelistValue.flag(text), field, text)
    case "kidgame": set(\.isForKids, GamelistValue.flag(text), field, text)
    case "hidden": set(\.isHidden, GamelistValue.flag(text), field, text)
    case "broken": set(\.isBroken, GamelistValue.flag(text), field, text)
    case "playcount": set(\.playCount, GamelistValue.count(text), field, text)
    case "lastplayed": set(\.lastPlayed, GamelistValue.time(text), field, text)
    case "playtime", "gametime", "timeplayed": set(\.playTime, GamelistValue.count(text), field, text)
    default: takeChecksum(field, text)
    }
  }

  /// The first of several counts, as in ES-DE.
  private mutating func set<Value>(
    _ fact: WritableKeyPath<GameFacts, Value?>, _ reading: GamelistValue.Reading<Value>, _ field: OpenField,
    _ text: String
  ) {
    switch reading {
    case .value(let value):
      if entry?.entry.facts[keyPath: fact] == nil { entry?.entry.facts[keyPath: fact] = value }
    case .nothing: break
    case .wrong(let expected): reportWrong(field, text, expected)
    }
  }

  private mutating func takeChecksum(_ field: OpenField, _ text: String) {
    if let checksum = GamelistValue.checksum(text) {
      if entry?.entry.crc32 == nil || field.name == "crc32" { entry?.entry.crc32 = checksum }
    } else if field.name == "hash" {
      // Recalbox's and others' may be another sum.
      entry?.entry.fields.append(GamelistField(field.name, text, attributes: field.attributes))
    } else {
      reportWrong(field, text, "a CRC-32 of 8 hexadecimal digits stands here")
    }
  }

  private mutating func reportWrong(_ field: OpenField, _ text: String, _ expected: String) {
    problems.add("`<\(field.name)>` is \(quoted(text)): \(expected); it is left out", line: field.line)
  }
}
