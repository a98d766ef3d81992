/// What a checksum is kept by: the same size, modification time and inode below one root is the same content,
/// under whatever name.
package struct ContentKey: Hashable, Sendable {
  /// ``LibraryRoot/id``.
  package var root: Int
  package var version: FileVersion

  package init(root: Int, version: FileVersion) {
    self.root = root
    self.version = version
  }
}

/// One version of one file of the library, enough to open it and to see that it is still the same.
package struct LibraryFile: Hashable, Sendable {
  package var root: LibraryRoot
  /// Raw path below the root.
  package var path: [UInt8]
  package var version: FileVersion

  package init(root: LibraryRoot, path: [UInt8], version: FileVersion) {
    self.root = root
    self.path = path
    self.version = version
  }

  package var contentKey: ContentKey { ContentKey(root: root.id, version: version) }
}

extension Shelf {
  /// File `index` of this shelf, its path made relative to the root.
  package func libraryFile(at index: Int) -> LibraryFile {
    var path = location.folder
    if !path.isEmpty { path.append(UInt8(ascii: "/")) }
    path.append(contentsOf: files.path(at: index))
    return LibraryFile(root: location.root, path: path, version: files.version(at: index))
  }
}
