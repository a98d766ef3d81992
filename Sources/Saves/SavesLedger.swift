/// How many bytes the files of a save directory occupy, file by file. Pure.
///
/// A count goes over all files while they are written: what it has not come upon in the end is gone.
package struct SavesLedger: Sendable {
  /// What tells a file from the others of the directory.
  package struct File: Hashable, Sendable {
    package var device: UInt64
    package var inode: UInt64

    package init(device: UInt64, inode: UInt64) {
      self.device = device
      self.inode = inode
    }
  }

  private struct Size {
    var bytes: Int64
    var count: Int
  }

  private var sizes: [File: Size] = [:]
  private var count = 0
  /// Bytes on disk, as far as they have been counted.
  package private(set) var used: Int64 = 0
  /// What writes that are under way may take.
  private var reserved: Int64 = 0

  package init() {}

  package mutating func record(_ file: File, _ bytes: Int64) {
    used += bytes - (sizes[file]?.bytes ?? 0)
    sizes[file] = Size(bytes: bytes, count: count)
  }

  package mutating func forget(_ file: File) {
    used -= sizes.removeValue(forKey: file)?.bytes ?? 0
  }

  /// Takes room for a write; false where it would go beyond `limit`. A write that takes none always may.
  package mutating func reserve(_ bytes: Int64, limit: Int64) -> Bool {
    guard bytes > 0 else { return true }
    let (sum, overflows) = (used + reserved).addingReportingOverflow(bytes)
    guard !overflows, sum <= limit else { return false }
    reserved += bytes
    return true
  }

  /// The write is over, and what it took has been recorded.
  package mutating func release(_ bytes: Int64) { reserved -= max(0, bytes) }

  package mutating func beginCount() { count += 1 }

  package mutating func finishCount() {
    for (file, size) in sizes where size.count < count { forget(file) }
  }
}
