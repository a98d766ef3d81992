internal import Configuration
internal import Content
internal import Formats
internal import Model
internal import Platform
internal import Scan

/// The user's own lists, read again when they change.
struct OwnCollections {
  private struct Known {
    var settings: CollectionSettings
    /// Size and modification of the file; nil where it cannot be read.
    var version: [Int64]?
    var own: CollectionChooser.Own?
  }

  private var lists: [Known] = []

  /// Those that could be read.
  var all: [CollectionChooser.Own] { lists.compactMap(\.own) }

  /// Looks at the lists, and reads those that have changed.
  ///
  /// - Returns: whether there are other ones than before.
  mutating func update(_ settings: [CollectionSettings]) -> Bool {
    var hasChanged = settings != lists.map(\.settings)
    var updated: [Known] = []
    for setting in settings {
      let known = lists.first { $0.settings == setting }
      switch setting.source {
      case .games(let games):
        updated.append(known ?? Known(settings: setting, own: OwnCollections.own(setting.name, games)))
      case .file(let path):
        let status = try? FileStatus.of(path)
        let version = status.map { [$0.size, $0.modified, Int64(truncatingIfNeeded: $0.inode)] }
        if let known, known.version == version, version != nil || known.own == nil {
          updated.append(known)
          continue
        }
        hasChanged = true
        updated.append(
          Known(settings: setting, version: version, own: OwnCollections.read(setting.name, path, status)))
      }
    }
    lists = updated
    return hasChanged
  }

  private static func own(_ name: String, _ games: [String]) -> CollectionChooser.Own {
    let list = OwnList(reading: Array(games.joined(separator: "\n").utf8))
    for problem in list.problems.kept { Log.warning("collections.\(name), entry \(problem.line): \(problem.message)") }
    return own(name, list)
  }

  private static func own(_ name: String, _ list: OwnList) -> CollectionChooser.Own {
    CollectionChooser.Own(path: name.split(separator: "/").map(String.init)) { system, path, game in
      list.matches(system: system, name: ShelfReading.lastName(path), title: game.title)
    }
  }

  /// Bytes; no list of games has more.
  private static let longestList: Int64 = 64 << 20

  private static func read(_ name: String, _ path: String, _ status: FileStatus?) -> CollectionChooser.Own? {
    guard let status, status.kind == .regular, status.size <= longestList else {
      Log.warning("collections.\(name): \(path) is no file that can be read; the collection is left out until it is")
      return nil
    }
    do throws(Errno) {
      let bytes = try readFile(path, limit: Int(longestList))
      let ending = path.split(separator: ".").last.map { $0.lowercased() }
      let problems: FormatProblems
      let found: CollectionChooser.Own
      switch ending {
      case "lpl":
        let playlist = RetroArchPlaylist(reading: bytes)
        problems = playlist.problems
        found = files(name, playlist.items.map { Array($0.path.utf8) })
      case "xml":
        let folder = path.split(separator: "/").dropLast().last.map { Array($0.utf8) }
        let list = Gamelist(reading: bytes, systemFolder: folder)
        problems = list.problems
        let system = folder.flatMap { PlatformTable.standard.platform(forFolder: $0)?.key }
        found = files(name, list.games.filter { $0.facts.isFavorite == true }.map(\.path), of: system)
      default:
        let list = OwnList(reading: bytes)
        problems = list.problems
        found = own(name, list)
      }
      for problem in problems.kept { Log.warning("\(path):\(problem.line): \(problem.message)") }
      return found
    } catch {
      Log.warning("collections.\(name): \(path) cannot be read (\(error)); the collection is left out until it can")
      return nil
    }
  }

  /// Games by paths that were written on any machine: what counts is the file's name, and the folder it is in where
  /// that is a system's.
  private static func files(_ name: String, _ paths: [[UInt8]], of system: String? = nil) -> CollectionChooser.Own {
    var wanted: Set<[UInt8]> = []
    for path in paths {
      // `Game.zip#Game.nes`
      let file = DiscDescriptor.archive(of: path) ?? path
      let names = file.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }.map { Array($0) }
      guard let last = names.last else { continue }
      let folder =
        system
        ?? names.dropLast().reversed().lazy
        .compactMap { PlatformTable.standard.platform(forFolder: $0)?.key }.first
      wanted.insert(Array((folder ?? "").utf8) + [UInt8(ascii: "/")] + stem(last))
    }
    return CollectionChooser.Own(path: name.split(separator: "/").map(String.init)) { [wanted] system, path, _ in
      let name = stem(ShelfReading.lastName(path))
      return wanted.contains(Array(system.utf8) + [UInt8(ascii: "/")] + name)
        || wanted.contains([UInt8(ascii: "/")] + name)
    }
  }

  private static func stem(_ name: [UInt8]) -> [UInt8] {
    EntryName.sanitized(name[..<EntryName.extensionStart(of: name)]).map { byte in
      byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
  }
}
