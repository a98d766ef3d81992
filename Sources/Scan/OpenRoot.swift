internal import Model
internal import Platform

/// An open library root; a class because closures keep it.
final class OpenRoot: Sendable {
  let root: LibraryRoot
  let descriptor: FileDescriptor
  /// What of it is left out.
  let exclusions: Exclusions

  init(_ root: LibraryRoot, _ exclusions: Exclusions) throws(Errno) {
    self.root = root
    self.exclusions = exclusions
    descriptor = try FileDescriptor.open(root.path, [.readOnly, .directory])
  }

  /// The raw name of the root's own folder.
  var name: [UInt8] { root.path.utf8.split(separator: UInt8(ascii: "/")).last.map { [UInt8]($0) } ?? [] }
}
