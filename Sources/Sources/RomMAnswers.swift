internal import Platform

/// A platform of a RomM server: a folder of its library.
struct RomMPlatform: Hashable, Sendable {
  var id: Int64
  /// The name of its folder (`fs_slug`).
  var folder: String
}

/// A game of a RomM server: a file of a platform's folder, or a folder in it with all that it holds.
struct RomMGame: Hashable, Sendable {
  var id: Int64
  var platform: Int64?
  /// The name of the file or folder.
  var name: String
  /// Whether the server does not find it on its disk.
  var isMissing: Bool
  /// nil where the answer does not say which they are.
  var files: [RomMFile]?
}

struct RomMFile: Hashable, Sendable {
  var id: Int64
  var name: String
  /// Below the platform's folder.
  var path: [UInt8]
  /// Bytes.
  var size: String
  /// When it was changed last on the server's disk. `updated_at` is the time of a row in its database, which every scan
  /// moves.
  var modified: String?
  /// Hexadecimal; only of what the server has hashed as it is.
  var crc32: String?
  var md5: String?
  var sha1: String?
}

/// Some of the games of a platform, in the order of their numbers.
struct RomMPage: Hashable, Sendable {
  var games: [RomMGame] = []
  /// Numbers of all that the page lists, those that cannot be read included.
  var ids: [Int64] = []
  /// Games of the platform, as far as the server says so.
  var total: Int?
  var unreadable = 0
  /// What is wrong with the first of them.
  var mistake: String?
}

/// An answer that is none of RomM's.
struct NoRomMAnswer: Error, Hashable {}

extension RomMPlatform {
  /// Reads `/api/platforms`.
  static func read(_ bytes: [UInt8]) throws(NoRomMAnswer) -> [RomMPlatform] {
    var rows = JSONRows(bytes, member: "items")
    var platforms: [RomMPlatform] = []
    while let row = rows.next() {
      guard row.mistakes.isEmpty, let fields = JSONFields(row.value), let id = fields.id("id"),
        let folder = fields.text("fs_slug")
      else { throw NoRomMAnswer() }
      platforms.append(RomMPlatform(id: id, folder: folder))
    }
    if rows.isCutOff { throw NoRomMAnswer() }
    return platforms
  }
}

extension RomMPage {
  /// Reads `/api/roms`: an array, or since version 4 an object that has it.
  init(_ bytes: [UInt8]) throws(NoRomMAnswer) {
    var rows = JSONRows(bytes, member: "items")
    while let row = rows.next() {
      guard let fields = JSONFields(row.value), let id = fields.id("id") else { throw NoRomMAnswer() }
      ids.append(id)
      if let wrong = row.mistakes.first {
        unreadable += 1
        mistake = mistake ?? "one is no JSON: \(wrong.message)"
        continue
      }
      do throws(RomMGame.Mistake) { games.append(try RomMGame(fields)) } catch {
        unreadable += 1
        mistake = mistake ?? error.message
      }
    }
    if rows.isCutOff { throw NoRomMAnswer() }
    total = JSONRows.number("total", of: bytes).flatMap { Int($0) }
  }
}

extension RomMGame {
  struct Mistake: Error, Hashable {
    /// For people.
    var message: String
  }

  init(_ fields: JSONFields) throws(Mistake) {
    guard let id = fields.id("id"), let name = fields.text("fs_name"), let folder = fields.text("fs_path") else {
      throw Mistake(message: "one has no number, name or folder")
    }
    self.init(
      id: id, platform: fields.id("platform_id"), name: name, isMissing: fields.isTrue("missing_from_fs"), files: nil)
    guard case .array(let rows)? = fields["files"] else { return }
    var files: [RomMFile] = []
    for row in rows {
      guard let file = JSONFields(row) else { throw Mistake(message: "\(name): one of its files is no object") }
      if file.isTrue("missing_from_fs") { continue }
      files.append(try RomMFile(file, of: name, in: folder))
    }
    // A list that leaves the files out has none of any game, which a game that there is only as a box has, too.
    let isLeftOut = rows.isEmpty && !fields.isFalse("has_file_on_disk")
    if !isLeftOut { self.files = files }
  }
}

extension RomMFile {
  /// - Parameters:
  ///   - game: the name of the file or folder of the platform that it is, or lies in.
  ///   - folder: of the platform, on the server.
  fileprivate init(_ fields: JSONFields, of game: String, in folder: String) throws(RomMGame.Mistake) {
    guard let id = fields.id("id"), let name = fields.text("file_name"), let directory = fields.text("file_path"),
      let size = fields.number("file_size_bytes")
    else { throw RomMGame.Mistake(message: "\(game): one of its files has no number, name, folder or size") }
    let path = Array((directory + "/" + name).utf8)
    let prefix = Array((folder + "/").utf8)
    guard path.starts(with: prefix),
      case let inside = path[prefix.count...], inside.elementsEqual(game.utf8) || inside.starts(with: (game + "/").utf8)
    else {
      throw RomMGame.Mistake(message: "\(game): one of its files lies elsewhere; have RomM scan the platform again")
    }
    self.init(id: id, name: name, path: Array(inside), size: size, modified: fields.text("last_modified"))
    guard fields["archive_members"] == nil, !RomMFile.isUnpackedForChecksums(name) else { return }
    (crc32, md5, sha1) = (fields.text("crc_hash"), fields.text("md5_hash"), fields.text("sha1_hash"))
  }

  /// Whether RomM's checksums of a file of that name may be of what is packed in it. It looks at what the file begins
  /// with, so that this is about everything that is an archive by another name, too; of CHD images some versions say
  /// the checksum that stands in them.
  static func isUnpackedForChecksums(_ name: String) -> Bool {
    guard let dot = name.lastIndex(of: ".") else { return false }
    return packed.contains(name[name.index(after: dot)...].lowercased())
  }

  private static let packed: Set<String> = [
    "zip", "zipx", "7z", "rar", "tar", "gz", "tgz", "bz2", "tbz", "tbz2", "xz", "txz", "lzma", "tlz", "zst", "tzst",
    "lz", "lz4", "z", "cab", "arj", "lha", "lzh", "ace", "cpio", "chd", "apk", "apks", "xapk", "aab", "obb", "ipa",
    "jar", "jad", "war", "love", "dosz", "pk3", "pk4", "pk7", "ipk3", "ipk7", "pkz", "pke", "epub", "cbz", "cbr",
    "cb7", "cbt", "xpi", "docx", "xlsx", "pptx", "odt", "kmz", "sb3", "sb2", "mcpack", "mcworld", "mcaddon", "mrpack",
    "adz", "hdz", "dmz", "svgz", "vgz", "solarus", "easyrpg", "air",
  ]
}

extension JSONFields {
  /// nil for what is no object.
  init?(_ node: JSONNode) {
    guard case .object(let members) = node.content else { return nil }
    self.init(members)
  }

  /// A number in the server's database.
  func id(_ name: String) -> Int64? { number(name).flatMap { Int64($0) }.flatMap { $0 > 0 ? $0 : nil } }

  func isFalse(_ name: String) -> Bool { if case .boolean(false)? = self[name] { true } else { false } }
}
