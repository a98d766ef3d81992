package import Model
internal import Text

/// What a `gamelist.xml` is to say of one game or folder.
package struct GamelistItem: Hashable, Sendable {
  /// As the front end is to find it, such as `./USA/Game.zip`.
  package var path: [UInt8]
  package var isFolder: Bool
  /// Their media are paths of the library and are not written; see ``media``.
  package var facts: GameFacts
  package var crc32: UInt32?
  /// Paths as the front end is to find them, such as `./images/Game-image.png`.
  package var media: [MediaKind: [UInt8]]
  /// Of the element itself.
  package var attributes: [GamelistField.Attribute]
  /// Written as they are, but for those that the facts have.
  package var fields: [GamelistField]

  package init(
    path: [UInt8], isFolder: Bool = false, facts: GameFacts = GameFacts(), crc32: UInt32? = nil,
    media: [MediaKind: [UInt8]] = [:], attributes: [GamelistField.Attribute] = [], fields: [GamelistField] = []
  ) {
    self.path = path
    self.isFolder = isFolder
    self.facts = facts
    self.crc32 = crc32
    self.media = media
    self.attributes = attributes
    self.fields = fields
  }
}

/// Writes a `gamelist.xml`, UTF-8 with `\n`: the same bytes for the same items.
///
/// What is not known is left out. A release date that is known to the month or year is written as its first day, for
/// front ends take whole days only. Characters that XML does not have are left out of texts.
package struct GamelistWriter: ~Copyable {
  private var bytes: [UInt8] = []
  private let dialect: GamelistDialect
  private let media: [(name: String, kinds: [MediaKind])]
  private let ownNames: Set<String>

  /// - Parameter alternativeEmulator: the emulator for all games, which only ES-DE's lists have.
  package init(_ dialect: GamelistDialect, alternativeEmulator: String? = nil) {
    self.dialect = dialect
    media = GamelistMedia.written(by: dialect)
    ownNames = GamelistWriter.names(of: dialect)
    XMLText.append("<?xml version=\"1.0\"?>\n", to: &bytes)
    if dialect == .esDE, let label = alternativeEmulator {
      XMLText.append("<alternativeEmulator>\n", to: &bytes)
      XMLText.appendElement("label", label, indent: "\t", to: &bytes)
      XMLText.append("</alternativeEmulator>\n", to: &bytes)
    }
    XMLText.append("<gameList>\n", to: &bytes)
  }

  /// A whole list.
  package static func render(
    _ items: [GamelistItem], for dialect: GamelistDialect, alternativeEmulator: String? = nil
  ) -> [UInt8] {
    var writer = GamelistWriter(dialect, alternativeEmulator: alternativeEmulator)
    writer.bytes.reserveCapacity(items.count * 512)
    for item in items { writer.append(item) }
    return writer.finish()
  }

  /// Ends the list.
  package consuming func finish() -> [UInt8] {
    XMLText.append("</gameList>\n", to: &bytes)
    return bytes
  }

  package mutating func append(_ item: GamelistItem) {
    let name: StaticString = item.isFolder ? "folder" : "game"
    XMLText.append("\t<", to: &bytes)
    XMLText.append(name, to: &bytes)
    XMLText.append(item.attributes, to: &bytes)
    XMLText.append(">\n", to: &bytes)
    XMLText.appendElement("path", item.path, indent: "\t\t", to: &bytes)
    append(item.facts)
    for element in media {
      guard let kind = element.kinds.first(where: { item.media[$0] != nil }), let path = item.media[kind] else {
        continue
      }
      XMLText.appendElement(element.name, path, indent: "\t\t", to: &bytes)
    }
    appendPlays(item.facts)
    if dialect == .batocera, let crc32 = item.crc32 { append("crc32", GamelistWriter.hexadecimal(crc32)) }
    for field in item.fields where !ownNames.contains(field.name) {
      XMLText.appendElement(field.name, field.text, attributes: field.attributes, indent: "\t\t", to: &bytes)
    }
    XMLText.append("\t</", to: &bytes)
    XMLText.append(name, to: &bytes)
    XMLText.append(">\n", to: &bytes)
  }

  private mutating func append(_ facts: GameFacts) {
    append("name", facts.name)
    append("sortname", facts.sortName)
    append("desc", facts.description)
    if let rating = facts.rating, rating >= 0, rating <= 1 { append("rating", "\(rating)") }
    append("releasedate", facts.released.flatMap { GamelistValue.day($0) }.map { $0 + "T000000" })
    append("developer", facts.developer)
    append("publisher", facts.publisher)
    append("genre", facts.genre)
    append("players", facts.players)
    append("favorite", facts.isFavorite)
    if dialect == .esDE { append("completed", facts.isCompleted) }
    append("kidgame", facts.isForKids)
    append("hidden", facts.isHidden)
    if dialect == .esDE { append("broken", facts.isBroken) }
    if dialect == .batocera {
      append("family", facts.family)
      append("lang", facts.language)
      append("region", facts.region)
    }
  }

  private mutating func appendPlays(_ facts: GameFacts) {
    append("playcount", facts.playCount)
    append("lastplayed", facts.lastPlayed)
    switch dialect {
    case .esDE: append("playtime", facts.playTime)
    case .batocera: append("gametime", facts.playTime)
    case .classic: break
    }
  }

  private mutating func append(_ name: String, _ text: String?) {
    if let text { XMLText.appendElement(name, text, indent: "\t\t", to: &bytes) }
  }

  private mutating func append(_ name: String, _ flag: Bool?) {
    if let flag { append(name, flag ? "true" : "false") }
  }

  private mutating func append(_ name: String, _ number: Int?) {
    if let number, number >= 0 { append(name, String(number)) }
  }

  static func hexadecimal(_ crc32: UInt32) -> String {
    let digits = String(crc32, radix: 16, uppercase: true)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// The elements that are written of facts, and so never of fields.
  private static func names(of dialect: GamelistDialect) -> Set<String> {
    var names: Set<String> = [
      "path", "name", "sortname", "desc", "rating", "releasedate", "developer", "publisher", "genre", "players",
      "favorite", "kidgame", "hidden", "playcount", "lastplayed",
    ]
    switch dialect {
    case .esDE: names.formUnion(["completed", "broken", "playtime"])
    case .batocera: names.formUnion(["family", "lang", "region", "gametime", "crc32"])
    case .classic: break
    }
    return names.union(GamelistMedia.written(by: dialect).map(\.name))
  }
}
