/// Tags of several words.
extension TagReader {
  /// A state with a number or more words: `Beta 2`, `Proto1`, `Beta v0.4`, `Hack by X`, `English Patched`.
  func flagged(_ part: Bytes, _ brackets: NameText.Part.Kind) -> [Item]? {
    let words = part.parts { $0.isBlank || $0 == UInt8(ascii: ":") }
    guard let first = words.first, let last = words.last else { return nil }
    if words.count == 1 {
      // `Beta-Jul1994`, `Prototype-08-14-91`
      let head = part.prefix { $0 != UInt8(ascii: "-") }
      if head.count < part.count, part.contains(where: \.isDigit), let flag = wordFlags(head)?.first {
        return [Item(.flagAmongWords(flag), part)]
      }
      let stem = part.prefix { !$0.isDigit }
      guard stem.count >= 3 || stem.isFolded("rc"), stem.count < part.count, part.dropFirst(stem.count).number != nil,
        let flags = wordFlags(stem.last == UInt8(ascii: "-") ? stem.dropLast() : stem)
      else { return nil }
      return [Item(.flags(flags), part)]
    }
    let head = part[..<last.startIndex].trimmed
    if let flags = wordFlags(head) {
      if last.number != nil || last.count == 1 { return [Item(.flags(flags), part)] }
      if last.first?.isDigit == true { return [Item(.flags(flags), part)] }
      if let found = VersionReader.read(last), case .version(let version) = found.found {
        return [Item(.flags(flags), part), Item(.version(version), part)]
      }
    }
    if let items = translation(words, part) { return items }
    // `Update v1.0.1`
    if words.count == 2, let key = Phrase(first), Self.updateWords.contains(key) {
      if let found = VersionReader.read(last), found.rest.isEmpty, case .version(let version) = found.found {
        return [Item(.version(version), part), Item(.other, part)]
      }
      if last.first?.isDigit == true, last.contains(UInt8(ascii: ".")), VersionReader.isNumber(last, dots: 1) {
        return [Item(.version(last), part), Item(.other, part)]
      }
    }
    if let key = Phrase(last), let flag = Flag.lastWords[key] { return [Item(.flagAmongWords(flag), part)] }
    if let key = Phrase(first), let flag = Flag.firstWords[key] { return [Item(.flagAmongWords(flag), part)] }
    return nil
  }

  /// Several words each of which is known: `English v1.3`, `1995.11.02 v1.0`.
  func everyWord(_ part: Bytes, _ brackets: NameText.Part.Kind) -> [Item]? {
    let words = part.parts(at: \.isBlank)
    guard words.count >= 2, words.count <= 4, words.allSatisfy({ $0.count >= 3 }) else { return nil }
    var items: [Item] = []
    for word in words {
      let read = self.items(of: word, in: brackets)
      guard read.isKnown, !read.contains(where: \.isOther) else {
        return nil
      }
      items += read
    }
    return items
  }

  private func wordFlags(_ words: Bytes) -> [Flag]? { Phrase(words).flatMap { Vocabulary.words[$0]?.flags?.flags } }

  private static let updateWords = Set("update upd patch".split(separator: " ").map { Phrase($0) })

  private static let translationWords = Set(
    """
    patched patch translation translated trans sub subbed dub dubbed tr traducido traduccion traducción traduzido traducao tradução traduit traduction tradotto \
    traduzione übersetzt übersetzung
    """.split(separator: " ").map { Phrase($0) })

  /// A language and a word for translating in any order, with whatever else: `English Patched v1.2`, `Translated En`.
  private func translation(_ words: [Bytes], _ part: Bytes) -> [Item]? {
    let isBy = words.count > 2 && words[1].isFolded("by")
    if isBy, words[0].count == 2, LetterCase(words[0]) != .lower,
      let language = Phrase(words[0]).flatMap({ Language.codes[$0] })
    {
      // `En by Aeon Genesis v1.01`
      return [Item(.flags([.translation]), part), Item(.language(language), part)]
    }
    guard words.contains(where: { Phrase($0).map(Self.translationWords.contains) == true }) else { return nil }
    for word in words {
      guard let key = Phrase(word), !Self.translationWords.contains(key) else { continue }
      let isCode = word.count == 2 && LetterCase(word) != .lower
      guard let language = isCode ? Language.codes[key] : Vocabulary.words[key]?.language ?? Language.tagged(word)
      else { continue }
      return [Item(.flags([.translation]), part), Item(.language(language), part)]
    }
    return nil
  }

  /// What may stand behind a region without saying anything more: `(USA Version)`.
  private static let fillers = Set(
    "version ver ver. release edition rom region".split(separator: " ").map { Phrase($0) })

  /// A region with more in the same tag, as MAME and RomM write them: `Japan 980123`, `US Rev 1`, `Reg-PAL`.
  func regionWithMore(_ part: Bytes, _ brackets: NameText.Part.Kind) -> [Item]? {
    if let after = part.after("reg"), let sign = after.first, sign.isBlank || "-|:".utf8.contains(sign) {
      let value = after.dropFirst().trimmed
      if value.isEmpty { return nil }
      if let (region, spelling) = listedRegion(value) { return [Item(.region(region, spelling), part)] }
      if let key = Phrase(value), let video = Vocabulary.words[key]?.video { return [Item(.video(video), part)] }
      return nil
    }
    var end = part.startIndex
    for _ in 0..<3 {
      guard let blank = part[end...].firstIndex(where: \.isBlank) else { return nil }
      let head = part[..<blank]
      let rest = part[blank...].trimmed
      end = rest.startIndex
      guard head.count > 2 || LetterCase(head) == .upper, head.count > 1, let (region, spelling) = listedRegion(head)
      else { continue }
      let item = Item(.region(region, spelling), part)
      if let key = Phrase(rest) {
        if Self.fillers.contains(key) { return [item] }
        if let word = Vocabulary.words[key] { return [item] + items(of: word, rest) }
      }
      if let disc = DiscReader.whole(rest) { return [item, Item(.disc(disc), rest)] }
      if let found = VersionReader.read(rest) {
        switch found.found {
        case .revision(let value): return [item, Item(.revision(value), rest)]
        case .version(let value): return [item, Item(.version(value), rest)]
        }
      }
      if rest.first?.isDigit == true || rest.hasFoldedPrefix("set ") {
        return [item, Item(NameDate.parse(rest).map { .date($0) } ?? .other, rest)]
      }
    }
    return nil
  }
}
