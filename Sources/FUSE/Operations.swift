/// What a file system answers. Called on the session's threads, several at once; a request may be kept and answered
/// later from any thread, and no call may wait for anything but memory or a local disk.
package protocol Operations: AnyObject, Sendable {
  /// - Parameter name: the bytes without NUL, valid during the call.
  func lookUp(_ request: consuming Request, parent: UInt64, name: UnsafeRawBufferPointer)
  /// - Parameter handle: of the opening through which the attributes are asked for, if any.
  func attributes(_ request: consuming Request, node: UInt64, handle: UInt64?)
  func open(_ request: consuming Request, node: UInt64, flags: OpenFlags)
  func read(_ request: consuming Request, node: UInt64, handle: UInt64, offset: Int64, length: Int)
  /// A descriptor of this opening was closed, or its process was killed: the only sign of that a buffered reader gives.
  func flush(_ request: consuming Request, node: UInt64, handle: UInt64)
  func release(_ request: consuming Request, node: UInt64, handle: UInt64)
  func openDirectory(_ request: consuming Request, node: UInt64)
  func readDirectory(
    _ request: consuming Request, node: UInt64, handle: UInt64, offset: Int64, length: Int, withAttributes: Bool)
  func releaseDirectory(_ request: consuming Request, handle: UInt64)
  func fileSystemStatus(_ request: consuming Request, node: UInt64)
  /// - Parameter room: bytes the caller has for the value; 0 asks for its length.
  func extendedAttribute(_ request: consuming Request, node: UInt64, name: UnsafeRawBufferPointer, room: Int)
  func extendedAttributeNames(_ request: consuming Request, node: UInt64, room: Int)

  // MARK: Changes

  /// - Parameter permissions: as the program asked for them, without its umask.
  func create(
    _ request: consuming Request, parent: UInt64, name: UnsafeRawBufferPointer, permissions: UInt32, flags: OpenFlags)
  /// - Parameter bytes: valid during the call.
  func write(_ request: consuming Request, node: UInt64, handle: UInt64, offset: Int64, bytes: UnsafeRawBufferPointer)
  /// - Parameter handle: of the opening through which the change is made, if any.
  func change(_ request: consuming Request, node: UInt64, handle: UInt64?, _ change: AttributeChange)
  func makeNode(
    _ request: consuming Request, parent: UInt64, name: UnsafeRawBufferPointer, permissions: UInt32, isRegular: Bool)
  func makeDirectory(_ request: consuming Request, parent: UInt64, name: UnsafeRawBufferPointer, permissions: UInt32)
  func makeSymbolicLink(
    _ request: consuming Request, parent: UInt64, name: UnsafeRawBufferPointer, target: UnsafeRawBufferPointer)
  func readSymbolicLink(_ request: consuming Request, node: UInt64)
  func makeLink(_ request: consuming Request, node: UInt64, parent: UInt64, name: UnsafeRawBufferPointer)
  /// - Parameter isDirectory: whether rmdir(2) asks rather than unlink(2).
  func remove(_ request: consuming Request, parent: UInt64, name: UnsafeRawBufferPointer, isDirectory: Bool)
  /// - Parameter flags: the RENAME_* bits.
  func rename(
    _ request: consuming Request, parent: UInt64, name: UnsafeRawBufferPointer, newParent: UInt64,
    newName: UnsafeRawBufferPointer, flags: UInt32)
  /// - Parameter dataOnly: whether fdatasync(2) asks.
  func synchronize(_ request: consuming Request, node: UInt64, handle: UInt64, dataOnly: Bool)
  func synchronizeDirectory(_ request: consuming Request, node: UInt64)
  /// - Parameter mode: the FALLOC_FL_* bits.
  func allocate(
    _ request: consuming Request, node: UInt64, handle: UInt64, mode: Int32, offset: Int64, length: Int64)
  func changeExtendedAttribute(_ request: consuming Request, node: UInt64)
}
