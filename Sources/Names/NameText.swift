internal import Text

/// A name as text, and its division into tags and what stands between them.
enum NameText {
  /// UTF-8 in its composed form (NFC), every space a plain one; bytes that are no UTF-8 are percent-encoded, and
  /// percent-encodings of spaces and what is encoded with them decoded.
  static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.allSatisfy({ $0 < 0x80 }) {
      guard let decoded = withoutPercents(bytes) else { return bytes }
      return repaired(decoded)
    }
    guard let composed = UTF8Text.composed(bytes) else { return repaired(encoded(bytes)) }
    return withPlainSpaces(composed)
  }

  /// The name of a download that nobody decoded: `Game%20(USA).zip`. Nil for every other name.
  private static func withoutPercents(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.contains(UInt8(ascii: "%")), !bytes.contains(UInt8(ascii: " ")) else { return nil }
    var result: [UInt8] = []
    var hasSpace = false
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = hexadecimal(bytes[index + 1]),
        let low = hexadecimal(bytes[index + 2])
      {
        let byte = high << 4 | low
        if byte < 0x20 || byte == UInt8(ascii: "/") { return nil }
        hasSpace = hasSpace || byte == UInt8(ascii: " ")
        result.append(byte)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return hasSpace ? result : nil
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    if byte.isDigit { return byte - UInt8(ascii: "0") }
    let letter = byte.folded
    return letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "f") ? letter - UInt8(ascii: "a") + 10 : nil
  }

  /// With what is no UTF-8 percent-encoded.
  static func encoded(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    bytes.withUnsafeBufferPointer { buffer in
      var rest = buffer
      while true {
        let valid = UTF8Text.validPrefix(of: rest)
        result.append(contentsOf: rest[..<valid])
        if valid == rest.count { return }
        let digits = String(rest[valid], radix: 16, uppercase: true)
        result.append(contentsOf: "%\(digits)".utf8)
        rest = UnsafeBufferPointer(rebasing: rest[(valid + 1)...])
      }
    }
    return result
  }

  /// U+3000, the ideographic space, and U+00A0, the one that does not break, become U+0020.
  private static func withPlainSpaces(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(where: { $0 == 0x80 || $0 == 0xA0 }) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let rest = bytes[index...]
      if rest.starts(with: [0xE3, 0x80, 0x80]) {
        result.append(UInt8(ascii: " "))
        index += 3
      } else if rest.starts(with: [0xC2, 0xA0]) {
        result.append(UInt8(ascii: " "))
        index += 2
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  /// Letters and digits of full width (U+FF01 to U+FF5E) as ASCII, for reading a tag.
  static func narrowed(_ text: Bytes) -> Bytes {
    guard text.contains(0xEF) else { return text }
    var result: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      if index + 2 < text.endIndex, text[index] == 0xEF, text[index + 1] == 0xBC || text[index + 1] == 0xBD {
        let low = text[index + 2] & 0x3F
        let offset = text[index + 1] == 0xBC ? low : low + 0x40
        // U+FF01 is offset 1 from U+FF00 and stands for 0x21.
        if offset >= 1, offset <= 0x5E {
          result.append(offset + 0x20)
          index += 3
          continue
        }
      }
      result.append(text[index])
      index += 1
    }
    return result[...]
  }

  struct Part {
    enum Kind {
      case text
      /// Round brackets.
      case round
      /// Square brackets and braces.
      case square
    }

    var kind: Kind
    /// Brackets included.
    var outer: Range<Int>
    /// Without brackets; the same as ``outer`` for text.
    var inner: Range<Int>
    /// The closing bracket is missing.
    var isOpen = false
  }

  /// The brackets of a name and the text between them. Brackets in brackets belong to the outer ones.
  static func parts(of stem: Bytes) -> [Part] {
    var parts: [Part] = []
    var textStart = stem.startIndex
    var index = stem.startIndex
    func text(upTo end: Int) {
      if textStart < end { parts.append(Part(kind: .text, outer: textStart..<end, inner: textStart..<end)) }
    }
    while index < stem.endIndex {
      guard let bracket = bracket(at: index, in: stem), bracket.opens else {
        index += 1
        continue
      }
      let innerStart = index + bracket.length
      if let close = closing(bracket, from: innerStart, in: stem) {
        text(upTo: index)
        let end = close.start + close.length
        parts.append(Part(kind: bracket.kind, outer: index..<end, inner: innerStart..<close.start))
        index = end
        textStart = end
      } else {
        // Up to the next bracket it may still be a tag: `Game (USA.zip`, `Game (USA [!].zip`.
        var end = innerStart
        while end < stem.endIndex, self.bracket(at: end, in: stem) == nil { end += 1 }
        text(upTo: index)
        parts.append(Part(kind: bracket.kind, outer: index..<end, inner: innerStart..<end, isOpen: true))
        index = end
        textStart = end
      }
    }
    text(upTo: stem.endIndex)
    return parts
  }

  private struct Bracket {
    var kind: Part.Kind
    /// Which pair of brackets: those of full width close only their like.
    var pair: UInt8
    var opens: Bool
    var length: Int
  }

  private static func closing(
    _ bracket: Bracket, from start: Int, in stem: Bytes
  ) -> (start: Int, length: Int)? {
    var depth = 1
    var index = start
    while index < stem.endIndex {
      if let next = self.bracket(at: index, in: stem), next.pair == bracket.pair {
        depth += next.opens ? 1 : -1
        if depth == 0 { return (index, next.length) }
        index += next.length
      } else {
        index += 1
      }
    }
    return nil
  }

  private static func bracket(at index: Int, in stem: Bytes) -> Bracket? {
    switch stem[index] {
    case UInt8(ascii: "("): return Bracket(kind: .round, pair: 0, opens: true, length: 1)
    case UInt8(ascii: ")"): return Bracket(kind: .round, pair: 0, opens: false, length: 1)
    case UInt8(ascii: "["): return Bracket(kind: .square, pair: 1, opens: true, length: 1)
    case UInt8(ascii: "]"): return Bracket(kind: .square, pair: 1, opens: false, length: 1)
    case UInt8(ascii: "{"): return Bracket(kind: .square, pair: 2, opens: true, length: 1)
    case UInt8(ascii: "}"): return Bracket(kind: .square, pair: 2, opens: false, length: 1)
    case 0xEF, 0xE3: break
    default: return nil
    }
    guard index + 2 < stem.endIndex else { return nil }
    switch (stem[index], stem[index + 1], stem[index + 2]) {
    case (0xEF, 0xBC, 0x88): return Bracket(kind: .round, pair: 3, opens: true, length: 3)
    case (0xEF, 0xBC, 0x89): return Bracket(kind: .round, pair: 3, opens: false, length: 3)
    case (0xEF, 0xBC, 0xBB): return Bracket(kind: .square, pair: 4, opens: true, length: 3)
    case (0xEF, 0xBC, 0xBD): return Bracket(kind: .square, pair: 4, opens: false, length: 3)
    case (0xE3, 0x80, 0x90): return Bracket(kind: .square, pair: 5, opens: true, length: 3)
    case (0xE3, 0x80, 0x91): return Bracket(kind: .square, pair: 5, opens: false, length: 3)
    case (0xE3, 0x80, 0x94): return Bracket(kind: .square, pair: 6, opens: true, length: 3)
    case (0xE3, 0x80, 0x95): return Bracket(kind: .square, pair: 6, opens: false, length: 3)
    default: return nil
    }
  }
}
