internal import Platform
internal import Synchronization

/// All games there are: those of a file, and made-up ones. Games are made when they are asked for; only what queries
/// compare is kept, by its path.
final class GameCatalog: Sendable {
  private let lines: [[UInt8]]
  private let generated: Int
  private let columns = Mutex<[String: Column]>([:])
  private let words = Mutex<[String: [Int]]?>(nil)

  init(lines: [[UInt8]], generated: Int) {
    self.lines = lines
    self.generated = generated
  }

  var count: Int { lines.count + generated }

  /// The game at `index`, with everything that belongs to it inside it.
  func game(at index: Int) -> JSONValue {
    if index >= lines.count { return GeneratedGame(index - lines.count).value }
    return GameCatalog.completed(JSONValue(lines[index]) ?? .null)
  }

  /// A plain name in a list stands for an object with that name.
  private static func completed(_ game: JSONValue) -> JSONValue {
    guard case .object(var members) = game else { return game }
    let id = game["id"].integer ?? 0
    for name in ["alternative_names", "genres", "franchises", "collections", "game_localizations"] {
      guard case .array(let values)? = members[name] else { continue }
      members[name] = .array(
        values.enumerated().map { offset, value in
          guard case .string(let text) = value else { return value }
          return .object(["id": JSONValue(id * 100 + offset), "name": .string(text)])
        })
    }
    return .object(members)
  }

  // MARK: What is compared

  /// One value of a game, as conditions compare it.
  enum Scalar: Sendable {
    case number(Double)
    case flag(Bool)
    case text(String, folded: String)

    var key: Key? {
      switch self {
      case .number(let number): .number(number)
      case .text(_, let folded): .text(folded)
      case .flag: nil
      }
    }
  }

  enum Key: Hashable, Sendable {
    case number(Double)
    case text(String)
  }

  /// The values of one path in every game.
  struct Column: Sendable {
    var values: [[Scalar]] = []
    var index: [Key: [Int]] = [:]
  }

  /// The columns of these paths, made in one go.
  func columns(_ paths: Set<String>) -> [String: Column] {
    columns.withLock { columns in
      let missing = paths.filter { columns[$0] == nil }
      if !missing.isEmpty {
        var made: [String: Column] = [:]
        for path in missing { made[path] = Column() }
        for index in 0..<count {
          let game = game(at: index)
          for path in missing {
            let values = GameCatalog.scalars(of: game, path.split(separator: ".").map(String.init)[...])
            for value in values {
              guard let key = value.key, made[path]?.index[key]?.last != index else { continue }
              made[path]?.index[key, default: []].append(index)
            }
            made[path]?.values.append(values)
          }
        }
        columns.merge(made) { $1 }
      }
      return columns.filter { paths.contains($0.key) }
    }
  }

  private static func scalars(of value: JSONValue, _ path: ArraySlice<String>) -> [Scalar] {
    switch value {
    case .null: return []
    case .array(let values): return values.flatMap { scalars(of: $0, path) }
    case .object:
      // What refers to something is its number.
      guard let name = path.first else { return scalars(of: value["id"], path) }
      return scalars(of: value[name], path.dropFirst())
    case .number(let number):
      guard let name = path.first else { return [.number(number)] }
      return name == "id" ? [.number(number)] : []
    case .string(let text): return path.isEmpty ? [.text(text, folded: text.lowercased())] : []
    case .boolean(let flag): return path.isEmpty ? [.flag(flag)] : []
    }
  }

  // MARK: Searching

  /// The games that have most of the words of `text` in a name, best first.
  func found(_ text: String) -> [Int] {
    let wanted = Set(GameCatalog.words(text))
    guard !wanted.isEmpty else { return [] }
    let paths: Set<String> = ["name", "alternative_names.name"]
    let columns = columns(paths)
    let index = words.withLock { words in
      if let words { return words }
      var made: [String: [Int]] = [:]
      for path in paths {
        for (game, values) in (columns[path]?.values ?? []).enumerated() {
          for case .text(_, let folded) in values {
            for word in Set(GameCatalog.words(folded)) where made[word]?.last != game {
              made[word, default: []].append(game)
            }
          }
        }
      }
      words = made
      return made
    }
    var hits: [Int: Int] = [:]
    for word in wanted { for game in Set(index[word] ?? []) { hits[game, default: 0] += 1 } }
    let least = (wanted.count + 1) / 2
    let folded = text.lowercased()
    let scored = hits.filter { $0.value >= least }.map { game, count -> (game: Int, score: Double) in
      var best = 0.0
      for path in paths {
        for case .text(_, let name) in columns[path]?.values[game] ?? [] {
          let length = max(GameCatalog.words(name).count, wanted.count)
          best = max(best, Double(count) / Double(length) + (name == folded ? 1 : 0))
        }
      }
      return (game, best)
    }
    return scored.sorted { ($0.score, -$0.game) > ($1.score, -$1.game) }.map(\.game)
  }

  private static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}
