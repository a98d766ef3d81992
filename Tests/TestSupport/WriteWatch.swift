internal import Glibc
internal import Platform

/// Sees whether anybody opens a file of a directory tree for writing, or changes the tree. Wraps inotify(7).
package final class WriteWatch {
  private let descriptor: FileDescriptor
  private var directories: [Int32: String] = [:]

  /// Watches `root` and every directory below it as it is now.
  package init(_ root: String) throws {
    let raw = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    guard raw >= 0 else { throw Errno(rawValue: errno) }
    descriptor = FileDescriptor(owning: raw)
    let below = try listTree(root).filter { $0.status.kind == .directory }.map { root + "/" + $0.path }
    let mask = UInt32(IN_CLOSE_WRITE | IN_MODIFY | IN_ATTRIB | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO)
    for directory in [root] + below {
      let watch = inotify_add_watch(descriptor.rawValue, directory, mask)
      guard watch >= 0 else { throw Errno(rawValue: errno) }
      directories[watch] = directory
    }
  }

  /// What has happened since the last call, as "directory/name (mask)".
  package func events() throws -> [String] {
    var found: [String] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor.rawValue, $0.baseAddress, $0.count) }
      guard count > 0 else { return found }
      buffer.withUnsafeBytes { bytes in
        var offset = 0
        // struct inotify_event: wd, mask, cookie, len (four bytes each), name.
        while offset + 16 <= count {
          let watch = bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)
          let mask = bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
          let length = Int(bytes.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
          let name = bytes[(offset + 16)..<(offset + 16 + length)].prefix { $0 != 0 }
          let text = String(decoding: name, as: UTF8.self)
          found.append("\(directories[watch] ?? "?")/\(text) (\(String(mask, radix: 16)))")
          offset += 16 + length
        }
      }
    }
  }
}
