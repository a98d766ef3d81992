/// Reads what stands in a pair of brackets.
///
/// What a short code means depends on the case of its letters and on the convention, which is why one reader is made
/// for each name.
struct TagReader {
  /// In TOSEC, capitals are countries and small letters languages without exception.
  var isTOSEC = false

  /// What the tag says, in the order it says it; `.other` for each part that is not understood.
  func items(of tag: Bytes, in brackets: NameText.Part.Kind) -> [Item] {
    let tag = NameText.narrowed(tag).trimmed
    if tag.isEmpty { return [] }
    if let items = whole(tag, brackets) ?? nested(tag, brackets) { return items }
    guard tag.contains(UInt8(ascii: ",")) else { return part(tag, brackets) }
    let parts = Self.commaParts(of: tag)
    if let list = list(tag, separators: ",+&/") { return list }
    return parts.flatMap { part($0, brackets) }
  }

  /// Brackets in brackets, where each of the parts is known: `(USA (Rev 1))`.
  private func nested(_ tag: Bytes, _ brackets: NameText.Part.Kind) -> [Item]? {
    guard tag.contains(where: { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "[") }) else { return nil }
    let parts = NameText.parts(of: tag)
    guard parts.count > 1, !parts.contains(where: \.isOpen) else { return nil }
    var items: [Item] = []
    for part in parts {
      let read = self.items(of: tag[part.inner], in: part.kind == .text ? brackets : part.kind)
      if read.isEmpty, part.kind == .text { continue }
      guard read.isKnown, !read.contains(where: \.isOther) else { return nil }
      items += read
    }
    return items
  }

  /// At commas, but not those of `1,000`.
  private static func commaParts(of tag: Bytes) -> [Bytes] {
    var parts: [Bytes] = []
    var start = tag.startIndex
    for index in tag.indices where tag[index] == UInt8(ascii: ",") {
      let next = tag.index(after: index)
      if next < tag.endIndex, tag[next].isDigit, index > tag.startIndex, tag[index - 1].isDigit { continue }
      let part = tag[start..<index].trimmed
      if !part.isEmpty { parts.append(part) }
      start = next
    }
    let last = tag[start...].trimmed
    if !last.isEmpty { parts.append(last) }
    return parts
  }

  /// What a tag says as a whole only: codes, ids, dates.
  private func whole(_ tag: Bytes, _ brackets: NameText.Part.Kind) -> [Item]? {
    if let id = ProviderID(tag) { return [Item(.id(id), tag)] }
    if brackets == .square, let codes = DumpCodes(tag, isTOSEC: isTOSEC) {
      return [Item(.dump(codes.flags), tag)] + codes.languages.map { Item(.language($0), tag) }
    }
    if brackets == .round {
      if tag.count == 1, tag.first == UInt8(ascii: "!") { return [Item(.dump([.verified]), tag)] }
      if let languages = DumpCodes.translation(tag) {
        return [Item(.flags([.translation]), tag)] + languages.map { Item(.language($0), tag) }
      }
    }
    if let date = NameDate.parse(tag) { return [Item(.date(date), tag)] }
    if let serial = Serial.normalized(tag) { return [Item(.serial(serial), tag)] }
    return nil
  }

  /// One part of a tag, or all of it where it has no comma.
  private func part(_ part: Bytes, _ brackets: NameText.Part.Kind) -> [Item] {
    if part.count == 1 { return [single(part, brackets)] }
    if part.count == 2, part.allSatisfy(\.isLetter), let meaning = code(part) { return [Item(meaning, part)] }
    if let phrase = Phrase(part) {
      if let word = Vocabulary.words[phrase] { return items(of: word, part) }
      if isTOSEC, LetterCase(part) == .upper, let flag = Flag.copyright[phrase] { return [Item(.flags([flag]), part)] }
    }
    if let language = Language.tagged(part) { return [Item(.language(language), part)] }
    if let regions = letters(part) { return regions }
    if let list = list(part, separators: "+&/-") { return list }
    if let disc = DiscReader.whole(part) { return [Item(.disc(disc), part)] }
    if let found = VersionReader.read(part) { return versionItems(found, part, brackets) }
    if let meaning = number(part) { return [Item(meaning, part)] }
    if let items = flagged(part, brackets) { return items }
    if let items = regionWithMore(part, brackets) { return items }
    if let date = NameDate.parse(part) { return [Item(.date(date), part)] }
    if let serial = Serial.normalized(part) { return [Item(.serial(serial), part)] }
    if let id = ProviderID(part) { return [Item(.id(id), part)] }
    return everyWord(part, brackets) ?? [Item(.other, part)]
  }

  private func single(_ part: Bytes, _ brackets: NameText.Part.Kind) -> Item {
    let byte = part[part.startIndex]
    if byte.isDigit { return Item(.digit(byte), part) }
    guard let region = Region.letter(byte & ~0x20), byte.isLetter else { return Item(.other, part) }
    let isOne: Bool
    if byte.isUpper {
      // In square brackets the other letters are flags or tell hardware: `[C]`, `[S]`.
      isOne = brackets == .round || "UEJWKG".utf8.contains(byte)
    } else {
      isOne = "uejw".utf8.contains(byte)
    }
    return Item(isOne ? .region(region, .letters) : .other, part)
  }

  func items(of word: Vocabulary, _ part: Bytes) -> [Item] {
    // TOSEC's `(Program)` is the label of a medium.
    if let words = word.flags, !(isTOSEC && words.flags == [.program]) {
      return [Item(.flags(words.flags), part)] + (words.language.map { [Item(.language($0), part)] } ?? [])
    }
    if let video = word.video { return [Item(.video(video), part)] }
    if let language = word.language, word.region == nil || part.count > 3 || LetterCase(part) != .upper {
      return [Item(.language(language), part)]
    }
    return [Item(word.region.map { .region($0, Self.spelling(of: $0, part)) } ?? .other, part)]
  }

  private func versionItems(
    _ read: (found: VersionReader.Found, rest: Bytes), _ part: Bytes, _ brackets: NameText.Part.Kind
  ) -> [Item] {
    let meaning: Meaning
    switch read.found {
    case .revision(let value): meaning = .revision(value)
    case .version(let value): meaning = .version(value)
    }
    // `v1.0 Beta`
    return [Item(meaning, part)] + (read.rest.isEmpty ? [] : self.part(read.rest, brackets))
  }

  /// `Track 01`, `M3`, `Multi-5`.
  private func number(_ part: Bytes) -> Meaning? {
    if let track = part.after("track")?.trimmed.number { return .track(track) }
    if let count = part.after("m")?.number, part.count <= 3, part.first?.isUpper == true {
      return .languageCount(count)
    }
    guard let after = part.after("multilanguage") ?? part.after("multilingual") ?? part.after("multi") else {
      return nil
    }
    let count = after.drop { !$0.isDigit && !$0.isLetter }
    return count.isEmpty ? .languageCount(nil) : count.number.map { .languageCount($0) }
  }
}
