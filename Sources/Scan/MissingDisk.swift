internal import Content
internal import Model
internal import Platform

/// Whether one of the file systems that `shelf` came from is not mounted.
///
/// The sign: a file system began in the folder, and where it did there is none now but an empty directory, a link to
/// nothing, or nothing at all in an empty directory. A folder that was emptied by its owner has its file system still;
/// one that was removed leaves others beside it.
///
/// - Parameter mounts: where file systems begin now.
func isWithoutItsDisk(_ shelf: Shelf, now mounts: [Shelf.Mount], _ open: OpenRoot) -> Bool {
  let present = Set(mounts)
  return shelf.mounts.contains { mount in
    guard !present.contains(mount) else { return false }
    let folder = shelf.location.folder
    let path = mount.path.isEmpty || folder.isEmpty ? folder + mount.path : folder + [UInt8(ascii: "/")] + mount.path
    return isAbsent(mount, path, open.descriptor, library: open.root)
  }
}

/// Whether a file system is not where it was, and nothing else is in its place.
///
/// - Parameter path: where it was, raw, below the root.
func isAbsent(
  _ mount: Shelf.Mount, _ path: [UInt8], _ root: borrowing FileDescriptor, library: LibraryRoot
) -> Bool {
  guard !path.isEmpty else { return false }
  do throws(Errno) {
    let folder = try root.open(beneath: path, [.readOnly, .directory])
    let status = try folder.status()
    let volume = try Volumes.shared.examine(folder, status, in: library, root)
    guard volume.identity != mount.volume else { return false }
    return isEmpty(folder)
  } catch {
    guard error == .noSuchFile else { return false }
  }
  var ancestor = path
  while !ancestor.isEmpty {
    if (try? root.open(beneath: ancestor, [.path, .noFollow]).status().kind) == .symbolicLink {
      return true
    }
    ancestor = ancestor.lastIndex(of: UInt8(ascii: "/")).map { [UInt8](ancestor[..<$0]) } ?? []
    guard !ancestor.isEmpty else { break }
    if let folder = try? root.open(beneath: ancestor, [.readOnly, .directory]) { return isEmpty(folder) }
  }
  return false
}

private func isEmpty(_ folder: consuming FileDescriptor) -> Bool {
  guard let stream = try? DirectoryStream(folder) else { return false }
  var listing = DirectoryListing()
  listing.read(stream)
  return listing.failure == nil && listing.entries.isEmpty
}
