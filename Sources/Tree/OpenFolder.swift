internal import Compression
package import Content
package import Model
package import Platform
internal import Synchronization

/// The members of a folder's ZIP that are no library files. Whoever serves the tree injects it.
///
/// Called on threads that may wait for a disk.
package protocol FolderMembers: Sendable {
  /// The layout of a game's ZIP.
  func layout(of archive: ArchiveContent) throws(Errno) -> OpenArchive
  /// The bytes of a file that is made here.
  func bytes(of file: GeneratedFile) throws(Errno) -> [UInt8]
}

/// The ZIP of a folder that is open: its layout, its members, and those checksums in it that are known.
///
/// It is what the folder was at one moment, and stays so. Nothing of it is stored: what is between the members is
/// rendered for the range that is asked for.
package final class OpenFolder: Sendable {
  /// Of the folder itself, below the mount point.
  package let path: [UInt8]
  private let manifest: FolderManifest
  private let slots: Mutex<Slots>

  /// The checksums as far as they have been asked for; a slot that is filled stays so.
  private struct Slots {
    var values: [UInt32] = []
    var isKnown: [Bool] = []
    /// What the catalog had of all members has been put in.
    var isLoaded = false
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

  /// Where a member is; nil where it is nowhere any more.
  package func content(ofMember index: Int) -> Tree.Content? { manifest.members[index] }

  /// What a range consists of, cut at the end of the ZIP.
  package func segments(at offset: Int64, length: Int) -> [ZipLayout.Segment] {
    manifest.layout.segments(in: range(at: offset, length: length))
  }

  /// Where the bytes of a member begin.
  package func dataOffset(ofMember index: Int) -> Int64 { Int64(manifest.layout.dataOffset(of: index)) }

  /// Fills `buffer` with what lies between the members.
  ///
  /// - Returns: false where a checksum in it is not known, see ``settle(at:length:_:_:)``.
  package func render(_ range: Range<UInt64>, into buffer: UnsafeMutableRawBufferPointer) -> Bool {
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

  private func range(at offset: Int64, length: Int) -> Range<UInt64> {
    let start = min(UInt64(max(0, offset)), manifest.layout.size)
    return start..<min(manifest.layout.size, start + UInt64(max(0, length)))
  }

  // MARK: Where the bytes are

  /// The members that a range takes bytes of.
  private func contents(at offset: Int64, length: Int) -> [Tree.Content] {
    segments(at: offset, length: length).compactMap { segment in
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
    case .generated?, nil: node.rawValue
    }
  }

  // MARK: Checksums

  /// Whether a range has a checksum in it that has not been settled yet. From memory.
  package func isSettled(at offset: Int64, length: Int) -> Bool {
    let wanted = manifest.layout.membersWhoseChecksum(isIn: range(at: offset, length: length))
    return slots.withLock { slots in wanted.allSatisfy { !slots.isKnown.isEmpty && slots.isKnown[$0] } }
  }

  /// Puts the checksums in a range in their places, as far as they are known.
  ///
  /// The first time it asks the catalog for all members of the folder; so not on a thread that must not wait.
  ///
  /// - Returns: the library files whose checksums are missing, in the ZIP's order.
  /// - Throws: EIO where a member is nowhere any more.
  package func settle(
    at offset: Int64, length: Int, _ checksums: some ChecksumSource, _ members: some FolderMembers
  ) throws(Errno) -> [FileContent] {
    var wanted = Array(manifest.layout.membersWhoseChecksum(isIn: range(at: offset, length: length)))
    slots.withLock { slots in
      if !slots.isKnown.isEmpty { wanted.removeAll { slots.isKnown[$0] } }
    }
    guard !wanted.isEmpty else { return [] }
    load(checksums)
    var missing: [FileContent] = []
    for index in wanted {
      let lacking = unknownFiles(ofMember: index, checksums)
      guard lacking.isEmpty else {
        missing += lacking
        continue
      }
      let value = try checksum(ofMember: index, checksums, members)
      // Lost in between: it is asked for once more.
      guard let value else { return unknownFiles(ofMember: index, checksums) }
      slots.withLock { slots in
        slots.values[index] = value
        slots.isKnown[index] = true
      }
    }
    return missing
  }

  /// All library files whose checksums are missing, in the ZIP's order, each with the member it belongs to.
  ///
  /// Takes time for each member, and asks the catalog if nobody has yet.
  package func unknownFiles(_ checksums: some ChecksumSource) -> [(member: Int, file: FileContent)] {
    load(checksums)
    return manifest.members.indices.flatMap { index in
      unknownFiles(ofMember: index, checksums).map { (index, $0) }
    }
  }

  private func unknownFiles(ofMember index: Int, _ checksums: some ChecksumSource) -> [FileContent] {
    if slots.withLock({ !$0.isKnown.isEmpty && $0.isKnown[index] }) { return [] }
    switch manifest.members[index] {
    case .file(let file)?: return checksums.checksum(of: file.key) == nil ? [file] : []
    case .archive(let archive)?: return archive.memberFiles.filter { checksums.checksum(of: $0.key) == nil }
    case .generated?, nil: return []
    }
  }

  private func checksum(
    ofMember index: Int, _ checksums: some ChecksumSource, _ members: some FolderMembers
  ) throws(Errno) -> UInt32? {
    switch manifest.members[index] {
    case .file(let file)?: return checksums.checksum(of: file.key)
    case .archive(let archive)?: return try members.layout(of: archive).checksum(checksums)
    case .generated(let file)?:
      let bytes = try members.bytes(of: file)
      guard UInt64(bytes.count) == manifest.layout.size(of: index) else { throw .ioError }
      var checksum = CRC32()
      bytes.withUnsafeBytes { checksum.update($0) }
      return checksum.value
    case nil: throw .ioError
    }
  }

  /// Makes room for the checksums, and takes over those of single files that the catalog has.
  private func load(_ checksums: some ChecksumSource) {
    let isFirst = slots.withLock { slots in
      if slots.isKnown.isEmpty {
        slots.values = Array(repeating: 0, count: manifest.members.count)
        slots.isKnown = Array(repeating: false, count: manifest.members.count)
      }
      defer { slots.isLoaded = true }
      return !slots.isLoaded
    }
    guard isFirst else { return }
    var wanted: [ContentKey: [Int]] = [:]
    for case (let index, .file(let file)?) in manifest.members.enumerated()
    where checksums.checksum(of: file.key) == nil {
      wanted[file.key, default: []].append(index)
    }
    let known = checksums.stored(Array(wanted.keys))
    slots.withLock { slots in
      for (key, value) in known {
        for index in wanted[key] ?? [] {
          slots.values[index] = value
          slots.isKnown[index] = true
        }
      }
    }
  }
}

extension FileContent {
  /// What the file's checksum is known by.
  package var key: ContentKey {
    ContentKey(root: nodes.shelf.location.root.id, version: nodes.shelf.files.version(at: number))
  }
}

extension ArchiveContent {
  /// The library files in the ZIP, in the library's order.
  fileprivate var memberFiles: [FileContent] {
    nodes.shelf.archives.members(at: number).map { FileContent(nodes, number: Int($0)) }
  }
}

extension Tree.Content {
  fileprivate var mayStall: Bool {
    switch self {
    case .file(let file): file.mayStall
    case .archive(let archive): archive.mayStall
    case .generated: false
    }
  }

  fileprivate var location: Shelf.Location? {
    switch self {
    case .file(let file): file.location
    case .archive(let archive): archive.location
    case .generated: nil
    }
  }
}

extension OpenArchive {
  /// The CRC-32 of the ZIP itself, put together from those of its members, none of which is read.
  ///
  /// - Returns: nil where not all are known.
  /// - Throws: what rendering the headers failed with.
  package func checksum(_ checksums: some ChecksumSource) throws(Errno) -> UInt32? {
    var checksum: UInt32 = 0
    // Nothing that is read here is in a file.
    let sources = SourceFiles(capacity: 1)
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    for piece in pieces {
      switch piece {
      case .member(let index, _, let length):
        guard let file = file(ofMember: index), let value = checksums.checksum(of: file.contentKey) else { return nil }
        checksum = CRC32.combine(checksum, value, secondLength: UInt64(length))
      case .made(let range):
        var offset = range.lowerBound
        while offset < range.upperBound {
          let count = Int(min(Int64(buffer.count), range.upperBound - offset))
          let result: Result<UInt32?, Errno> = buffer.withUnsafeMutableBytes { bytes in
            let part = UnsafeMutableRawBufferPointer(rebasing: bytes[..<count])
            do throws(Errno) {
              guard case .bytes(count) = try read(into: part, at: offset, sources: sources, checksums: checksums)
              else { return .success(nil) }
            } catch { return .failure(error) }
            var made = CRC32()
            made.update(UnsafeRawBufferPointer(part))
            return .success(made.value)
          }
          guard let value = try result.get() else { return nil }
          checksum = CRC32.combine(checksum, value, secondLength: UInt64(count))
          offset += Int64(count)
        }
      }
    }
    return checksum
  }
}
