/// Reads JSON text (RFC 8259) and keeps the place of every name and value.
///
/// It goes on behind a mistake, so that somebody who writes by hand sees all of them at once: what can be told apart
/// is kept, and the rest is ``JSONNode/Content/unreadable``. Behind a mistake that leaves in doubt where the next
/// value begins, nothing more is said of that line.
package struct JSONReader {
  package enum Dialect: Sendable {
    /// What programs write.
    case strict
    /// What people write: `//` and `/* */` comments, a comma behind the last value, no name twice.
    case commented
  }

  /// Values inside each other.
  package static let mostLevels = 64
  /// Where reading ends.
  package static let mostMistakes = 100

  let bytes: [UInt8]
  let dialect: Dialect
  var position = 0
  private(set) var mistakes: [JSONMistake] = []
  /// Brackets that are open: the byte that closes each, and where it was opened.
  private var open: [(closing: UInt8, place: TextPlace)] = []
  /// Line in which nothing more is reported.
  private var lostLine = 0
  private var isFinished = false
  private var known = (offset: 0, place: TextPlace.start)

  private init(_ bytes: [UInt8], _ dialect: Dialect) {
    self.bytes = bytes
    self.dialect = dialect
  }

  /// Reads one value and everything behind it.
  ///
  /// - Returns: the value as far as it can be read, and the mistakes in the order of the text; it is whole only where
  ///   there is none.
  package static func read(_ bytes: [UInt8], _ dialect: Dialect) -> (value: JSONNode, mistakes: [JSONMistake]) {
    var reader = JSONReader(bytes, dialect)
    let value = reader.text()
    return (value, reader.mistakes.sorted { $0.place < $1.place })
  }

  // MARK: What all parts use

  /// nil at the end, and where there are too many mistakes to go on.
  var peek: UInt8? { position < bytes.count && !isFinished ? bytes[position] : nil }

  func byte(ahead count: Int) -> UInt8? { position + count < bytes.count ? bytes[position + count] : nil }

  func isNext(_ text: StaticString) -> Bool {
    text.withUTF8Buffer { bytes[min(position, bytes.count)...].starts(with: $0) }
  }

  /// The place of the byte at `offset`. Quick where offsets come in the order of the text.
  mutating func place(at offset: Int) -> TextPlace {
    if offset < known.offset { known = (0, .start) }
    while known.offset < min(offset, bytes.count) {
      let byte = bytes[known.offset]
      if byte == 0x0A {
        known.place = TextPlace(line: known.place.line + 1, column: 1)
      } else if byte & 0xC0 != 0x80, known.offset > 0 || !JSONReader.hasByteOrderMark(bytes) {
        // The rest of a character, and the mark at the start, take no column.
        known.place.column += 1
      }
      known.offset += 1
    }
    return known.place
  }

  var here: TextPlace { mutating get { place(at: position) } }

  /// - Parameter isLost: what follows in the line may be taken for something else than it is.
  mutating func report(_ message: String, at place: TextPlace, isLost: Bool = false) {
    guard place.line != lostLine, mistakes.count < JSONReader.mostMistakes else { return }
    mistakes.append(JSONMistake(at: place, message))
    if isLost { lostLine = place.line }
    if mistakes.count == JSONReader.mostMistakes {
      isFinished = true
      mistakes.append(
        JSONMistake(at: place, "after \(JSONReader.mostMistakes) mistakes reading stops here: correct these first"))
    }
  }

  // MARK: Structure

  private static func hasByteOrderMark(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0xEF, 0xBB, 0xBF]) }

  private mutating func text() -> JSONNode {
    if JSONReader.hasByteOrderMark(bytes), dialect == .commented { position = 3 }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      report("this is UTF-16: save it as UTF-8", at: .start)
      return JSONNode(.unreadable, at: .start)
    }
    skipSpace()
    guard peek != nil else {
      report("there is no value, only \(bytes.isEmpty ? "an empty text" : "space and comments")", at: .start)
      return JSONNode(.unreadable, at: .start)
    }
    let value = value()
    skipSpace()
    if let byte = peek {
      let closing = byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
      switch value.content {
      case .string where byte == UInt8(ascii: ":"):
        report("names and values stand in an object: put `{` before the first and `}` behind the last", at: value.place)
      case _ where closing:
        report("this `\(Character(Unicode.Scalar(byte)))` closes nothing: take it out, or one before it", at: here)
      default: report("the text ended before this: one value is all it may hold", at: here)
      }
    }
    return value
  }

  mutating func value() -> JSONNode {
    let place = here
    switch peek {
    case UInt8(ascii: "{"): return JSONNode(object(), at: place)
    case UInt8(ascii: "["): return JSONNode(array(), at: place)
    default: return JSONNode(scalar(), at: place)
    }
  }

  private mutating func array() -> JSONNode.Content {
    var values: [JSONNode] = []
    let isWhole = enclosed(UInt8(ascii: "["), by: UInt8(ascii: "]")) { reader in values.append(reader.value()) }
    return isWhole ? .array(values) : .unreadable
  }

  private mutating func object() -> JSONNode.Content {
    var members: [JSONMember] = []
    var places: [String: TextPlace] = [:]
    let isWhole = enclosed(UInt8(ascii: "{"), by: UInt8(ascii: "}")) { reader in
      guard let member = reader.member() else { return }
      if reader.dialect == .commented, let first = places.updateValue(member.place, forKey: member.name) {
        reader.report(
          "\"\(member.name)\" stands here a second time, first in line \(first.line): take one out", at: member.place)
      }
      members.append(member)
    }
    return isWhole ? .object(members) : .unreadable
  }

  private mutating func member() -> JSONMember? {
    let place = here
    guard let name = name() else { return nil }
    skipSpace()
    switch peek {
    case UInt8(ascii: ":"): position += 1
    case UInt8(ascii: "="):
      report("`=`: between a name and its value stands `:`", at: here)
      position += 1
    case nil, UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"):
      report("\"\(name)\" has no value: write \"\(name)\": VALUE", at: place)
      return nil
    default:
      // A quote in the wrong place makes a name that nobody meant, too.
      report("between \"\(name)\" and its value a `:` is missing", at: here, isLost: true)
      _ = value()
      return nil
    }
    skipSpace()
    switch peek {
    case nil, UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"):
      report("\"\(name)\" has no value: write \"\(name)\": VALUE", at: place)
      return nil
    default: return JSONMember(name: name, place: place, value: value())
    }
  }

  /// Reads what stands between brackets, value by value, the brackets included.
  ///
  /// - Returns: false where it lies too deep and was passed over.
  private mutating func enclosed(
    _ opening: UInt8, by closing: UInt8, _ item: (inout JSONReader) -> Void
  ) -> Bool {
    let place = here
    guard open.count < JSONReader.mostLevels else {
      report("this lies more than \(JSONReader.mostLevels) levels deep: nothing has to", at: place)
      passOver()
      return false
    }
    open.append((closing, place))
    defer { open.removeLast() }
    position += 1
    // Where the last value ended, and where the last comma stands, whichever came last.
    var end: Int?
    var comma: Int?
    while true {
      skipSpace()
      guard let byte = peek else {
        report("this `\(text(opening))` is never closed: a `\(text(closing))` is missing", at: place)
        return true
      }
      switch byte {
      case closing:
        if dialect == .strict, let comma { report("a comma stands behind the last value", at: self.place(at: comma)) }
        position += 1
        return true
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if open.dropLast().contains(where: { $0.closing == byte }) {
          report(
            "before this, the `\(text(opening))` of line \(place.line) has to be closed: add `\(text(closing))`",
            at: here)
        } else {
          report(
            "`\(text(byte))` does not close the `\(text(opening))` of line \(place.line): write `\(text(closing))`",
            at: here)
          position += 1
        }
        return true
      case UInt8(ascii: ","), UInt8(ascii: ";"):
        if byte == UInt8(ascii: ";") {
          report("`;`: values are separated by `,`", at: here)
        } else if end == nil {
          report("there is no value before this comma: take it out", at: here)
        }
        (end, comma) = (nil, position)
        position += 1
      default:
        if let end { report("a comma is missing here", at: self.place(at: end)) }
        let start = position
        item(&self)
        if position == start { passUnexpected() }
        (end, comma) = (position, nil)
      }
    }
  }

  private func text(_ byte: UInt8) -> String { String(Character(Unicode.Scalar(byte))) }

  /// Takes one character that begins nothing.
  private mutating func passUnexpected() {
    let start = position
    position += 1
    while let byte = peek, byte & 0xC0 == 0x80 { position += 1 }
    report(
      "`\(String(decoding: bytes[start..<position], as: UTF8.self))` is not expected here", at: place(at: start),
      isLost: true)
  }

  /// Goes behind the bracket that closes the one here, without looking at what is in between.
  private mutating func passOver() {
    var levels = 0
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["): levels += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): levels -= 1
      case UInt8(ascii: "\""):
        position += 1
        while let byte = peek, byte != UInt8(ascii: "\""), byte != 0x0A {
          position = min(bytes.count, position + (byte == UInt8(ascii: "\\") ? 2 : 1))
        }
      default: break
      }
      position = min(bytes.count, position + 1)
      if levels == 0 { return }
      skipSpace()
    }
  }
}
