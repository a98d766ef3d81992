/// Why a query is answered with 400.
struct BadQuery: Error {
  var message: String

  init(_ message: String) { self.message = message }
}

/// A part of a query in Apicalypse, IGDB's query language.
enum ApicalypseToken: Hashable, Sendable {
  /// A name, with dots and slashes in it.
  case word(String)
  case number(Double)
  /// What stood between quotes.
  case text(String)
  case sign(Character)
}

/// Takes a query apart.
enum ApicalypseLexer {
  static func tokens(_ query: [UInt8]) throws(BadQuery) -> [ApicalypseToken] {
    guard let text = String(validating: query, as: UTF8.self) else { throw BadQuery("no UTF-8") }
    var tokens: [ApicalypseToken] = []
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      if scalar == " " || scalar == "\n" || scalar == "\r" || scalar == "\t" {
        rest.removeFirst()
      } else if scalar == "\"" {
        tokens.append(.text(try quoted(&rest)))
      } else if scalar.isASCII, scalar.properties.isAlphabetic || scalar == "_" {
        let word = rest.prefix {
          $0.isASCII && ($0.properties.isAlphabetic || isDigit($0) || "_./*".unicodeScalars.contains($0))
        }
        rest = rest.dropFirst(word.count)
        tokens.append(.word(String(word)))
      } else if isDigit(scalar) || (scalar == "-" && rest.dropFirst().first.map(isDigit) == true) {
        let digits = rest.prefix { isDigit($0) || $0 == "." || $0 == "-" }
        rest = rest.dropFirst(digits.count)
        guard let number = Double(String(digits)) else { throw BadQuery("`\(String(digits))` is no number") }
        tokens.append(.number(number))
      } else if "*;,()[]{}&|=!<>~".unicodeScalars.contains(scalar) {
        tokens.append(.sign(Character(scalar)))
        rest.removeFirst()
      } else {
        throw BadQuery("`\(scalar)` is not expected")
      }
    }
    return tokens
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar >= "0" && scalar <= "9" }

  private static func quoted(_ rest: inout Substring.UnicodeScalarView) throws(BadQuery) -> String {
    rest.removeFirst()
    var text = String.UnicodeScalarView()
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\"": return String(text)
      case "\\":
        guard let next = rest.popFirst(), next == "\"" || next == "\\" else {
          throw BadQuery("behind a backslash stands a quote or a backslash")
        }
        text.append(next)
      case "\u{0}"..."\u{1F}", "\u{7F}": throw BadQuery("a control character stands in a text")
      default: text.append(scalar)
      }
    }
    throw BadQuery("a text has no closing quote")
  }
}
