internal import Text

/// A stretch of a name.
typealias Bytes = ArraySlice<UInt8>

extension UInt8 {
  var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
  var isUpper: Bool { self &- UInt8(ascii: "A") < 26 }
  var isLower: Bool { self &- UInt8(ascii: "a") < 26 }
  /// An ASCII letter.
  var isLetter: Bool { (self | 0x20).isLower }
  /// Part of a word: a letter or digit of any script.
  var isWord: Bool { isLetter || isDigit || self >= 0x80 }
  /// Stands between words and belongs to none. An underscore stands for a space in many collections.
  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "_") || self == 0x09 }
  var folded: UInt8 { UTF8Text.foldedASCII(self) }
}

extension ArraySlice<UInt8> {
  var trimmed: Bytes { trimming { $0.isBlank } }

  func trimming(_ isSurplus: (UInt8) -> Bool) -> Bytes {
    var start = startIndex
    var end = endIndex
    while start < end, isSurplus(self[start]) { start += 1 }
    while start < end, isSurplus(self[end - 1]) { end -= 1 }
    return self[start..<end]
  }

  var text: String { String(decoding: self, as: UTF8.self) }

  /// The number these bytes write in digits, of which there are at most six; nil where anything else stands.
  var number: Int? {
    if isEmpty || count > 6 { return nil }
    var value = 0
    for byte in self {
      if !byte.isDigit { return nil }
      value = value * 10 + Int(byte &- UInt8(ascii: "0"))
    }
    return value
  }

  /// Whether these bytes begin with `word`, which is in lower case.
  func hasFoldedPrefix(_ word: StaticString) -> Bool {
    if count < word.utf8CodeUnitCount { return false }
    for offset in 0..<word.utf8CodeUnitCount where self[startIndex + offset].folded != word.utf8Start[offset] {
      return false
    }
    return true
  }

  /// Whether these bytes are `word`, which is in lower case.
  func isFolded(_ word: StaticString) -> Bool { count == word.utf8CodeUnitCount && hasFoldedPrefix(word) }

  /// What stands behind `word`; nil where these bytes do not begin with it.
  func after(_ word: StaticString) -> Bytes? {
    hasFoldedPrefix(word) ? self[(startIndex + word.utf8CodeUnitCount)...] : nil
  }

  /// The parts between separators, without the blanks around them; empty ones are left out.
  func parts(at isSeparator: (UInt8) -> Bool) -> [Bytes] {
    var parts: [Bytes] = []
    var start = startIndex
    for index in indices where isSeparator(self[index]) {
      let part = self[start..<index].trimmed
      if !part.isEmpty { parts.append(part) }
      start = index + 1
    }
    let last = self[start...].trimmed
    if !last.isEmpty { parts.append(last) }
    return parts
  }
}
