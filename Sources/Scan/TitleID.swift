internal import Content
internal import Text

/// Which game a name is for by the number its maker gave it: the same for the game, its updates and its DLC.
///
/// | number | example |
/// |---|---|
/// | Switch: the game ends in 000, its update in 800, DLC is counted from the game's next thousand | `[0100F2C0115B6000]` |
/// | Wii U, 3DS: the kind before, the game behind | `[0005000E-101C9500]` |
/// | Sony: four letters and five digits | `[BLUS30443]`, `CUSA00207-patch`, `PCSB00074` |
struct TitleID {
  /// Equal for what belongs together.
  let key: [UInt8]
  /// What the number itself says; nil where it is the same for all.
  let category: MemberCategory?

  /// - Parameter name: a file's or folder's.
  init?(in name: some Collection<UInt8>) {
    var isWordStart = true
    let name = Array(name)
    for start in name.indices {
      defer { isWordStart = !TitleID.isWord(name[start]) }
      guard isWordStart else { continue }
      let word = name[start...].prefix(while: TitleID.isWord).map(UTF8Text.foldedASCII)
      if let nintendo = TitleID.nintendo(word) {
        self = nintendo
        return
      }
      if word.count == 8, word.starts(with: "0005000".utf8) || word.starts(with: "0004000".utf8),
        let rest = TitleID.second(name[(start + 8)...]), let nintendo = TitleID.nintendo(word + rest)
      {
        self = nintendo
        return
      }
      if word.count == 9, word[..<4].allSatisfy(TitleID.isLetter), word[4...].allSatisfy(TitleID.isDigit) {
        key = word
        category = TitleID.package(name[(start + 9)...])
        return
      }
    }
    return nil
  }

  private init(key: [UInt8], category: MemberCategory?) {
    self.key = key
    self.category = category
  }

  private static func nintendo(_ word: [UInt8]) -> TitleID? {
    guard word.count == 16, word.allSatisfy({ isDigit($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0) }),
      let number = UInt64(String(decoding: word, as: UTF8.self), radix: 16)
    else { return nil }
    switch number >> 48 {
    case 0x0100:
      let category: MemberCategory =
        switch number & 0x1FFF {
        case 0: .game
        case 0x800: .update
        default: .dlc
        }
      return TitleID(key: Array(word[..<12]) + [UInt8(number >> 13 & 7)], category: category)
    case 0x0004, 0x0005:
      let category: MemberCategory? =
        switch number >> 32 & 0xFFFF {
        case 0, 2: .game
        case 0xE: .update
        case 0xC, 0x8C: .dlc
        default: nil
        }
      return category.map { TitleID(key: Array(word[8...]), category: $0) }
    default: return nil
    }
  }

  /// The other half of `00050000-101C9500`.
  private static func second(_ rest: ArraySlice<UInt8>) -> [UInt8]? {
    guard let mark = rest.first, mark == UInt8(ascii: "-") || mark == UInt8(ascii: "_") else { return nil }
    let word = rest.dropFirst().prefix(while: isWord).map(UTF8Text.foldedASCII)
    return word.count == 8 ? word : nil
  }

  /// PlayStation packages: `CUSA00207_00-BLOODBORNE000000-A0109-V0100` has version 1.09 of the application,
  /// `CUSA00207-patch` is a folder of an update.
  private static func package(_ rest: ArraySlice<UInt8>) -> MemberCategory? {
    let words = rest.split { !isWord($0) }.map { $0.map(UTF8Text.foldedASCII) }
    if let word = words.first, word == Array("patch".utf8) || word == Array("update".utf8) { return .update }
    guard
      let version = words.first(where: { $0.count == 5 && $0[0] == UInt8(ascii: "a") && $0[1...].allSatisfy(isDigit) })
    else { return nil }
    return version == Array("a0100".utf8) ? .game : .update
  }

  private static func isWord(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(UTF8Text.foldedASCII(byte)) }
  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
  private static func isLetter(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "a") < 26 }
}
