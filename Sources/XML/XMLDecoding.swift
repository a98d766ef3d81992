internal import Platform

/// The text of a document in UTF-8, from whatever encoding it says or shows that it has.
enum XMLDecoding {
  /// UTF-8, in which bytes that could not be decoded stand as ``UndecodedBytes``.
  static func decoded(_ bytes: [UInt8]) -> (text: [UInt8], mistakes: [XMLMistake]) {
    if let text = decodedUTF16(bytes) { return (text, []) }
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let content = hasMark ? Array(bytes[3...]) : bytes
    guard !hasMark, let name = declaredEncoding(content) else { return (checked(content), []) }
    switch name.lowercased() {
    // What is 8 bits wide as far as the declaration is not UTF-16, whatever it says.
    case "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be", "ucs-2": return (checked(content), [])
    case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "windows-1252", "cp1252":
      var text: [UInt8] = []
      text.reserveCapacity(content.count + content.count / 8)
      for byte in content { if byte < 0x80 { text.append(byte) } else { WesternText.append(byte, to: &text) } }
      return (text, [])
    default:
      if let converter = CharacterSetConverter(from: name, to: "UTF-8"), let text = converter.convert(content) {
        return (checked(text), [])
      }
      let mistake = XMLMistake(
        line: 1, "the text is not in the encoding \(name), or that is not known here: it is read as UTF-8. Save it so.")
      return (checked(content), [mistake])
    }
  }

  /// nil for anything but UTF-16, which has a byte order mark or begins with `<` in two bytes.
  private static func decodedUTF16(_ bytes: [UInt8]) -> [UInt8]? {
    let isLittle = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0x3C, 0])
    guard isLittle || bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0, 0x3C]) else { return nil }
    let hasMark = bytes[0] >= 0xFE
    let units = stride(from: hasMark ? 2 : 0, to: bytes.count - 1, by: 2).map { index in
      isLittle
        ? UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8 : UInt16(bytes[index]) << 8 | UInt16(bytes[index + 1])
    }
    return checked(Array(String(decoding: units, as: UTF16.self).utf8))
  }

  /// What the XML declaration says; nil without one that says anything.
  private static func declaredEncoding(_ bytes: [UInt8]) -> String? {
    let start = bytes.prefix(1024).drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
    guard start.starts(with: "<?xml".utf8), let end = start.firstIndex(of: UInt8(ascii: ">")) else { return nil }
    let words = String(decoding: start[..<end], as: UTF8.self).split { $0 == "\"" || $0 == "'" }
    for (before, name) in zip(words, words.dropFirst()) {
      let key = before.filter { !$0.isWhitespace && $0 != "=" }
      let isName =
        !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.:".contains($0)) }
      if key.hasSuffix("encoding"), isName, name.utf8.count <= 40 { return String(name) }
    }
    return nil
  }

  /// UTF-8 without what XML does not take: what is no UTF-8, and U+FFFE and U+FFFF.
  static func checked(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBufferPointer { buffer in
      var text: [UInt8] = []
      var start = 0
      var index = 0
      while index < buffer.count {
        if buffer[index] < 0x80 {
          index += 1
          continue
        }
        let length = UndecodedBytes.sequenceLength(buffer, index)
        let isKept =
          length == 0 || UndecodedBytes.isOne(buffer, index)
          || length == 3 && buffer[index] == 0xEF && buffer[index + 1] == 0xBF && buffer[index + 2] >= 0xBE
        if isKept {
          text.append(contentsOf: buffer[start..<index])
          for byte in buffer[index..<index + max(1, length)] { UndecodedBytes.append(byte, to: &text) }
          start = index + max(1, length)
        }
        index += max(1, length)
      }
      if start == 0 { return bytes }
      text.append(contentsOf: buffer[start...])
      return text
    }
  }
}
