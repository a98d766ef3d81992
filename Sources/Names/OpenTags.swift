/// Tags without brackets at the end of a title: `Final Fantasy VII CD1`, `game-v1.2`, `Game_Name_USA`, `Game - Copy`.
///
/// How the words of a name are separated decides what may be taken for a tag: where there are spaces, only discs,
/// versions and revisions, and regions behind a dash, since `Pro Wrestling USA` is a title.
struct OpenTags {
  private(set) var items: [Item] = []
  /// What is left of the title.
  private(set) var title: Bytes
  private let style: WordStyle
  private let isBehindTags: Bool

  /// - Parameter isBehindTags: text behind brackets, which is a tag as a whole or not at all.
  init(_ text: Bytes, isBehindTags: Bool = false) {
    title = text.trimmed
    style = WordStyle(of: title)
    self.isBehindTags = isBehindTags
  }

  init(_ title: (bytes: Bytes, keeps: [Bool])) { self.init(title.bytes) }

  /// Takes tags from the end as long as there are any.
  mutating func read() {
    while !title.isEmpty, takeDisc() || takeVersion() || takeCopy() || takeReleaseWord() { trim() }
    trim()
    switch style {
    case .underscores: title = Self.spaced(title, UInt8(ascii: "_"))
    case .dots: title = Self.spaced(title, UInt8(ascii: "."))
    case .spaces, .hyphens, .none: break
    }
  }

  private static func spaced(_ text: Bytes, _ separator: UInt8) -> Bytes {
    var result: [UInt8] = []
    for part in text.parts(at: { $0 == separator }) {
      if !result.isEmpty { result.append(UInt8(ascii: " ")) }
      result += part
    }
    return result[...]
  }

  /// Whether a byte stands between the words of this name.
  private func separates(_ byte: UInt8) -> Bool {
    if byte.isBlank { return true }
    switch style {
    case .dots: return byte == UInt8(ascii: ".")
    case .hyphens: return byte == UInt8(ascii: "-")
    case .spaces, .underscores, .none: return false
    }
  }

  /// Takes blanks and dashes off the end; a dash counts where it stands apart.
  private mutating func trim() {
    while let last = title.last {
      let isDash = last == UInt8(ascii: "-") && (title.count == 1 || separates(title[title.endIndex - 2]))
      // `Game, Disc 2`
      let isComma = last == UInt8(ascii: ",") && !items.isEmpty
      guard separates(last) || isDash || isComma || last == UInt8(ascii: "-") && isBeforeDisc else { break }
      title.removeLast()
    }
    if isBehindTags, !title.contains(where: \.isWord) { title = title.prefix(0) }
  }

  /// The last tag that was taken is a disc.
  private var isBeforeDisc: Bool {
    if case .disc = items.last?.meaning { return true }
    return false
  }

  /// Where the word begins that ends at `end`.
  private func wordStart(before end: Int) -> Int {
    var index = end
    while index > title.startIndex, !separates(title[index - 1]) { index -= 1 }
    return index
  }

  /// Where the last `count` words begin, nearest first.
  private func starts(ofLast count: Int) -> [Int] {
    var starts: [Int] = []
    var end = title.endIndex
    while starts.count < count {
      let start = wordStart(before: end)
      if start == end && start == title.startIndex { break }
      if start < end { starts.append(start) }
      end = start
      while end > title.startIndex, separates(title[end - 1]) { end -= 1 }
      if end == title.startIndex { break }
    }
    return starts
  }

  /// What stands between `start` and the word before it has a dash.
  private func hasDash(before start: Int) -> Bool {
    let gap = title[..<start].reversed().prefix { separates($0) || $0 == UInt8(ascii: "-") }
    return gap.contains(UInt8(ascii: "-")) || start == title.startIndex
  }

  private mutating func take(_ meaning: Meaning, from start: Int) {
    items.append(Item(meaning, title[start...]))
    title = title[..<start]
  }

  /// `Disc 1`, `CD1`, `Disk 2 of 3`; a letter or a side only behind a dash: `Dark Side A` is a title.
  private mutating func takeDisc() -> Bool {
    for start in starts(ofLast: 4) + startBehindHyphen {
      guard "cdst".utf8.contains(title[start].folded) || title[start].isDigit else { continue }
      var reader = DiscReader(rest: title[start...])
      guard let disc = reader.tag(isOpen: true), reader.rest.isEmpty else { continue }
      if !hasDash(before: start), !isBehindTags {
        // `Dark Side A` is a title, and `Magazine Demo Disc 42` one of a series; a tape has two sides.
        guard disc.number != nil, disc.label == nil, disc.kind != .tape || disc.side != nil, !isInSeries(start) else {
          continue
        }
      }
      take(.disc(disc), from: start)
      return true
    }
    return false
  }

  /// `chrono_cross-cd2`
  private var startBehindHyphen: [Int] {
    let start = wordStart(before: title.endIndex)
    guard style != .hyphens, let hyphen = title[start...].lastIndex(of: UInt8(ascii: "-")), hyphen > start,
      hyphen + 1 < title.endIndex
    else { return [] }
    return [hyphen + 1]
  }

  private static let series = Set(
    "demo demos cover sampler preview magazine trial".split(separator: " ").map { Phrase($0) })

  /// Whether the word before is one behind which discs of a series are counted: `Cover Disk 12`.
  private func isInSeries(_ start: Int) -> Bool {
    let before = title[..<start].trimmed
    return Phrase(before[wordStart(before: before.endIndex)...]).map(Self.series.contains) == true
  }

  /// `v1.2`, `Version 1.16`, `Rev 1`, `rev. B`, `r2.01`; `V1.1` needs its dot: `Sega Rally V2` may be a title.
  private mutating func takeVersion() -> Bool {
    let starts = starts(ofLast: style == .dots || style == .underscores ? 5 : 2)
    guard let last = starts.first, last > title.startIndex || isBehindTags else { return false }
    // `supertux-0.6.3`; with spaces a number with two dots is one, `Game 1.1` may be a title.
    if VersionReader.isNumber(title[last...], dots: style == .hyphens ? 1 : 2) {
      take(.version(title[last...]), from: last)
      return true
    }
    for start in starts where start > title.startIndex || isBehindTags {
      let text = title[start...]
      if start != last {
        // Only numbers may follow: `v1 0` of `Game.v1.0` and `Game_v1_0`, `Version 1.16`, `Rev A`.
        if text.hasFoldedPrefix("rev") || text.hasFoldedPrefix("ver") {
          if takeWords(text, from: start) { return true }
        }
        guard style == .dots || style == .underscores, Self.isVersionWord(text) else { continue }
        let numbers = text.dropFirst().parts(at: separates)
        guard numbers.allSatisfy({ $0.first?.isDigit == true && $0.count <= 4 }) else { continue }
        take(.version(Array(numbers.joined(separator: [UInt8(ascii: ".")]))[...]), from: start)
        return true
      }
      if Self.isVersionWord(text), text.first?.isLower == true || text.contains(UInt8(ascii: ".")) {
        guard let found = VersionReader.read(text), found.rest.isEmpty, case .version(let value) = found.found else {
          continue
        }
        take(.version(value), from: start)
        return true
      }
      if text.first == UInt8(ascii: "r"), VersionReader.isNumber(text.dropFirst(), dots: 1) {
        take(.revision(text.dropFirst()), from: start)
        return true
      }
      if text.hasFoldedPrefix("rev"), text.dropFirst(3).contains(where: \.isDigit), takeWords(text, from: start) {
        return true
      }
    }
    return false
  }

  static func isVersionWord(_ text: Bytes) -> Bool {
    text.first?.folded == UInt8(ascii: "v") && text.dropFirst().first?.isDigit == true
  }

  private mutating func takeWords(_ text: Bytes, from start: Int) -> Bool {
    guard let found = VersionReader.read(text), found.rest.isEmpty else { return false }
    switch found.found {
    case .revision(let value): take(.revision(value), from: start)
    case .version(let value):
      // `Phantasy Star Online Ver. 2` and `Pokemon - Black Version 2` are titles.
      let hasDot = value.contains(UInt8(ascii: "."))
      let isTitle = text.hasFoldedPrefix("ver.") || text.hasFoldedPrefix("version")
      guard value.first?.isDigit == true, hasDot || !isTitle else { return false }
      take(.version(value), from: start)
    }
    return true
  }

  /// `Game - Copy`, as file managers name what is copied into the same folder.
  private mutating func takeCopy() -> Bool {
    guard style == .spaces || isBehindTags, let start = starts(ofLast: 1).first, title[start...].isFolded("copy"),
      hasDash(before: start), start > title.startIndex
    else { return false }
    take(.other, from: start)
    return true
  }

  /// Words of releases where no spaces are: `Game_Name_USA`, `Game.Name.MULTi5-GROUP`, `game-pal`.
  private mutating func takeReleaseWord() -> Bool {
    guard style != .none, let start = starts(ofLast: 1).first, start > title.startIndex else { return false }
    let word = title[start...]
    // `Game - USA`, not `Pro Wrestling USA`.
    if style == .spaces, !hasDash(before: start) || LetterCase(word) != .upper { return false }
    if let meaning = Self.releaseWord(word) {
      take(meaning, from: start)
      return true
    }
    // The group that made the release, behind the last word: `USA-GROUP`.
    guard style != .hyphens, style != .spaces, let hyphen = word.lastIndex(of: UInt8(ascii: "-")),
      Self.releaseWord(word[..<hyphen]) != nil
    else { return false }
    take(.other, from: hyphen + 1)
    title = title[..<hyphen]
    return true
  }

  private static let regions = Set(
    "usa eur jpn jap japan europe kor korea chn ger fra ita esp uk us eu jp kr germany france spain italy".split(
      separator: " "
    )
    .map { Phrase($0) })
  private static let others = Set(
    "proper repack readnfo internal nsw ps2dvd ps2cd ps2 psp ps3 psx psvita wii wiiu gcn ngc nds 3ds xbox xbox360 dc gba"
      .split(separator: " ").map { Phrase($0) })

  private static let systems = Set(
    "linux windows win win32 win64 mac macos osx android x64 x86 amd64".split(separator: " ").map { Phrase($0) })

  private static func releaseWord(_ word: Bytes) -> Meaning? {
    guard let key = Phrase(word) else { return nil }
    if regions.contains(key), let (region, _) = TagReader().listedRegion(word) {
      // `about-us`, `Made_in_Us`
      return word.count > 2 || LetterCase(word) == .upper ? .region(region, .code) : nil
    }
    if let video = Vocabulary.words[key]?.video { return .video(video) }
    if let count = word.after("multi")?.number { return .languageCount(count) }
    if systems.contains(key) { return .other }
    return others.contains(key) && LetterCase(word) != .lower ? .other : nil
  }
}
