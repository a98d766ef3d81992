internal import Platform

/// The values of a long JSON array one by one, so that neither a million of them is in memory at a time nor one that is
/// no JSON loses the others.
///
/// The array is the whole text, or the member of that name of the object that it is.
struct JSONRows {
  struct Row {
    /// From 0.
    var number: Int
    /// Where it begins; from 1.
    var line: Int
    var bytes: ArraySlice<UInt8>
    var value: JSONNode
    /// What is wrong with it as JSON; places are relative to its start.
    var mistakes: [JSONMistake]
  }

  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var number = 0
  private var isAtEnd = false
  /// The text ends inside the array, or there is none.
  private(set) var isCutOff = false

  /// - Parameter member: where the array is if the text is an object.
  init(_ bytes: [UInt8], member: String = "") {
    self.init(from: bytes)
    if peek == UInt8(ascii: "{") { findMember(member) }
    if peek == UInt8(ascii: "[") {
      position += 1
    } else {
      isCutOff = true
      isAtEnd = true
    }
  }

  private init(from bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    skipSpace()
  }

  /// A number among the members of the object that the text is, as it is written; nil where there is none.
  static func number(_ name: String, of bytes: [UInt8]) -> String? {
    var text = JSONRows(from: bytes)
    guard text.peek == UInt8(ascii: "{") else { return nil }
    text.findMember(name)
    let start = text.position
    guard text.skipValue(),
      case .number(let number) = JSONReader.read(Array(bytes[start..<text.position]), .strict).0.content
    else { return nil }
    return number
  }

  mutating func next() -> Row? {
    while !isAtEnd {
      skipSpace()
      switch peek {
      case nil:
        isCutOff = true
        isAtEnd = true
      case UInt8(ascii: "]"): isAtEnd = true
      case UInt8(ascii: ","): position += 1
      default:
        let (start, startLine) = (position, line)
        let isWhole = skipValue()
        if !isWhole || position == start {
          isCutOff = true
          isAtEnd = true
          return nil
        }
        let (value, mistakes) = JSONReader.read(Array(bytes[start..<position]), .strict)
        defer { number += 1 }
        return Row(
          number: number, line: startLine, bytes: bytes[start..<position], value: value, mistakes: mistakes)
      }
    }
    return nil
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
      if byte == 0x0A { line += 1 }
      position += 1
    }
  }

  /// Goes to the value of the member `name` of the object that begins here.
  private mutating func findMember(_ name: String) {
    position += 1
    while true {
      skipSpace()
      if peek == UInt8(ascii: ",") {
        position += 1
        continue
      }
      guard peek == UInt8(ascii: "\"") else { return }
      let start = position
      guard skipValue() else { return }
      let isWanted = JSONValue(bytes[start..<position])?.string == name
      skipSpace()
      guard peek == UInt8(ascii: ":") else { return }
      position += 1
      skipSpace()
      if isWanted { return }
      guard skipValue() else { return }
    }
  }

  /// Goes behind the value here by its quotes and brackets alone.
  ///
  /// - Returns: false where the text ends before it does.
  private mutating func skipValue() -> Bool {
    var depth = 0
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        guard skipString() else { return false }
        if depth == 0 { return true }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        // Also closes what another bracket opened: the reader of the value says so.
        if depth == 0 { return true }
        depth -= 1
        if depth == 0 {
          position += 1
          return true
        }
      case UInt8(ascii: ","): if depth == 0 { return true }
      case 0x0A: line += 1
      default: break
      }
      position += 1
    }
    return false
  }

  private mutating func skipString() -> Bool {
    position += 1
    while let byte = peek {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return true
      case UInt8(ascii: "\\"): position += 1
      case 0x0A: line += 1
      default: break
      }
    }
    return false
  }
}

/// The members of a JSON object by their names; of one that stands there twice, the last counts.
struct JSONFields {
  private let members: [JSONMember]

  init(_ members: [JSONMember]) { self.members = members }

  subscript(name: String) -> JSONNode.Content? {
    guard let content = members.last(where: { $0.name == name })?.value.content else { return nil }
    if case .null = content { return nil }
    return content
  }

  func text(_ name: String) -> String? { if case .string(let text)? = self[name] { text } else { nil } }

  /// As it is written.
  func number(_ name: String) -> String? { if case .number(let text)? = self[name] { text } else { nil } }

  func isTrue(_ name: String) -> Bool { if case .boolean(true)? = self[name] { true } else { false } }
}
