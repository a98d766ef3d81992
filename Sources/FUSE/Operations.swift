/// What a file system answers. Called on the session's threads, several at once; a request may be kept and answered
/// later from any thread, and no call may wait for anything but memory or a local disk.
package protocol Operations: AnyObject, Sendable {
  /// - Parameter name: the bytes without NUL, valid during the call.
  func lookUp(_ request: consuming Request, parent: UInt64, name: UnsafeRawBufferPointer)
  /// - Parameter handle: of the opening through which the attributes are asked for, if any.
  func attributes(_ request: consuming Request, node: UInt64, handle: UInt64?)
  func open(_ request: consuming Request, node: UInt64, writing: Bool)
  func read(_ request: consuming Request, node: UInt64, handle: UInt64, offset: Int64, length: Int)
  /// A descriptor of this opening was closed, or its process was killed: the only sign of that a buffered reader gives.
  func flush(_ request: consuming Request, node: UInt64, handle: UInt64)
  func release(_ request: consuming Request, node: UInt64, handle: UInt64)
  func openDirectory(_ request: consuming Request, node: UInt64)
  func readDirectory(
    _ request: consuming Request, node: UInt64, handle: UInt64, offset: Int64, length: Int, withAttributes: Bool)
  func releaseDirectory(_ request: consuming Request, handle: UInt64)
  func fileSystemStatus(_ request: consuming Request)
  /// - Parameter room: bytes the caller has for the value; 0 asks for its length.
  func extendedAttribute(_ request: consuming Request, node: UInt64, name: UnsafeRawBufferPointer, room: Int)
  func extendedAttributeNames(_ request: consuming Request, node: UInt64, room: Int)
}
