/// What the tags of a name add to its result, and what the whole of it tells at the end.
extension NameReader {
  mutating func apply(_ item: Item) {
    switch item.meaning {
    case .region(let region, let spelling):
      // `(USA) (GB)`: the Game Boy's.
      if spelling == .code, item.raw.isFolded("gb"), !result.regions.isEmpty { return note(item) }
      if region == .unknown, !result.regions.isEmpty { return note(item) }
      if spelling == .longName { evidence.hasRegionName = true }
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

  mutating func finish() {
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
