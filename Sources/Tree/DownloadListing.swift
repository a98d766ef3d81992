internal import Digest
internal import Model

/// A view that shows the folders of the others as ZIPs.
struct DownloadView: Sendable {
  let name: String
  let node: NodeID
  /// Leads from the node of a directory to that of the directory that mirrors it in this view, and back: nothing has
  /// to be remembered for it.
  let mask: UInt64

  private init(_ name: String) {
    self.name = name
    node = Tree.node(ofView: name)
    var fields = IdentityFields("mirror")
    fields.append(name.utf8)
    // Not 0, so that no node is its own mirror.
    mask = fields.digest().prefix | 1
  }

  static func all(_ views: [ViewDefinition]) -> [DownloadView] {
    views.filter { $0.content == .downloads }.map { DownloadView($0.name) }
  }
}

/// Names in a directory of downloads: for each folder of the directory it mirrors its ZIP, and a directory where the
/// folder has folders itself.
struct DownloadName {
  var name: [UInt8]
  /// The folder that is meant.
  var folder: NodeID
  /// As it is called in its own view.
  var folderName: [UInt8]
  /// The folder's own, nanoseconds since 1970.
  var modified: Int64
  var isArchive: Bool

  /// In byte order.
  ///
  /// - Parameters:
  ///   - skipped: folders that are left out.
  ///   - hasFolders: asked for each folder.
  static func all(
    mirroring directory: Directory, skipped: Set<NodeID>, hasFolders: (NodeID) -> Bool
  ) -> [DownloadName] {
    var folders: [(name: [UInt8], attributes: Attributes)] = []
    var names = ClashSet()
    for number in 0..<directory.count {
      let attributes = directory.attributes(at: number)
      guard attributes.isDirectory, attributes.node.kind == .directory, !skipped.contains(attributes.node) else {
        continue
      }
      let name = directory.withName(at: number) { Array($0) }
      folders.append((name, attributes))
      // Also where no directory of the name is listed yet: a ZIP does not change its name when one comes.
      names.reserve(name)
    }
    var found: [DownloadName] = []
    for (name, folder) in folders {
      func add(_ shown: [UInt8], isArchive: Bool) {
        found.append(
          DownloadName(
            name: shown, folder: folder.node, folderName: name, modified: folder.modified, isArchive: isArchive))
      }
      if hasFolders(folder.node) { add(name, isArchive: false) }
      add(names.claim(DownloadName.archive(of: name), source: name), isArchive: true)
    }
    return found.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  /// The name is one that is shown: a `%` in it is not to be encoded once more.
  private static func archive(of name: [UInt8]) -> [UInt8] {
    let ending = Array(".zip".utf8)
    if name.count + ending.count <= EntryName.maximumLength { return name + ending }
    return EntryName.sanitized(name, addingExtension: ending)
  }
}

/// A directory of downloads at one moment. Immutable, and of no use once the tree shows something else.
final class DownloadListing: TreeSnapshot {
  struct Entry: Sendable {
    var name: [UInt8]
    var attributes: Attributes
    /// The folder it stands for.
    var folder: NodeID
  }

  let node: NodeID
  let parent: NodeID
  /// Nanoseconds since 1970.
  let modified: Int64
  /// In byte order of their names.
  let entries: [Entry]
  private let directory: Directory
  private let survey: FolderSurvey

  /// - Parameters:
  ///   - directory: what is mirrored.
  ///   - survey: of what is below it.
  init(
    node: NodeID, parent: NodeID, mirroring directory: Directory, modified: Int64, view: DownloadView,
    skipped: Set<NodeID>, survey: FolderSurvey
  ) {
    self.node = node
    self.parent = parent
    self.modified = modified
    self.directory = directory
    self.survey = survey
    entries = DownloadName.all(mirroring: directory, skipped: skipped, hasFolders: survey.hasFolders).compactMap {
      name -> Entry? in
      let attributes =
        name.isArchive
        ? survey.measure(of: name.folder)?.attributes
        : Attributes(node: name.folder.mirrored(by: view.mask), isDirectory: true, size: 0, modified: name.modified)
      return attributes.map { Entry(name: name.name, attributes: $0, folder: name.folder) }
    }
  }

  var isCurrent: Bool { directory.isCurrent && survey.isCurrent }

  func find(_ name: UnsafeRawBufferPointer) -> Int? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].name.withUnsafeBytes({ $0.precedes(name) }) { low = middle + 1 } else { high = middle }
    }
    guard low < entries.count, entries[low].name.withUnsafeBytes({ $0.isEqual(to: name) }) else { return nil }
    return low
  }
}
