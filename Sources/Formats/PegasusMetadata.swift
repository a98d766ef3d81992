package import Model

/// Writes Pegasus' `metadata.pegasus.txt`: the same bytes for the same games.
///
/// What is not known is left out.
package enum PegasusMetadata {
  package struct Collection: Hashable, Sendable {
    package var name: String
    package var shortName: String?
    /// Without dots; none are written where there are none.
    package var extensions: [String]

    package init(name: String, shortName: String? = nil, extensions: [String] = []) {
      self.name = name
      self.shortName = shortName
      self.extensions = extensions
    }
  }

  package struct Game: Hashable, Sendable {
    package var title: String
    /// Paths relative to the file that is written, such as `USA/Game.zip`; several for several discs.
    package var files: [String]
    /// Their media are paths of the library and are not written; see ``media``.
    package var facts: GameFacts
    /// Paths relative to the file that is written.
    package var media: [MediaKind: String]

    package init(title: String, files: [String], facts: GameFacts = GameFacts(), media: [MediaKind: String] = [:]) {
      self.title = title
      self.files = files
      self.facts = facts
      self.media = media
    }
  }

  /// Pegasus has no kind for maps, compositions and manuals.
  private static let assets: [(kind: MediaKind, name: String)] = [
    (.cover, "boxFront"), (.backCover, "boxBack"), (.box3D, "boxFull"), (.physicalMedia, "cartridge"),
    (.marquee, "logo"), (.screenshot, "screenshot"), (.titleScreen, "titlescreen"), (.fanart, "background"),
    (.bezel, "bezel"), (.video, "video"),
  ]

  package static func render(_ collection: Collection, _ games: [Game]) -> [UInt8] {
    var text: [UInt8] = []
    append("collection", collection.name, to: &text)
    append("shortname", collection.shortName, to: &text)
    if !collection.extensions.isEmpty {
      append("extensions", collection.extensions.joined(separator: ", "), to: &text)
    }
    for game in games { append(game, to: &text) }
    return text
  }

  private static func append(_ game: Game, to text: inout [UInt8]) {
    text.append(0x0A)
    let facts = game.facts
    append("game", game.title, to: &text)
    if game.files.count > 1 {
      append("files", game.files, to: &text)
    } else {
      append("file", game.files.first, to: &text)
    }
    append("sort-by", facts.sortName, to: &text)
    append("developer", facts.developer, to: &text)
    append("publisher", facts.publisher, to: &text)
    append("genre", facts.genre, to: &text)
    append("players", facts.players.flatMap { players($0) }, to: &text)
    append("release", facts.released.flatMap { release($0) }, to: &text)
    if let rating = facts.rating, rating >= 0, rating <= 1 {
      append("rating", "\(Int((rating * 100).rounded()))%", to: &text)
    }
    appendDescription(facts.description, to: &text)
    for (kind, name) in assets { append("assets." + name, game.media[kind], to: &text) }
  }

  /// A line; nothing for no value. In a value of one line every line end is a space.
  private static func append(_ key: String, _ value: String?, to text: inout [UInt8]) {
    guard let value = value.map({ words($0) }), !value.isEmpty else { return }
    text.append(contentsOf: "\(key): \(value)\n".utf8)
  }

  private static func append(_ key: String, _ values: [String], to text: inout [UInt8]) {
    text.append(contentsOf: "\(key):\n".utf8)
    for value in values { text.append(contentsOf: "  \(words(value))\n".utf8) }
  }

  /// Indented lines; one that is blank is written as a dot, for a blank one would end the value.
  private static func appendDescription(_ description: String?, to text: inout [UInt8]) {
    guard let description else { return }
    var lines = description.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { words($0) }
    while lines.last?.isEmpty == true { lines.removeLast() }
    lines = Array(lines.drop { $0.isEmpty })
    guard !lines.isEmpty else { return }
    text.append(contentsOf: "description:\n".utf8)
    for line in lines { text.append(contentsOf: "  \(line.isEmpty ? "." : line)\n".utf8) }
  }

  /// Without controls and space at the ends.
  private static func words(_ value: some StringProtocol) -> String {
    let plain = value.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) }
    let start = plain.drop { $0 == " " }
    return String(start.reversed().drop { $0 == " " }.reversed())
  }

  /// A number or a range, the only forms that Pegasus takes.
  private static func players(_ text: String) -> String? {
    let numbers = text.filter { $0 != " " }.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 1 || numbers.count == 2, numbers.allSatisfy({ $0.map { $0 > 0 } ?? false }) else {
      return nil
    }
    return text.filter { $0 != " " }
  }

  private static func release(_ iso: String) -> String? {
    guard case .value(let date) = GamelistValue.date(iso), date == iso else { return nil }
    return iso
  }
}
