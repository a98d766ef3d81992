internal import FUSE
package import Model
package import Platform
package import Saves
internal import Synchronization
package import Tree

/// A mount that is served: the connection, and the one thread that tells the kernel what has changed.
package final class MountSession<Checksums: ChecksumSource, Library: LibraryWatch>: Sendable {
  private let session: Session
  private let mounted: MountedTree<Checksums, Library>
  private let notices: Monitor<Notices>
  private let options: MountOptions

  private struct Notices {
    var changes: [Tree.Change] = []
    var forgetsEverything = false
    var isStopping = false
  }

  /// - Parameters:
  ///   - device: the open /dev/fuse of the mount.
  ///   - tree: what is shown; the caller goes on changing it and passes each change to ``announce(_:)``.
  ///   - stored: ZIPs that need not be put together; what changes there is announced as well.
  ///   - saves: the save directories of views, at most one for each.
  package init(
    device: consuming FileDescriptor, tree: Tree, checksums: Checksums, library: Library, stored: any ArchiveStore,
    saves: [SavesLayer], options: MountOptions, hooks: MountHooks
  ) throws(Errno) {
    self.options = options
    mounted = try MountedTree(
      tree, checksums: checksums, library: library, stored: stored, saves: saves, options: options, hooks: hooks)
    session = try Session(device: device, operations: mounted)
    notices = Monitor(Notices())
  }

  /// Sets the connection up. See ``Session/initialize(with:takesPassthrough:)``.
  ///
  /// A connection that was taken over has a kernel that believes the worker that died, and nobody knows what that one
  /// was about to announce: every name is asked for again.
  ///
  /// - Parameters:
  ///   - registrar: who lets the kernel read files itself, and the table that is shared with it; nil where nobody may.
  package func initialize(
    with request: [UInt8], registrar: (any BackingRegistrar)?, table: consuming FileDescriptor
  ) throws(Errno) -> Bool {
    let isOffered = Session.offersPassthrough(request) && Host.environment("VITRINE_ASSUME_NO_PASSTHROUGH") != "init"
    let isTakeover = try session.initialize(with: request, takesPassthrough: isOffered && registrar != nil)
    if isTakeover {
      notices.signal { $0.forgetsEverything = true }
      if !mounted.library.isRestored { mounted.names.begin(options.readDeadline) }
    }
    if !isOffered {
      mounted.passthrough.refuse(.notOffered)
    } else if let registrar {
      startPassthrough(registrar, table)
    } else {
      mounted.passthrough.refuse(.notPrivileged)
    }
    return isTakeover
  }

  private func startPassthrough(_ registrar: any BackingRegistrar, _ table: borrowing FileDescriptor) {
    do throws(Errno) {
      let shared = try BackingTable(table)
      let stored = mounted.stored
      // What a worker before this one had registered shows that the kernel takes files. Node 0 is none: it only asks.
      if shared.entries.isEmpty { try MountSession.ask(registrar, table) }
      let direct = mounted.direct
      let tree = mounted.tree
      func isRemote(_ node: NodeID) -> Bool { (try? tree.attributes(of: node))?.isRemote == true }
      let nodes = BackedNodes(shared, registrar) { number in
        let node = NodeID(rawValue: number).content
        // A file of the library is registered again by whoever opens it.
        guard node.kind == .archive || isRemote(node) else { return nil }
        // One that is in the cache no more must not be taken for one that is built in its place.
        let zip = stored.open(node)
        if zip == nil { direct.avoid(node.rawValue) }
        return zip
      }
      mounted.passthrough.start(nodes)
    } catch {
      Log.warning("the kernel does not read files itself: \(error)")
      mounted.passthrough.refuse(.refused(error))
    }
  }

  private static func ask(_ registrar: any BackingRegistrar, _ file: borrowing FileDescriptor) throws(Errno) {
    for _ in 0..<3 {
      do throws(Errno) {
        _ = try registrar.open(0, file: file.rawValue)
        return
      } catch {
        // A supervisor that is busy.
        if error != .timedOut { throw error }
        sleep(nanoseconds: 1_000_000_000)
      }
    }
    throw .timedOut
  }

  /// Lets go of the files that the kernel reads itself and nobody has open, which otherwise happens a few seconds after
  /// they were closed.
  package func closeIdle() { mounted.passthrough.nodes?.closeIdle(now: .max) }

  /// When somebody last read through the service, in ``monotonicNanoseconds()``; 0 before.
  package var lastRead: UInt64 { mounted.lastRead.load(ordering: .relaxed) }

  /// Whether the kernel reads files itself, how many such files are open, or why it does not.
  package var passthrough: (isActive: Bool, openFiles: Int, obstacle: PassthroughObstacle?) {
    (mounted.passthrough.isActive, mounted.passthrough.nodes?.openCount ?? 0, mounted.passthrough.obstacle)
  }

  /// Serves until the file system is unmounted.
  package func serve() throws(Errno) {
    let notifier = try WorkerThread(name: "notifier") { [self] in notify() }
    defer {
      notices.signal { $0.isStopping = true }
      notifier.join()
      mounted.scheduler.stop()
    }
    try session.serve(threads: options.threads)
  }

  /// Queues what the kernel has to forget. From any thread, also from a request's handler.
  package func announce(_ changes: [Tree.Change]) {
    guard !changes.isEmpty else { return }
    notices.signal { $0.changes += changes }
  }

  /// The checksum of a library file is known, or will not be: reads that waited for it go on, or fail.
  package func checksumFinished(_ key: ContentKey, succeeded: Bool) {
    mounted.scheduler.checksumFinished(key, succeeded: succeeded)
  }

  /// Some more of a library file was read for its checksum: deadlines start anew.
  package func checksumProgressed(_ key: ContentKey) { mounted.scheduler.checksumProgressed(key) }

  /// Blocks of files at servers are there, or will not be: reads that waited for them go on, or fail.
  package func blockFinished(_ block: RemoteBlock, succeeded: Bool) {
    mounted.scheduler.blockFinished(block, succeeded: succeeded)
  }

  /// A server has sent something for the block: the deadline starts anew.
  package func blockProgressed(_ block: RemoteBlock) { mounted.scheduler.blockProgressed(block) }

  /// See ``LibraryWatch/isRestored``: who waited for that goes on.
  package func restored() {
    mounted.names.end()
    mounted.scheduler.restored()
  }

  /// Changes ``MountOptions/readDeadline``, also for the reads that wait now.
  package func setReadDeadline(_ nanoseconds: UInt64) { mounted.scheduler.setDeadline(nanoseconds) }

  /// Folders whose ZIPs lack checksums that a reader waits for.
  package var folderWaits: [FolderHashingPlan<FileContent>.Wait] { mounted.scheduler.folders.waits }

  /// Reads that wait: for checksums, and for a thread or a slow file system.
  package var waitingReads: (parked: Int, pooled: Int) { mounted.scheduler.counts }

  /// The kernel may hold a directory's lock while it waits for a lookup there, and an invalidation wants the same
  /// lock: so this thread does nothing else, and no handler ever invalidates.
  private func notify() {
    while let next = nextNotices() {
      if next.forgetsEverything {
        // The listings that it has kept: what changes in them from now on is told to who has had them from this worker.
        for node in mounted.tree.directories where node != .root { session.invalidateListing(node: node.rawValue) }
      }
      if next.forgetsEverything, !session.invalidateAllEntries() {
        // An older kernel: what is below the views goes with them.
        for name in mounted.tree.viewNames + [Tree.hiddenName] {
          session.invalidateEntry(parent: NodeID.root.rawValue, name: name.utf8)
        }
      }
      for change in next.changes {
        switch change {
        case .entry(let parent, let name): session.invalidateEntry(parent: parent.rawValue, name: name)
        case .attributes(.root), .listing(.root): break
        case .listing(let node): session.invalidateListing(node: node.rawValue)
        case .attributes(let node):
          session.invalidateAttributes(node: node.rawValue)
          if mounted.passthrough.isActive { session.invalidateAttributes(node: node.passedThrough.rawValue) }
        }
      }
    }
  }

  /// nil at the end.
  private func nextNotices() -> Notices? {
    let next: Notices?? = notices.wait { state in
      if state.isStopping { return .some(nil) }
      guard !state.changes.isEmpty || state.forgetsEverything else { return nil }
      defer { state = Notices() }
      return .some(state)
    }
    return next ?? nil
  }
}
