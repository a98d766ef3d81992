/// Takes one name apart: which brackets are tags, which belong to the title, and what stands between them.
///
/// The title ends where the tags begin. Brackets in its middle stay in it (`Tetris (Tengen) Deluxe`, `[Deadly] Game`)
/// unless they are a tag without doubt (`[BIOS] X-Station`, `Sonic (USA) Deluxe`). Where a name is tags alone, the
/// first that is not understood is the title, or else the whole name: a game without a title cannot be shown.
struct NameReader {
  let stem: Bytes
  let fileExtension: String?
  private(set) var result = GameName()
  private var reader = TagReader()
  private var evidence = Evidence()
  /// Whether names of words write a blank between them.
  private let hasSpaces: Bool

  /// What in a name tells its convention.
  private struct Evidence {
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

  mutating func read() {
    // No file name is that long; what is, is text.
    guard stem.count <= 4096 else {
      result.title = stem.text
      return
    }
    var stem = stem
    if let (serial, rest) = Serial.leading(stem) {
      apply(Item(.serial(serial), stem[..<(rest.startIndex - 1)]))
      stem = rest.trimmed
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
    for item in open.items { apply(item) }
    for (index, part) in parts.enumerated() where !title.kept.contains(index) {
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
      // `Game (2019)(USA)` is somebody's own.
      let publisher = stem[next.inner].trimmed
      let isRegion = TagReader().items(of: publisher, in: .round).contains {
        if case .region(_, let spelling) = $0.meaning { spelling != .letters } else { false }
      }
      if !isRegion { return index }
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
      if let dateIndex, index >= dateIndex { break }
      guard part.kind == .text else {
        hasTag = true
        continue
      }
      guard stem[part.inner].contains(where: \.isWord) else { continue }
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

  private struct Title {
    var bytes: [UInt8] = []
    /// The parts it is made of.
    var kept: Set<Int> = []
  }

  private func titleBytes(
    _ parts: [NameText.Part], _ items: [[Item]], _ stem: Bytes, upTo last: Int?
  ) -> (bytes: Bytes, kept: Set<Int>) {
    var title = Title()
    guard let last else {
      for (index, part) in parts.enumerated() {
        let isUnknown = part.kind != .text && !items[index].isEmpty && !items[index].isKnown
        guard isUnknown else {
          if part.kind == .text || title.kept.isEmpty { continue }
          break
        }
        title.bytes += stem[part.outer]
        title.kept.insert(index)
      }
      return (title.bytes[...].trimmed, title.kept)
    }
    for (index, part) in parts[...last].enumerated() {
      if part.kind == .text || !isTag(part, items[index], stem) {
        if title.bytes.last?.isBlank == true, stem[part.outer].first?.isBlank == true {
          title.bytes += stem[part.outer].drop(while: \.isBlank)
        } else {
          title.bytes += stem[part.outer]
        }
        title.kept.insert(index)
      } else if let end = title.bytes.last, !end.isBlank {
        title.bytes.append(UInt8(ascii: " "))
      }
    }
    // Brackets that never close, at the end: `Game (Unfinished`.
    if last + 1 < parts.count {
      for index in (last + 1)..<parts.count where parts[index].isOpen && !items[index].isKnown {
        title.bytes += stem[parts[index].outer]
        title.kept.insert(index)
      }
    }
    return (title.bytes[...].trimmed, title.kept)
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
  private func written(_ raw: Bytes) -> String {
    guard !hasSpaces, raw.contains(UInt8(ascii: "_")) else { return raw.text }
    return String(decoding: raw.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
  }

  // MARK: Applying

  private mutating func apply(_ item: Item) {
    switch item.meaning {
    case .region(let region, let spelling):
      // `(USA) (GB)`: the Game Boy's.
      if spelling == .code, item.raw.isFolded("gb"), !result.regions.isEmpty { return note(item) }
      if spelling == .name, item.raw.text.contains(region.rawValue) { evidence.hasRegionName = true }
      if spelling == .letters { evidence.hasRegionLetters = true }
      if !result.regions.contains(region) { result.regions.append(region) }
    case .language(let language):
      if !result.languages.contains(language) { result.languages.append(language) }
    case .flags(let flags): add(flags, item.raw)
    case .dump(let flags):
      evidence.hasDumpCode = true
      add(flags, item.raw)
    case .flagAmongWords(let flag):
      add([flag], item.raw)
      note(item)
    case .revision(let value):
      if item.raw.hasFoldedPrefix("prg") { evidence.isGoodTools = true }
      if item.raw.count > 2, item.raw.prefix(2).elementsEqual("RE".utf8) { evidence.isRedump = true }
      let revision = value.count == 1 ? value.text.uppercased() : value.text
      if let known = result.revision, known != revision { note(item) } else { result.revision = revision }
    case .version(let value):
      let version = value.text
      if let known = result.version, known != version { note(item) } else { result.version = version }
    case .disc(let disc): apply(disc, item)
    default: applyNoted(item)
    }
  }

  /// Those whose tag stays in the list of tags.
  private mutating func applyNoted(_ item: Item) {
    note(item)
    switch item.meaning {
    case .id(let id): if !result.ids.contains(id) { result.ids.append(id) }
    case .date(let date): result.date = result.date ?? date
    case .video(let video): result.video = result.video ?? video
    case .serial(let serial): if !result.serials.contains(serial) { result.serials.append(serial) }
    case .track(let track):
      result.track = track
      evidence.isRedump = true
    case .languageCount(let count):
      result.languageCount = count
      evidence.isGoodTools = evidence.isGoodTools || item.raw.first == UInt8(ascii: "M") && item.raw.count <= 3
    case .digit(let digit): evidence.digit = (digit, item.raw)
    default: break
    }
  }

  private mutating func apply(_ disc: Disc, _ item: Item) {
    guard var known = result.disc else {
      result.disc = disc
      return
    }
    if known.merge(disc) { result.disc = known } else if known != disc { note(item) }
  }

  private mutating func add(_ flags: [Flag], _ raw: Bytes) {
    for flag in flags where !result.flags.contains(flag) { result.flags.append(flag) }
    let text = written(raw)
    if result.flagTags.last != text { result.flagTags.append(text) }
  }

  private mutating func note(_ item: Item) {
    let text = written(item.raw)
    if !result.tags.contains(text) { result.tags.append(text) }
  }

  // MARK: What the whole name tells

  private mutating func finish() {
    if reader.isTOSEC {
      result.convention = .tosec
    } else {
      readDigit()
      if result.regions.isEmpty, let video = result.video, let region = Vocabulary.region(ofVideo: video) {
        result.regions = [region]
      }
      result.convention = convention
    }
  }

  /// GoodGen's digits are regions unless the name has one already, or looks like a file that was downloaded twice.
  private mutating func readDigit() {
    guard let digit = evidence.digit, result.regions.isEmpty else { return }
    let isMegaDrive = fileExtension.map { ["md", "smd", "gen", "bin", "68k", "32x", "sgd"].contains($0) } ?? true
    guard isMegaDrive || evidence.hasDumpCode || evidence.isGoodTools else { return }
    switch digit.value {
    case UInt8(ascii: "1"): result.regions = [.japan, .korea]
    case UInt8(ascii: "4"): result.regions = [.usa, .brazil]
    case UInt8(ascii: "5"): result.video = result.video ?? "NTSC"
    case UInt8(ascii: "8"): result.video = result.video ?? "PAL"
    default: return
    }
    if digit.value == UInt8(ascii: "1") || digit.value == UInt8(ascii: "4") {
      result.tags.removeAll { $0 == digit.raw.text }
    }
    evidence.hasRegionLetters = true
  }

  private var convention: GameName.Convention? {
    if evidence.hasRegionName {
      let isDisc = result.disc?.kind == .disc && result.disc?.number != nil
      return evidence.isRedump || isDisc ? .redump : .noIntro
    }
    if evidence.isGoodTools || evidence.hasRegionLetters || evidence.hasDumpCode && result.regions.isEmpty {
      return .goodTools
    }
    return result.number != nil || result.flags.first == .bios ? .noIntro : nil
  }
}
