internal import Text

extension DiscDescriptor {
  /// `FILE "name" BINARY`, indented or not; without quotes the name ends before the file type.
  static func cueFiles(_ contents: [UInt8]) -> [[UInt8]] {
    lines(contents).compactMap { line in
      guard let rest = argument(of: "FILE", in: line) else { return nil }
      if let quoted = quotedName(rest) { return quoted }
      let words = rest.split(whereSeparator: isBlank)
      // A type is one word without a dot; some writers leave it out.
      guard words.count > 1, let type = words.last, !type.contains(UInt8(ascii: ".")) else { return Array(rest) }
      return Array(trimmed(rest[..<type.startIndex]))
    }
  }

  /// A line with the number of tracks, then `track lba type sector-size name offset` for each.
  static func gdiFiles(_ contents: [UInt8]) -> [[UInt8]] {
    lines(contents).dropFirst().compactMap { line in
      var rest = line
      for _ in 0..<4 {
        let word = rest.prefix { !isBlank($0) }
        guard !word.isEmpty, word.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else { return nil }
        rest = trimmed(rest[word.endIndex...])
      }
      if let quoted = quotedName(rest) { return quoted }
      guard let offset = rest.split(whereSeparator: isBlank).last, offset.startIndex > rest.startIndex else {
        return nil
      }
      return Array(trimmed(rest[..<offset.startIndex]))
    }
  }

  /// `FILE`, `AUDIOFILE` and `DATAFILE` with a quoted name; `//` begins a comment.
  static func tocFiles(_ contents: [UInt8]) -> [[UInt8]] {
    lines(contents).compactMap { line in
      for keyword in ["FILE", "AUDIOFILE", "DATAFILE"] {
        if let rest = argument(of: keyword, in: line) { return quotedName(rest) }
      }
      return nil
    }
  }

  /// A path a line, after which RetroArch allows `|` and a label; `#` begins a comment.
  static func playlistEntries(_ contents: [UInt8]) -> [[UInt8]] {
    lines(contents).compactMap { line in
      guard line.first != UInt8(ascii: "#") else { return nil }
      let path = trimmed(line.prefix { $0 != UInt8(ascii: "|") })
      return path.isEmpty ? nil : Array(path)
    }
  }

  /// The lines that hold something, without blanks at their ends and without a byte order mark; ended by a line feed,
  /// a carriage return or both.
  private static func lines(_ contents: [UInt8]) -> [ArraySlice<UInt8>] {
    let text = contents.starts(with: [0xEF, 0xBB, 0xBF]) ? contents.dropFirst(3) : contents[...]
    return text.split { $0 == 0x0A || $0 == 0x0D }.map(trimmed).filter { !$0.isEmpty }
  }

  /// What follows `keyword`, in any case, and at least one blank.
  private static func argument(of keyword: String, in line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let word = line.prefix { !isBlank($0) && $0 != UInt8(ascii: "\"") }
    guard word.map(UTF8Text.foldedASCII).elementsEqual(keyword.utf8.map(UTF8Text.foldedASCII)) else { return nil }
    let rest = trimmed(line[word.endIndex...])
    return rest.isEmpty ? nil : rest
  }

  /// What stands between the quotation mark `text` begins with and the next; nil where it begins with none.
  private static func quotedName(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    guard text.first == UInt8(ascii: "\"") else { return nil }
    return Array(text.dropFirst().prefix { $0 != UInt8(ascii: "\"") })
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let start = text.drop(while: isBlank)
    guard let last = start.lastIndex(where: { !isBlank($0) }) else { return start.prefix(0) }
    return start[...last]
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
