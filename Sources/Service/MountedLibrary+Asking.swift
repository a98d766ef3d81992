internal import Catalog
internal import Model
internal import Mount
internal import Platform
internal import Scan
internal import Synchronization
internal import Tree

/// What the mount asks.
extension MountedLibrary {
  var isRestored: Bool { remote.withLock { $0 }?.hasArranged ?? true }

  func checksum(of key: ContentKey) -> UInt32? {
    checksums?.known(key) ?? remote.withLock { $0 }?.checksum(of: key)
  }

  /// As ``checksum(of:)``, of files that are a game each as well; asks the catalog.
  func storedChecksum(of key: ContentKey) -> UInt32? {
    checksum(of: key) ?? (try? catalog.checksums(of: key))?.checksums.crc32
  }

  func stored(_ keys: [ContentKey]) -> [ContentKey: UInt32] {
    var found: [ContentKey: UInt32] = [:]
    var rest = keys[...]
    // In parts: nobody else reads or writes the catalog meanwhile.
    while !rest.isEmpty {
      guard let part = try? catalog.crc32s(of: Array(rest.prefix(4096))) else { break }
      found.merge(part) { first, _ in first }
      rest = rest.dropFirst(4096)
    }
    return found
  }

  func promote(_ file: LibraryFile) {
    if file.root.isRemote { return remote.withLock { $0 }?.promote(file) ?? () }
    checksums?.promote(file)
  }

  /// A folder is looked through for this at most once a second: a program that keeps opening a file that stays
  /// broken must not keep the disk busy. Who comes in between waits for the next time.
  func contentChanged(at location: Shelf.Location, then: @escaping @Sendable () -> Void) {
    guard let discovery, !location.root.isRemote else { return then() }
    discovery.rescan(location, isLimited: true, completion: then)
  }

  /// The folder's files are read through the service from now on.
  func passthroughRefused(at location: Shelf.Location) {
    guard refusals.withLock({ $0.insert(location).inserted }) else { return }
    // Not on this thread, which has a request to answer.
    try? WorkerThread(name: "republish") { [self] in discovery?.republish() }.detach()
  }

  /// Roots with folders whose files the kernel refused to read itself.
  var refusedRoots: Set<LibraryRoot> { Set(refusals.withLock { $0.map(\.root) }) }
}
