internal import Content
package import Model

/// A synthetic ZIP somebody may read: which shelf it comes from, and its node.
package struct ArchiveContent: Sendable {
  let nodes: ShelfNodes
  let number: Int

  init(_ nodes: ShelfNodes, number: Int) {
    self.nodes = nodes
    self.number = number
  }

  package var node: NodeID { NodeID(rawValue: nodes.archives[number].node) }
  package var mayStall: Bool { nodes.mayStall }
  /// Bytes.
  package var size: Int64 { nodes.archives[number].size }
}
