extension Reading {
  /// Takes out of all messages what may be a secret of the text that was read: a mistake in one, or beside one, is told
  /// by its place alone. What is no proper file cannot be asked where its secrets are, so that everything counts as one
  /// that stands behind a name of such a key.
  mutating func hideSecrets(of text: [UInt8]) {
    guard !diagnostics.isEmpty else { return }
    let (parts, words) = (Reading.secretParts(of: text), Reading.shortSecrets(of: text))
    if !parts.isEmpty || !words.isEmpty { changeMessages { Reading.hiding(parts, words, in: $0) } }
  }

  /// Anything may have as many letters in common with a shorter word, so that those count only as a whole.
  private static let length = 8
  /// Words behind a name that may be its value, or what is left of it.
  private static let mostWords = 3

  /// All parts of ``length`` of what may be secrets.
  private static func secretParts(of text: [UInt8]) -> Set<ArraySlice<UInt8>> {
    var parts: Set<ArraySlice<UInt8>> = []
    var line = 0
    var left = 0
    var lastLine = 0
    var start = 0
    for end in 0...text.count {
      if end < text.count, isWord(text[end]) { continue }
      let word = text[start..<end]
      let plain = plain(word)
      let isHint = (hints.contains { plain.contains($0) } || secretNames.contains(plain)) && word.count < 40
      if isHint {
        left = mostWords
        lastLine = line + 1
      }
      if left > 0, !isHint || !isName(text[end...]), word.count >= length, line <= lastLine, !names.contains(plain) {
        left -= 1
        for index in word.startIndex...(word.endIndex - length) { parts.insert(word[index..<index + length]) }
      }
      if end < text.count, text[end] == UInt8(ascii: "\n") { line += 1 }
      start = end + 1
    }
    return parts
  }

  /// The words of what stands right behind the name of a secret, up to where its value ends as far as that can be told:
  /// passwords are short, and have signs in them.
  private static func shortSecrets(of text: [UInt8]) -> Set<ArraySlice<UInt8>> {
    var words: Set<ArraySlice<UInt8>> = []
    var start = 0
    for end in 0...text.count {
      if end < text.count, isWord(text[end]) { continue }
      let word = text[start..<end]
      start = end + 1
      guard (1..<40).contains(word.count), isSecretName(plain(word)) else { continue }
      for part in text[value(behind: end, in: text)].split(whereSeparator: { !isWord($0) }) { words.insert(part) }
    }
    return words
  }

  private static func value(behind name: Int, in text: [UInt8]) -> Range<Int> {
    var start = name
    while start < text.count, "\"':=, \t".utf8.contains(text[start]) { start += 1 }
    var end = start
    let quote = start > name ? text[start - 1] : 0
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      while end < text.count, text[end] != quote, text[end] != UInt8(ascii: "\n") { end += 1 }
    }
    // A quote in the middle of it has not ended it.
    while end < text.count, !",}]\n".utf8.contains(text[end]) { end += 1 }
    return start..<end
  }

  private static func plain(_ word: ArraySlice<UInt8>) -> String {
    String(decoding: word, as: UTF8.self).lowercased().filter { $0 != "_" && $0 != "-" }
  }

  /// Whether what stands before this is a name.
  private static func isName(_ rest: ArraySlice<UInt8>) -> Bool {
    rest.first { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") && $0 != 0x20 } == UInt8(ascii: ":")
  }

  /// - Parameters:
  ///   - parts: a word with one of them in it is hidden.
  ///   - words: in what a message quotes, these are hidden with all signs around them.
  private static func hiding(
    _ parts: Set<ArraySlice<UInt8>>, _ words: Set<ArraySlice<UInt8>>, in message: String
  ) -> String {
    var shown: [UInt8] = []
    // What stands between two quotes, or between two of these pieces.
    var piece: [UInt8] = []
    var quote: UInt8?
    for byte in Array(message.utf8) {
      guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "`"), quote == nil || quote == byte else {
        piece.append(byte)
        continue
      }
      shown += hiding(parts, quote == nil ? [] : words, in: piece)
      shown.append(byte)
      piece = []
      quote = quote == nil ? byte : nil
    }
    return String(decoding: shown + hiding(parts, quote == nil ? [] : words, in: piece), as: UTF8.self)
  }

  private static func hiding(
    _ parts: Set<ArraySlice<UInt8>>, _ words: Set<ArraySlice<UInt8>>, in piece: [UInt8]
  ) -> [UInt8] {
    var shown: [UInt8] = []
    var start = 0
    for end in 0...piece.count {
      if end < piece.count, isWord(piece[end]) { continue }
      let word = piece[start..<end]
      if words.contains(word) { return Array("…".utf8) }
      let isSecret =
        word.count >= length
        && (word.startIndex...(word.endIndex - length)).contains { parts.contains(word[$0..<$0 + length]) }
      shown += isSecret ? Array("…".utf8)[...] : word
      if end < piece.count { shown.append(piece[end]) }
      start = end + 1
    }
    return shown
  }

  /// What keys and passwords are made of.
  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// A name with one of these in it may be that of a secret, also where it is misspelt.
  private static let hints = ["secret", "client", "key", "token", "passw"]

  /// The names of keys that are secrets, and what people write for them, in lower case and without signs.
  private static let secretNames: Set<String> = {
    func names<Owner>(_ table: [Setting<Owner>]) -> [String] {
      table.filter(\.isSecret).flatMap { [$0.name.split(separator: ".").last.map(String.init) ?? ""] + $0.synonyms }
    }
    return Set((names(Settings.table) + names(SourceMembers.table)).map { plain(Array($0.utf8)[...]) })
  }()

  private static func isSecretName(_ plain: String) -> Bool {
    secretNames.contains(plain) || plain.contains("passw")
  }

  /// Names of keys, in lower case and without signs: no secrets.
  private static let names: Set<String> = {
    var names: Set<String> = []
    func add<Owner>(_ table: [Setting<Owner>]) {
      for setting in table {
        for name in setting.name.split(separator: ".").map(String.init) + setting.synonyms {
          names.insert(plain(Array(name.utf8)[...]))
        }
      }
    }
    add(Settings.table)
    add(SourceMembers.table)
    return names
  }()
}
