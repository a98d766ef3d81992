internal import Content
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

  /// Nanoseconds after which a stored ZIP that nobody reads is closed.
  private static let idleLimit: UInt64 = 3_000_000_000

  init(store: any ArchiveStore, generated: [GeneratedFile: MadeFile]) {
    self.store = store
    self.generated = generated
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

  /// The ZIP where it is complete on disk. What is read through a folder is no reason to build one.
  func stored(_ archive: ArchiveContent) -> (any StoredArchive)? {
    let node = archive.node
    if let known = opened.value(node.rawValue) { return known }
    guard store.isComplete(node), let stored = store.open(node) else { return nil }
    opened.insert(stored, for: node.rawValue, weight: 1)
    return stored
  }
}

extension NodeReader {
  /// Reads the ZIP of a folder. May wait for the catalog where a checksum has not been settled.
  func read(
    _ folder: OpenFolder, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
  ) throws(Errno) -> ReadOutcome {
    let missing = try folder.settle(at: offset, length: buffer.count, checksums, members)
    guard missing.isEmpty else { return .waitsFor(missing.map(\.file)) }
    var position = 0
    for segment in folder.segments(at: offset, length: buffer.count) {
      switch segment {
      case .structure(let range):
        let part = UnsafeMutableRawBufferPointer(rebasing: buffer[position..<position + range.count])
        // A placeholder must never get into the page cache.
        guard folder.render(range, into: part) else { throw .ioError }
        position += part.count
      case .member(let index, let start, let length):
        let part = UnsafeMutableRawBufferPointer(rebasing: buffer[position..<position + length])
        switch try read(folder.content(ofMember: index), into: part, at: Int64(start)) {
        case .bytes(length): position += length
        // A member that has another size than it had.
        case .bytes: throw .ioError
        case .waitsFor(let files): return .waitsFor(files)
        }
      }
    }
    return .bytes(position)
  }

  private func read(
    _ content: Tree.Content?, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
  ) throws(Errno) -> ReadOutcome {
    switch content {
    case .file(let file)?: return .bytes(try file.read(into: buffer, at: offset, sources: sources))
    case .archive(let archive)?:
      if let stored = members.stored(archive) { return .bytes(try stored.read(into: buffer, at: offset)) }
      return try members.layout(of: archive).read(into: buffer, at: offset, sources: sources, checksums: checksums)
    case .generated(let file)?: return try read(.generated(try members.bytes(of: file)), into: buffer, at: offset)
    case nil: throw .ioError
    }
  }
}
