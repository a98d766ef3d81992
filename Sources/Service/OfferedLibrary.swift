internal import Digest
package import Model
internal import Names
internal import Scan

/// What all sources together offer, arranged by the rules of the library: systems, and games by their files.
///
/// Immutable: made anew when a source was listed.
package struct OfferedLibrary: Sendable {
  package struct Game: Sendable {
    /// As the mount would show it, without `.zip` where it would be one.
    package var name: [UInt8]
    /// Of the system's files, ascending.
    package var files: [Int]

    init(name: [UInt8], isFolder: Bool, files: [Int]) {
      self.name = name
      self.files = files
      isArchive = isFolder
    }

    private var isArchive: Bool

    /// Without tags.
    package var title: String { GameName(name, isDirectory: isArchive).naturalTitle }
  }

  package final class System: Sendable {
    /// Its name in the mount.
    package let key: String
    /// Sorted by path, which is that below the system's folder.
    package let files: FileTable
    /// By file: the offers it can come from, those of the first source first.
    package let offers: [[Int64]]
    package let games: [Game]
    /// The games as a shelf has them: files that are one each, and those of several.
    let singles: [UInt32]
    let archives: [ArchiveGame]

    init(key: String, files: FileTable, offers: [[Int64]], _ grouped: Grouping.Result) {
      self.key = key
      self.files = files
      self.offers = offers
      singles = grouped.singles
      archives = grouped.archives
      let singles = grouped.singles.map { index in
        let name = ShelfReading.lastName(Array(files.path(at: Int(index))))
        return Game(name: name, isFolder: false, files: [Int(index)])
      }
      let several = grouped.archives.map { game in
        Game(name: game.name, isFolder: true, files: game.members.map { Int($0) })
      }
      games = (singles + several).sorted { ($0.files.first ?? 0) < ($1.files.first ?? 0) }
    }
  }

  /// A source and everything it offers.
  package struct Listed {
    package var source: KnownSource
    /// A platform that everything is of; nil finds out.
    package var platform: String?
    /// Sorted by path.
    package var offers: [StoredOffer]

    package init(source: KnownSource, platform: String? = nil, offers: [StoredOffer]) {
      self.source = source
      self.platform = platform
      self.offers = offers
    }
  }

  /// Ordered by key.
  package let systems: [System]

  /// - Parameters:
  ///   - listed: in the order in which sources are preferred.
  ///   - isCancelled: asked now and then; what is made then is not whole.
  package init(_ listed: [Listed], _ isCancelled: () -> Bool = { false }) {
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
      /// Below the system's folder.
      var path: [UInt8]
      var size: Int64?
      /// Nanoseconds since 1970.
      var modified: Int64
      /// What tells versions apart besides, in the place of an inode.
      var identity: UInt64
      var offer: Int64
    }

    var platform: Platform
    /// Those of the first source first, each source's sorted by path.
    var files: [File] = []

    func system(_ key: String) -> System {
      var table = FileTable()
      var offers: [[Int64]] = []
      var last: [UInt8]?
      var size: Int64?
      for place in sorted {
        let file = files[place]
        if let last, last == file.path {
          // Another file by the same name is left to the source that came first.
          if let own = file.size, let size, own != size { continue }
          size = size ?? file.size
          offers[offers.count - 1].append(file.offer)
        } else {
          table.append(
            path: file.path, version: FileVersion(size: file.size ?? 0, modified: file.modified, inode: file.identity))
          offers.append([file.offer])
          (last, size) = (file.path, file.size)
        }
      }
      // What a descriptor names is not known: it is not read before it is fetched.
      return System(key: key, files: table, offers: offers, Grouping.group(table, platform: platform) { _ in nil })
    }

    /// Places in `files` by path, and of one path in their order.
    private var sorted: [Int] {
      func isInOrder(_ left: Int, _ right: Int) -> Bool {
        files[left].path.withUnsafeBytes { left in
          files[right].path.withUnsafeBytes { !$0.precedes(left) }
        }
      }
      let places = Array(files.indices)
      // As one source gives them.
      if places.dropFirst().allSatisfy({ isInOrder($0 - 1, $0) }) { return places }
      return places.sorted { left, right in
        isInOrder(left, right) && (!isInOrder(right, left) || left < right)
      }
    }
  }

  private static func collect(_ listed: Listed, into systems: inout [String: Collected]) {
    let offers = listed.offers.filter { !isLeftOut($0.offer.path) }
    let folders = Folders(offers)
    let name = listed.source.place.split(separator: "/").last.map { Array($0.utf8) } ?? []
    let shape = LibraryShape(name: name, table: .standard, platform: listed.platform) { folders.names(in: $0) }
    for system in shape.systems {
      let prefix = system.folder.isEmpty ? [] : system.folder + [UInt8(ascii: "/")]
      systems[system.platform.key, default: Collected(platform: system.platform)].files +=
        offers[range(of: prefix, in: offers)].map { stored in
          Collected.File(
            path: Array(stored.offer.path[prefix.count...]),
            size: stored.offer.size.flatMap { $0.isExact ? $0.bytes : nil },
            modified: (stored.offer.modified?.seconds ?? 0) &* 1_000_000_000,
            identity: OfferedLibrary.identity(stored.offer, at: listed.source.place), offer: stored.id)
        }
    }
  }

  /// The same as long as the source says that a file is the same.
  private static func identity(_ offer: Offer, at place: String) -> UInt64 {
    var fields = IdentityFields("offer")
    fields.append(place.utf8)
    fields.append(offer.path)
    // A weak one becomes strong by itself.
    let tag = offer.etag.flatMap(EntityTag.normal) ?? ""
    fields.append((tag.hasPrefix("W/") ? tag.dropFirst(2) : tag[...]).utf8)
    return fields.digest().prefix
  }

  /// Whether a library would leave it out as junk.
  private static func isLeftOut(_ path: [UInt8]) -> Bool {
    path.withUnsafeBytes { path in
      var start = 0
      for end in 0...path.count where end == path.count || path[end] == UInt8(ascii: "/") {
        if Junk.contains(UnsafeRawBufferPointer(rebasing: path[start..<end])) { return true }
        start = end + 1
      }
      return false
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
    // Files of one folder mostly follow each other.
    var last: ArraySlice<UInt8> = []
    var lastIsShown = true
    for offer in offers {
      let path = offer.offer.path
      let slash = path.lastIndex(of: UInt8(ascii: "/"))
      let folder = slash.map { path[..<$0] } ?? []
      if folder != last {
        (last, lastIsShown) = (folder, note(folder))
      }
      if lastIsShown { levels[Array(folder)]?.files.append(Array(path[(slash.map { $0 + 1 } ?? 0)...])) }
    }
  }

  /// - Returns: false for one so deep that nobody asks for it.
  private mutating func note(_ folder: ArraySlice<UInt8>) -> Bool {
    var above: [UInt8] = []
    for (depth, component) in folder.split(separator: UInt8(ascii: "/")).enumerated() {
      let path = above.isEmpty ? Array(component) : above + [UInt8(ascii: "/")] + component
      if levels[path] == nil {
        levels[above]?.folders.append(Array(component))
        if depth >= Folders.deepest { return false }
        levels[path] = Names()
      }
      above = path
    }
    return true
  }

  func names(in path: [UInt8]) -> (files: [[UInt8]], folders: [[UInt8]])? {
    levels[path].map { ($0.files, $0.folders) }
  }
}
