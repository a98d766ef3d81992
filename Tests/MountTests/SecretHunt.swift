internal import Platform
internal import TestSupport

/// Looks for words that may stand nowhere, also backwards.
struct SecretHunt {
  var words: [String] = []
  private(set) var found: [String] = []

  mutating func look(_ text: [UInt8], _ place: String) {
    for word in words {
      let bytes = Array(word.utf8)
      for form in [bytes, bytes.reversed()] where contains(text, form) {
        found.append("\(place): \(word)")
      }
    }
  }

  mutating func look(_ output: ProgramOutput, _ command: String) {
    look(Array(output.text.utf8), command)
    look(Array(output.errorText.utf8), command + ", errors")
  }

  /// Every file below a directory, and every name.
  mutating func look(below directory: String, but exception: String? = nil) throws {
    for entry in (try? listTree(directory)) ?? [] {
      look(Array(entry.path.utf8), "a name in \(directory)")
      let path = directory + "/" + entry.path
      guard entry.status.kind == .regular, path != exception else { continue }
      look((try? Files.read(path)) ?? [], path)
    }
  }

  private func contains(_ text: [UInt8], _ word: [UInt8]) -> Bool {
    guard let first = word.first, text.count >= word.count else { return false }
    var start = text.startIndex
    while let index = text[start...].firstIndex(of: first) {
      if text[index...].starts(with: word) { return true }
      start = index + 1
    }
    return false
  }
}
