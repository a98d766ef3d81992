internal import Content
package import Digest
package import Model
package import Platform

/// A library file somebody may read as it is.
package struct FileContent: Sendable {
  let nodes: ShelfNodes
  let number: Int

  init(_ nodes: ShelfNodes, number: Int) {
    self.nodes = nodes
    self.number = number
  }

  package var node: NodeID { NodeID(rawValue: nodes.fileNodes[number]) }
  package var mayStall: Bool { nodes.mayStall }
  package var isRemote: Bool { nodes.isRemote }
  package var location: Shelf.Location { nodes.shelf.location }
  /// The system whose folder it is in, such as `psx`.
  package var system: String { nodes.shelf.system }
  package var attributes: Attributes { nodes.attributes(file: number) }
  package var file: LibraryFile { nodes.shelf.libraryFile(at: number) }

  /// Whether both are the same file at the same path.
  package func isSamePlace(as other: FileContent) -> Bool { nodes === other.nodes && number == other.number }

  /// As ``SourceFile/read(into:at:)``, through the descriptors in `sources`.
  package func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int64, sources: SourceFiles, by reader: Reader
  ) throws(Errno) -> ReadOutcome {
    try sources.read(nodes, file: number, into: buffer, at: offset, by: reader)
  }
}

/// A synthetic ZIP somebody may read: which shelf it comes from, and its node.
package struct ArchiveContent: Sendable {
  let nodes: ShelfNodes
  let number: Int

  init(_ nodes: ShelfNodes, number: Int) {
    self.nodes = nodes
    self.number = number
  }

  package var node: NodeID { nodes.attributes(archive: number).node }
  package var mayStall: Bool { nodes.mayStall }
  /// Whether its members are fetched from a server as they are read.
  package var isRemote: Bool { nodes.isRemote }
  package var location: Shelf.Location { nodes.shelf.location }
  package var attributes: Attributes { nodes.attributes(archive: number) }
  /// Bytes.
  package var size: Int64 { attributes.size }
  /// The library file that comes first in the library's order.
  package var firstMember: LibraryFile? {
    nodes.shelf.archives[number].members.first.map { nodes.shelf.libraryFile(at: Int($0)) }
  }

  /// The library files that it is made of.
  package var members: [FileContent] {
    nodes.shelf.archives[number].members.map { FileContent(nodes, number: Int($0)) }
  }

  /// What the ZIP is known by everywhere: the same digest is the same bytes. Lays the ZIP out.
  package var digest: SHA256Digest {
    let shelf = nodes.shelf
    guard let manifest = ArchiveManifest(of: shelf.archives[number], on: shelf) else {
      preconditionFailure("an archive without a ZIP is not listed")
    }
    return NodeID.digest(ofArchive: manifest.identity, root: shelf.location.root)
  }

  /// Whether both find the ZIP's members at the same places.
  package func isSamePlace(as other: ArchiveContent) -> Bool { nodes === other.nodes && number == other.number }
}

extension Tree.Content {
  /// Whether both lead to the same place in the library.
  package func isSamePlace(as other: Tree.Content) -> Bool {
    switch (self, other) {
    case (.file(let one), .file(let other)): one.isSamePlace(as: other)
    case (.archive(let one), .archive(let other)): one.isSamePlace(as: other)
    case (.generated(let one), .generated(let other)): one == other
    case (.sideCar(let one), .sideCar(let other)): one.node == other.node
    default: false
    }
  }
}
