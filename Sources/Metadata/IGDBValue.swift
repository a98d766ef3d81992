internal import Model
internal import Platform

/// Reads the single values of IGDB's games. What is not what it should be is nil.
enum IGDBValue {
  static let mostTitles = 200
  static let mostMedia = 20
  /// Bytes of a text; the rest is cut off.
  static let longestText = 16 << 10
  /// The number of the game mode for one player.
  static let singlePlayer = 1

  /// A name: without control characters, not empty, not a book.
  static func title(_ value: JSONValue) -> String? {
    guard let text = value.string, text.utf8.count <= IGDBSubquery.longestTitle else { return nil }
    let cleaned = IGDBSubquery.cleaned(text)
    return cleaned.isEmpty ? nil : cleaned
  }

  /// A text of several lines.
  static func text(_ value: JSONValue) -> String? {
    guard let text = value.string else { return nil }
    var kept = String.UnicodeScalarView()
    var bytes = 0
    for scalar in text.unicodeScalars where scalar == "\n" || scalar.properties.generalCategory != .control {
      bytes += UTF8.width(scalar)
      if bytes > longestText { break }
      kept.append(scalar)
    }
    return kept.contains { !$0.properties.isWhitespace } ? String(kept) : nil
  }

  /// Names one after the other, each once; nil where there is none.
  static func joined(_ values: [JSONValue]) -> String? {
    var names: [String] = []
    for value in values.prefix(mostTitles) {
      if let name = title(value), !names.contains(name) { names.append(name) }
    }
    return names.isEmpty ? nil : names.joined(separator: ", ")
  }

  /// The number of what is referred to: alone, or in an object.
  static func number(_ value: JSONValue) -> Int? {
    guard let number = value.integer ?? value["id"].integer, number > 0 else { return nil }
    return number
  }

  /// By its number in `game_type`, which are those of the older `category`.
  static func kind(_ value: JSONValue) -> GameRecord.Kind? {
    guard let number = value.integer ?? value["id"].integer, kinds.indices.contains(number) else { return nil }
    return kinds[number]
  }

  private static let kinds: [GameRecord.Kind] = [
    .main, .dlc, .expansion, .bundle, .standalone, .mod, .episode, .season, .remake, .remaster, .expanded, .port,
    .fork, .pack, .update,
  ]

  /// `EU`, or a language with its country: `ja-JP`.
  static func region(_ identifier: String?) -> String? {
    guard let region = identifier?.split(separator: "-").last?.lowercased(), region.utf8.count == 2,
      region.utf8.allSatisfy({ $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") })
    else { return nil }
    return region
  }

  /// Of an alternative name, such as "Japanese title - romanization".
  static func region(ofComment comment: String?) -> String? {
    guard let comment = comment?.lowercased(), comment.utf8.count < 200 else { return nil }
    return comments.first { comment.contains($0.word) }?.region
  }

  private static let comments: [(word: String, region: String)] = [
    ("japan", "jp"), ("korea", "kr"), ("chinese", "cn"), ("taiwan", "tw"), ("europe", "eu"),
    ("german", "de"), ("french", "fr"), ("spanish", "es"), ("italian", "it"), ("brazil", "br"), ("north america", "us"),
  ]

  /// What may stand in a URL as it is.
  static func isImageID(_ id: String) -> Bool {
    (1...64).contains(id.utf8.count)
      && id.utf8.allSatisfy { byte in
        (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
          || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")) || byte == UInt8(ascii: "_")
          || byte == UInt8(ascii: "-")
      }
  }
}
