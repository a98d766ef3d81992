internal import Platform
internal import Text
internal import XML

/// RetroArch's playlists, `.lpl`.
package struct RetroArchPlaylist: Sendable {
  package struct Item: Hashable, Sendable {
    /// As RetroArch opens it: absolute, and for a member of an archive `Game.zip#Game.nes`.
    package var path: String
    package var label: String
    /// Of the content, as in RetroArch's database; nil where it is not known.
    package var crc32: UInt32?
    /// The playlist's file name, such as `Nintendo - Game Boy.lpl`: the name of the folder of its pictures.
    package var database: String
    /// Where it stands in the file, from 1; 0 for one that was not read.
    package var line = 0

    package init(path: String, label: String, crc32: UInt32? = nil, database: String) {
      self.path = path
      self.label = label
      self.crc32 = crc32
      self.database = database
    }
  }

  package private(set) var items: [Item] = []
  package private(set) var problems = FormatProblems()

  // MARK: Writing

  /// A playlist of version 1.5, as RetroArch has written it since 1.9: the same bytes for the same items.
  package static func render(_ items: [Item]) -> [UInt8] {
    var writer = JSONWriter(spaced: true)
    writer.object { object in
      object.member("version", "1.5")
      object.member("default_core_path", "")
      object.member("default_core_name", "")
      object.member("label_display_mode", 0)
      object.member("right_thumbnail_mode", 0)
      object.member("left_thumbnail_mode", 0)
      object.member("sort_mode", 0)
      object.array("items") { array in
        for item in items {
          array.object { object in
            object.member("path", item.path)
            object.member("label", item.label)
            object.member("core_path", "DETECT")
            object.member("core_name", "DETECT")
            object.member("crc32", item.crc32.map { GamelistWriter.hexadecimal($0) + "|crc" } ?? "DETECT")
            object.member("db_name", item.database)
          }
        }
      }
    }
    return writer.bytes + [0x0A]
  }

  /// The name, without extension, by which RetroArch looks for the pictures of a game with this label.
  package static func thumbnailName(_ label: [UInt8]) -> [UInt8] {
    label.map { "&*/:`<>?\\|\"".utf8.contains($0) ? UInt8(ascii: "_") : $0 }
  }

  // MARK: Reading

  private static let compressed: [UInt8] = Array("#RZIPv".utf8)

  /// Reads a playlist of JSON, or of six lines for each game as RetroArch wrote them up to 1.7.5.
  package init(reading bytes: [UInt8]) {
    let content = readableText(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes[3...]) : bytes)
    if content.starts(with: RetroArchPlaylist.compressed) {
      problems.add(
        "the playlist is compressed: switch off Settings > Playlists > Compress Playlists in RetroArch and save it again",
        line: 1)
    } else if content.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
      readJSON(content)
    } else {
      readLines(content)
    }
  }

  /// UTF-8, whatever it was: a name of another encoding must not lose the other games.
  private mutating func readableText(_ bytes: [UInt8]) -> [UInt8] {
    let valid = bytes.withUnsafeBufferPointer { UTF8Text.validPrefix(of: $0) }
    if valid == bytes.count || bytes.starts(with: RetroArchPlaylist.compressed) { return bytes }
    problems.add(
      "the text is not UTF-8 from here on: it is taken for Windows-1252, and files may not be found by these paths; have "
        + "RetroArch scan them again", line: bytes[..<valid].count(where: { $0 == 0x0A }) + 1)
    return Array(UndecodedBytes.string(bytes).utf8)
  }

  private mutating func readJSON(_ bytes: [UInt8]) {
    let (value, mistakes) = JSONReader.read(bytes, .strict)
    for mistake in mistakes { problems.add(mistake.message, line: mistake.place.line) }
    guard case .object(let members) = value.content, let items = members.last(where: { $0.name == "items" }) else {
      if mistakes.isEmpty { problems.add("there is no list \"items\": this is no playlist", line: 1) }
      return
    }
    guard case .array(let rows) = items.value.content else {
      if case .unreadable = items.value.content { return }
      return problems.add("\"items\" is no list: write [ and ] around the games", line: items.place.line)
    }
    for row in rows {
      guard case .object(let members) = row.content else {
        if case .unreadable = row.content { continue }
        problems.add("a game stands between { and }", line: row.place.line)
        continue
      }
      var texts: [String: String] = [:]
      for member in members { if case .string(let text) = member.value.content { texts[member.name] = text } }
      add(
        path: texts["path"] ?? "", label: texts["label"] ?? "", crc32: texts["crc32"] ?? "",
        database: texts["db_name"] ?? "", line: row.place.line)
    }
    problems.sort()
  }

  private mutating func readLines(_ bytes: [UInt8]) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      line.last == 0x0D ? line.dropLast() : line
    }
    while lines.last?.allSatisfy({ $0 <= 0x20 }) == true { lines.removeLast() }
    // Settings stand behind the games.
    while let last = lines.last, RetroArchPlaylist.isSetting(last) { lines.removeLast() }
    if lines.isEmpty { return problems.add("there are no games in the playlist", line: 1) }
    for start in stride(from: 0, to: lines.count, by: 6) {
      guard start + 6 <= lines.count else {
        return problems.add(
          "a game takes six lines, and only \(lines.count - start) are left: the playlist was cut off", line: start + 1)
      }
      let texts = lines[start..<start + 6].map { String(decoding: $0, as: UTF8.self) }
      add(path: texts[0], label: texts[1], crc32: texts[4], database: texts[5], line: start + 1)
    }
  }

  /// `default_core_path = ""`
  private static func isSetting(_ line: ArraySlice<UInt8>) -> Bool {
    let words = line.split(separator: 0x20, maxSplits: 2)
    return words.count == 3 && words[1] == [UInt8(ascii: "=")] && words[2].first == UInt8(ascii: "\"")
      && words[0].allSatisfy { $0 == UInt8(ascii: "_") || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A }
  }

  private mutating func add(path: String, label: String, crc32: String, database: String, line: Int) {
    guard !path.isEmpty else {
      return problems.add("a game without a path is left out: write \"path\"", line: line)
    }
    var item = Item(path: path, label: label, database: database)
    item.line = line
    let parts = crc32.split(separator: "|")
    if parts.count == 2, parts[1] == "crc" {
      item.crc32 = GamelistValue.checksum(String(parts[0]))
      if item.crc32 == nil {
        problems.add("the crc32 \(quoted(crc32)) is left out: write 8 hexadecimal digits and `|crc`", line: line)
      }
      // 00000000 is what RetroArch writes for none.
      if item.crc32 == 0 { item.crc32 = nil }
    }
    items.append(item)
  }
}
