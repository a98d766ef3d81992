internal import Model
internal import Synchronization

extension Tree {
  /// The path of the folder that a path in a view of downloads stands for; any other path as it is.
  ///
  /// Looks at names only, in the folders on the way.
  ///
  /// - Parameter path: raw, below the mount point, names separated by slashes.
  /// - Returns: nil where nothing is called so.
  package func mirrored(path: [UInt8]) -> [UInt8]? {
    let names = path.split(separator: UInt8(ascii: "/"))
    let views = state.withLock { $0.downloads }
    guard let first = names.first, views.contains(where: { $0.name.utf8.elementsEqual(first) }) else { return path }
    let skipped = Set(views.map(\.node))
    var node = NodeID.root
    var found: [UInt8] = []
    for (index, name) in names.dropFirst().enumerated() {
      guard let directory = directory(node) else { return nil }
      let listed = DownloadName.all(mirroring: directory, skipped: skipped, hasFolders: hasFolders)
      guard let entry = listed.first(where: { $0.name.elementsEqual(name) }) else { return nil }
      // Nothing lies in a ZIP.
      if entry.isArchive, index < names.count - 2 { return nil }
      if index > 0 { found.append(UInt8(ascii: "/")) }
      found.append(contentsOf: entry.folderName)
      node = entry.folder
    }
    return found
  }

  private func hasFolders(_ node: NodeID) -> Bool {
    guard let directory = directory(node) else { return false }
    return (0..<directory.count).contains { directory.attributes(at: $0).isDirectory }
  }

  /// The path of a directory of the mount; looks at the entries of the directories above.
  func path(of directory: Directory) -> [UInt8] {
    var names: [[UInt8]] = []
    var node = directory.node
    while node != .root {
      guard let current = self.directory(node), let above = self.directory(current.parent),
        let number = (0..<above.count).first(where: { above.attributes(at: $0).node == node })
      else { break }
      names.append(above.withName(at: number) { Array($0) })
      node = above.node
    }
    return Array(names.reversed().joined(separator: [UInt8(ascii: "/")]))
  }
}
