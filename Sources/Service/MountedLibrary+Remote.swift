internal import Model
internal import Synchronization
internal import Tree

/// What sources offer, beside the library's own folders.
extension MountedLibrary {
  /// Behind all roots: what the library has is shown from there.
  private static let rank = Int.max

  /// Shows a system of a source, in the place of what was shown of it.
  ///
  /// - Parameter isOnlyAvailable: it is shown in the view of what is available, and in no other.
  func show(remote shelf: Shelf, isOnlyAvailable: Bool) {
    let changes = tree.replace(
      shelf, reach: .remote, rank: MountedLibrary.rank, isOnlyAvailable: isOnlyAvailable)
    announce(changes, shelf.system)
  }

  func remove(remote location: Shelf.Location) {
    announce(tree.remove(location), String(decoding: location.folder, as: UTF8.self))
  }

  private func announce(_ changes: [Tree.Change], _ system: String) {
    guard let announcer = announcer.withLock({ $0 }) else { return }
    announcer.changed(changes)
    announcer.systemChanged(system)
  }
}
