/// Fields that hold several names: `Platform, Adventure`, `Action / Puzzle`, `Konami; Capcom`.
package enum NameList {
  /// The names, each once whatever its case, fit to be those of folders. A firm's form behind a comma belongs to it:
  /// `Nintendo Co., Ltd.`.
  package static func names(in field: String?) -> [String] {
    guard let field else { return [] }
    var names: [String] = []
    for part in field.split(whereSeparator: { ",;|\n".contains($0) }).flatMap(slashed) {
      let name = trimmed(part)
      if name.isEmpty { continue }
      if firms.contains(name.lowercased().filter { $0 != "." }), let last = names.popLast() {
        names.append("\(last), \(name)")
      } else {
        names.append(name)
      }
    }
    var seen: Set<String> = []
    return names.map(folderName).filter { !$0.isEmpty && seen.insert($0.lowercased()).inserted }
  }

  /// As people would call it: without what no name may have or end in.
  private static func folderName(_ name: String) -> String {
    var plain = String(name.map { $0 == "/" ? "-" : $0 })
    while let last = plain.last, last == "." || last == " " { plain.removeLast() }
    return plain.isEmpty ? "" : String(decoding: EntryName.sanitized(Array(plain.utf8)), as: UTF8.self)
  }

  private static let firms: Set<String> = [
    "ltd", "inc", "llc", "co", "corp", "gmbh", "sa", "srl", "bv", "co ltd", "kk", "limited", "incorporated",
  ]

  /// At slashes with blanks around them: `Action / Puzzle`, and not `Hack/Slash`.
  private static func slashed(_ text: Substring) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var index = text.startIndex
    while let slash = text[index...].firstIndex(of: "/") {
      let next = text.index(after: slash)
      let isBetweenBlanks =
        slash > text.startIndex && text[text.index(before: slash)] == " " && next < text.endIndex && text[next] == " "
      if isBetweenBlanks {
        parts.append(text[start..<slash])
        start = next
      }
      index = next
    }
    return parts + [text[start...]]
  }

  private static func trimmed(_ text: Substring) -> String {
    let front = text.drop { $0.isWhitespace }
    return String(front.prefix(front.count - front.reversed().prefix { $0.isWhitespace }.count))
  }
}
