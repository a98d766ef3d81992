package import Model
package import Platform
package import Tree

/// ZIPs that are complete on a local disk. The service injects the cache.
///
/// Called on the threads that answer requests: nothing here waits but for a local disk.
package protocol ArchiveStore: Sendable {
  /// Whether the kernel may read the files themselves: they are not on a file system that lies on another.
  var canPassThrough: Bool { get }
  /// Whether the ZIP with that node is there. Asked for every ZIP that is listed or looked up.
  func isComplete(_ node: NodeID) -> Bool
  /// Opens it; nil where it is not there, or damaged. It stays there as long as what is returned is held.
  func open(_ node: NodeID) -> (any StoredArchive)?
  /// The kernel refuses to read them itself.
  func passthroughRefused()
  /// Somebody reads the ZIP, which is put together from its members. Called for every such read.
  func wasRead(_ archive: OpenArchive)
}

/// A ZIP that is open in its store.
package protocol StoredArchive: AnyObject, Sendable {
  /// The descriptor, open for reading; valid as long as the object.
  var file: Int32 { get }
  /// Which file it is.
  var origin: FileOrigin? { get }
  /// Fills `buffer` from `offset` on; fewer bytes only at the end of the file.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(Errno) -> Int
}
