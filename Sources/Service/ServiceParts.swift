internal import Catalog
internal import Model
internal import Mount
internal import Platform
internal import Scan
internal import Synchronization
internal import Tree

/// What discovery, the checksum queue and the session need of each other. They are made one after the other and call
/// each other in a circle; the session, which comes last, is connected here.
final class ServiceParts: Sendable {
  typealias Session = MountSession<Checksums, Service.Watch>

  /// The checksums of the queue, as reads ask for them.
  struct Checksums: ChecksumSource {
    let queue: ChecksumQueue

    func checksum(of key: ContentKey) -> UInt32? { queue.known(key) }
    func promote(_ file: LibraryFile) { queue.promote(file) }
  }

  /// Where the session is put when there is one. Its lock is held for a read or a write of the reference only.
  private final class Connection: Sendable {
    private let value = Mutex<Session?>(nil)

    var session: Session? {
      get { value.withLock { $0 } }
      set { value.withLock { $0 = newValue } }
    }
  }

  let tree: Tree
  let holdings: Holdings
  let checksums: Checksums
  private let connection: Connection

  init(tree: Tree, holdings: Holdings, catalog: Catalog, known: [(ContentKey, UInt32)]) {
    let connection = Connection()
    self.tree = tree
    self.holdings = holdings
    self.connection = connection
    checksums = Checksums(
      queue: ChecksumQueue(
        catalog: catalog, known: known,
        events: ChecksumQueue.Events(
          finished: { key, result in
            let succeeded = (try? result.get()) != nil
            connection.session?.checksumFinished(key, succeeded: succeeded)
          },
          progressed: { connection.session?.checksumProgressed($0) })))
  }

  func connect(_ session: Session) { connection.session = session }

  var waitingReads: (parked: Int, pooled: Int) { connection.session?.waitingReads ?? (0, 0) }

  /// Shows what the catalog had, before anybody looks.
  func show(_ shelves: [Shelf]) {
    let table = try? MountTable.current()
    for shelf in shelves { _ = tree.replace(shelf, mayStall: ServiceParts.mayStall(shelf.location, table)) }
  }

  /// Shows what discovery found, tells the kernel, and has new games hashed.
  func take(_ change: Discovery.Change) {
    let changes: [Tree.Change]
    switch change {
    case .updated(let shelf):
      changes = tree.replace(shelf, mayStall: ServiceParts.mayStall(shelf.location, try? MountTable.current()))
      checksums.queue.enqueue(ServiceParts.members(of: shelf))
    case .removed(let location):
      changes = tree.remove(location)
    }
    holdings.take(change)
    connection.session?.announce(changes)
  }

  /// Queues the games the catalog had; discovery reports only what differs.
  func startHashing() throws(Errno) {
    try WorkerThread(name: "hash-plan") { [self] in
      for shelf in holdings.takeLoadedShelves() { checksums.queue.enqueue(ServiceParts.members(of: shelf)) }
    }.detach()
  }

  private static func members(of shelf: Shelf) -> [LibraryFile] {
    shelf.archives.flatMap { archive in archive.members.map { shelf.libraryFile(at: Int($0)) } }
  }

  /// Decided by the kind of the mount and not by statfs(2), which itself waits for a server that is away.
  private static func mayStall(_ location: Shelf.Location, _ table: MountTable?) -> Bool {
    let path = location.root.path + "/" + String(decoding: location.folder, as: UTF8.self)
    return table?.holding(path)?.mayStall ?? true
  }
}
