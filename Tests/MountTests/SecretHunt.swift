internal import Glibc
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

  /// By the C library: there are many words, and much to look through.
  private func contains(_ text: [UInt8], _ word: [UInt8]) -> Bool {
    text.withUnsafeBytes { text in
      word.withUnsafeBytes { word in
        guard let base = text.baseAddress, let start = word.baseAddress, let first = word.first else { return false }
        var place = 0
        while place + word.count <= text.count,
          let found = memchr(base + place, Int32(first), text.count - word.count - place + 1)
        {
          if memcmp(found, start, word.count) == 0 { return true }
          place = UnsafeRawPointer(found) - base + 1
        }
        return false
      }
    }
  }
}
