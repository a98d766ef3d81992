internal import Model
internal import XML

/// Pegasus' `metadata.pegasus.txt` or `metadata.txt`, as read.
///
/// | text | is |
/// |---|---|
/// | `key: value` | a property; upper and lower case of the key are the same |
/// | an indented line | more of the value before it; a dot alone is the space between two paragraphs |
/// | an empty line | the end of a value |
/// | `# …` | a comment, at the very start of a line only |
/// | `collection: Name` | a collection begins, or goes on; what follows is of it |
/// | `game: Title` | a game begins, in the collection that began last |
///
/// What Pegasus takes is taken, and what it calls an error is reported and left out, but for the rest of its entry.
package struct PegasusList: Sendable {
  package private(set) var games: [ListedGame] = []
  /// In the order of the file, each once.
  package private(set) var collections: [PegasusMetadata.Collection] = []
  package private(set) var problems = FormatProblems()

  private let systemFolder: [UInt8]?
  private var property: Property?
  private var collection: Int?
  private var game: ListedGame?
  /// Which game has a file: one is of one game.
  private var owners: [[UInt8]: Int] = [:]

  /// A value of more bytes is cut off; so are the lines of a list.
  private static let longestValue = 1 << 20

  /// A property and the lines of its value; nil stands for the space between two paragraphs.
  struct Property {
    var key: String
    var line: Int
    var values: [[UInt8]?] = []
    var length = 0

    /// Lines that are not empty.
    var texts: [[UInt8]] { values.compactMap { $0 } }
  }

  /// - Parameters:
  ///   - bytes: the file, UTF-8. Bytes that are not are kept in paths and taken for Windows-1252 elsewhere.
  ///   - systemFolder: the name of the folder the file lies in, which is the system's, raw: what follows it in an
  ///     absolute path is below it.
  package init(reading bytes: [UInt8], systemFolder: [UInt8]? = nil) {
    self.systemFolder = systemFolder
    read(bytes)
  }

  private mutating func read(_ bytes: [UInt8]) {
    guard !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else {
      return problems.add("this is UTF-16: save it as UTF-8", line: 1)
    }
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    var number = 0
    for line in content.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      take(line, number: number)
    }
    closeProperty()
    closeGame()
    if games.isEmpty, collections.isEmpty, problems.count == 0 {
      problems.add("there is no `game:` and no `collection:` in the file: it is no list of Pegasus", line: 1)
    }
    problems.sort()
  }

  private mutating func take(_ line: ArraySlice<UInt8>, number: Int) {
    guard line.first != UInt8(ascii: "#") else { return }
    let text = PegasusValue.trimmed(line)
    guard let first = line.first, !text.isEmpty else { return closeProperty() }
    if first <= 0x20 {
      guard property != nil else {
        return problems.add(
          "the line is indented, but there is no value that it could go on: it is left out", line: number)
      }
      return appendValue(text == [UInt8(ascii: ".")] ? nil : Array(text), line: number)
    }
    closeProperty()
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")), colon > text.startIndex else {
      return problems.add(
        "\(quoted(UndecodedBytes.string(Array(text)))) is no property: write `key: value`; it is left out", line: number
      )
    }
    let key = UndecodedBytes.string(Array(PegasusValue.trimmed(text[..<colon]))).lowercased()
    property = Property(key: key, line: number)
    let value = PegasusValue.trimmed(text[(colon + 1)...])
    if !value.isEmpty { appendValue(Array(value), line: number) }
  }

  private mutating func appendValue(_ value: [UInt8]?, line: Int) {
    guard var open = property.take() else { return }
    let wasShort = open.length <= PegasusList.longestValue
    open.length += (value?.count ?? 0) + 1
    if open.length <= PegasusList.longestValue {
      open.values.append(value)
    } else if wasShort {
      problems.add(
        "a value of more than \(PegasusList.longestValue) bytes: the rest of it is left out", line: line)
    }
    property = open
  }

  private mutating func closeProperty() {
    guard let ended = property.take() else { return }
    guard !ended.texts.isEmpty else {
      if !ended.key.hasPrefix("x-") {
        problems.add("there is no value behind `\(PegasusList.plain(ended.key)):`; it is left out", line: ended.line)
      }
      return
    }
    switch ended.key {
    case "collection":
      closeGame()
      begin(UndecodedBytes.string(PegasusValue.line(ended.texts)))
    case "game":
      closeGame()
      var new = ListedGame(line: ended.line)
      new.facts.name = UndecodedBytes.string(PegasusValue.line(ended.texts))
      game = new
    default:
      if game != nil {
        takeOfGame(ended)
      } else if collection != nil {
        takeOfCollection(ended)
      } else {
        problems.add(
          "`\(PegasusList.plain(ended.key))` stands before any collection or game: it is left out", line: ended.line)
      }
    }
  }

  /// One whose name was there before goes on.
  private mutating func begin(_ name: String) {
    collection = collections.firstIndex { $0.name == name }
    if collection == nil {
      collection = collections.count
      collections.append(PegasusMetadata.Collection(name: name))
    }
  }

  private mutating func takeOfCollection(_ property: Property) {
    guard let collection else { return }
    switch property.key {
    case "shortname": collections[collection].shortName = UndecodedBytes.string(property.texts[0])
    case "extension", "extensions":
      let list = property.texts.flatMap { UndecodedBytes.string($0).split(separator: ",") }
      collections[collection].extensions += list.map { PegasusValue.withoutSpace($0).lowercased() }
    case "launch", "command", "workdir", "cwd", "directory", "directories", "file", "files", "regex",
      "ignore-extension", "ignore-extensions", "ignore-file", "ignore-files", "ignore-regex", "summary", "description",
      "sortby", "sort_by", "sort-by":
      break
    case _ where property.key.hasPrefix("x-"): break
    default: reportUnknown(property)
    }
  }

  private mutating func closeGame() {
    guard var ended = game.take() else { return }
    if let collection {
      ended.collections = [collections[collection].shortName ?? collections[collection].name]
    }
    if ended.files.isEmpty {
      return problems.add(
        "\(quoted(ended.facts.name ?? "")) has no file: it is left out; write `file:` and its path", line: ended.line)
    }
    // A summary is what there is where there is no description.
    ended.facts.description = ended.facts.description ?? ended.fields.first { $0.name == "summary" }?.text
    for file in ended.files { owners[file.location ?? file.path] = games.count }
    games.append(ended)
  }

  private mutating func takeOfGame(_ property: Property) {
    guard var game = game.take() else { return }
    switch property.key {
    case "file", "files": takeFiles(property, &game)
    case _ where property.key.hasPrefix("assets.") || property.key.hasPrefix("asset."): takeAsset(property, &game)
    default:
      switch PegasusValue.take(property, &game) {
      case .taken: break
      case .unknown: reportUnknown(property)
      case .wrong(let expected):
        problems.add(
          "`\(property.key)` is \(quoted(UndecodedBytes.string(property.texts[0]))): \(expected); it is left out",
          line: property.line)
      }
    }
    self.game = game
  }

  private mutating func takeFiles(_ property: Property, _ game: inout ListedGame) {
    for path in property.texts {
      let location = ListedPath.location(path, systemFolder: systemFolder)
      let key = location ?? path
      let isTwice = game.files.contains { ($0.location ?? $0.path) == key }
      if isTwice || owners[key] != nil {
        problems.add(
          "the file \(quoted(UndecodedBytes.string(path))) stands in the list before: it is left out",
          line: property.line)
      } else {
        game.files.append(ListedGame.File(path: path, location: location))
      }
    }
  }

  /// The first of several counts. What is at a web address is not in the library.
  private mutating func takeAsset(_ property: Property, _ game: inout ListedGame) {
    let name = String(property.key.split(separator: ".", maxSplits: 1).last ?? "")
    guard let kind = PegasusValue.assets[name] else {
      return game.fields += property.texts.map { GamelistField(property.key, UndecodedBytes.string($0)) }
    }
    for path in property.texts where game.facts.media[kind] == nil {
      if let location = ListedPath.location(path, systemFolder: systemFolder) {
        game.facts.media[kind] = location
      } else if !PegasusValue.isAddress(path) {
        problems.add(
          "`\(PegasusList.plain(property.key))` is \(quoted(UndecodedBytes.string(path))), which is not in the system's folder: "
            + "it is left out", line: property.line)
      }
    }
  }

  private mutating func reportUnknown(_ property: Property) {
    problems.add("the property `\(PegasusList.plain(property.key))` is not known: it is left out", line: property.line)
  }

  private static func plain(_ key: String) -> String { String(quoted(key).dropFirst().dropLast()) }
}
