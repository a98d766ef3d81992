internal import Model
internal import Scan
internal import Testing

/// A tree, the games in it and the rules by which they are games, as text.
///
/// | | |
/// |---|---|
/// | file | a path; `path<name,name` is a descriptor that names files, `path<<text` one of these words |
/// | game | `rule: path` is a file that is a game itself, `rule: Name = member \| member` several files; ` + a, b` at the end are the lines of a playlist made for it |
/// | other | `rule: path` is a file in no game, or with a slash at its end what was decided of a folder |
struct GroupingCase: CustomTestStringConvertible, Sendable {
  let title: String
  let platform: String
  let files: [String]
  let games: [String]
  let others: [String]

  init(_ title: String, _ platform: String, _ files: [String], _ games: [String], others: [String] = []) {
    self.title = title
    self.platform = platform
    self.files = files
    self.games = games
    self.others = others
  }

  var testDescription: String { "\(platform): \(title)" }

  struct Found {
    var games: [String]
    var others: [String]
    var rules: Set<GroupingRule>
    /// Which descriptor names a file.
    var namedBy: [String: String]
    /// Of all games.
    var members: [UInt32]
  }

  var found: Found {
    var contents: [String: [UInt8]] = [:]
    var paths: [String] = []
    for file in files {
      let parts = file.split(separator: "<", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      paths.append(parts[0])
      guard parts.count == 2 else { continue }
      let text = parts[1].hasPrefix("<") ? String(parts[1].dropFirst()) : GroupingCase.descriptor(parts[0], parts[1])
      contents[parts[0]] = [UInt8](text.utf8)
    }
    return GroupingCase.group(paths, contents, platform: platform)
  }

  static func group(_ paths: [String], _ contents: [String: [UInt8]], platform: String) -> Found {
    let paths = paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var table = FileTable()
    for (index, path) in paths.enumerated() {
      let size = Int64(contents[path]?.count ?? 1)
      table.append(path: path.utf8, version: FileVersion(size: size, modified: 1, inode: UInt64(index)))
    }
    let platform = PlatformTable.standard.platformOrOwn(forFolder: platform.utf8)
    let (result, trace) = Grouping.explain(table, platform: platform) { contents[paths[$0]] }
    let plain = Grouping.group(table, platform: platform) { contents[paths[$0]] }
    #expect(plain.singles == result.singles && plain.archives == result.archives)
    let archives = result.archives.map { game in
      let members = game.members.map {
        String(decoding: paths[Int($0)].utf8.dropFirst(game.prefixLength), as: UTF8.self)
      }
      let rule = trace.games[game.members[0]]?.rawValue ?? "?"
      let line = "\(rule): " + String(decoding: game.name, as: UTF8.self) + " = " + members.joined(separator: " | ")
      guard let playlist = game.playlist else { return line }
      let discs = String(decoding: playlist.contents, as: UTF8.self).split(separator: "\n")
      return line + " + " + discs.joined(separator: ", ")
    }
    let singles = result.singles.map { "\(trace.games[$0]?.rawValue ?? "?"): \(paths[Int($0)])" }
    let files = trace.files.indices.filter { trace.owners[$0] == nil }.map {
      "\(trace.files[$0].rawValue): \(paths[$0])"
    }
    let folders = trace.folders.filter { !$0.key.isEmpty }
      .map { "\($0.value.rawValue): \(String(decoding: $0.key, as: UTF8.self))" }
    let named = trace.namedBy.map { (paths[Int($0.key)], paths[Int($0.value)]) }
    return Found(
      games: singles + archives, others: files + folders,
      rules: Set(trace.files + trace.folders.values + trace.games.values),
      namedBy: Dictionary(uniqueKeysWithValues: named),
      members: result.singles + result.archives.flatMap(\.members))
  }

  private static func descriptor(_ path: String, _ list: String) -> String {
    let names = list.split(separator: ",").map(String.init)
    if path.hasSuffix(".m3u") { return names.map { $0 + "\n" }.joined() }
    if path.hasSuffix(".gdi") {
      return "\(names.count)\n"
        + names.enumerated().map { "\($0 + 1) 0 4 2352 \"\($1)\" 0\n" }.joined()
    }
    if path.hasSuffix(".toc") { return names.map { "TRACK AUDIO\nDATAFILE \"\($0)\"\n" }.joined() }
    return names.enumerated().map { "FILE \"\($1)\" BINARY\n  TRACK \($0 + 1) MODE2/2352\n" }.joined()
  }
}
