internal import Model
internal import Platform

/// Makes the shelf of one system folder: lists its files and groups them.
enum ShelfBuilder {
  /// A shelf, and what could not be shown of its folder.
  struct Built {
    var shelf: Shelf
    var problems: ScanProblems
  }

  /// Bytes of a disc descriptor that are looked at; a real one has a few thousand.
  private static let descriptorLimit: Int64 = 1 << 20

  /// - Parameter progress: see ``Walker/walk(_:root:folder:exclusions:progress:)``.
  /// - Returns: nil when `progress` ended it.
  /// - Throws: what opening or reading the folder itself failed with.
  static func build(
    _ system: LibraryShape.SystemFolder, in root: OpenRoot, progress: (Int) -> Bool
  ) throws(Errno) -> Built? {
    guard
      let found = try Walker.walk(
        root.root, root: root.descriptor, folder: system.folder, exclusions: root.exclusions, progress: progress)
    else {
      return nil
    }
    func path(_ file: Int) -> [UInt8] {
      let path = [UInt8](found.files.path(at: file))
      return system.folder.isEmpty ? path : system.folder + [UInt8(ascii: "/")] + path
    }
    let games = Grouping.group(found.files, platform: system.platform) { read(path($0), in: root) }
    var problems = found.problems
    for file in games.unreadable { problems.add(.unreadableDescriptor, path: path(file)) }
    for file in games.incomplete { problems.add(.missingDiscFile, path: path(file)) }
    let shelf = Shelf(
      location: Shelf.Location(root: root.root, folder: system.folder), system: system.platform.key,
      modified: found.modified, files: found.files, singles: games.singles, archives: games.archives,
      mounts: found.mounts)
    return Built(shelf: shelf, problems: problems)
  }

  private static func read(_ path: [UInt8], in root: OpenRoot) -> [UInt8]? {
    do throws(Errno) {
      // Non-blocking: what was a file a moment ago may be a pipe now.
      let file = try root.descriptor.open(beneath: path, [.readOnly, .nonBlocking])
      let status = try file.status()
      guard status.kind == .regular else { return nil }
      let size = Int(min(status.size, descriptorLimit))
      var failure: Errno?
      let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        do throws(Errno) {
          count = try file.read(into: UnsafeMutableRawBufferPointer(buffer), at: 0)
        } catch {
          failure = error
        }
      }
      return failure == nil ? bytes : nil
    } catch {
      return nil
    }
  }
}
