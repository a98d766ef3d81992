/// Takes one name apart: which brackets are tags, which belong to the title, and what stands between them.
///
/// The title ends where the tags begin. Brackets in its middle stay in it (`Tetris (Tengen) Deluxe`, `[Deadly] Game`)
/// unless they are a tag without doubt (`[BIOS] X-Station`, `Sonic (USA) Deluxe`). Where a name is tags alone, the
/// first that is not understood is the title, or else the whole name: a game without a title cannot be shown.
struct NameReader {
  let stem: Bytes
  let fileExtension: String?
  var result = GameName()
  private(set) var reader = TagReader()
  var evidence = Evidence()
  /// Whether names of words write a blank between them.
  private let hasSpaces: Bool

  /// What in a name tells its convention.
  struct Evidence {
    var hasRegionName = false
    var hasRegionLetters = false
    var hasDumpCode = false
    var isGoodTools = false
    var isRedump = false
    var digit: (value: UInt8, raw: Bytes)?
  }

  init(stem: Bytes, fileExtension: String?) {
    self.stem = stem.trimmed
    self.fileExtension = fileExtension
    hasSpaces = stem.contains(UInt8(ascii: " "))
  }

  /// What a name of WHDLoad's says behind its version: `AlienBreed3D_v1.0_AGA_0123.lha`.
  private func installedName(_ stem: Bytes) -> (rest: Bytes, words: [Bytes])? {
    guard let fileExtension, ["lha", "lzx", "lzh"].contains(fileExtension),
      !stem.contains(where: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "[") })
    else { return nil }
    let words = stem.parts { $0 == UInt8(ascii: "_") }
    guard let version = words.dropFirst().firstIndex(where: OpenTags.isVersionWord) else { return nil }
    return (stem[..<words[version].startIndex].trimmed, Array(words[version...]))
  }

  mutating func read() {
    var stem = stem
    var trailingWords: [Item] = []
    if let (serial, raw, rest) = Serial.leading(stem) {
      apply(Item(.serial(serial), raw))
      stem = rest.trimmed
    }
    if let (rest, words) = installedName(stem) {
      for word in words { trailingWords += reader.items(of: word, in: .round) }
      stem = rest
    }
    if let (number, rest) = SetNumber.leading(stem, fileExtension: fileExtension) {
      result.number = number
      stem = rest
    }
    let parts = NameText.parts(of: stem)
    let dateIndex = tosecDate(in: parts, of: stem)
    reader.isTOSEC = dateIndex != nil
    let items = parts.map { $0.kind == .text ? [] : reader.items(of: stem[$0.inner], in: $0.kind) }
    var trailing: [Int: [Item]] = [:]
    let last = lastTitlePart(parts, stem, dateIndex: dateIndex, trailing: &trailing)
    let title = titleBytes(parts, items, stem, upTo: last)
    var open = OpenTags(title)
    if last != nil { open.read() }
    for item in open.items + trailingWords { apply(item) }
    for (index, part) in parts.enumerated() where !title.keeps[index] {
      if let dateIndex, index == dateIndex + 1 {
        setPublisher(stem[part.inner].trimmed)
      } else if part.kind == .text {
        for item in trailing[index] ?? [] { apply(item) }
      } else {
        for item in items[index] { apply(item) }
      }
    }
    result.title = open.title.text
    if result.title.isEmpty { result.title = self.stem.text }
    finish()
  }

  /// The part that is TOSEC's date: a year in round brackets, and the publisher's brackets at once behind it.
  private func tosecDate(in parts: [NameText.Part], of stem: Bytes) -> Int? {
    for (index, part) in parts.enumerated().dropLast() {
      let next = parts[index + 1]
      guard part.kind == .round, next.kind == .round, !next.isOpen, part.outer.upperBound == next.outer.lowerBound,
        index > 0, let first = stem[part.inner].first, first.isDigit, NameDate.parse(stem[part.inner]) != nil,
        stem[part.inner].count != 8
      else { continue }
      // `Game (2019)(USA)` and `Game (1990)(Disk 1)` are somebody's own.
      let isOther = TagReader().items(of: stem[next.inner], in: .round).contains {
        switch $0.meaning {
        case .region(_, let spelling): spelling != .letters
        case .disc, .version, .languageCount: true
        default: false
        }
      }
      if !isOther { return index }
    }
    return nil
  }

  /// The last text that belongs to the title; what stands behind the first tag may be tags without brackets.
  private func lastTitlePart(
    _ parts: [NameText.Part], _ stem: Bytes, dateIndex: Int?, trailing: inout [Int: [Item]]
  ) -> Int? {
    var last: Int?
    var hasTag = false
    for (index, part) in parts.enumerated() {
      if let dateIndex, index >= dateIndex {
        let text = stem[part.inner].trimmed
        if part.kind == .text, text.contains(where: \.isWord) {
          trailing[index] = dottedItems(text) ?? [Item(.other, text)]
        }
        continue
      }
      guard part.kind == .text else {
        hasTag = true
        continue
      }
      guard stem[part.inner].contains(where: \.isWord) else { continue }
      // `Game (1985)(Publisher).fixed`
      if hasTag, last != nil, let dotted = dottedItems(stem[part.inner]) {
        trailing[index] = dotted
        continue
      }
      if hasTag, last != nil {
        var open = OpenTags(stem[part.inner], isBehindTags: true)
        open.read()
        if open.title.isEmpty {
          trailing[index] = open.items
          continue
        }
      }
      last = index
    }
    return last
  }

  /// What stands behind brackets and a dot, as a tag: a further extension.
  private func dottedItems(_ text: Bytes) -> [Item]? {
    guard text.first == UInt8(ascii: "."), !text.contains(UInt8(ascii: " ")) else { return nil }
    return text.parts { $0 == UInt8(ascii: ".") }.flatMap { reader.items(of: $0, in: .round) }
  }

  private struct Title {
    var bytes: [UInt8] = []
    /// For each part whether the title is made of it.
    var keeps: [Bool]
  }

  private func titleBytes(
    _ parts: [NameText.Part], _ items: [[Item]], _ stem: Bytes, upTo last: Int?
  ) -> (bytes: Bytes, keeps: [Bool]) {
    var title = Title(keeps: Array(repeating: false, count: parts.count))
    var keepsAny = false
    guard let last else {
      for (index, part) in parts.enumerated() {
        let isUnknown = part.kind != .text && !items[index].isEmpty && !items[index].isKnown
        guard isUnknown else {
          if part.kind == .text || !keepsAny { continue }
          break
        }
        title.bytes += stem[part.outer]
        title.keeps[index] = true
        keepsAny = true
      }
      return (title.bytes[...].trimmed, title.keeps)
    }
    for (index, part) in parts[...last].enumerated() {
      if part.kind == .text || !isTag(part, items[index], stem) {
        if title.bytes.last?.isBlank == true, stem[part.outer].first?.isBlank == true {
          title.bytes += stem[part.outer].drop(while: \.isBlank)
        } else {
          title.bytes += stem[part.outer]
        }
        title.keeps[index] = true
      } else if let end = title.bytes.last, !end.isBlank {
        title.bytes.append(UInt8(ascii: " "))
      }
    }
    // Brackets that never close, at the end: `Game (Unfinished`.
    if last + 1 < parts.count {
      for index in (last + 1)..<parts.count where parts[index].isOpen && !items[index].isKnown {
        if !stem[parts[index].inner].contains(where: \.isWord) { continue }
        title.bytes += stem[parts[index].outer]
        title.keeps[index] = true
      }
    }
    return (title.bytes[...].trimmed, title.keeps)
  }

  /// Whether brackets with more of the title behind them are a tag all the same. A letter or two may be anything.
  private func isTag(_ part: NameText.Part, _ items: [Item], _ stem: Bytes) -> Bool {
    if items.isEmpty { return true }
    guard items.isKnown, !part.isOpen else { return false }
    let tag = stem[part.inner].trimmed
    if tag.count > 2 { return true }
    switch items[0].meaning {
    case .region(_, .code): return LetterCase(tag) == .upper
    case .dump(let flags): return flags == [.verified]
    default: return false
    }
  }

  private mutating func setPublisher(_ publisher: Bytes) {
    guard publisher.contains(where: \.isWord) else { return }
    result.publisher = written(publisher)
    result.tags.append(written(publisher))
  }

  /// A tag as its writer meant it: where all blanks are underscores, they are blanks.
  func written(_ raw: Bytes) -> String {
    guard !hasSpaces, raw.contains(UInt8(ascii: "_")) else { return raw.text }
    return String(decoding: raw.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
  }
}
