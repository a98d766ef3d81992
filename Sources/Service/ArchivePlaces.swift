package import Model
internal import Platform
package import Tree

/// Finds the ZIPs that a path is about: of the mount, or of the library.
package struct ArchivePlaces: Sendable {
  private let tree: Tree
  /// Those that are shown, at the moment it is asked.
  private let roots: @Sendable () -> [LibraryRoot]

  package init(_ tree: Tree, roots: @escaping @Sendable () -> [LibraryRoot]) {
    self.tree = tree
    self.roots = roots
  }

  /// What was found, and the places where no ZIP is.
  package struct Found: Sendable {
    /// Each once.
    package var archives: [ArchiveContent] = []
    /// As they were given, for people.
    package var empty: [String] = []
  }

  /// - Throws: exit code 2 for what is not there.
  package func find(_ places: [ScanOrder.Place]) throws(Complaint) -> Found {
    var found = Found()
    var known: Set<NodeID> = []
    for place in places {
      let archives =
        switch place {
        case .view(let path): try archives(inMount: path)
        case .library(let path): try archives(inLibrary: path)
        }
      if archives.isEmpty { found.empty.append(place.text) }
      found.archives += archives.filter { known.insert($0.node).inserted }
    }
    return found
  }

  private func archives(inMount path: [UInt8]) throws(Complaint) -> [ArchiveContent] {
    guard let archives = tree.archives(below: path), let subject = tree.subject(ofPath: path) else {
      throw Complaint(.usage, "there is nothing called \(shown(String(decoding: path, as: UTF8.self))) in the mount")
    }
    if !archives.isEmpty { return archives }
    // Files are shown there: the games they are of are meant.
    switch subject {
    case .places(let places): return tree.archives(at: places)
    case .system(let system): return tree.archives(ofSystem: system)
    case .everything: return systems(ofView: path).flatMap { tree.archives(ofSystem: $0) }
    }
  }

  private func systems(ofView path: [UInt8]) -> [String] {
    let names = path.split(separator: UInt8(ascii: "/"))
    guard names.count == 1, let view = try? Array(names[0]).withUnsafeBytes({ try tree.lookUp($0, in: .root) }),
      let directory = tree.directory(view.node)
    else { return [] }
    return (0..<directory.count).compactMap { number in
      let name = directory.withName(at: number) { Array($0) }
      guard case .system(let system)? = tree.subject(ofPath: names[0] + [UInt8(ascii: "/")] + name) else { return nil }
      return system
    }
  }

  private func archives(inLibrary path: [UInt8]) throws(Complaint) -> [ArchiveContent] {
    let roots = roots()
    let holding = roots.filter { root in
      let prefix = root.path == "/" ? [] : Array(root.path.utf8)
      return path.starts(with: prefix) && (path.count == prefix.count || path[prefix.count] == UInt8(ascii: "/"))
    }
    guard let root = holding.max(by: { $0.path.utf8.count < $1.path.utf8.count }) else {
      let name = shown(String(decoding: path, as: UTF8.self))
      throw Complaint(.usage, "\(name) is in no library of this mount: \(roots.map(\.path).joined(separator: ", "))")
    }
    let names = path.dropFirst(root.path.utf8.count).split(separator: UInt8(ascii: "/"))
    return tree.archives(at: [ScanScope.Place(root: root, path: Array(names.joined(separator: [UInt8(ascii: "/")])))])
  }
}

extension ScanOrder.Place {
  /// For people.
  var text: String {
    switch self {
    case .view(let path): path.isEmpty ? "the mount" : shown(String(decoding: path, as: UTF8.self))
    case .library(let path): shown(String(decoding: path, as: UTF8.self))
    }
  }
}
