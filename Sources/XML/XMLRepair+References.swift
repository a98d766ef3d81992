extension XMLRepair {
  mutating func takeReference() {
    if let end = endOfReference(position) {
      appendInput(position..<end)
      position = end
    } else {
      let reference = numericReference(at: position)
      appendText(reference.text)
      position = reference.end
    }
  }

  /// Where the reference that begins at `start` ends if it is one of the five that XML has by itself.
  func endOfReference(_ start: Int) -> Int? {
    for word in ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;"] as [StaticString] where isNext(word, at: start) {
      return start + word.utf8CodeUnitCount
    }
    return nil
  }

  /// What is written for any other `&`: the number of a character, the sign itself, or nothing for a character that
  /// XML does not have.
  func numericReference(at start: Int) -> (text: [UInt8], end: Int) {
    let itself = (Array("&amp;".utf8), start + 1)
    let rest = input[(start + 1)...].prefix(12)
    guard rest.first == UInt8(ascii: "#"), let semicolon = rest.firstIndex(of: UInt8(ascii: ";")) else { return itself }
    let digits = String(decoding: rest[(start + 2)..<semicolon], as: UTF8.self)
    let isHexadecimal = digits.hasPrefix("x") || digits.hasPrefix("X")
    guard digits.allSatisfy({ $0.isASCII && $0 != "+" && $0 != "-" }),
      let code = UInt32(isHexadecimal ? String(digits.dropFirst()) : digits, radix: isHexadecimal ? 16 : 10)
    else { return itself }
    switch code {
    case 0x09, 0x0A, 0x0D, 0x20..<0xD800, 0xE000..<0xFFFE, 0x10000..<0x10F780:
      return (Array("&#\(code);".utf8), semicolon + 1)
    case 0x10F780...0x10F7FF:
      var text: [UInt8] = []
      for byte in String(Unicode.Scalar(code).map { Character($0) } ?? "?").utf8 {
        UndecodedBytes.append(byte, to: &text)
      }
      return (text, semicolon + 1)
    case 0x10F800...0x10FFFF: return (Array("&#\(code);".utf8), semicolon + 1)
    default: return ([], semicolon + 1)
    }
  }
}
