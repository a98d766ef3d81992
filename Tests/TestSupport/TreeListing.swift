package import Platform

/// One name of a directory tree with what lstat(2) says of it.
package struct TreeEntry: Hashable, Sendable, CustomStringConvertible {
  /// Relative to the tree's root, without a leading slash. Bytes that are not UTF-8 are replaced.
  package var path: String
  package var status: FileStatus

  package var description: String {
    let permissions = String(status.permissions, radix: 8)
    return "\(path) \(status.kind) \(status.size) B mtime \(status.modified) ino \(status.inode)"
      + " nlink \(status.links) mode \(permissions)"
  }
}

/// Everything below `root`, sorted by path, links not followed. A directory that cannot be read has no entries.
///
/// Equal listings mean equal names, sizes, mtimes, inodes, link counts and permissions; the device number, which a
/// new mount changes, is left out.
package func listTree(_ root: String) throws(Errno) -> [TreeEntry] {
  var entries: [TreeEntry] = []
  try list(root, "", into: &entries)
  return entries.sorted { $0.path < $1.path }
}

private func list(_ root: String, _ prefix: String, into entries: inout [TreeEntry]) throws(Errno) {
  let descriptor: FileDescriptor
  do throws(Errno) {
    descriptor = try .open(prefix.isEmpty ? root : root + "/" + prefix, [.readOnly, .directory])
  } catch {
    if error == .accessDenied, !prefix.isEmpty { return }
    throw error
  }
  let directory = try DirectoryStream(descriptor)
  var names: [[UInt8]] = []
  while try directory.next({ name, _ in names.append(Array(name) + [0]) }) {}
  for name in names {
    let result: Result<FileStatus, Errno> = name.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return .failure(.invalidArgument) }
      do throws(Errno) {
        return .success(try directory.status(of: base.assumingMemoryBound(to: CChar.self), followingLinks: false))
      } catch { return .failure(error) }
    }
    var status = try result.get()
    status.device = 0
    let path = (prefix.isEmpty ? "" : prefix + "/") + String(decoding: name.dropLast(), as: UTF8.self)
    entries.append(TreeEntry(path: path, status: status))
    if status.kind == .directory { try list(root, path, into: &entries) }
  }
}
