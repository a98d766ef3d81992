internal import Content
package import Model
package import Platform
internal import Synchronization

/// The members of a folder's ZIP that are no library files. Whoever serves the tree injects it.
///
/// Called on threads that may wait for a disk.
package protocol FolderMembers: Sendable {
  /// The layout of a game's ZIP.
  func layout(of archive: ArchiveContent) throws(Errno) -> OpenArchive
  /// Reads a game's ZIP where it is complete on disk; nil where it is not.
  func readStored(
    _ archive: ArchiveContent, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
  ) throws(Errno) -> Int?
  /// The bytes of a file that is made here.
  func bytes(of file: GeneratedFile) throws(Errno) -> [UInt8]
  func bytes(of sideCar: SideCar) throws(Errno) -> [UInt8]
}

/// The ZIP of a folder that is open: its layout, its members, and those checksums in it that are known.
///
/// It is what the folder was at one moment, and stays so. Nothing of it is stored: what is between the members is
/// rendered for the range that is asked for.
package final class OpenFolder: Sendable {
  /// Of the folder itself, below the mount point.
  package let path: [UInt8]
  let manifest: FolderManifest
  let slots: Mutex<Slots>
  /// Side-cars that are stored, by member: what is stored may be replaced while this is read.
  private let held = Mutex<[Int: [UInt8]]>([:])
  /// Whether what the catalog had of all members has been put in. Held meanwhile, so that nobody takes for missing
  /// what is about to come; ``slots`` is taken within.
  let isLoaded = Mutex(false)

  /// The checksums as far as they have been asked for; a slot that is filled stays so.
  struct Slots {
    var values: [UInt32] = []
    var isKnown: [Bool] = []
  }

  /// Takes time for everything in the folder.
  ///
  /// - Returns: nil where the ZIP would be larger than a file can be.
  init?(_ directory: Directory, in tree: Tree) {
    guard let manifest = FolderManifest(of: directory, in: tree) else { return nil }
    self.manifest = manifest
    path = tree.path(of: directory)
    slots = Mutex(Slots())
  }

  /// Bytes of side-cars that an open folder keeps; it reads further ones while they are there.
  private static let heldLimit = 64 << 20

  /// Keeps what may be replaced while the folder is read. On a thread that may wait for a disk; once is enough.
  package func hold(_ members: some FolderMembers) {
    guard held.withLock({ $0.isEmpty }) else { return }
    var kept: [Int: [UInt8]] = [:]
    var size = 0
    for case (let index, .sideCar(let sideCar)?) in manifest.members.enumerated() {
      guard case .stored = sideCar.source, size + Int(sideCar.size) <= OpenFolder.heldLimit,
        let bytes = try? members.bytes(of: sideCar)
      else { continue }
      kept[index] = bytes
      size += bytes.count
    }
    held.withLock { $0 = kept }
  }

  func bytes(of sideCar: SideCar, member index: Int, _ members: some FolderMembers) throws(Errno) -> [UInt8] {
    if let bytes = held.withLock({ $0[index] }) { return bytes }
    return try members.bytes(of: sideCar)
  }

  /// The same node is the same bytes.
  package var node: NodeID { manifest.node }
  /// Bytes.
  package var size: Int64 { Int64(manifest.layout.size) }
  package var memberCount: Int { manifest.members.count }
  package var attributes: Attributes {
    Attributes(node: node, isDirectory: false, size: size, modified: manifest.modified)
  }

  /// Whether the folder is still what it was.
  var isCurrent: Bool { manifest.snapshots.isCurrent }

  /// Where the bytes of a member begin.
  package func dataOffset(ofMember index: Int) -> Int64 { Int64(manifest.layout.dataOffset(of: index)) }

  /// Reads into `buffer` from `offset` on. Where ``isSettled(at:length:)`` says no, it may wait for the catalog.
  ///
  /// - Throws: EIO when a member is not what it was, or cannot be read.
  package func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int64, sources: SourceFiles,
    checksums: some ChecksumSource, members: some FolderMembers, by reader: Reader = .service
  ) throws(Errno) -> ReadOutcome {
    let missing = try settle(at: offset, length: buffer.count, checksums, members)
    guard missing.isEmpty else {
      guard sources.mayFetch(missing.map(\.file), for: reader) else { throw .accessDenied }
      return .waitsFor(missing.map(\.file))
    }
    var position = 0
    for segment in manifest.layout.segments(in: range(at: offset, length: buffer.count)) {
      switch segment {
      case .structure(let range):
        // A placeholder must never get into the page cache.
        guard render(range, into: UnsafeMutableRawBufferPointer(rebasing: buffer[position..<position + range.count]))
        else { throw .ioError }
        position += range.count
      case .member(let index, let start, let length):
        let part = UnsafeMutableRawBufferPointer(rebasing: buffer[position..<position + length])
        switch try read(index, into: part, at: Int64(start), sources, checksums, members, reader) {
        case .bytes(length): position += length
        // A member that has another size than it had.
        case .bytes: throw .ioError
        case .waitsFor(let files): return .waitsFor(files)
        case .waitsForBlocks(let blocks): return .waitsForBlocks(blocks)
        }
      }
    }
    return .bytes(position)
  }

  private func read(
    _ index: Int, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64, _ sources: SourceFiles,
    _ checksums: some ChecksumSource, _ members: some FolderMembers, _ reader: Reader
  ) throws(Errno) -> ReadOutcome {
    switch manifest.members[index] {
    case .file(let file)?: return try file.read(into: buffer, at: offset, sources: sources, by: reader)
    case .archive(let archive)?:
      if let count = try members.readStored(archive, into: buffer, at: offset) { return .bytes(count) }
      return try members.layout(of: archive).read(
        into: buffer, at: offset, sources: sources, checksums: checksums, by: reader)
    case .generated(let file)?: return copy(try members.bytes(of: file), into: buffer, at: offset)
    case .sideCar(let sideCar)?: return copy(try bytes(of: sideCar, member: index, members), into: buffer, at: offset)
    case nil: throw .ioError
    }
  }

  private func copy(_ bytes: [UInt8], into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) -> ReadOutcome {
    let start = min(bytes.count, Int(clamping: offset))
    let count = min(buffer.count, bytes.count - start)
    bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<start + count])) }
    return .bytes(count)
  }

  /// Fills `buffer` with what lies between the members.
  ///
  /// - Returns: false where a checksum in it is not known, see ``settle(at:length:_:_:)``.
  private func render(_ range: Range<UInt64>, into buffer: UnsafeMutableRawBufferPointer) -> Bool {
    slots.withLock { slots in
      var isComplete = true
      manifest.layout.render(range, into: buffer) { index in
        guard !slots.isKnown.isEmpty, slots.isKnown[index] else {
          isComplete = false
          return 0
        }
        return slots.values[index]
      }
      return isComplete
    }
  }

  func range(at offset: Int64, length: Int) -> Range<UInt64> {
    let start = min(UInt64(max(0, offset)), manifest.layout.size)
    return start..<min(manifest.layout.size, start + UInt64(max(0, length)))
  }

  // MARK: Where the bytes are

  /// The members that a range takes bytes of.
  private func contents(at offset: Int64, length: Int) -> [Tree.Content] {
    manifest.layout.segments(in: range(at: offset, length: length)).compactMap { segment in
      guard case .member(let index, _, _) = segment else { return nil }
      return manifest.members[index]
    }
  }

  /// Whether a read of the range may hang in a file system.
  package func mayStall(at offset: Int64, length: Int) -> Bool {
    contents(at: offset, length: length).contains(where: \.mayStall)
  }

  /// The system folders that a range takes bytes of.
  package func locations(at offset: Int64, length: Int) -> Set<Shelf.Location> {
    Set(contents(at: offset, length: length).compactMap(\.location))
  }

  /// The member that a read at `offset` starts in; the ZIP's own node between members.
  package func sourceNode(at offset: Int64) -> UInt64 {
    switch contents(at: offset, length: 1).first {
    case .file(let file)?: file.node.rawValue
    case .archive(let archive)?: archive.node.rawValue
    case .generated?, .sideCar?, nil: node.rawValue
    }
  }
}

extension FileContent {
  /// What the file's checksum is known by.
  package var key: ContentKey {
    ContentKey(root: nodes.shelf.location.root.id, version: nodes.shelf.files.version(at: number))
  }
}

extension Tree.Content {
  fileprivate var mayStall: Bool {
    switch self {
    case .file(let file): file.mayStall
    case .archive(let archive): archive.mayStall
    case .generated, .sideCar: false
    }
  }

  fileprivate var location: Shelf.Location? {
    switch self {
    case .file(let file): file.location
    case .archive(let archive): archive.location
    case .generated, .sideCar: nil
    }
  }
}
