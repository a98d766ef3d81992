internal import Platform

extension GameCatalog {
  /// The games that a query is for, in its order; without its limit and offset.
  func selected(_ query: ApicalypseQuery) -> [Int] {
    let columns = columns(query.paths)
    var games: [Int]
    if let search = query.search {
      games = found(search)
    } else if let candidates = query.condition.flatMap({ candidates($0, columns) }) {
      games = candidates.sorted()
    } else {
      games = Array(0..<count)
    }
    if let condition = query.condition { games = games.filter { holds(condition, for: $0, columns) } }
    if let sort = query.sort, let column = columns[sort.path] {
      func key(_ game: Int) -> (Double, String) {
        switch column.values[game].first {
        case .number(let number): (number, "")
        case .text(_, let folded): (0, folded)
        case .flag(let flag): (flag ? 1 : 0, "")
        case nil: (.infinity, "")
        }
      }
      games.sort { sort.descending ? key($0) > key($1) : key($0) < key($1) }
    }
    return games
  }

  /// The games that may fulfil a condition, where an index tells; nil where every game may.
  private func candidates(_ condition: ApicalypseQuery.Condition, _ columns: [String: Column]) -> Set<Int>? {
    switch condition {
    case .all(let parts): return parts.compactMap { candidates($0, columns) }.min { $0.count < $1.count }
    case .any(let parts):
      var games: Set<Int> = []
      for part in parts {
        guard let some = candidates(part, columns) else { return nil }
        games.formUnion(some)
      }
      return games
    case .not: return nil
    case .compares(let path, let comparison, let value):
      guard comparison == .equal || comparison == .like, let column = columns[path] else { return nil }
      let values: [ApicalypseQuery.Value]
      switch value {
      case .anyOf(let some), .allOf(let some), .exactly(let some): values = some
      default: values = [value]
      }
      var games: Set<Int> = []
      for value in values {
        switch value {
        case .number(let number): games.formUnion(column.index[.number(number)] ?? [])
        case .text(let pattern) where pattern.isWhole:
          games.formUnion(column.index[.text(pattern.text.lowercased())] ?? [])
        default: return nil
        }
      }
      return games
    }
  }

  private func holds(_ condition: ApicalypseQuery.Condition, for game: Int, _ columns: [String: Column]) -> Bool {
    switch condition {
    case .all(let parts): return parts.allSatisfy { holds($0, for: game, columns) }
    case .any(let parts): return parts.contains { holds($0, for: game, columns) }
    case .not(let part): return !holds(part, for: game, columns)
    case .compares(let path, let comparison, let value):
      let values = columns[path]?.values[game] ?? []
      func has(_ value: ApicalypseQuery.Value) -> Bool {
        values.contains { GameCatalog.compare($0, comparison, value) }
      }
      switch value {
      case .null: return values.isEmpty
      case .anyOf(let some): return some.contains(where: has)
      case .allOf(let some): return some.allSatisfy(has)
      case .exactly(let some):
        return some.allSatisfy(has)
          && values.allSatisfy { own in some.contains { GameCatalog.compare(own, comparison, $0) } }
      default: return has(value)
      }
    }
  }

  private static func compare(
    _ own: Scalar, _ comparison: ApicalypseQuery.Comparison, _ value: ApicalypseQuery.Value
  ) -> Bool {
    switch (own, value) {
    case (.number(let own), .number(let value)):
      switch comparison {
      case .equal, .like: return own == value
      case .less: return own < value
      case .lessOrEqual: return own <= value
      case .greater: return own > value
      case .greaterOrEqual: return own >= value
      }
    case (.text(let own, let folded), .text(let pattern)):
      return comparison == .like ? pattern.matches(folded, folded: true) : pattern.matches(own, folded: false)
    case (.flag(let own), .flag(let value)): return own == value
    default: return false
    }
  }
}
