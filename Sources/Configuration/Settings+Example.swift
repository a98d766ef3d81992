extension Settings {
  /// A file with every key, its default and what it is for.
  package static var example: String {
    var lines = [
      "// The configuration of Vitrine: JSON with comments; a comma behind the last value is allowed.",
      "//",
      "// Every key stands here with its default, so a line that is taken out changes nothing.",
      "// Paths are absolute, below the home directory (~/roms), or relative to the directory of this file.",
      "// Durations: \"30 s\", \"15 min\", \"48 h\", \"2 days\". Sizes: \"64 GiB\" (of 1024), \"64 GB\" (of 1000).",
      "// Each key is also an environment variable, such as VITRINE_HASHING_WORKERS for hashing.workers.",
      "// The command line comes before the environment, that before this file, and this before the defaults.",
      "//",
      "// vitrine config check     looks for mistakes",
      "// vitrine config show      every value, and where it comes from",
      "// vitrine config reload    has the running mounts take it over",
      "{",
    ]
    lines += example(of: table[...], depth: 0)
    if lines.last == "" { lines.removeLast() }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  private static func example(of table: ArraySlice<Setting<Settings>>, depth: Int) -> [String] {
    let defaults = Settings()
    let indent = String(repeating: "  ", count: depth + 1)
    // Where it is the same for all of them it is said once, in front of them.
    let isOneRemark = depth > 0 && Set(table.map(\.effect.remark)).count == 1
    var lines: [String] = []
    var rest = table
    while let setting = rest.first {
      let parts = setting.name.split(separator: ".")
      guard parts.count > depth + 1 else {
        lines += setting.exampleLines(defaults, String(parts[depth]), indent, hasRemark: !isOneRemark)
        if depth == 0 { lines.append("") }
        rest = rest.dropFirst()
        continue
      }
      let prefix = parts[...depth].joined(separator: ".") + "."
      let group = rest.prefix { $0.name.hasPrefix(prefix) }
      let remarks = Set(group.map(\.effect.remark))
      if remarks.count == 1, let remark = remarks.first, !remark.isEmpty {
        lines.append("\(indent)// \(parts[depth])\(remark)")
      }
      lines.append("\(indent)\"\(parts[depth])\": {")
      lines += example(of: group, depth: depth + 1)
      lines.append("\(indent)},")
      if depth == 0 { lines.append("") }
      rest = rest.dropFirst(group.count)
    }
    return lines
  }
}

extension Setting {
  fileprivate func exampleLines(
    _ defaults: Owner, _ name: String, _ indent: String, hasRemark: Bool = true
  ) -> [String] {
    let comment = "\(indent)// "
    var lines = wrapped(documentation + (hasRemark ? effect.remark : ""), comment)
    for part in parts { lines += wrapped(part, comment + "  ", continuation: comment + "            ") }
    let value = text(defaults)
    if let example { lines.append("\(comment)\"\(name)\": \(example),") }
    if value == "null" { return lines }
    let line = "\(indent)\"\(name)\": \(value),"
    let members = line.count > 100 ? objectMembers(value) : []
    if members.isEmpty { return lines + [line] }
    lines.append("\(indent)\"\(name)\": {")
    lines += members.map { "\(indent)  \($0)," }
    return lines + ["\(indent)},"]
  }

  /// The members of an object, as they are written; none where it is something else.
  private func objectMembers(_ text: String) -> [Substring] {
    guard text.first == "{", text.last == "}" else { return [] }
    let inside = text.dropFirst().dropLast()
    var members: [Substring] = []
    var start = inside.startIndex
    var depth = 0
    var isText = false
    var isEscaped = false
    for index in inside.indices {
      let character = inside[index]
      if isEscaped {
        isEscaped = false
      } else if character == "\"" {
        isText.toggle()
      } else if isText {
        isEscaped = character == "\\"
      } else if "{[".contains(character) {
        depth += 1
      } else if "}]".contains(character) {
        depth -= 1
      } else if character == ",", depth == 0 {
        members.append(inside[start..<index])
        start = inside.index(after: index)
      }
    }
    return (members + [inside[start...]]).map { $0.drop { $0 == " " } }.filter { !$0.isEmpty }
  }

  private func wrapped(_ text: String, _ indent: String, continuation: String? = nil) -> [String] {
    var lines = [indent]
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if lines[lines.count - 1].count + word.count > 100 { lines.append(continuation ?? indent) }
      lines[lines.count - 1] += word + " "
    }
    return lines.map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}

extension Effect {
  /// For the end of a sentence about a key.
  package var remark: String {
    switch self {
    case .live: ""
    case .nextMount: " (takes effect with the next mount)"
    }
  }
}
