package import Model
package import Platform

/// A file, directory or symbolic link of a save directory, as it is at one moment.
package struct SavedEntry: Hashable, Sendable {
  package var node: NodeID
  package var status: DetailedStatus

  /// The node is made of the view and of what tells a file from every other that its file system ever had, so it stays
  /// the same when the file is renamed, after a remount and in another worker.
  ///
  /// - Parameter view: the name of the view the save directory belongs to.
  package init(_ status: DetailedStatus, view: String) {
    var fields = IdentityFields("saved")
    fields.append(view.utf8)
    fields.append(status.inode)
    fields.append(status.born)
    node = NodeID(kind: .saved, digest: fields.digest())
    self.status = status
  }
}

/// An entry of a saved directory.
package struct SavedName: Hashable, Sendable {
  package var name: [UInt8]
  package var node: NodeID
  package var kind: FileStatus.Kind
}

/// A path below a save directory: names with slashes between them, empty for the directory itself.
package struct SavedPath: Hashable, Sendable {
  package let bytes: [UInt8]

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  package init(_ names: some Sequence<[UInt8]>) { bytes = Array(names.joined(separator: [UInt8(ascii: "/")])) }

  package static let root = SavedPath([UInt8]())

  package func appending(_ name: [UInt8]) -> SavedPath {
    SavedPath(bytes.isEmpty ? name : bytes + [UInt8(ascii: "/")] + name)
  }

  package var names: [[UInt8]] { bytes.split(separator: UInt8(ascii: "/")).map(Array.init) }

  /// The last name, and the path above it; nil for the directory itself.
  package var split: (parent: SavedPath, name: [UInt8])? {
    guard !bytes.isEmpty else { return nil }
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return (.root, bytes) }
    return (SavedPath(Array(bytes[..<slash])), Array(bytes[(slash + 1)...]))
  }

  /// Where this path leads when `old` is called `new`; nil where it is neither `old` nor below it.
  func moved(from old: SavedPath, to new: SavedPath) -> SavedPath? {
    if self == old { return new }
    guard bytes.count > old.bytes.count, bytes[old.bytes.count] == UInt8(ascii: "/"), bytes.starts(with: old.bytes)
    else { return nil }
    return SavedPath(new.bytes + bytes[old.bytes.count...])
  }
}
