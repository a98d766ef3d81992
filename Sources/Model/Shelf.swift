/// A directory the user named as (part of) the library.
package struct LibraryRoot: Hashable, Sendable {
  /// The catalog's number for it, stable for as long as the catalog exists.
  package var id: Int
  /// Absolute, without a slash at the end.
  package var path: String

  package init(id: Int, path: String) {
    self.id = id
    self.path = path
  }

  /// Whether it stands for what sources offer, and is no directory.
  package var isRemote: Bool { path.hasPrefix(LibraryRoot.remoteScheme) }

  /// No directory is called so: their paths are absolute.
  package static let remoteScheme = "offered:"
}

/// A file inside a synthetic ZIP that is not in the library: a playlist of the game's discs.
package struct GeneratedMember: Hashable, Sendable {
  /// Raw name inside the ZIP.
  package var name: [UInt8]
  package var contents: [UInt8]

  package init(name: [UInt8], contents: [UInt8]) {
    self.name = name
    self.contents = contents
  }
}

/// A game of several files, shown as one ZIP.
package struct ArchiveGame: Hashable, Sendable {
  /// Raw name without `.zip`, as the library's folder or files have it.
  package var name: [UInt8]
  /// Indices into the shelf's files, ascending.
  package var members: [UInt32]
  /// How many bytes of every member's path come before its name inside the ZIP.
  package var prefixLength: Int
  /// The playlist for a game of several discs that has none.
  package var playlist: GeneratedMember?

  package init(name: [UInt8], members: [UInt32], prefixLength: Int, playlist: GeneratedMember? = nil) {
    self.name = name
    self.members = members
    self.prefixLength = prefixLength
    self.playlist = playlist
  }
}

/// What one system folder of the library holds, as last seen: its files, and how they make up games.
///
/// Immutable; discovery replaces it whole. A system may have several (two folders, two roots).
package final class Shelf: Sendable {
  /// Where a shelf stands: the folder below a root.
  package struct Location: Hashable, Sendable {
    package var root: LibraryRoot
    /// Raw path of the system folder below the root, without slashes at its ends; empty for the root itself.
    package var folder: [UInt8]

    package init(root: LibraryRoot, folder: [UInt8]) {
      self.root = root
      self.folder = folder
    }
  }

  /// A place in the system folder where another file system begins.
  package struct Mount: Hashable, Sendable {
    /// Raw path below the system folder, empty for the system folder itself.
    package var path: [UInt8]
    /// ``Volume/identity``.
    package var volume: UInt64

    package init(path: [UInt8], volume: UInt64) {
      self.path = path
      self.volume = volume
    }
  }

  package let location: Location
  /// The folder's name in the mount, such as `nes`.
  package let system: String
  /// Last modification of the system folder itself, nanoseconds since 1970.
  package let modified: Int64
  /// Every file that is not junk, paths relative to the folder, sorted by path bytes.
  package let files: FileTable
  /// Files that are a game each: indices into `files`, ascending.
  package let singles: [UInt32]
  /// Games of several files each, by their first member.
  package let archives: ArchiveTable
  /// File systems the files came from, other than the one of the library's root.
  package let mounts: [Mount]

  package init(
    location: Location, system: String, modified: Int64, files: FileTable, singles: [UInt32],
    archives: some Collection<ArchiveGame>, mounts: [Mount] = []
  ) {
    self.location = location
    self.system = system
    self.modified = modified
    self.files = files
    self.singles = singles
    self.archives = ArchiveTable(archives)
    self.mounts = mounts
  }

  package var gameCount: Int { singles.count + archives.count }
}
