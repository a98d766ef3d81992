internal import Catalog
internal import Model
internal import Names
internal import Scan

/// What all sources together offer, arranged by the rules of the library: systems, and games by their files.
///
/// Immutable: made anew when a source was listed.
struct OfferedLibrary: Sendable {
  struct Game: Sendable {
    /// As the mount would show it, without `.zip` where it would be one.
    var name: [UInt8]
    /// Without tags.
    var title: String
    /// Of the system's files, ascending.
    var files: [Int]
  }

  final class System: Sendable {
    /// Its name in the mount.
    let key: String
    /// Sorted by path, which is that below the system's folder.
    let files: FileTable
    /// By file: the offers it can come from, those of the first source first.
    let offers: [[Int64]]
    let games: [Game]

    init(key: String, files: FileTable, offers: [[Int64]], games: [Game]) {
      self.key = key
      self.files = files
      self.offers = offers
      self.games = games
    }
  }

  /// A source and everything it offers.
  struct Listed {
    var source: KnownSource
    /// A platform that everything is of; nil finds out.
    var platform: String?
    /// Sorted by path.
    var offers: [StoredOffer]
  }

  /// Ordered by key.
  let systems: [System]

  /// - Parameters:
  ///   - listed: in the order in which sources are preferred.
  ///   - isCancelled: asked now and then; what is made then is not whole.
  init(_ listed: [Listed], _ isCancelled: () -> Bool = { false }) {
    var files: [String: Collected] = [:]
    for source in listed where !isCancelled() { OfferedLibrary.collect(source, into: &files) }
    systems = files.keys.sorted().compactMap { key in
      isCancelled() ? nil : files[key]?.system(key)
    }
  }

  func system(_ key: String) -> System? { systems.first { $0.key == key } }

  // MARK: Arranging

  private struct Collected {
    struct File {
      var size: Int64?
      var modified: Int64
      var offers: [Int64]
    }

    var platform: Platform
    /// By the path below the system's folder.
    var files: [[UInt8]: File] = [:]

    /// Another file by the same name is left to the source that came first.
    mutating func add(_ path: [UInt8], _ offer: StoredOffer) {
      let size = offer.offer.size.flatMap { $0.isExact ? $0.bytes : nil }
      let modified = (offer.offer.modified?.seconds ?? 0) &* 1_000_000_000
      guard var known = files[path] else {
        files[path] = File(size: size, modified: modified, offers: [offer.id])
        return
      }
      if let size, let other = known.size, size != other { return }
      known.size = known.size ?? size
      known.offers.append(offer.id)
      files[path] = known
    }

    func system(_ key: String) -> System {
      var table = FileTable()
      var offers: [[Int64]] = []
      for path in files.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        guard let file = files[path] else { continue }
        table.append(path: path, version: FileVersion(size: file.size ?? 0, modified: file.modified, inode: 0))
        offers.append(file.offers)
      }
      return System(key: key, files: table, offers: offers, games: games(table))
    }

    /// What a descriptor names is not known: it is not read before it is fetched.
    private func games(_ table: FileTable) -> [Game] {
      let result = Grouping.group(table, platform: platform) { _ in nil }
      let singles = result.singles.map { index in
        let name = ShelfReading.lastName(Array(table.path(at: Int(index))))
        return Game(
          name: name, title: GameName(name, isDirectory: false).naturalTitle, files: [Int(index)])
      }
      let archives = result.archives.map { game in
        Game(
          name: game.name, title: GameName(game.name, isDirectory: true).naturalTitle,
          files: game.members.map { Int($0) })
      }
      return (singles + archives).sorted { ($0.files.first ?? 0) < ($1.files.first ?? 0) }
    }
  }

  private static func collect(_ listed: Listed, into systems: inout [String: Collected]) {
    let offers = listed.offers.filter { !isLeftOut($0.offer.path) }
    let folders = Folders(offers)
    let name = listed.source.place.split(separator: "/").last.map { Array($0.utf8) } ?? []
    let shape = LibraryShape(name: name, table: .standard, platform: listed.platform) { folders.names(in: $0) }
    for system in shape.systems {
      let prefix = system.folder.isEmpty ? [] : system.folder + [UInt8(ascii: "/")]
      for offer in offers[range(of: prefix, in: offers)] {
        systems[system.platform.key, default: Collected(platform: system.platform)]
          .add(Array(offer.offer.path.dropFirst(prefix.count)), offer)
      }
    }
  }

  /// Whether a library would leave it out as junk.
  private static func isLeftOut(_ path: [UInt8]) -> Bool {
    path.split(separator: UInt8(ascii: "/")).contains { component in
      Array(component).withUnsafeBytes { Junk.contains($0) }
    }
  }

  private static func range(of prefix: [UInt8], in offers: [StoredOffer]) -> Range<Int> {
    if prefix.isEmpty { return 0..<offers.count }
    func bound(_ isBefore: (ArraySlice<UInt8>) -> Bool) -> Int {
      var low = 0
      var high = offers.count
      while low < high {
        let middle = (low + high) / 2
        if isBefore(offers[middle].offer.path[...]) { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let start = bound { $0.lexicographicallyPrecedes(prefix) }
    let end = bound { $0.starts(with: prefix) || $0.lexicographicallyPrecedes(prefix) }
    return start..<end
  }
}

/// The folders in which systems are looked for, by the names in them.
private struct Folders {
  private struct Names {
    var files: [[UInt8]] = []
    var folders: [[UInt8]] = []
  }

  /// Systems lie no deeper: `vendor/system/roms`.
  private static let deepest = 3

  private var levels: [[UInt8]: Names] = [:]

  /// - Parameter offers: sorted by path.
  init(_ offers: [StoredOffer]) {
    levels[[]] = Names()
    for offer in offers {
      let path = offer.offer.path
      var start = 0
      var depth = 0
      while depth <= Folders.deepest {
        let folder = start == 0 ? [] : Array(path[..<(start - 1)])
        guard let slash = path[start...].firstIndex(of: UInt8(ascii: "/")) else {
          levels[folder, default: Names()].files.append(Array(path[start...]))
          break
        }
        let name = Array(path[start..<slash])
        // Files of one folder lie together, but for those of folders in it.
        if levels[folder]?.folders.last != name {
          if levels[Array(path[..<slash])] == nil {
            levels[folder, default: Names()].folders.append(name)
            levels[Array(path[..<slash])] = Names()
          }
        }
        start = slash + 1
        depth += 1
      }
    }
  }

  func names(in path: [UInt8]) -> (files: [[UInt8]], folders: [[UInt8]])? {
    levels[path].map { ($0.files, $0.folders) }
  }
}
