internal import Catalog
internal import Content
internal import Model
internal import Mount
internal import Platform
internal import Scan
internal import Synchronization
internal import Tree

/// A library from the disk to the tree: the catalog, discovery, the checksum queue, and who is told of what.
///
/// Its locks guard single values; none is held while another is taken.
final class MountedLibrary: Sendable, ChecksumSource, LibraryWatch {
  /// Who hears of changes: the mount, once there is one.
  struct Announcer: Sendable {
    var changed: @Sendable ([Tree.Change]) -> Void
    var checksumFinished: @Sendable (ContentKey, Bool) -> Void
    var checksumProgressed: @Sendable (ContentKey) -> Void
  }

  let tree = Tree()
  let root: LibraryRoot
  private let catalog: Catalog
  /// What is shown, by number.
  let holdings = Holdings()
  private let announcer = Mutex<Announcer?>(nil)
  // Set once in the initialiser, after `self` is complete: both call back into it.
  private let parts = Mutex<Parts?>(nil)

  private struct Parts {
    let discovery: Discovery
    let checksums: ChecksumQueue
  }

  /// Opens the catalog and shows what it knows, without touching the library.
  init(library: String, stateDirectory: String) throws(CatalogError) {
    let catalog = try Catalog.open(directory: stateDirectory)
    self.catalog = catalog
    root = try catalog.root(forPath: library)
    let shelves = try catalog.shelves(of: root)
    let checksums = ChecksumQueue(
      catalog: catalog, known: try catalog.checksums(of: root),
      events: ChecksumQueue.Events(
        finished: { [weak self] key, result in
          self?.announcer.withLock { $0 }?.checksumFinished(key, (try? result.get()) != nil)
        },
        progressed: { [weak self] key in self?.announcer.withLock { $0 }?.checksumProgressed(key) }))
    let discovery = Discovery(catalog: catalog, roots: [root], shelves: shelves) { [weak self] change in
      self?.apply(change)
    }
    parts.withLock { $0 = Parts(discovery: discovery, checksums: checksums) }
    for shelf in shelves { show(shelf) }
  }

  private var discovery: Discovery? { parts.withLock { $0?.discovery } }
  private var checksums: ChecksumQueue? { parts.withLock { $0?.checksums } }

  /// Starts looking through the library.
  func start(_ announcer: Announcer) throws(Errno) {
    self.announcer.withLock { $0 = announcer }
    Volumes.shared.examineStalling(of: root, until: monotonicNanoseconds() + 2_000_000_000)
    try discovery?.start()
  }

  func stop() {
    discovery?.stop()
    checksums?.stop()
    catalog.close()
  }

  /// Whether there is anything in the tree yet.
  var showsGames: Bool { (tree.directory(Tree.games)?.count ?? 0) > 0 }

  func rescan() { discovery?.rescan(nil) }

  var scanProgress: DiscoveryProgress? { discovery?.progress }

  var checksumProgress: ChecksumQueue.Progress? { checksums?.progress }

  // MARK: What the mount asks

  func checksum(of key: ContentKey) -> UInt32? { checksums?.known(key) }

  func promote(_ file: LibraryFile) { checksums?.promote(file) }

  /// A folder is looked through for this at most once a second: a program that keeps opening a file that stays
  /// broken must not keep the disk busy. Who comes in between waits for the next time.
  func contentChanged(at location: Shelf.Location, then: @escaping @Sendable () -> Void) {
    guard let discovery else { return then() }
    discovery.rescan(location, isLimited: true, completion: then)
  }

  // MARK: From discovery to the tree

  private func apply(_ change: Discovery.Change) {
    let changes: [Tree.Change] =
      switch change {
      case .updated(let shelf): show(shelf)
      case .removed(let location): remove(location)
      }
    announcer.withLock { $0 }?.changed(changes)
  }

  private func remove(_ location: Shelf.Location) -> [Tree.Change] {
    holdings.drop(location)
    return tree.remove(location)
  }

  @discardableResult
  private func show(_ shelf: Shelf) -> [Tree.Change] {
    let changes = tree.replace(shelf, mayStall: mayStall(shelf.location))
    holdings.take(shelf)
    // The ZIPs of a library are wanted whole sooner or later, and their headers need every member's checksum.
    for game in shelf.archives where hasArchive(game, shelf) {
      checksums?.enqueue(game.members.map { shelf.libraryFile(at: Int($0)) })
    }
    return changes
  }

  /// Whether the game has a ZIP: its files together may be larger than a file can be, as sparse ones easily are.
  private func hasArchive(_ game: ArchiveGame, _ shelf: Shelf) -> Bool {
    var total: Int64 = 0
    for member in game.members {
      let (sum, overflows) = total.addingReportingOverflow(shelf.files.version(at: Int(member)).size)
      if overflows { return false }
      total = sum
    }
    // What the headers take is worth a look only where it can matter.
    return total < Int64.max / 2 || ArchiveManifest(of: game, on: shelf) != nil
  }

  /// Whether the library's own directory is on such a file system.
  var rootMayStall: Bool { (try? MountTable.current())?.holding(root.path)?.mayStall ?? false }

  /// Whether reads of the folder can wait for a network or a program. From the mount table: asking the file system
  /// itself could hang here already. Read each time, because file systems come and go below a library.
  private func mayStall(_ location: Shelf.Location) -> Bool {
    guard let mounts = try? MountTable.current() else { return false }
    var path = location.root.path
    if !location.folder.isEmpty { path += "/" + String(decoding: location.folder, as: UTF8.self) }
    let below = mounts.entries.filter { isPath($0.mountPoint, within: path) }
    return (below + [mounts.holding(path)].compactMap { $0 }).contains(where: \.mayStall)
  }
}
