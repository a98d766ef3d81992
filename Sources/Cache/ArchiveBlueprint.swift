package import Platform

/// A piece of a ZIP. All pieces of one are in order and without gaps.
package enum ArchivePiece: Hashable, Sendable {
  /// Headers, padding, directory, generated members: rendered.
  case structure(Range<Int64>)
  /// A whole member's bytes, at `offset` in the archive.
  case member(index: Int, offset: Int64, length: Int64)
}

/// What the cache needs to know of a ZIP to build it. Injected from above; called on the builder's thread, may block on
/// a local disk.
package protocol ArchiveBlueprint: Sendable {
  var key: CacheKey { get }
  var system: String { get }
  var name: String { get }
  /// Bytes.
  var size: Int64 { get }
  /// Nanoseconds since 1970.
  var modified: Int64 { get }
  var pieces: [ArchivePiece] { get }
  /// Whether every checksum is known. Asks for one that is not to be computed.
  func isReady() -> Bool
  /// Fills `buffer` with the archive's bytes from `offset` on: of any kind. Fails with EIO when a member has changed.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(Errno)
  /// Opens the library file of a member, verified to be the version the archive is made of.
  func openMember(_ index: Int) throws(Errno) -> any BlueprintMember
}

/// The library file of one member, open for as long as the value lives.
package protocol BlueprintMember: Sendable {
  /// For ioctls and reads; valid while the value lives.
  var descriptor: Int32 { get }
  /// Throws EIO where the file is no longer the version that was opened.
  func verify() throws(Errno)
}
