internal import Model
internal import Platform
internal import Tree

/// What one opening of a file reads from.
///
/// Only a shortcut: it can be made again from the node id, which a restarted worker does.
enum OpenNode: Sendable {
  /// A local library file, open in the version the node stands for: it stays readable when it is unlinked.
  case file(SourceFile, FileContent)
  /// A library file whose open may hang; it is opened by the read, on a thread that may wait.
  case distant(FileContent)
  case archive(OpenArchive)
  /// A file at a server, of which some or nothing is on the disk.
  case remote(any RemoteOpening, FileContent)
  /// A ZIP or a file of a server that is complete on disk, perhaps one that the library does not have any more.
  case stored(any StoredArchive, Tree.Content?)
  /// The kernel reads it itself; what it is, for who asks about the opening when the library has something else.
  case passed(Tree.Content)
  /// Bytes made for this opening.
  case generated([UInt8])
  case sideCar(SideCar, [UInt8])
  /// A folder as one ZIP.
  case folder(OpenFolder)

  /// Whether a read of the range may hang in a file system.
  func mayStall(at offset: Int64, length: Int) -> Bool {
    switch self {
    case .distant: true
    case .archive(let archive): archive.content.mayStall
    case .folder(let folder): folder.mayStall(at: offset, length: length)
    case .file, .remote, .stored, .passed, .generated, .sideCar: false
    }
  }

  /// Whether a read of the range may have to wait for the catalog.
  func isUnsettled(at offset: Int64, length: Int) -> Bool {
    if case .folder(let folder) = self { return !folder.isSettled(at: offset, length: length) }
    return false
  }

  /// As the tree had them when the file was opened; nil for bytes made for this opening.
  var attributes: Attributes? {
    switch self {
    case .file(_, let content), .distant(let content), .remote(_, let content): content.attributes
    case .archive(let archive): archive.content.attributes
    case .stored(_, .archive(let content)?), .passed(.archive(let content)): content.attributes
    case .stored(_, .file(let content)?), .passed(.file(let content)): content.attributes
    case .sideCar(let sideCar, _): sideCar.attributes
    case .folder(let folder): folder.attributes
    case .stored, .passed, .generated: nil
    }
  }

  /// The system folders that a read of the range takes bytes of.
  func locations(at offset: Int64, length: Int) -> Set<Shelf.Location> {
    switch self {
    case .file(_, let content), .distant(let content), .remote(_, let content): [content.location]
    case .archive(let archive): [archive.content.location]
    case .stored(_, .archive(let content)?), .passed(.archive(let content)): [content.location]
    case .stored(_, .file(let content)?), .passed(.file(let content)): [content.location]
    case .folder(let folder): folder.locations(at: offset, length: length)
    case .stored, .passed, .generated, .sideCar: []
    }
  }

  /// The file whose thread budget a read at `offset` counts against.
  func sourceNode(at offset: Int64) -> UInt64 {
    switch self {
    case .file(_, let content), .distant(let content), .remote(_, let content): content.node.rawValue
    case .archive(let archive): archive.sourceNode(at: offset)
    case .stored(_, .archive(let content)?): content.node.rawValue
    case .stored(_, .file(let content)?): content.node.rawValue
    case .folder(let folder): folder.sourceNode(at: offset)
    case .stored, .passed, .generated, .sideCar: 0
    }
  }
}

/// Reads an ``OpenNode``. May block in a local or distant file system, never for a checksum or a server.
struct NodeReader<Checksums: ChecksumSource>: Sendable {
  let sources: SourceFiles
  let checksums: Checksums
  let archives: any ArchiveStore
  let members: MemberArchives

  func read(
    _ node: OpenNode, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64, by reader: Reader
  ) throws(Errno) -> ReadOutcome {
    switch node {
    case .file(let source, _): return .bytes(try source.read(into: buffer, at: offset))
    case .distant(let content): return try content.read(into: buffer, at: offset, sources: sources, by: reader)
    case .remote(let opening, _): return try opening.read(into: buffer, at: offset, by: reader)
    case .archive(let archive):
      // The members of others are in the cache themselves.
      if !archive.content.isRemote { archives.wasRead(archive) }
      do throws(Errno) {
        return try archive.read(into: buffer, at: offset, sources: sources, checksums: checksums, by: reader)
      } catch {
        // What was complete before a member changed is still whole.
        guard let stored = archives.open(archive.content.node) else { throw error }
        return .bytes(try stored.read(into: buffer, at: offset))
      }
    case .stored(let stored, _): return .bytes(try stored.read(into: buffer, at: offset))
    case .passed: throw .ioError
    case .folder(let folder):
      return try folder.read(
        into: buffer, at: offset, sources: sources, checksums: checksums, members: members, by: reader)
    case .generated(let bytes), .sideCar(_, let bytes):
      let start = min(bytes.count, Int(clamping: offset))
      let count = min(buffer.count, bytes.count - start)
      bytes.withUnsafeBytes {
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<start + count]))
      }
      return .bytes(count)
    }
  }
}
