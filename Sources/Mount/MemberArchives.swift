internal import Digest
internal import Model
internal import Platform
internal import Tree

/// The ZIPs of games, as members of the ZIPs of folders and by themselves: their layouts, and those that are complete
/// in the store.
final class MemberArchives: FolderMembers {
  private let layouts = RecentlyUsed<OpenArchive>(capacity: 100_000)
  private let opened = RecentlyUsed<any StoredArchive>(capacity: 16)
  private let store: any ArchiveStore
  private let generated: [GeneratedFile: MadeFile]
  private let storedSideCar: @Sendable ([UInt8], SHA256Digest) -> [UInt8]?
  /// By node, weighed in bytes.
  private let sideCars = RecentlyUsed<[UInt8]>(capacity: 16 << 20)

  /// Nanoseconds after which a stored ZIP that nobody reads is closed.
  private static let idleLimit: UInt64 = 3_000_000_000

  /// - Parameter sideCar: as ``MountHooks/sideCar``.
  init(
    store: any ArchiveStore, generated: [GeneratedFile: MadeFile],
    sideCar: @escaping @Sendable ([UInt8], SHA256Digest) -> [UInt8]?
  ) {
    self.store = store
    self.generated = generated
    storedSideCar = sideCar
  }

  /// To be called now and then: what is open in the store is not cleared away.
  func closeUnused() { opened.removeUnused(for: MemberArchives.idleLimit) }

  func layout(of content: ArchiveContent) throws(Errno) -> OpenArchive {
    // One that was made before its folder was moved would look for its members where they were.
    if let known = layouts.value(content.node.rawValue), known.content.isSamePlace(as: content) { return known }
    let open = try OpenArchive(content)
    layouts.insert(open, for: content.node.rawValue, weight: open.memberCount)
    return open
  }

  func bytes(of file: GeneratedFile) throws(Errno) -> [UInt8] {
    guard let bytes = generated[file]?.current().bytes else { throw .ioError }
    return bytes
  }

  /// - Throws: ESTALE where the tree has another one by now; the name leads to that.
  func bytes(of sideCar: SideCar) throws(Errno) -> [UInt8] {
    switch sideCar.source {
    case .bytes(let bytes): return bytes
    case .stored(let key, let digest):
      if let known = sideCars.value(sideCar.node.rawValue) { return known }
      guard let bytes = storedSideCar(key, digest) else { throw .stale }
      sideCars.insert(bytes, for: sideCar.node.rawValue, weight: bytes.count)
      return bytes
    }
  }

  /// What is read through a folder is no reason to build a ZIP, but one that is there is taken.
  func readStored(
    _ archive: ArchiveContent, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
  ) throws(Errno) -> Int? {
    try stored(archive)?.read(into: buffer, at: offset)
  }

  private func stored(_ archive: ArchiveContent) -> (any StoredArchive)? {
    let node = archive.node
    if let known = opened.value(node.rawValue) { return known }
    guard store.isComplete(node), let stored = store.open(node) else { return nil }
    opened.insert(stored, for: node.rawValue, weight: 1)
    return stored
  }
}
