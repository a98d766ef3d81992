internal import Model
internal import Platform
internal import Saves
internal import Synchronization
internal import Tree

/// Where a directory of the mount is, in a view that has a save directory.
struct SavedPlace: Sendable {
  let layer: SavesLayer
  /// Below the view, and below the save directory.
  let path: SavedPath
  /// What the view itself shows there; nil where only the save directory has it.
  let folder: Directory?

  var isFolder: Bool { folder != nil }

  /// What the view itself has under that name, which is never changed.
  func shown(_ name: [UInt8]) -> Attributes? {
    guard let folder, let number = name.withUnsafeBytes({ folder.find($0) }) else { return nil }
    return folder.attributes(at: number)
  }
}

/// The views with a save directory, and what programs have open there.
///
/// Locks: the handles and the remembered paths, none held while another is taken.
final class SavedViews: Sendable {
  private struct Handles {
    var files: [UInt64: (open: OpenSave, layer: SavesLayer)] = [:]
    var listings: [UInt64: MergedListing] = [:]
  }

  let layers: [SavesLayer]
  private let tree: Tree
  private let handles = Mutex(Handles())
  /// Paths of the views' folders that were asked for, by node: one that goes from the library may hold saved files, and
  /// be some program's working directory.
  private let remembered = Mutex<[UInt64: (layer: SavesLayer, path: SavedPath)]>([:])

  /// More are forgotten, all at once.
  private static let capacity = 100_000

  init(_ layers: [SavesLayer], tree: Tree) {
    self.layers = layers
    self.tree = tree
  }

  var isEmpty: Bool { layers.isEmpty }

  /// Where a directory is; nil where its view has no save directory.
  ///
  /// - Throws: ESTALE where there is no such directory any more.
  func place(of node: NodeID) throws(Errno) -> SavedPlace? {
    if layers.isEmpty { return nil }
    switch node.kind {
    case .directory: return try place(ofFolder: node)
    case .saved:
      let layer = try layer(of: node)
      let path = try layer.path(of: node)
      return SavedPlace(layer: layer, path: path, folder: folder(at: path, in: layer))
    default: return nil
    }
  }

  private func place(ofFolder node: NodeID) throws(Errno) -> SavedPlace? {
    guard let names = tree.path(of: node) else {
      if tree.directory(node) != nil { return nil }
      guard let known = remembered.withLock({ $0[node.rawValue] }) else { throw .stale }
      return SavedPlace(layer: known.layer, path: known.path, folder: folder(at: known.path, in: known.layer))
    }
    guard let view = names.first, let layer = layers.first(where: { $0.view.utf8.elementsEqual(view) }) else {
      return nil
    }
    let path = SavedPath(names.dropFirst())
    remembered.withLock { remembered in
      if remembered.count >= SavedViews.capacity { remembered = [:] }
      remembered[node.rawValue] = (layer, path)
    }
    return SavedPlace(layer: layer, path: path, folder: tree.directory(node))
  }

  /// The view's own folder at a path below it.
  func folder(at path: SavedPath, in layer: SavesLayer) -> Directory? {
    tree.directory(at: [Array(layer.view.utf8)] + path.names)
  }

  /// The layer that a saved node is of.
  ///
  /// - Throws: ESTALE.
  func layer(of node: NodeID) throws(Errno) -> SavesLayer {
    if layers.count == 1 { return layers[0] }
    if let known = layers.first(where: { $0.knows(node) }) { return known }
    guard let found = layers.first(where: { (try? $0.path(of: node)) != nil }) else { throw .stale }
    return found
  }

  // MARK: Handles

  func enter(_ open: OpenSave, of layer: SavesLayer, handle: UInt64) {
    handles.withLock { $0.files[handle] = (open, layer) }
  }

  func file(_ handle: UInt64) -> OpenSave? { handles.withLock { $0.files[handle]?.open } }

  func closeFile(_ handle: UInt64) {
    // The file itself is closed outside of the lock.
    guard let (open, layer) = handles.withLock({ $0.files.removeValue(forKey: handle) }) else { return }
    layer.close(open)
  }

  func enter(_ listing: MergedListing, handle: UInt64) { handles.withLock { $0.listings[handle] = listing } }

  func listing(_ handle: UInt64) -> MergedListing? { handles.withLock { $0.listings[handle] } }

  func closeListing(_ handle: UInt64) {
    let closed = handles.withLock { $0.listings.removeValue(forKey: handle) }
    withExtendedLifetime(closed) {}
  }
}

/// A directory as one opening lists it: what the view has, and then what is saved there.
struct MergedListing: Sendable {
  let node: NodeID
  let place: SavedPlace
  /// Without what the view itself shows.
  let saved: [SavedName]

  /// - Throws: ESTALE.
  init(_ node: NodeID, _ place: SavedPlace) throws(Errno) {
    self.node = node
    self.place = place
    let names = try place.layer.names(in: place.path)
    if names.isEmpty, place.folder == nil, try place.layer.directoryEntry(place.path) == nil { throw .stale }
    saved = names.filter { saved in
      guard let shown = place.shown(saved.name) else { return true }
      // A directory only stands for the view's folder.
      if !shown.isDirectory || saved.kind != .directory { place.layer.isHidden(place.path.appending(saved.name)) }
      return false
    }
  }

  var folderCount: Int { place.folder?.count ?? 0 }
}
