internal import Model
internal import Platform

/// What of a root is left out, asked before an entry is looked at: what the settings name, other roots, and mounts of
/// Vitrine's own.
package struct Exclusions: Sendable {
  /// A directory, however it is reached.
  struct FolderID: Hashable, Sendable {
    var device: UInt64
    var inode: UInt64
  }

  private let patterns: [PathPattern]
  /// Raw paths below the root.
  private let places: Set<[UInt8]>
  private let folders: Set<FolderID>

  /// Nothing is left out.
  package static let none = Exclusions(patterns: [], places: [], folders: [])

  private init(patterns: [PathPattern], places: Set<[UInt8]>, folders: Set<FolderID>) {
    self.patterns = patterns
    self.places = places
    self.folders = folders
  }

  /// - Parameter others: all roots; those below this one are shown by themselves.
  package init(of root: ScanRoot, among others: [ScanRoot]) {
    patterns = root.settings.excludes
    let mounts = (try? MountTable.current())?.entries ?? []
    let below = others.map(\.root.path).filter { $0 != root.root.path && isPath($0, within: root.root.path) }
    let own = mounts.filter { $0.type == FUSEMount.type }.map(\.mountPoint)
      .filter { isPath($0, within: root.root.path) }
    places = Set((below + own).map { Exclusions.path($0, below: root.root.path) })
    // A link leads to them under another name. One on a server that is away is not asked.
    folders = Set(
      below.compactMap { path in
        let mount = mounts.filter { isPath(path, within: $0.mountPoint) }.max {
          $0.mountPoint.utf8.count < $1.mountPoint.utf8.count
        }
        guard mount?.mayStall == false, let status = try? FileStatus.of(path) else { return nil }
        return FolderID(device: status.device, inode: status.inode)
      })
  }

  private static func path(_ path: String, below root: String) -> [UInt8] {
    Array(path.utf8.dropFirst(root.utf8.count).drop { $0 == UInt8(ascii: "/") })
  }

  /// Whether files can be left out at all: without, no path has to be made for each.
  var concernFiles: Bool { !patterns.isEmpty }

  /// - Parameter path: raw path below the root.
  func leaveOut(file path: [UInt8]) -> Bool { patterns.contains { $0.matches(path, isFolder: false) } }

  /// - Parameter path: raw path below the root.
  func leaveOut(folder path: [UInt8]) -> Bool {
    places.contains(path) || patterns.contains { $0.matches(path, isFolder: true) }
  }

  /// Whether an open folder is one that is shown by itself.
  func leaveOut(_ status: FileStatus) -> Bool {
    !folders.isEmpty && folders.contains(FolderID(device: status.device, inode: status.inode))
  }
}
