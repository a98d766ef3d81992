package import Digest

/// A file that a mount generates, without its bytes.
package struct StoredSideCar: Hashable, Sendable {
  /// Below the mount point, raw.
  package var path: [UInt8]
  /// Bytes.
  package var size: Int
  /// Nanoseconds since 1970.
  package var modified: Int64
  /// Of the bytes.
  package var digest: SHA256Digest

  package init(path: [UInt8], size: Int, modified: Int64, digest: SHA256Digest) {
    self.path = path
    self.size = size
    self.modified = modified
    self.digest = digest
  }
}
