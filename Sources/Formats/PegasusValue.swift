internal import Model
internal import XML

/// Values as Pegasus' lists have them.
enum PegasusValue {
  enum Outcome {
    case taken, unknown
    /// What was expected instead.
    case wrong(String)
  }

  /// Names of assets in lower case, Pegasus' and those that other programs write. Pegasus' `boxFull` is the box with
  /// its spine, which is where the three-dimensional one is written.
  static let assets: [String: MediaKind] = [
    "boxfront": .cover, "box_front": .cover, "boxart2d": .cover, "boxback": .backCover, "box_back": .backCover,
    "boxfull": .box3D, "box_full": .box3D, "box": .box3D, "box3d": .box3D, "cartridge": .physicalMedia,
    "cart": .physicalMedia, "disc": .physicalMedia, "logo": .marquee, "wheel": .marquee, "marquee": .marquee,
    "screenshot": .screenshot, "screenshots": .screenshot, "titlescreen": .titleScreen, "title_screen": .titleScreen,
    "background": .fanart, "fanart": .fanart, "bezel": .bezel, "screenmarquee": .bezel, "border": .bezel,
    "video": .video, "videos": .video, "manual": .manual, "map": .map, "mix": .mix,
  ]

  /// Puts a property of a game where it belongs, but for files and assets.
  static func take(_ property: PegasusList.Property, _ game: inout ListedGame) -> Outcome {
    let first = UndecodedBytes.string(property.texts[0])
    switch property.key {
    case "sorttitle", "sortname", "sort_title", "sort_name", "sort-title", "sort-name", "sortby", "sort_by", "sort-by":
      game.facts.sortName = game.facts.sortName ?? first
    case "developer", "developers": append(property, to: &game.facts.developer)
    case "publisher", "publishers": append(property, to: &game.facts.publisher)
    case "genre", "genres": append(property, to: &game.facts.genre)
    case "tag", "tags": game.fields += property.texts.map { GamelistField("tag", UndecodedBytes.string($0)) }
    case "players": return takePlayers(first, &game)
    case "release": return takeRelease(first, &game)
    case "rating": return takeRating(first, &game)
    case "description": game.facts.description = paragraphs(property.values)
    case "summary": game.fields.append(GamelistField("summary", paragraphs(property.values)))
    case "launch", "command", "workdir", "cwd", "slug": break
    case _ where property.key.hasPrefix("x-"):
      game.fields.append(GamelistField(property.key, paragraphs(property.values)))
    default: return .unknown
    }
    return .taken
  }

  private static func append(_ property: PegasusList.Property, to fact: inout String?) {
    let text = property.texts.map { UndecodedBytes.string($0) }.joined(separator: ", ")
    fact = fact.map { "\($0), \(text)" } ?? text
  }

  private static func takePlayers(_ text: String, _ game: inout ListedGame) -> Outcome {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ (1...4).contains($0.utf8.count) && $0.utf8.allSatisfy(isDigit) }) else {
      return .wrong("a number or a range stands here, as in `1-4`")
    }
    game.facts.players = text
    return .taken
  }

  /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; the month and the day may have one digit.
  private static func takeRelease(_ text: String, _ game: inout ListedGame) -> Outcome {
    let expected = "a date stands here, as in `1994-03-15`"
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.first?.utf8.count == 4, parts.count <= 3,
      parts.dropFirst().allSatisfy({ (1...2).contains($0.utf8.count) })
    else { return .wrong(expected) }
    let padded = parts.map { $0.utf8.count == 1 ? "0\($0)" : String($0) }.joined(separator: "-")
    guard case .value(let date) = GamelistValue.date(padded) else { return .wrong(expected) }
    game.facts.released = date
    return .taken
  }

  /// `70%`, or from 0 to 1.
  private static func takeRating(_ text: String, _ game: inout ListedGame) -> Outcome {
    let expected = "a percentage or a number from 0 to 1 stands here, as in `70%` or `0.7`"
    if text.hasSuffix("%") {
      guard let percent = Int(text.dropLast()), (0...100).contains(percent) else { return .wrong(expected) }
      game.facts.rating = Double(percent) / 100
      return .taken
    }
    guard case .value(let rating) = GamelistValue.rating(text) else { return .wrong(expected) }
    game.facts.rating = rating
    return .taken
  }

  /// Lines as Pegasus joins them: with a space, and with an empty line for each dot. `\n` is a line end, `\\n` itself.
  static func paragraphs(_ lines: [[UInt8]?]) -> String {
    var text: [UInt8] = []
    for line in lines {
      guard let line else {
        text += [0x0A, 0x0A]
        continue
      }
      if let last = text.last, last != 0x0A { text.append(0x20) }
      text += line
    }
    let plain = UndecodedBytes.string(Array(trimmed(text[...])))
    guard plain.contains("\\n") else { return plain }
    return plain.split(separator: "\\\\n", omittingEmptySubsequences: false)
      .map { $0.replacing("\\n", with: "\n") }.joined(separator: "\\n")
  }

  /// A value of one line that was written in several.
  static func line(_ lines: [[UInt8]]) -> [UInt8] { Array(lines.joined(separator: [0x20])) }

  static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let rest = bytes.drop { $0 <= 0x20 }
    guard let last = rest.lastIndex(where: { $0 > 0x20 }) else { return [] }
    return rest[...last]
  }

  static func withoutSpace(_ text: Substring) -> String {
    UndecodedBytes.string(Array(trimmed(Array(text.utf8)[...])))
  }

  /// `https://…`, `steam:…`; not a drive of Windows.
  static func isAddress(_ path: [UInt8]) -> Bool {
    guard let colon = path.firstIndex(of: UInt8(ascii: ":")), colon > 1 else { return false }
    return path[..<colon].allSatisfy { byte in
      byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || isDigit(byte) || "+-.".utf8.contains(byte)
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
