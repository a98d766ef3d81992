internal import Platform

/// A made-up game: everything follows from its number, so that every run has the same ones.
///
/// Names are of the kinds that are hard to tell apart: numbers as digits and in Roman numerals, subtitles, editions,
/// articles, accents, and add-ons with the name of the game.
struct GeneratedGame: Sendable {
  let number: Int
  private let bits: UInt64

  init(_ number: Int) {
    self.number = number
    bits = GeneratedGame.mixed(UInt64(number))
  }

  var id: Int { 1000 + number }

  /// splitmix64
  private static func mixed(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Games of one series stand one after the other.
  private var series: Int { number / 8 }

  private var seriesName: String {
    let first = GeneratedGame.first[series % GeneratedGame.first.count]
    let second = GeneratedGame.second[series / GeneratedGame.first.count % GeneratedGame.second.count]
    let round = series / (GeneratedGame.first.count * GeneratedGame.second.count)
    return round == 0
      ? "\(first) \(second)" : "\(first) \(second) \(GeneratedGame.places[round % GeneratedGame.places.count])"
  }

  var name: String {
    let series = seriesName
    let subtitle = GeneratedGame.subtitles[Int(bits % UInt64(GeneratedGame.subtitles.count))]
    switch number % 8 {
    case 0: return series
    case 1: return "\(series) II"
    case 2: return "\(series) 3: \(subtitle)"
    case 3: return "The \(series) Collection"
    case 4: return "\(series): \(subtitle)"
    case 5: return "\(series) - Special Edition"
    case 6: return "Super \(series)"
    default: return "\(series): \(subtitle) Pack"
    }
  }

  /// As `game_type` has it.
  private var type: Int { [0, 0, 0, 3, 0, 10, 8, 1][number % 8] }

  var platforms: [Int] {
    let own = GeneratedGame.platforms[series % GeneratedGame.platforms.count]
    return number % 3 == 0 ? own + [GeneratedGame.platforms[(series + 7) % GeneratedGame.platforms.count][0]] : own
  }

  private var year: Int { 1984 + Int(bits >> 8 % 30) % 30 }

  /// Forty digits by which Hasheous knows it.
  var sha1: String {
    var digits = ""
    for part in 0..<3 {
      let word = String(GeneratedGame.mixed(bits &+ UInt64(part)), radix: 16)
      digits += String(repeating: "0", count: 16 - word.count) + word
    }
    return String(digits.prefix(40))
  }

  var value: JSONValue {
    let name = name
    let parent = 1000 + number / 8 * 8
    let seconds = Double((year - 1970) * 31_556_952 + Int(bits >> 20 % 300) * 86400)
    func named(_ id: Int, _ name: String) -> JSONValue { .object(["id": JSONValue(id), "name": .string(name)]) }
    func picture(_ letter: String) -> JSONValue {
      .object(["id": JSONValue(id), "image_id": .string("\(letter)\(String(id, radix: 36))")])
    }
    var members: [String: JSONValue] = [
      "id": JSONValue(id), "name": .string(name),
      "slug": .string(name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")),
      "game_type": JSONValue(type), "platforms": .array(platforms.map { JSONValue($0) }),
      "first_release_date": .number(seconds), "total_rating": .number(Double(bits >> 32 % 1000) / 10),
      "summary": .string("\(name) is a game about \(GeneratedGame.second[series % GeneratedGame.second.count])."),
      "genres": .array([named(series % 20 + 1, "Genre \(series % 20 + 1)")]),
      "cover": picture("co"), "screenshots": .array([picture("sc")]), "artworks": .array([picture("ar")]),
      "involved_companies": .array([
        .object([
          "id": JSONValue(id * 2), "developer": .boolean(true), "publisher": .boolean(false),
          "company": named(series % 50, "Studio \(series % 50)"),
        ]),
        .object([
          "id": JSONValue(id * 2 + 1), "developer": .boolean(false), "publisher": .boolean(true),
          "company": named(100 + series % 20, "Publisher \(series % 20)"),
        ]),
      ]),
      "release_dates": .array(
        platforms.map {
          .object([
            "id": JSONValue(id * 4 + $0), "platform": JSONValue($0), "y": JSONValue(year), "date": .number(seconds),
          ])
        }),
    ]
    if number % 8 == 1 {
      members["alternative_names"] = .array([named(id * 3, "\(seriesName) 2"), named(id * 3 + 1, "Röd \(seriesName)")])
    }
    if number % 8 >= 5 { members["parent_game"] = JSONValue(parent) }
    if number % 8 == 5 { members["version_parent"] = JSONValue(parent) }
    if number % 4 == 0 {
      members["game_localizations"] = .array([
        .object([
          "id": JSONValue(id), "name": .string("\(seriesName) の冒険 \(number)"),
          "region": .object(["id": JSONValue(3), "identifier": .string("ja-JP"), "name": .string("Japan")]),
        ])
      ])
    }
    return .object(members)
  }

  private static let first = [
    "Crimson", "Silver", "Midnight", "Iron", "Crystal", "Golden", "Lost", "Hidden", "Burning", "Frozen", "Thunder",
    "Shadow", "Mystic", "Broken", "Savage", "Neon", "Ancient", "Électric", "Turbo", "Cosmic", "Wild", "Secret",
    "Emerald", "Phantom", "Royal", "Rocket", "Velvet", "Copper", "Stormy", "Final",
  ]
  private static let second = [
    "Harbor", "Knights", "Garden", "Racer", "Dungeon", "Legend", "Fighter", "Quest", "Island", "Tower", "Dragon",
    "Circuit", "Hero", "Valley", "Empire", "Puzzle", "Warriors", "Ocean", "Machine", "Squadron", "Castle", "Frontier",
    "Dream", "Arena", "Voyage", "Temple", "Planet", "Rally", "Saga", "Kingdom",
  ]
  private static let subtitles = [
    "The Lost Crown", "Return of the Wolf", "A New Dawn", "Rise & Fall", "Episode \"One\"", "Beyond the Sea",
    "Chronicles", "World Tour '97", "Legacy", "The Beginning",
  ]
  private static let places = ["North", "South", "East", "West", "Central"]
  private static let platforms = [
    [19, 58], [18, 99], [29], [4], [7], [8], [24], [33], [22], [20], [38], [21], [32], [23], [86], [64], [35], [59],
    [37], [130], [5], [11],
  ]
}
