internal import Content

/// Parts of file names, without a file's extension.
enum GameTitle {
  /// The name before the first tag, in a form that is the same for names that differ in case only:
  /// `Zelda (USA) [!]` and `zelda (Europe)` are both `zelda`.
  static func key(_ stem: some Collection<UInt8>) -> [UInt8] {
    let title = stem.prefix { $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: "[") }
    let trimmed = trimmed([UInt8](title))
    return DiscDescriptor.matchingKey(trimmed.isEmpty ? [UInt8](stem) : trimmed)
  }

  /// A title's key without the number or letter at its end that tells the parts of a game apart: `game1`, `game2` and
  /// `tape a`.
  static func sequenceKey(_ key: [UInt8]) -> [UInt8] {
    var rest = key[...]
    while let last = rest.last, last >= UInt8(ascii: "0"), last <= UInt8(ascii: "9") { rest.removeLast() }
    if rest.count == key.count, rest.count >= 2, isBlank(rest[rest.endIndex - 2]) { rest.removeLast() }
    return trimmed([UInt8](rest))
  }

  /// Names that programs and tools give to every game.
  private static let generic: Set<[UInt8]> = Set(
    """
    game disc disk disc1 disk1 cd dvd umd rom image iso track gd eboot default boot main title index start run file
    1st_read data keys program cart cartridge output new untitled backup
    """.split(whereSeparator: \.isWhitespace).map { [UInt8]($0.utf8) })

  /// Whether a file's name says nothing of which game it is: `game`, `EBOOT`, `track01`, or the game's number that
  /// its folder has in brackets, as `RMCE01` in `Mario Kart [RMCE01]`.
  static func saysNothing(_ stem: some Collection<UInt8>, in folder: [UInt8]) -> Bool {
    let name = stem.foldedASCII
    let folder = folder.foldedASCII
    // As much as the folder says.
    if name == folder { return false }
    if generic.contains(name) { return true }
    if DiscTrack.parse(name)?.title.isEmpty == true || DiscTag.parse(name)?.title.isEmpty == true { return true }
    guard name.count >= 4, folder.count > name.count + 2 else { return false }
    return folder.split(whereSeparator: { "[](){} ".utf8.contains($0) }).contains { $0.elementsEqual(name) }
      && folder.last.map { "])}".utf8.contains($0) } == true && folder.dropLast().suffix(name.count).elementsEqual(name)
  }

  /// Whether one title begins with the other, as `zelda` and `zelda - extra levels` do.
  static func isRelated(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    let (short, long) = left.count <= right.count ? (left, right) : (right, left)
    guard !short.isEmpty, long.starts(with: short) else { return false }
    return long.count == short.count || isBlank(long[short.count]) || long[short.count] >= 0x80
      || long[short.count] == UInt8(ascii: ":")
  }

  /// Whether two names can be of one thing: they have a word of three characters or more in common, one is the other
  /// but for blanks, or one begins with the initials of the other, as `FF7` and `Final Fantasy VII` do.
  static func areAlike(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    func words(_ name: [UInt8]) -> [[UInt8]] {
      DiscDescriptor.matchingKey(name).split { byte in
        byte < 0x80 && !(byte &- UInt8(ascii: "a") < 26) && !(byte &- UInt8(ascii: "0") < 10)
      }.map { [UInt8]($0) }
    }
    func begins(_ words: [[UInt8]], with others: [[UInt8]]) -> Bool {
      guard others.count > 1, let word = words.first, word.count > 1 else { return false }
      return word[0] == others[0][0] && word[1] == others[1][0]
    }
    let leftWords = words(left)
    let rightWords = words(right)
    if !Set(leftWords.filter { $0.count >= 3 }).isDisjoint(with: rightWords) { return true }
    if begins(leftWords, with: rightWords) || begins(rightWords, with: leftWords) { return true }
    let leftKey = FolderNames.key(left)
    let rightKey = FolderNames.key(right)
    return leftKey.starts(with: rightKey) || rightKey.starts(with: leftKey)
  }

  /// Whether a byte stands between words or at the end of a title without belonging to it.
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
  }

  private static func trimmed(_ title: [UInt8]) -> [UInt8] {
    guard let last = title.lastIndex(where: { !isBlank($0) }), let first = title.firstIndex(where: { !isBlank($0) })
    else { return [] }
    return [UInt8](title[first...last])
  }
}
