/// Bytes that are not UTF-8, carried through a parser that takes nothing else.
///
/// Front ends hand the bytes of a path to the kernel as they are, so a list that was written under an older system
/// names its files in that system's bytes. They are kept as characters that stand in no text, U+10F780 to U+10F7FF;
/// one that does is kept as its own four bytes.
package enum UndecodedBytes {
  /// The character for `byte`, which is 0x80 or more.
  static func append(_ byte: UInt8, to text: inout [UInt8]) {
    text.append(0xF4)
    text.append(0x8F)
    text.append(byte < 0xC0 ? 0x9E : 0x9F)
    text.append(byte < 0xC0 ? byte : byte - 0x40)
  }

  /// Whether a character for a byte begins at `index`.
  static func isOne(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    index + 3 < text.count && text[index] == 0xF4 && text[index + 1] == 0x8F
      && (text[index + 2] == 0x9E || text[index + 2] == 0x9F)
  }

  /// Appends `text` with the bytes themselves where characters stand for them.
  static func appendOriginal(of text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    var start = 0
    var index = 0
    while index < text.count {
      guard text[index] == 0xF4, isOne(text, index) else {
        index += 1
        continue
      }
      bytes.append(contentsOf: text[start..<index])
      bytes.append(text[index + 2] == 0x9E ? text[index + 3] : text[index + 3] + 0x40)
      index += 4
      start = index
    }
    bytes.append(contentsOf: text[start...])
  }

  /// The bytes as a string: UTF-8, and what is not UTF-8 taken for Windows-1252, the Latin-1 of those who did not say
  /// what they wrote.
  package static func string(_ bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    let text = bytes.withUnsafeBufferPointer { bytes in
      var text: [UInt8] = []
      var index = 0
      while index < bytes.count {
        let length = sequenceLength(bytes, index)
        if length == 0 {
          WesternText.append(bytes[index], to: &text)
        } else {
          text.append(contentsOf: bytes[index..<index + length])
        }
        index += max(1, length)
      }
      return text
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// How many bytes the UTF-8 character at `index` has; 0 where none is.
  static func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    let first = bytes[index]
    if first < 0x80 { return 1 }
    func next(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      index + offset < bytes.count && range.contains(bytes[index + offset])
    }
    switch first {
    case 0xC2...0xDF: return next(1) ? 2 : 0
    case 0xE0: return next(1, 0xA0...0xBF) && next(2) ? 3 : 0
    case 0xED: return next(1, 0x80...0x9F) && next(2) ? 3 : 0
    case 0xE1...0xEF: return next(1) && next(2) ? 3 : 0
    case 0xF0: return next(1, 0x90...0xBF) && next(2) && next(3) ? 4 : 0
    case 0xF1...0xF3: return next(1) && next(2) && next(3) ? 4 : 0
    case 0xF4: return next(1, 0x80...0x8F) && next(2) && next(3) ? 4 : 0
    default: return 0
    }
  }
}

/// Windows-1252: Latin-1 with letters and signs where that has controls nobody writes.
enum WesternText {
  private static let signs: [UInt16] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
    0x017E, 0x0178,
  ]

  static func append(_ byte: UInt8, to text: inout [UInt8]) {
    let code = (0x80..<0xA0).contains(byte) ? signs[Int(byte - 0x80)] : UInt16(byte)
    switch code {
    case 0..<0x80: text.append(UInt8(code))
    case 0..<0x800:
      text.append(0xC0 | UInt8(code >> 6))
      text.append(0x80 | UInt8(code & 0x3F))
    default:
      text.append(0xE0 | UInt8(code >> 12))
      text.append(0x80 | UInt8(code >> 6 & 0x3F))
      text.append(0x80 | UInt8(code & 0x3F))
    }
  }
}
