/// What part of the library a scan is about: everything, or what lies at one of some places and belongs to one of
/// some systems.
///
/// Two scopes of the same meaning are equal: the lists are sorted, and a place inside another is left out.
package struct ScanScope: Hashable, Sendable {
  /// A file, a folder or the whole of a root.
  package struct Place: Hashable, Sendable {
    package var root: LibraryRoot
    /// Raw path below the root, without slashes at its ends; empty for the whole root.
    package var path: [UInt8]

    package init(root: LibraryRoot, path: [UInt8] = []) {
      self.root = root
      self.path = path
    }

    /// Those it lies in, its root included.
    fileprivate var ancestors: [Place] {
      guard !path.isEmpty else { return [] }
      let slashes = path.indices.filter { path[$0] == UInt8(ascii: "/") }
      return [Place(root: root)] + slashes.map { Place(root: root, path: Array(path[..<$0])) }
    }

    /// Whether `path` of the same root is this place or lies in it.
    fileprivate func holds(_ path: some Collection<UInt8>) -> Bool {
      if self.path.isEmpty { return true }
      guard path.starts(with: self.path) else { return false }
      let rest = path.dropFirst(self.path.count)
      return rest.isEmpty || rest.first == UInt8(ascii: "/")
    }
  }

  /// Empty: everywhere.
  package let places: [Place]
  /// Names as in the mount, such as `nes`. Empty: all.
  package let systems: [String]

  package static let everything = ScanScope()

  package init(places: [Place] = [], systems: [String] = []) {
    let ordered = Set(places).sorted { left, right in
      left.root.path == right.root.path
        ? left.path.lexicographicallyPrecedes(right.path) : left.root.path < right.root.path
    }
    let all = Set(ordered)
    self.places = ordered.filter { place in !place.ancestors.contains { all.contains($0) } }
    self.systems = Set(systems).sorted()
  }

  /// Whether the root has anything that may be in the scope.
  package func concerns(_ root: LibraryRoot) -> Bool { places.isEmpty || places.contains { $0.root == root } }

  /// Whether a system folder, or a part of it, is in the scope.
  package func concerns(_ location: Shelf.Location, system: String) -> Bool {
    guard systems.isEmpty || systems.contains(system) else { return false }
    return places.isEmpty
      || places.contains { place in
        place.root == location.root
          && (place.holds(location.folder)
            || Place(root: location.root, path: location.folder).holds(place.path))
      }
  }

  /// Whether the whole of a system folder is in the scope, given that ``concerns(_:system:)`` says that it is at all.
  package func isWhole(_ location: Shelf.Location) -> Bool {
    places.isEmpty || places.contains { $0.root == location.root && $0.holds(location.folder) }
  }

  /// Whether a file is in the scope as far as its place goes.
  ///
  /// - Parameter path: raw path below the root.
  package func holds(_ path: [UInt8], in root: LibraryRoot) -> Bool {
    places.isEmpty || places.contains { $0.root == root && $0.holds(path) }
  }

  /// Whether all of `other` is in this scope.
  package func covers(_ other: ScanScope) -> Bool {
    guard systems.isEmpty || (!other.systems.isEmpty && Set(other.systems).isSubset(of: systems)) else { return false }
    if places.isEmpty { return true }
    return !other.places.isEmpty && other.places.allSatisfy { holds($0.path, in: $0.root) }
  }
}
