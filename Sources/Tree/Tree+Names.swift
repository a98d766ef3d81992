package import Model
internal import Synchronization

extension Tree {
  /// What the kernel has to be told when a ZIP or a file is read in another way from now on: every name that leads to
  /// it, in folders the kernel was told entries of.
  ///
  /// Looks at all entries of the system.
  package func namesChange(of node: NodeID) -> [Change] {
    let systems = systems(of: node)
    return assembly.withLock { assembly in
      systems.flatMap { assembly.views(of: $0) }.flatMap { view in
        view.listing.places(of: node).compactMap { place -> Change? in
          let directory = Directory(view, folder: place.folder)
          guard directory.marks.contains(.entries) else { return nil }
          return .entry(parent: directory.node, name: directory.withName(at: place.number) { Array($0) })
        }
      }
    }
  }
}
