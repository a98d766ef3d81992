internal import Configuration
internal import Formats
internal import Model
internal import Scan

/// What games somebody names, as lines of a list and whole systems.
package struct GetNames: Sendable {
  package private(set) var lines: [[UInt8]] = []
  package private(set) var systems: [[UInt8]] = []
  /// Of lists: `FILE:LINE: …`. The others count all the same.
  package private(set) var problems: [String] = []
  /// How many there are; only the first of a list are kept.
  package private(set) var problemCount = 0
  private var exclusions: [[UInt8]] = []
  private var isEverything = false

  package init() {}

  /// Everything that is offered.
  package mutating func addEverything() { isEverything = true }

  /// All of a system, by any name it goes by.
  package mutating func add(platform: String) {
    let system = Array(Settings.systemName(platform).utf8)
    if !systems.contains(system) { systems.append(system) }
  }

  /// A word of the command line: a name, a title, a pattern, or a system alone.
  package mutating func add(word: [UInt8]) throws(Complaint) {
    let text = String(decoding: word, as: UTF8.self)
    if word.last == UInt8(ascii: "/"), word.first != UInt8(ascii: "!") {
      let name = word.dropLast()
      guard !name.isEmpty, !name.contains(UInt8(ascii: "/")) else {
        throw Complaint(.usage, "`\(shown(text))` is no system and no game: write SYSTEM/ or SYSTEM/NAME")
      }
      return add(platform: String(decoding: name, as: UTF8.self))
    }
    // Games are called `Doom`, their systems `doom`.
    if GetNames.isSystem(word), text.lowercased() == text { return add(platform: text) }
    let list = OwnList(reading: word)
    if let problem = list.problems.kept.first {
      let slashes = word.count { $0 == UInt8(ascii: "/") } > 1
      throw Complaint(
        .usage, slashes ? "`\(shown(text))` has several slashes: write a name, or SYSTEM/NAME" : shown(problem.message))
    }
    guard list.lineCount == 1 else {
      throw Complaint(.usage, "`\(shown(text))` is a comment: a name that begins with # has a backslash before it")
    }
    add(line: word)
  }

  /// A file with a name in each line, as lists of collections have them.
  ///
  /// - Parameter name: of the file, for what is wrong in it.
  package mutating func add(list bytes: [UInt8], named name: String) throws(Complaint) {
    let whole = OwnList(reading: bytes)
    let found = whole.problems.kept.map { "\(shown(name)):\($0.line): \(shown($0.message))" }
    problems += found
    problemCount += whole.problems.count
    if whole.lineCount == 0 {
      throw Complaint(.usage, found.first ?? "\(shown(name)): there is no name in it")
    }
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    for line in content.split(separator: 0x0A) {
      let line = GetNames.trimmed(line)
      // What is wrong was told, and comments name nothing.
      if OwnList(reading: line).lineCount == 1 { add(line: line) }
    }
  }

  /// A path below a mount point: a view, and in it a system and a game.
  ///
  /// - Parameter given: as typed, for what is said of it.
  package mutating func add(viewPath path: [UInt8], given: String) throws(Complaint) {
    let components = path.split(separator: UInt8(ascii: "/")).map { Array($0) }
    guard components.count > 1 else {
      throw Complaint(.usage, "\(shown(given)) is no game and no system: for everything there is, give --all")
    }
    // Some views have folders of their own above systems.
    let inView = components[1...]
    let place = inView.firstIndex { GetNames.isSystem($0) } ?? 1
    guard place + 1 < components.count else {
      return add(platform: String(decoding: components[place], as: UTF8.self))
    }
    let name = components[place + 1]
    // The mount may show it with another extension than it is offered with: ZIPs as loose files, and the reverse.
    add(line: components[place] + [UInt8(ascii: "/")] + name[..<EntryName.extensionStart(of: name)])
  }

  /// Puts it into an order. Exclusions are of what is named beside them.
  package func put(into order: inout GetOrder) throws(Complaint) {
    order.isEverything = isEverything
    order.lines = lines
    order.systems = systems
    guard !exclusions.isEmpty else { return }
    if !isEverything, lines.isEmpty, systems.isEmpty {
      throw Complaint(.usage, "there are exclusions alone, which would be everything else: say so with --all")
    }
    // As lines, so that something can be taken out of them.
    if isEverything { order.lines.append([UInt8(ascii: "*")]) }
    order.lines += systems.map { $0 + Array("/*".utf8) } + exclusions
    order.systems = []
    order.isEverything = false
  }

  private mutating func add(line: [UInt8]) {
    var name = line[...]
    let isExclusion = name.first == UInt8(ascii: "!")
    if isExclusion { name = name.dropFirst() }
    if let slash = name.firstIndex(of: UInt8(ascii: "/")) {
      // Whichever name a system goes by; a pattern stands for itself.
      let given = GetNames.trimmed(name[..<slash])
      let system = GetNames.isSystem(given) ? Settings.systemName(String(decoding: given, as: UTF8.self)) : nil
      name = (system.map { Array($0.utf8) } ?? given) + name[slash...]
    }
    if isExclusion { exclusions.append([UInt8(ascii: "!")] + name) } else { lines.append(Array(name)) }
  }

  private static func isSystem(_ name: [UInt8]) -> Bool {
    !name.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
      && PlatformTable.standard.platform(forFolder: name) != nil
  }

  private static func trimmed(_ line: ArraySlice<UInt8>) -> [UInt8] {
    var line = line.drop { $0 <= 0x20 }
    while let last = line.last, last <= 0x20 { line.removeLast() }
    return Array(line)
  }
}

extension GetRequest {
  /// What was asked for, in a few words.
  package var title: String {
    let words =
      names + collections.map { "collection \($0)" } + platforms.map { "\($0)/" }
      + lists.map { $0 == "-" ? "a list" : "list \($0)" }
    let kept = (isEverything ? ["everything"] : []) + words
    let most = 3
    let text = kept.prefix(most).joined(separator: ", ")
    return kept.count > most ? "\(text) and \(grouped(kept.count - most)) more" : text
  }
}
