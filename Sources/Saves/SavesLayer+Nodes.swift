package import Model
package import Platform
internal import Synchronization

/// A file of a save directory that is named by an open descriptor, whatever is done with its path.
struct LocatedSave: ~Copyable {
  /// Opened by ``FileDescriptor/Mode/path``.
  let file: FileDescriptor
  let entry: SavedEntry
  let path: SavedPath
}

extension SavesLayer {
  /// What `name` leads to in the saved directory `path`; nil where nothing of that name is saved.
  package func entry(_ name: [UInt8], in path: SavedPath) throws(Errno) -> SavedEntry? {
    guard let directory = try openDirectory(path) else { return nil }
    return try entry(name, in: path, directory)
  }

  func entry(_ name: [UInt8], in path: SavedPath, _ directory: borrowing FileDescriptor) throws(Errno) -> SavedEntry? {
    guard let status = try directory.detailedStatus(ofEntry: name), status.kind != .other else { return nil }
    return noted(status, at: path.appending(name))
  }

  /// The directory itself; nil where there is none.
  package func directoryEntry(_ path: SavedPath) throws(Errno) -> SavedEntry? {
    guard let directory = try openDirectory(path) else { return nil }
    return noted(try directory.detailedStatus(), at: path)
  }

  func noted(_ status: DetailedStatus, at path: SavedPath) -> SavedEntry {
    let entry = SavedEntry(status, view: view)
    places.withLock { $0.note(entry.node, at: path) }
    return entry
  }

  /// What is in the saved directory `path`, in byte order of the names; nothing where there is none. Pipes, sockets and
  /// devices that somebody put there are left out.
  package func names(in path: SavedPath) throws(Errno) -> [SavedName] {
    guard let directory = try openDirectory(path) else { return [] }
    var found: [SavedName] = []
    for (name, _) in try rawNames(in: path) {
      guard let entry = try entry(name, in: path, directory) else { continue }
      found.append(SavedName(name: name, node: entry.node, kind: entry.status.kind))
    }
    return found.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  /// - Throws: ESTALE where the node is none of this directory.
  package func entry(of node: NodeID) throws(Errno) -> SavedEntry {
    // Of a file that was unlinked while it is open nothing else is left.
    if let open = opened.withLock({ $0[node.rawValue]?.first }) {
      return SavedEntry(try open.file.detailedStatus(), view: view)
    }
    return try locate(node).entry
  }

  /// Where the node is, below the save directory.
  ///
  /// - Throws: ESTALE.
  package func path(of node: NodeID) throws(Errno) -> SavedPath { try locate(node).path }

  /// Whether the node is one of this directory, as far as that is known without looking for it.
  package func knows(_ node: NodeID) -> Bool {
    places.withLock { $0[node] != nil } || opened.withLock { $0[node.rawValue] != nil }
  }

  /// Names the file of a node. One that is not where it was, or was seen by another worker only, is looked for
  /// everywhere below the save directory.
  func locate(_ node: NodeID) throws(Errno) -> LocatedSave {
    if let path = places.withLock({ $0[node] }), let found = try openNode(node, at: path) { return found }
    var hasLooked = false
    let found = try steadily { () throws(Errno) -> LocatedSave? in
      if let path = places.withLock({ $0[node] }), let found = try openNode(node, at: path) { return found }
      if places.withLock({ $0.isMissing(node, monotonicNanoseconds()) }) { return nil }
      hasLooked = true
      guard let path = try find(node) else { return nil }
      return try openNode(node, at: path)
    }
    if let found { return found }
    if hasLooked { places.withLock { $0.noteMissing(node, monotonicNanoseconds()) } }
    throw .stale
  }

  /// Does something that follows paths, once more where names were moved through the mount meanwhile: it may have come
  /// to where something was no more, or not yet. `body` changes no names.
  package func steadily<Result: ~Copyable>(_ body: () throws(Errno) -> Result) throws(Errno) -> Result {
    for _ in 0..<3 {
      let (before, isMoving) = places.withLock { ($0.moves, $0.isMoving) }
      // Whoever is inside of ``changingNames(_:)`` sees nothing move, and is done at once.
      if isMoving { break }
      do throws(Errno) {
        let result = try body()
        if places.withLock({ $0.moves == before && !$0.isMoving }) { return result }
      } catch {
        if places.withLock({ $0.moves == before && !$0.isMoving }) { throw error }
      }
    }
    return try changing.withLock { (_) throws(Errno) in try body() }
  }

  private func openNode(_ node: NodeID, at path: SavedPath) throws(Errno) -> LocatedSave? {
    do throws(Errno) {
      let file = try root.open(inside: path.bytes, .path)
      let entry = SavedEntry(try file.detailedStatus(), view: view)
      return entry.node == node ? LocatedSave(file: file, entry: entry, path: path) : nil
    } catch {
      if [.noSuchFile, .notDirectory, .tooManyLinks].contains(error) { return nil }
      throw error
    }
  }

  private func find(_ node: NodeID) throws(Errno) -> SavedPath? {
    var waiting = [SavedPath.root]
    while let path = waiting.popLast() {
      // One that cannot be read does not hide the others.
      for name in (try? names(in: path)) ?? [] {
        if name.node == node { return path.appending(name.name) }
        if name.kind == .directory { waiting.append(path.appending(name.name)) }
      }
    }
    return nil
  }
}
