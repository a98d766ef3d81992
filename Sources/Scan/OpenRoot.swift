internal import Model
internal import Platform

/// An open library root; a class because closures keep it.
final class OpenRoot: Sendable {
  let root: LibraryRoot
  let descriptor: FileDescriptor
  /// What of it is left out.
  let exclusions: Exclusions
  /// Device numbers of the file systems at it and below that other machines change without a word, and that may never
  /// answer.
  let silentDevices: Set<UInt64>
  /// Raw paths below the root at which such file systems begin.
  let silentPlaces: Set<[UInt8]>
  /// Whether the root itself is on one.
  let isSilent: Bool
  /// Where the file system of the root is mounted; nil where nobody says.
  let mountPoint: String?

  /// - Throws: what opening it failed with, and what reading the list of mounts did.
  init(_ root: LibraryRoot, _ exclusions: Exclusions) throws(Errno) {
    self.root = root
    self.exclusions = exclusions
    let mounts = try MountTable.current()
    let own = mounts.holding(root.path)
    let silent = mounts.entries.filter { $0.mayStall && isPath($0.mountPoint, within: root.path) }
    isSilent = own?.mayStall ?? false
    mountPoint = own?.mountPoint
    silentDevices = Set((silent + [own].compactMap { $0 }.filter(\.mayStall)).map(\.device))
    silentPlaces = Set(
      silent.map { [UInt8]($0.mountPoint.utf8.dropFirst(root.path.utf8.count + 1)) }.filter { !$0.isEmpty })
    descriptor = try FileDescriptor.open(root.path, [.readOnly, .directory])
  }

  /// The raw name of the root's own folder.
  var name: [UInt8] { root.path.utf8.split(separator: UInt8(ascii: "/")).last.map { [UInt8]($0) } ?? [] }
}
