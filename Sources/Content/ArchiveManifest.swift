package import Digest
package import Model

/// What a game's ZIP consists of: everything that is known without opening a file.
package struct ArchiveManifest: Sendable {
  /// Where a member's bytes come from.
  package enum Source: Hashable, Sendable {
    /// A file of the shelf, by its index.
    case file(Int)
    /// Bytes that are in no file.
    case generated([UInt8])
  }

  /// Where everything stands; members in the archive's order.
  package let layout: ZipLayout
  /// Where member `index` of the layout comes from.
  package let sources: [Source]
  /// Of the layout's version, and every member's name, size, time (nanoseconds) and inode in order, or the contents
  /// where they are generated. The same identity is the same bytes.
  package let identity: SHA256Digest
  /// That of the newest member, nanoseconds since 1970.
  package let modified: Int64

  /// - Returns: nil where the members together are larger than a file can be (2^63 - 1 bytes).
  package init?(of game: ArchiveGame, on shelf: Shelf) {
    var entries = ArchiveManifest.entries(of: game, on: shelf)
    ArchiveManifest.makeDistinct(&entries)
    // Playlists and disc descriptors first: programs that look into every archive then touch few bytes.
    entries.sort { $0.rank == $1.rank ? $0.name.lexicographicallyPrecedes($1.name) : $0.rank < $1.rank }

    let newest = entries.lazy.compactMap { $0.version?.modified }.max() ?? shelf.modified
    var layout = ZipLayout(
      reservingMembers: entries.count, nameBytes: entries.reduce(0) { $0 + $1.name.count })
    var sources: [Source] = []
    sources.reserveCapacity(entries.count)
    var fields = IdentityFields("archive")
    fields.append(ZipLayout.version)
    for entry in entries {
      entry.name.withUnsafeBytes { fields.append($0) }
      switch (entry.source, entry.version) {
      case (.file, let version?):
        fields.append(1 as UInt64)
        fields.append(version)
        layout.append(
          name: entry.name, size: UInt64(max(0, version.size)), modified: wholeSeconds(version.modified))
      case (.generated(let contents), _):
        fields.append(2 as UInt64)
        contents.withUnsafeBytes { fields.append($0) }
        layout.append(name: entry.name, size: UInt64(contents.count), modified: wholeSeconds(newest))
      case (.file, nil): preconditionFailure("a file of a shelf has a version")
      }
      sources.append(entry.source)
    }
    guard layout.measure.isRepresentable else { return nil }
    self.layout = layout
    self.sources = sources
    identity = fields.digest()
    modified = newest
  }

  /// Bytes of the ZIP.
  package var size: Int64 { Int64(layout.size) }

  /// What the ZIP is known by in the mount.
  package var nodeID: NodeID { NodeID(kind: .archive, digest: identity) }

  private struct Entry {
    /// As in the archive.
    var name: [UInt8]
    /// As in the library.
    var rawName: ArraySlice<UInt8>
    var rank: Int
    var source: Source
    /// nil for generated members.
    var version: FileVersion?
  }

  private static func entries(of game: ArchiveGame, on shelf: Shelf) -> [Entry] {
    var entries: [Entry] = []
    entries.reserveCapacity(game.members.count + 1)
    func add(_ rawName: ArraySlice<UInt8>, _ source: Source, _ version: FileVersion?) {
      let name = EntryName.sanitizedPath(rawName)
      let rank =
        switch DiscDescriptor.Format(fileName: name) {
        case .m3u: 0
        case nil: 2
        default: 1
        }
      entries.append(Entry(name: name, rawName: rawName, rank: rank, source: source, version: version))
    }
    if let playlist = game.playlist { add(playlist.name[...], .generated(playlist.contents), nil) }
    for member in game.members {
      let index = Int(member)
      add(
        shelf.files.path(at: index).dropFirst(game.prefixLength), .file(index), shelf.files.version(at: index))
    }
    return entries
  }

  /// Marks names that would fall on one another when the archive is extracted, on any system.
  private static func makeDistinct(_ entries: inout [Entry]) {
    var names = ClashSet()
    names.reserveCapacity(entries.count)
    // A file cannot have the name of a directory either.
    for entry in entries {
      for (index, byte) in entry.name.enumerated() where byte == UInt8(ascii: "/") {
        names.reserve(entry.name[..<index])
      }
    }
    for index in entries.indices {
      entries[index].name = names.claim(entries[index].name, source: entries[index].rawName)
    }
  }
}

/// The second a time in nanoseconds since 1970 lies in, also before 1970.
package func wholeSeconds(_ nanoseconds: Int64) -> Int64 {
  let (quotient, remainder) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
  return remainder < 0 ? quotient - 1 : quotient
}
