internal import Platform

/// What the command line says. Anything wrong ends the program with exit code 64 and a line on standard error.
struct StandInOptions: Sendable {
  /// 0 takes any free one.
  var port: UInt16 = 0
  /// JSON lines of games; nil has none but those of ``generated``.
  var catalog: String?
  /// How many games are made up besides.
  var generated = 0
  /// JSON lines of what Hasheous knows besides the made-up games.
  var hashes: String?
  /// Of the answers of the API, the token's included. Milliseconds.
  var latency: UInt64 = 0
  /// Cost admitted in any second.
  var rate = 4
  /// Requests that may be open at once.
  var mostOpen = 8
  /// How long a token is valid, seconds.
  var tokenLife = 5_587_808
  /// Whether a multiquery costs as much as all its sub-queries.
  var chargesEachSubquery = false
  /// Whether `search` is allowed in a multiquery, which the documentation does not say.
  var searchesInMultiquery = true
  /// A longer body is 413. Bytes.
  var mostBody = 4 << 20
  /// A query with this text in it is 400, as if it were malformed.
  var poison: String?
  var clientID = "stand-in"
  var clientSecret = "stand-in-secret"
  /// What Hasheous asks for in `X-Client-API-Key`; nil takes anything.
  var hasheousKey: String?

  /// - Returns: nil and what is wrong in `mistake`.
  static func read(_ arguments: [String], mistake: inout String) -> StandInOptions? {
    var options = StandInOptions()
    var rest = arguments[...]
    while let name = rest.popFirst() {
      if name == "--no-search-in-multiquery" {
        options.searchesInMultiquery = false
        continue
      }
      guard let value = rest.popFirst() else {
        mistake = "\(name) needs a value"
        return nil
      }
      if !options.set(name, to: value) {
        mistake = "\(name) \(value): no such option, or a wrong value"
        return nil
      }
    }
    return options
  }

  private mutating func set(_ name: String, to value: String) -> Bool {
    func number<Number: FixedWidthInteger>(_ target: inout Number) -> Bool {
      guard let number = Number(value) else { return false }
      target = number
      return true
    }
    switch name {
    case "--port": return number(&port)
    case "--catalog": catalog = value
    case "--generate": return number(&generated)
    case "--hashes": hashes = value
    case "--latency": return number(&latency)
    case "--rate": return number(&rate)
    case "--most-open": return number(&mostOpen)
    case "--token-life": return number(&tokenLife)
    case "--most-body": return number(&mostBody)
    case "--multiquery-cost":
      guard value == "one" || value == "each" else { return false }
      chargesEachSubquery = value == "each"
    case "--poison": poison = value
    case "--client-id": clientID = value
    case "--client-secret": clientSecret = value
    case "--hasheous-key": hasheousKey = value
    default: return false
    }
    return true
  }
}
