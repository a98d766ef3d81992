package import Platform
internal import Scan

/// What `vitrine explain` prints, from the JSON of an explanation.
package struct ExplanationText {
  /// Members and games that are listed.
  private static let listLimit = 40

  /// Seconds since 1970.
  private let now: Int64

  package init(now: Int64 = wallNanoseconds() / 1_000_000_000) { self.now = now }

  package func lines(_ report: JSONValue) -> [String] {
    var lines = [shown(report["path"].string ?? "?")]
    func row(_ label: String, _ text: String) {
      lines.append("  \(label)\(String(repeating: " ", count: max(1, 10 - label.count)))\(text)")
    }
    lines.append("  " + verdict(report))
    if let code = report["rule"]["code"].string {
      row("rule", "\(code): \(report["rule"]["sentence"].string ?? "")")
    }
    if let detail = report["detail"].string { row("because", shown(detail)) }
    if let named = report["member"]["namedBy"].string { row("named by", shown(named)) }
    if report["gone"].boolean == true {
      row("note", "it is not on the disk any more; the mount shows what the last scan found")
    }
    if let key = report["system"]["key"].string {
      let folder = report["system"]["folder"].string ?? ""
      row("system", "\(shown(key)), in \(folder.isEmpty ? "the library itself" : shown(folder))")
      row("", report["system"]["rule"]["sentence"].string ?? "")
    }
    for (number, name) in report["names"].array.enumerated() {
      row(number == 0 ? "shown as" : "", shown(name["path"].string ?? "?"))
    }
    lines += members(report["game"])
    lines += games(report["games"].array)
    for system in report["systems"].array {
      let folder = system["folder"].string ?? ""
      row("", "\(folder.isEmpty ? "." : shown(folder))  is \(shown(system["key"].string ?? "?"))")
    }
    let matches = report["providers"].array.compactMap { ProviderStanding($0) }
    for (number, text) in matches.flatMap(MatchText(now: now).details).enumerated() {
      row(number == 0 ? "providers" : "", text)
    }
    var tellers: [(name: String, fields: [String])] = []
    for fact in report["facts"].array {
      let (name, field) = (fact["provider"].string ?? "?", fact["field"].string ?? "?")
      if let place = tellers.firstIndex(where: { $0.name == name }) {
        tellers[place].fields.append(field)
      } else {
        tellers.append((name, [field]))
      }
    }
    for (number, teller) in tellers.enumerated() {
      let fields = teller.fields.map(shown).joined(separator: ", ")
      row(number == 0 ? "shown of" : "", "\(teller.name == "own" ? "your list" : shown(teller.name)): \(fields)")
    }
    return lines
  }

  /// The rules by what they are about.
  package func rules() -> [String] {
    let headings: [(GroupingRule.Kind, String)] = [
      (.game, "Files are one game:"), (.folder, "Folders that are no game:"), (.file, "Files that are in no game:"),
    ]
    var lines: [String] = []
    for (kind, heading) in headings {
      lines += [heading] + GroupingRule.allCases.filter { $0.kind == kind }.map { row($0.rawValue, $0.sentence) } + [""]
    }
    return lines + ["System folders:"] + SystemFolderRule.allCases.map { row($0.rawValue, $0.sentence) }
  }

  private func row(_ code: String, _ sentence: String) -> String {
    "  \(code)\(String(repeating: " ", count: max(1, 18 - code.count)))\(sentence)"
  }

  private func verdict(_ report: JSONValue) -> String {
    let name = shown(report["game"]["name"].string ?? "?")
    let category = report["member"]["category"].string ?? "game"
    switch report["kind"].string {
    case "library": return "a library"
    case "folder": return "a folder that holds no games itself"
    case "system": return "a system folder"
    case "game": return report["game"]["kind"].string == "archive" ? "the game \"\(name)\"" : "a game, this file alone"
    case "member": return "a part of the game \"\(name)\"" + (category == "game" ? "" : ": \(category)")
    case "place": return "a folder that is no game"
    case "left-out":
      switch report["rule"]["code"].string {
      case "side-car", "record", "list", "side-car-folder", "hidden-folder", "no-game":
        return "no game and part of none; it is shown with the loose files"
      default: return "not shown"
      }
    case "missing": return "there is no such file or folder"
    default: return "?"
    }
  }

  private func members(_ game: JSONValue) -> [String] {
    let members = game["members"].array
    guard !members.isEmpty else { return [] }
    let bytes = size(game["bytes"].number ?? 0)
    var counts: [(String, Int)] = []
    for member in members {
      let category = member["category"].string ?? "game"
      if let place = counts.firstIndex(where: { $0.0 == category }) {
        counts[place].1 += 1
      } else {
        counts.append((category, 1))
      }
    }
    let kinds = counts.count > 1 ? ": " + counts.map { "\($0.1) \($0.0)" }.joined(separator: ", ") : ""
    let files = "\(grouped(members.count)) \(members.count == 1 ? "file" : "files")"
    let list = game["playlist"].string == nil ? "" : " and a playlist"
    var lines = ["  members   \(files)\(list), \(bytes)\(kinds)"]
    for member in members.prefix(ExplanationText.listLimit) {
      let category = member["category"].string ?? "game"
      var line = "            \(category)\(String(repeating: " ", count: max(1, 12 - category.count)))"
      line += shown(member["name"].string ?? "?")
      if let by = member["namedBy"].string { line += "  (named by \(shown(by)))" }
      if let checksum = member["crc32"].string { line += "  crc32 \(checksum)" }
      lines.append(line)
    }
    lines += more(members.count)
    if let playlist = game["playlist"].string {
      lines.append("            game        \(shown(playlist))  (made by Vitrine)")
    }
    return lines
  }

  private func games(_ games: [JSONValue]) -> [String] {
    guard !games.isEmpty else { return [] }
    return ["  games     \(grouped(games.count))"]
      + games.prefix(ExplanationText.listLimit).map { game in
        "            \(shown(game["name"].string ?? "?"))  (\(game["rule"].string ?? "?"))"
      } + more(games.count)
  }

  private func more(_ count: Int) -> [String] {
    let rest = count - ExplanationText.listLimit
    return rest > 0 ? ["            and \(grouped(rest)) more; --json lists all"] : []
  }
}
