/// A query for one endpoint.
struct ApicalypseQuery: Sendable {
  var fields: [String] = []
  var excluded: [String] = []
  var condition: Condition?
  var search: String?
  var sort: (path: String, descending: Bool)?
  var limit = 10
  var offset = 0

  /// The paths that have to be looked at in every game.
  var paths: Set<String> {
    var paths = condition?.paths ?? []
    if let sort { paths.insert(sort.path) }
    return paths
  }

  indirect enum Condition: Sendable {
    case all([Condition])
    case any([Condition])
    case not(Condition)
    case compares(path: String, Comparison, Value)

    var paths: Set<String> {
      switch self {
      case .all(let parts), .any(let parts): parts.reduce(into: []) { $0.formUnion($1.paths) }
      case .not(let part): part.paths
      case .compares(let path, _, _): [path]
      }
    }
  }

  enum Comparison: Sendable { case equal, like, less, lessOrEqual, greater, greaterOrEqual }

  enum Value: Sendable {
    case null
    case flag(Bool)
    case number(Double)
    case text(TextPattern)
    /// `(…)`
    case anyOf([Value])
    /// `[…]`
    case allOf([Value])
    /// `{…}`
    case exactly([Value])
  }

  /// A text, of which only a part may be given: a star stands where there may be more.
  struct TextPattern: Sendable {
    var text: String
    var isOpenInFront = false
    var isOpenBehind = false

    var isWhole: Bool { !isOpenInFront && !isOpenBehind }

    func matches(_ candidate: String, folded: Bool) -> Bool {
      let text = folded ? text.lowercased() : text
      switch (isOpenInFront, isOpenBehind) {
      case (false, false): return candidate == text
      case (false, true): return candidate.hasPrefix(text)
      case (true, false): return candidate.hasSuffix(text)
      case (true, true): return candidate.contains(text)
      }
    }
  }
}

/// One of the queries of a multiquery.
struct ApicalypseSubquery: Sendable {
  var endpoint: String
  var name: String
  var query: ApicalypseQuery
}
