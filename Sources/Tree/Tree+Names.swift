package import Model
internal import Synchronization

extension Tree {
  /// What the kernel has to be told when a ZIP is read in another way from now on: every name that leads to it, in
  /// folders the kernel was told entries of.
  ///
  /// Looks at all entries of the system.
  package func namesChange(ofArchive node: NodeID) -> [Change] {
    let systems = Set(
      contents(of: node).compactMap { content -> String? in
        if case .archive(let archive) = content { return archive.nodes.shelf.system }
        return nil
      })
    return assembly.withLock { assembly in
      systems.flatMap { assembly.views(of: $0) }.flatMap { view in
        view.listing.places(ofArchive: node.rawValue).compactMap { place -> Change? in
          let directory = Directory(view, folder: place.folder)
          guard directory.marks.contains(.entries) else { return nil }
          return .entry(parent: directory.node, name: directory.withName(at: place.number) { Array($0) })
        }
      }
    }
  }
}
