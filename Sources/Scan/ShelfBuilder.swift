internal import Content
internal import Model
internal import Platform

/// Makes the shelf of one system folder out of what a walk found.
enum ShelfBuilder {
  /// A shelf, and what could not be shown of its folder.
  struct Built {
    var shelf: Shelf
    var problems: ScanProblems
    /// Those of grouping alone.
    var groupingProblems: ScanProblems
  }

  /// Groups the files into games.
  ///
  /// - Parameters:
  ///   - previous: a shelf of this folder as it was grouped last, with grouping's problems; of equal files it is
  ///     taken over.
  static func build(
    _ system: LibraryShape.SystemFolder, _ found: Walker.Found, in root: OpenRoot, _ descriptors: DescriptorCache,
    previous: (shelf: Shelf, problems: ScanProblems)?
  ) -> Built {
    let location = Shelf.Location(root: root.root, folder: system.folder)
    if let previous, previous.shelf.system == system.platform.key, previous.shelf.files.isEqual(to: found.files) {
      let known = previous.shelf
      let isSame = known.modified == found.modified && known.mounts == found.mounts
      let shelf =
        isSame
        ? known
        : Shelf(
          location: location, system: known.system, modified: found.modified, files: known.files,
          singles: known.singles, archives: known.archives, mounts: found.mounts)
      var problems = found.problems
      problems.add(previous.problems)
      return Built(shelf: shelf, problems: problems, groupingProblems: previous.problems)
    }
    func path(_ file: Int) -> [UInt8] {
      let path = [UInt8](found.files.path(at: file))
      return system.folder.isEmpty ? path : system.folder + [UInt8(ascii: "/")] + path
    }
    let games = Grouping.group(found.files, platform: system.platform) { file in
      let version = found.files.version(at: file)
      return read(LibraryFile(root: root.root, path: path(file), version: version), in: root, descriptors)
    }
    var grouping = ScanProblems()
    for file in games.unreadable { grouping.add(.unreadableDescriptor, path: path(file)) }
    for file in games.oversized { grouping.add(.oversizedDescriptor, path: path(file)) }
    for file in games.incomplete { grouping.add(.missingDiscFile, path: path(file)) }
    let shelf = Shelf(
      location: location, system: system.platform.key, modified: found.modified, files: found.files,
      singles: games.singles, archives: games.archives, mounts: found.mounts)
    var problems = found.problems
    problems.add(grouping)
    return Built(shelf: shelf, problems: problems, groupingProblems: grouping)
  }

  private static func read(_ wanted: LibraryFile, in root: OpenRoot, _ descriptors: DescriptorCache) -> [UInt8]? {
    if let known = descriptors.bytes(wanted.contentKey) { return known }
    do throws(Errno) {
      // Non-blocking: what was a file a moment ago may be a pipe now.
      let file = try root.descriptor.open(beneath: wanted.path, [.readOnly, .nonBlocking])
      let status = try file.status()
      guard status.kind == .regular else { return nil }
      let size = Int(min(status.size, DiscDescriptor.sizeLimit))
      var failure: Errno?
      let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        do throws(Errno) {
          count = try file.read(into: UnsafeMutableRawBufferPointer(buffer), at: 0)
        } catch {
          failure = error
        }
      }
      if failure != nil { return nil }
      // What has been rewritten since the walk is another version's.
      let volume = try Volumes.shared.volume(of: file, status, in: root.root, root.descriptor, mayWait: true)
      if volume?.version(status, path: { wanted.path }) == wanted.version {
        descriptors.keep(bytes, for: wanted.contentKey)
      }
      return bytes
    } catch {
      return nil
    }
  }
}
