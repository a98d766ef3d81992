extension Reading {
  /// Takes out of all messages what may be a secret of the text that was read: a mistake in one, or beside one, is told
  /// by its place alone. What is no proper file cannot be asked where its secrets are, so that everything counts as one
  /// that stands behind a name of such a key.
  mutating func hideSecrets(of text: [UInt8]) {
    guard !diagnostics.isEmpty else { return }
    let parts = Reading.secretParts(of: text)
    if !parts.isEmpty { changeMessages { Reading.hiding(parts, in: $0) } }
  }

  /// Shorter words are hardly secrets, and anything may have as many letters in common with one.
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
      let plain = String(decoding: word, as: UTF8.self).lowercased().filter { $0 != "_" && $0 != "-" }
      let isHint = hints.contains { plain.contains($0) } && word.count < 40
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

  /// Whether what stands before this is a name.
  private static func isName(_ rest: ArraySlice<UInt8>) -> Bool {
    rest.first { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") && $0 != 0x20 } == UInt8(ascii: ":")
  }

  private static func hiding(_ parts: Set<ArraySlice<UInt8>>, in message: String) -> String {
    let bytes = Array(message.utf8)
    var shown: [UInt8] = []
    var start = 0
    for end in 0...bytes.count {
      if end < bytes.count, isWord(bytes[end]) { continue }
      let word = bytes[start..<end]
      let isSecret =
        word.count >= length
        && (word.startIndex...(word.endIndex - length)).contains { parts.contains(word[$0..<$0 + length]) }
      shown += isSecret ? Array("…".utf8)[...] : word
      if end < bytes.count { shown.append(bytes[end]) }
      start = end + 1
    }
    return String(decoding: shown, as: UTF8.self)
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

  /// Names of keys, in lower case and without signs: no secrets.
  private static let names: Set<String> = {
    var names: Set<String> = []
    for setting in Settings.table {
      for name in setting.name.split(separator: ".").map(String.init) + setting.synonyms {
        names.insert(name.lowercased().filter { $0 != "_" && $0 != "-" })
      }
    }
    return names
  }()
}
