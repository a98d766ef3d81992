package import Model
package import Platform
internal import Synchronization

/// The folders of all views as ZIPs, in views of their own: what `Download/` has.
///
/// A directory there mirrors a directory of another view, folder by folder. Sizes and nodes of the ZIPs are made of
/// everything below a folder, and that takes time: each question can be asked so that it is answered at once or not at
/// all, or so that what is missing is made first, by one thread at a time. What was made is kept for a while, and as
/// long as the tree shows what it was made from.
///
/// Lock order: `making`, then the tree's state; those of what is kept are leaves.
package final class Downloads: Sendable {
  let tree: Tree
  private let surveys = RecentlyUsed<FolderSurvey>(capacity: 1 << 19)
  private let listings = RecentlyUsed<DownloadListing>(capacity: 1 << 18)
  private let folders = RecentlyUsed<OpenFolder>(capacity: 1 << 18)
  /// The folder of each ZIP that was listed, as far as they are remembered.
  private let owners = Mutex<[UInt64: UInt64]>([:])
  /// The node that nothing was found for last, and when: a reader whose ZIP is gone asks again and again.
  private let unknown = Mutex<(node: UInt64, time: UInt64)>((0, 0))
  private let making = Mutex<Void>(())

  private static let ownerLimit = 1 << 18
  /// Nanoseconds for which what nobody asks for is kept.
  private static let idleLimit: UInt64 = 30_000_000_000

  package init(_ tree: Tree) { self.tree = tree }

  /// What a node below a view of downloads is.
  private enum Place {
    case top(DownloadView)
    /// It mirrors `directory`.
    case folder(Directory, DownloadView)
    case archive
  }

  /// Whether a node is a view of downloads, or below one. From memory.
  package func holds(_ node: NodeID) -> Bool { place(of: node) != nil }

  /// Lets go what nobody has asked for in a while. To be called now and then.
  package func dropUnused() {
    surveys.removeUnused(for: Downloads.idleLimit)
    listings.removeUnused(for: Downloads.idleLimit)
    folders.removeUnused(for: Downloads.idleLimit)
  }

  private func place(of node: NodeID) -> Place? {
    if node.kind == .folderArchive { return .archive }
    guard node.kind == .directory else { return nil }
    return tree.state.withLock { state in
      if let view = state.downloads.first(where: { $0.node == node }) { return .top(view) }
      guard state.directory(node) == nil else { return nil }
      for view in state.downloads {
        if let directory = state.directory(node.mirrored(by: view.mask)) { return .folder(directory, view) }
      }
      return nil
    }
  }

  // MARK: Asking

  /// A directory as it is now.
  ///
  /// - Parameter makes: whether it is made where it is not there; that takes time for everything below the folder.
  /// - Returns: nil where it would have to be made.
  /// - Throws: ESTALE when it is a directory no more.
  package func directory(_ node: NodeID, makes: Bool) throws(Errno) -> Directory? {
    guard let place = place(of: node) else { throw .stale }
    return try listing(at: place, makes: makes).map { Directory($0) }
  }

  /// What `name` leads to in a directory; nil where it would have to be made first.
  ///
  /// - Throws: ENOENT when there is no such name, ESTALE when `parent` is a directory no more.
  package func lookUp(
    _ name: UnsafeRawBufferPointer, in parent: NodeID, makes: Bool
  ) throws(Errno) -> Attributes? {
    guard let directory = try directory(parent, makes: makes) else { return nil }
    guard let number = directory.find(name) else { throw .noSuchFile }
    return directory.attributes(at: number)
  }

  /// nil where they would have to be made first.
  ///
  /// - Throws: ESTALE when there is no such node any more.
  package func attributes(of node: NodeID, makes: Bool) throws(Errno) -> Attributes? {
    switch place(of: node) {
    case .top(let view)?: return try tree.attributes(of: view.node)
    case .folder(let directory, _)?:
      return Attributes(node: node, isDirectory: true, size: 0, modified: directory.modified)
    case .archive?:
      if let open = folders.value(node.rawValue), open.isCurrent { return open.attributes }
      guard let folder = try owner(of: node, makes: makes) else { return nil }
      guard let measure = try measure(of: folder, makes: makes) else { return nil }
      guard let attributes = measure.attributes, attributes.node == node else { throw .stale }
      return attributes
    case nil: throw .stale
    }
  }

  /// The directory above a directory. From memory.
  package func parent(of node: NodeID) throws(Errno) -> Attributes {
    switch place(of: node) {
    case .top?: return try tree.attributes(of: .root)
    case .folder(let directory, let view)?: return try tree.downloadAttributes(mirroring: directory.parent, view)
    case .archive?: throw .notDirectory
    case nil: throw .stale
    }
  }

  /// The ZIP of a folder with its members; nil where it would have to be made first.
  ///
  /// - Throws: ESTALE when the folder is not what it was when it got this node.
  package func open(_ node: NodeID, makes: Bool) throws(Errno) -> OpenFolder? {
    if let open = folders.value(node.rawValue), open.isCurrent { return open }
    guard makes else { return nil }
    guard let folder = try owner(of: node, makes: true) else { throw .stale }
    return try making.withLock { (_) throws(Errno) -> OpenFolder in
      // Somebody else may have made it meanwhile.
      if let open = folders.value(node.rawValue), open.isCurrent { return open }
      guard let directory = tree.directory(folder) else { throw .stale }
      guard let open = OpenFolder(directory, in: tree) else { throw .fileTooLarge }
      guard open.node == node else { throw .stale }
      folders.insert(open, for: node.rawValue, weight: 8 + open.memberCount)
      return open
    }
  }

  // MARK: Making

  private func listing(at place: Place, makes: Bool) throws(Errno) -> DownloadListing? {
    let (key, known): (NodeID, DownloadListing?)
    switch place {
    case .top(let view): key = view.node
    case .folder(let directory, let view): key = directory.node.mirrored(by: view.mask)
    case .archive: throw .notDirectory
    }
    known = listings.value(key.rawValue)
    if let known, known.isCurrent { return known }
    guard makes else { return nil }
    return try making.withLock { (_) throws(Errno) -> DownloadListing in
      if let known = listings.value(key.rawValue), known.isCurrent { return known }
      let listing = try make(place, key)
      listings.insert(listing, for: key.rawValue, weight: 8 + listing.entries.count)
      note(listing)
      return listing
    }
  }

  private func make(_ place: Place, _ node: NodeID) throws(Errno) -> DownloadListing {
    let views = tree.state.withLock { $0.downloads }
    let skipped = Set(views.map(\.node))
    switch place {
    case .top(let view):
      guard let root = tree.directory(.root) else { throw .stale }
      return DownloadListing(
        node: node, parent: .root, mirroring: root, modified: try tree.attributes(of: view.node).modified, view: view,
        skipped: skipped, survey: survey(of: root))
    case .folder(let directory, let view):
      return DownloadListing(
        node: node, parent: try tree.downloadAttributes(mirroring: directory.parent, view).node, mirroring: directory,
        modified: directory.modified, view: view, skipped: skipped, survey: survey(of: directory))
    case .archive: throw .notDirectory
    }
  }

  /// What is known of everything below a folder, or made now. Called while `making` is held.
  private func survey(of directory: Directory) -> FolderSurvey {
    if let known = knownSurvey(of: directory) { return known }
    let skipped = Set(tree.state.withLock { $0.downloads.map(\.node) })
    let survey = FolderSurvey(of: directory, in: tree, skipped: skipped)
    surveys.insert(survey, for: directory.node.rawValue, weight: survey.weight)
    return survey
  }

  /// One of the folder, or of one above.
  private func knownSurvey(of directory: Directory) -> FolderSurvey? {
    var node = directory.node
    while true {
      if let survey = surveys.value(node.rawValue), survey.isCurrent { return survey }
      guard node != .root, let parent = tree.directory(node)?.parent else { return nil }
      node = parent
    }
  }

  /// The ZIP of a folder; nil where it would have to be made first.
  private func measure(of folder: NodeID, makes: Bool) throws(Errno) -> FolderSurvey.Measure? {
    guard folder != .root, let directory = tree.directory(folder), let above = tree.directory(directory.parent)
    else { throw .stale }
    if let survey = knownSurvey(of: above) {
      guard let measure = survey.measure(of: folder) else { throw .stale }
      return measure
    }
    guard makes else { return nil }
    let survey = making.withLock { _ in self.survey(of: above) }
    guard let measure = survey.measure(of: folder) else { throw .stale }
    return measure
  }

  // MARK: Finding a ZIP's folder

  private func note(_ listing: DownloadListing) {
    owners.withLock { owners in
      // They can all be found again.
      if owners.count > Downloads.ownerLimit { owners = [:] }
      for entry in listing.entries where !entry.attributes.isDirectory {
        owners[entry.attributes.node.rawValue] = entry.folder.rawValue
      }
    }
  }

  /// The folder whose ZIP has this node; nil where it would have to be looked for.
  ///
  /// The service before this one may have told the kernel of it: then the number is all there is.
  private func owner(of node: NodeID, makes: Bool) throws(Errno) -> NodeID? {
    if let owner = owners.withLock({ owners in owners[node.rawValue] }) { return NodeID(rawValue: owner) }
    guard makes else { return nil }
    let isHopeless = unknown.withLock { unknown in
      unknown.node == node.rawValue && monotonicNanoseconds() < unknown.time + 1_000_000_000
    }
    guard !isHopeless else { throw .stale }
    for folder in candidates(for: node) where try measure(of: folder, makes: true)?.node == node {
      owners.withLock { $0[node.rawValue] = folder.rawValue }
      return folder
    }
    unknown.withLock { $0 = (node.rawValue, monotonicNanoseconds()) }
    throw .stale
  }

  /// Folders that the node may be a ZIP of: one of 4096, and the right one.
  private func candidates(for node: NodeID) -> [NodeID] {
    var found: [NodeID] = []
    var pending = [NodeID.root]
    let skipped = Set(tree.state.withLock { $0.downloads.map(\.node) })
    while let folder = pending.popLast() {
      guard let directory = tree.directory(folder) else { continue }
      for number in 0..<directory.count {
        let entry = directory.attributes(at: number)
        guard entry.isDirectory, entry.node.kind == .directory, !skipped.contains(entry.node) else { continue }
        if node.mayBeArchive(of: entry.node) { found.append(entry.node) }
        pending.append(entry.node)
      }
    }
    return found
  }
}

extension Tree {
  /// The directory that mirrors another one in a view of downloads.
  fileprivate func downloadAttributes(mirroring node: NodeID, _ view: DownloadView) throws(Errno) -> Attributes {
    if node == .root { return try attributes(of: view.node) }
    guard let directory = directory(node) else { throw .stale }
    return Attributes(node: node.mirrored(by: view.mask), isDirectory: true, size: 0, modified: directory.modified)
  }
}
