/// Reads queries in Apicalypse: statements that end in semicolons.
struct ApicalypseParser {
  private var tokens: ArraySlice<ApicalypseToken>

  private init(_ bytes: [UInt8]) throws(BadQuery) { tokens = try ApicalypseLexer.tokens(bytes)[...] }

  static func query(_ bytes: [UInt8]) throws(BadQuery) -> ApicalypseQuery {
    var parser = try ApicalypseParser(bytes)
    return try parser.statements(until: nil)
  }

  /// `query ENDPOINT "NAME" { … };`, up to ten of them.
  static func multiquery(_ bytes: [UInt8]) throws(BadQuery) -> [ApicalypseSubquery] {
    var parser = try ApicalypseParser(bytes)
    var subqueries: [ApicalypseSubquery] = []
    while parser.tokens.first != nil {
      guard parser.tokens.popFirst() == .word("query"), case .word(let endpoint)? = parser.tokens.popFirst(),
        case .text(let name)? = parser.tokens.popFirst(), parser.takes("{")
      else { throw BadQuery("a sub-query is written: query ENDPOINT \"NAME\" { … };") }
      let query = try parser.statements(until: "}")
      try parser.expect(";")
      subqueries.append(ApicalypseSubquery(endpoint: endpoint, name: name, query: query))
    }
    guard !subqueries.isEmpty else { throw BadQuery("there is no sub-query") }
    guard subqueries.count <= 10 else { throw BadQuery("You can only run a maximum of 10 queries") }
    return subqueries
  }

  // MARK: Statements

  private mutating func statements(until end: Character?) throws(BadQuery) -> ApicalypseQuery {
    var query = ApicalypseQuery()
    while let token = tokens.popFirst() {
      if let end, token == .sign(end) { return query }
      guard case .word(let keyword) = token else { throw BadQuery("a statement begins with its name") }
      switch keyword {
      case "fields", "f": query.fields += try names()
      case "exclude", "x": query.excluded += try names()
      case "where", "w": query.condition = try condition()
      case "search":
        guard case .text(let text)? = tokens.popFirst() else { throw BadQuery("search needs a text in quotes") }
        query.search = text
      case "sort", "s":
        guard case .word(let path)? = tokens.popFirst() else { throw BadQuery("sort needs a field") }
        var descending = false
        if case .word(let order)? = tokens.first, order == "asc" || order == "desc" {
          descending = order == "desc"
          tokens.removeFirst()
        }
        query.sort = (path, descending)
      case "limit", "l":
        query.limit = try integer()
        guard (1...500).contains(query.limit) else { throw BadQuery("limit is 1 to 500") }
      case "offset", "o":
        query.offset = try integer()
        guard query.offset >= 0 else { throw BadQuery("offset is not negative") }
      default: throw BadQuery("`\(keyword)` is no statement")
      }
      try expect(";")
    }
    if end != nil { throw BadQuery("a sub-query is not closed") }
    return query
  }

  private mutating func names() throws(BadQuery) -> [String] {
    var names: [String] = []
    repeat {
      switch tokens.popFirst() {
      case .word(let name): names.append(name)
      case .sign("*"): names.append("*")
      default: throw BadQuery("the name of a field is missing")
      }
    } while takes(",")
    return names
  }

  private mutating func integer() throws(BadQuery) -> Int {
    guard case .number(let number)? = tokens.popFirst(), let value = Int(exactly: number) else {
      throw BadQuery("a whole number is missing")
    }
    return value
  }

  // MARK: Conditions

  private mutating func condition() throws(BadQuery) -> ApicalypseQuery.Condition {
    var parts = [try conjunction()]
    while takes("|") { parts.append(try conjunction()) }
    return parts.count == 1 ? parts[0] : .any(parts)
  }

  private mutating func conjunction() throws(BadQuery) -> ApicalypseQuery.Condition {
    var parts = [try comparison()]
    while takes("&") { parts.append(try comparison()) }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  private mutating func comparison() throws(BadQuery) -> ApicalypseQuery.Condition {
    if takes("(") {
      let inner = try condition()
      try expect(")")
      return inner
    }
    guard case .word(let path)? = tokens.popFirst() else { throw BadQuery("a condition begins with a field") }
    var isNegated = false
    let comparison: ApicalypseQuery.Comparison
    switch tokens.popFirst() {
    case .sign("="): comparison = .equal
    case .sign("~"): comparison = .like
    case .sign("!"):
      isNegated = true
      if takes("~") {
        comparison = .like
      } else {
        try expect("=")
        comparison = .equal
      }
    case .sign("<"): comparison = takes("=") ? .lessOrEqual : .less
    case .sign(">"): comparison = takes("=") ? .greaterOrEqual : .greater
    default: throw BadQuery("behind `\(path)` stands no comparison")
    }
    if takes("!") { isNegated.toggle() }
    let condition = ApicalypseQuery.Condition.compares(path: path, comparison, try value())
    return isNegated ? .not(condition) : condition
  }

  private mutating func value() throws(BadQuery) -> ApicalypseQuery.Value {
    if takes("(") { return .anyOf(try values(until: ")")) }
    if takes("[") { return .allOf(try values(until: "]")) }
    if takes("{") { return .exactly(try values(until: "}")) }
    return try plainValue()
  }

  private mutating func plainValue() throws(BadQuery) -> ApicalypseQuery.Value {
    let isOpenInFront = takes("*")
    switch tokens.popFirst() {
    case .text(let text):
      return .text(.init(text: text, isOpenInFront: isOpenInFront, isOpenBehind: takes("*")))
    case .number(let number) where !isOpenInFront: return .number(number)
    case .word("null"), .word("n"): return .null
    case .word("true"): return .flag(true)
    case .word("false"): return .flag(false)
    default: throw BadQuery("a value is missing")
    }
  }

  private mutating func values(until end: Character) throws(BadQuery) -> [ApicalypseQuery.Value] {
    var values = [try plainValue()]
    while takes(",") { values.append(try plainValue()) }
    try expect(end)
    return values
  }

  // MARK: Tokens

  private mutating func takes(_ sign: Character) -> Bool {
    guard tokens.first == .sign(sign) else { return false }
    tokens.removeFirst()
    return true
  }

  private mutating func expect(_ sign: Character) throws(BadQuery) {
    if !takes(sign) { throw BadQuery("`\(sign)` is missing") }
  }
}
