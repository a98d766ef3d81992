/// Where on which file systems a directory lies, whatever it is reached through: a bind mount has the places of what it
/// shows, though its path has nothing in common with the others.
package struct DirectoryPlaces: Hashable, Sendable {
  /// A directory as its file system has it.
  struct Place: Hashable, Sendable {
    var major: UInt32
    var minor: UInt32
    /// From the top of the file system, mounted or not.
    var path: String

    func overlaps(_ other: Place) -> Bool {
      major == other.major && minor == other.minor
        && (isPath(path, within: other.path) || isPath(other.path, within: path))
    }
  }

  private struct Identity: Hashable, Sendable {
    var device: UInt64
    var inode: UInt64

    init?(_ path: String) {
      guard let status = try? FileStatus.of(path) else { return nil }
      device = status.device
      inode = status.inode
    }
  }

  /// Of the directory, and of everything that is mounted below it.
  private let places: [Place]
  /// nil where it is not there, or was not looked at.
  private var own: Identity?
  /// Of the directory and of those above it that are there.
  private var chain: Set<Identity> = []

  /// As the mounts alone tell it. Pure.
  ///
  /// - Parameter path: absolute, without links; it need not exist.
  package init(_ path: String, in table: MountTable) {
    let holding = table.holding(path).map { mount in
      Place(mount, rest: path.utf8.dropFirst(mount.mountPoint == "/" ? 0 : mount.mountPoint.utf8.count))
    }
    let below = table.entries.filter { $0.mountPoint != path && isPath($0.mountPoint, within: path) }
    places = (holding.map { [$0] } ?? []) + below.map { Place($0, rest: "".utf8[...]) }
  }

  /// As the mounts are now, and as the directories themselves tell it: what covers what, the list of mounts does not
  /// say. A disk that does not answer within `seconds` is known by its mounts only.
  ///
  /// - Parameter path: absolute, without links; it need not exist.
  package static func current(_ path: String, within seconds: UInt64 = 3) -> DirectoryPlaces {
    var found = DirectoryPlaces(path, in: (try? MountTable.current()) ?? MountTable(parsing: ""))
    let looked = attempt(within: seconds) { () -> (own: Identity?, chain: Set<Identity>) in
      var chain: Set<Identity> = []
      var above = Substring(path)
      while true {
        if let identity = Identity(above.isEmpty ? "/" : String(above)) { chain.insert(identity) }
        guard !above.isEmpty, let slash = above.lastIndex(of: "/") else { break }
        above = above[..<slash]
      }
      return (Identity(path), chain)
    }
    found.own = looked?.own
    found.chain = looked?.chain ?? []
    return found
  }

  /// Whether one is the other, or in it, in whole or in part.
  package func overlaps(_ other: DirectoryPlaces) -> Bool {
    if let own, other.chain.contains(own) { return true }
    if let own = other.own, chain.contains(own) { return true }
    return places.contains { place in other.places.contains { place.overlaps($0) } }
  }
}

extension DirectoryPlaces.Place {
  fileprivate init(_ mount: MountTable.Entry, rest: Substring.UTF8View.SubSequence) {
    let below = String(Substring(rest))
    let top = mount.root == "/" ? "" : mount.root
    self.init(major: mount.major, minor: mount.minor, path: top.isEmpty && below.isEmpty ? "/" : top + below)
  }
}
