internal import Model
internal import Text

/// A list of games that somebody has written: a name or pattern in each line.
///
/// | line | is |
/// |---|---|
/// | `Chrono Trigger (USA).sfc` | the game that is shown by this name |
/// | `Chrono Trigger (USA)` | every game that is shown by this name, whatever its extension |
/// | `Chrono Trigger` | every game of this title, whatever its tags |
/// | `Chrono*`, `Mega Man ?` | a pattern: `*` is any characters, `?` one |
/// | `snes/Chrono*`, `snes/*`, `nes*/Zelda*` | of one system, or of those that match |
/// | `!Chrono Cross*` | not these, whatever other lines say |
/// | `# …` | a comment; a name that begins with `#` or `!` has a backslash before it |
///
/// Upper and lower case are the same, as are composed and decomposed letters. Brackets are ordinary characters: names
/// are full of them. A list of exclusions alone is of everything else.
package struct OwnList: Sendable {
  package private(set) var problems = FormatProblems()
  /// Lines that name games.
  package var lineCount: Int { wanted.count + unwanted.count }
  private var wanted = Names()
  private var unwanted = Names()

  private static let longestLine = 1024

  package init(reading bytes: [UInt8]) {
    guard !bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFE, 0xFF]) else {
      problems.add("this is UTF-16: save it as UTF-8", line: 1)
      return
    }
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    let lines = content.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() { add(line, number: index + 1) }
  }

  private mutating func add(_ line: ArraySlice<UInt8>, number: Int) {
    var text = line.drop { $0 <= 0x20 }
    while let last = text.last, last <= 0x20 { text.removeLast() }
    guard let first = text.first, first != UInt8(ascii: "#") else { return }
    let isExclusion = first == UInt8(ascii: "!")
    if isExclusion { text = text.dropFirst().drop { $0 <= 0x20 } }
    if text.first == UInt8(ascii: "\\"), let next = text.dropFirst().first, "#!\\".utf8.contains(next) {
      text = text.dropFirst()
    }
    guard text.count <= OwnList.longestLine else {
      return problems.add("a line of more than \(OwnList.longestLine) bytes is no name: it is left out", line: number)
    }
    guard let name = UTF8Text.caseFolded(Array(text)) else {
      return problems.add("the line is not UTF-8: save the list as UTF-8; it is left out", line: number)
    }
    let parts = name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count <= 2 else {
      return problems.add(
        "\(quoted(String(decoding: text, as: UTF8.self))) has several slashes: write a name, or a system, a slash and a "
          + "name; it is left out", line: number)
    }
    guard let last = parts.last, parts.allSatisfy({ !$0.isEmpty }) else {
      let what = isExclusion && text.isEmpty ? "there is nothing behind the `!`" : "a name is missing beside the slash"
      return problems.add("\(what): write one, or take the line out", line: number)
    }
    let system = parts.count == 2 ? Array(parts[0]) : nil
    if isExclusion { unwanted.add(Array(last), of: system) } else { wanted.add(Array(last), of: system) }
  }

  /// Whether a game is in the list.
  ///
  /// - Parameters:
  ///   - system: the name of its system in the mount.
  ///   - name: its file name as shown, or its folder's.
  ///   - title: its title without tags.
  package func matches(system: String, name: [UInt8], title: String) -> Bool {
    if lineCount == 0 { return false }
    let name = folded(name)
    var forms = [name]
    let stem = Array(name[..<EntryName.extensionStart(of: name)])
    if stem != name { forms.append(stem) }
    let title = folded(Array(title.utf8))
    if !title.isEmpty, !forms.contains(title) { forms.append(title) }
    let system = folded(Array(system.utf8))
    if unwanted.contains(forms, of: system) { return false }
    return wanted.count == 0 || wanted.contains(forms, of: system)
  }
}

/// Names and patterns, folded; names are looked up, and patterns tried one by one.
private struct Names {
  private struct Name: Hashable {
    /// nil for any system.
    var system: [UInt8]?
    var name: [UInt8]
  }

  private var names: Set<Name> = []
  private var patterns: [(system: NamePattern?, name: NamePattern)] = []
  private(set) var count = 0
  private var hasNamesOfSystems = false

  mutating func add(_ name: [UInt8], of system: [UInt8]?) {
    count += 1
    let pattern = NamePattern(name)
    let systemPattern = system.map { NamePattern($0) }
    if pattern.isLiteral, systemPattern?.isLiteral != false {
      names.insert(Name(system: system, name: name))
      hasNamesOfSystems = hasNamesOfSystems || system != nil
    } else {
      patterns.append((systemPattern, pattern))
    }
  }

  func contains(_ forms: [[UInt8]], of system: [UInt8]) -> Bool {
    if !names.isEmpty {
      for form in forms {
        if names.contains(Name(system: nil, name: form)) { return true }
        if hasNamesOfSystems, names.contains(Name(system: system, name: form)) { return true }
      }
    }
    return patterns.contains { pattern in
      pattern.system?.matches(system) != false && forms.contains { pattern.name.matches($0) }
    }
  }
}
