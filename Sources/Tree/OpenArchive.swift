internal import Compression
internal import Content
package import Digest
package import Model
package import Platform

/// Where the CRC-32 of library files comes from. The service injects the scanner's queue.
package protocol ChecksumSource: Sendable {
  /// The checksum where it is known already. Asked by reads: it never waits.
  func checksum(of key: ContentKey) -> UInt32?
  /// Those checksums that are known to whoever keeps them, of `keys` that ``checksum(of:)`` does not know: it may wait
  /// for a disk.
  func stored(_ keys: [ContentKey]) -> [ContentKey: UInt32]
  /// Somebody waits for this one.
  func promote(_ file: LibraryFile)
}

/// What a read comes to.
package enum ReadOutcome: Sendable {
  /// So many bytes were put into the buffer; fewer than asked for only at the end.
  case bytes(Int)
  /// The range has checksums in it that are still to be computed.
  case waitsFor([LibraryFile])
  /// The range has bytes in it that have been asked for at a server, see ``RemoteFiles``: it is to be read again when
  /// all of them are there.
  case waitsForBlocks([RemoteBlock])
}

/// A synthetic ZIP that is open: its layout, and the way from an offset to a member's bytes.
///
/// Nothing of it is stored. Headers are rendered for the range that is asked for, data is read from the members.
package final class OpenArchive: Sendable {
  package let content: ArchiveContent
  /// What the kernel knows it by, and its bytes: asked for at every read.
  package let node: NodeID
  package let size: Int64
  private let manifest: ArchiveManifest
  private let layout: ZipLayout

  /// Checksums of the members that are made here, by their place in the ZIP.
  private let generatedChecksums: [Int: UInt32]

  /// - Throws: EFBIG where the members together are larger than a file can be.
  package init(_ content: ArchiveContent) throws(Errno) {
    self.content = content
    node = content.node
    size = content.size
    let shelf = content.nodes.shelf
    guard let manifest = ArchiveManifest(of: shelf.archives[content.number], on: shelf) else { throw .fileTooLarge }
    self.manifest = manifest
    layout = manifest.layout
    var checksums: [Int: UInt32] = [:]
    for case (let index, .generated(let bytes)) in manifest.sources.enumerated() {
      var checksum = CRC32()
      bytes.withUnsafeBytes { checksum.update($0) }
      checksums[index] = checksum.value
    }
    generatedChecksums = checksums
  }

  package var memberCount: Int { manifest.sources.count }

  /// What the ZIP is known by everywhere: the same digest is the same bytes.
  package var digest: SHA256Digest {
    NodeID.digest(ofArchive: manifest.identity, root: content.nodes.shelf.location.root)
  }

  /// The library files of the ZIP, in its order.
  package func files() -> [LibraryFile] {
    manifest.sources.compactMap { source in
      guard case .file(let index) = source else { return nil }
      return content.nodes.shelf.libraryFile(at: index)
    }
  }

  /// A piece of the ZIP for whoever copies it whole; the pieces are in order and without gaps.
  package enum Piece: Hashable, Sendable {
    /// Bytes that are made here: headers, padding, members that are in no file.
    case made(Range<Int64>)
    /// A library file, by its place in the ZIP.
    case member(index: Int, offset: Int64, length: Int64)
  }

  /// What the ZIP consists of.
  package var pieces: [Piece] {
    var pieces: [Piece] = []
    var madeStart: Int64 = 0
    for (index, source) in manifest.sources.enumerated() {
      guard case .file = source, layout.size(of: index) > 0 else { continue }
      let offset = Int64(layout.dataOffset(of: index))
      let length = Int64(layout.size(of: index))
      if madeStart < offset { pieces.append(.made(madeStart..<offset)) }
      pieces.append(.member(index: index, offset: offset, length: length))
      madeStart = offset + length
    }
    if madeStart < content.size { pieces.append(.made(madeStart..<content.size)) }
    return pieces
  }

  /// The library file of a member that ``Piece/member(index:offset:length:)`` names.
  package func file(ofMember index: Int) -> LibraryFile? {
    guard case .file(let number) = manifest.sources[index] else { return nil }
    return content.nodes.shelf.libraryFile(at: number)
  }

  /// The first library file whose checksum is not known yet.
  package func firstUnknown(_ checksums: some ChecksumSource) -> LibraryFile? {
    manifest.sources.indices.lazy.filter { self.checksum(ofMember: $0, checksums) == nil }
      .compactMap { self.file(ofMember: $0) }.first
  }

  /// Reads into `buffer` from `offset` on.
  ///
  /// - Throws: EIO when a member is not what it was when the ZIP was laid out, or cannot be read; EACCES for a reader
  ///   that looks into everything, and has had its share.
  package func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int64, sources: SourceFiles,
    checksums: some ChecksumSource, by reader: Reader = .service
  ) throws(Errno) -> ReadOutcome {
    let start = UInt64(max(0, offset))
    let end = min(layout.size, start + UInt64(buffer.count))
    guard start < end else { return .bytes(0) }
    let missing = unknownChecksums(in: start..<end, checksums)
    guard missing.isEmpty else {
      guard sources.mayFetch(missing, for: reader) else { throw .accessDenied }
      return .waitsFor(missing)
    }
    var blocks: [RemoteBlock] = []
    for segment in layout.segments(in: start..<end) {
      switch segment {
      case .structure(let range):
        let part = slice(buffer, range.lowerBound - start, Int(range.upperBound - range.lowerBound))
        var isComplete = true
        layout.render(range, into: part) { index in
          guard let value = checksum(ofMember: index, checksums) else {
            isComplete = false
            return 0
          }
          return value
        }
        // They were all known a moment ago; a placeholder must never get into the page cache.
        guard isComplete else { throw .ioError }
      case .member(let index, let memberOffset, let length):
        let position = layout.dataOffset(of: index) + memberOffset - start
        // Of what is missing all is asked for at once.
        blocks += try read(member: index, at: memberOffset, into: slice(buffer, position, length), sources, reader)
      }
    }
    return blocks.isEmpty ? .bytes(Int(end - start)) : .waitsForBlocks(blocks)
  }

  /// The library file that a read at `offset` starts in; the ZIP's own node within its headers.
  ///
  /// Reads of one member wait in line behind each other, not behind those of another.
  package func sourceNode(at offset: Int64) -> UInt64 {
    let start = UInt64(max(0, offset))
    if start < layout.size, case .member(let index, _, _) = layout.segments(in: start..<start + 1).first,
      case .file(let number) = manifest.sources[index]
    {
      return content.nodes.fileNodes[number]
    }
    return content.node.rawValue
  }

  private func slice(
    _ buffer: UnsafeMutableRawBufferPointer, _ start: UInt64, _ length: Int
  ) -> UnsafeMutableRawBufferPointer {
    UnsafeMutableRawBufferPointer(rebasing: buffer[Int(start)..<Int(start) + length])
  }

  /// - Returns: what has to be fetched first.
  private func read(
    member index: Int, at offset: UInt64, into buffer: UnsafeMutableRawBufferPointer, _ sources: SourceFiles,
    _ reader: Reader
  ) throws(Errno) -> [RemoteBlock] {
    switch manifest.sources[index] {
    case .generated(let bytes):
      bytes.withUnsafeBytes { contents in
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: contents[Int(offset)...].prefix(buffer.count)))
      }
      return []
    case .file(let number):
      switch try sources.read(content.nodes, file: number, into: buffer, at: Int64(offset), by: reader) {
      case .bytes(buffer.count): return []
      case .waitsForBlocks(let blocks): return blocks
      case .bytes, .waitsFor: throw .ioError
      }
    }
  }

  private func unknownChecksums(in range: Range<UInt64>, _ checksums: some ChecksumSource) -> [LibraryFile] {
    var missing: [LibraryFile] = []
    for index in layout.membersWhoseChecksum(isIn: range) where checksum(ofMember: index, checksums) == nil {
      guard case .file(let number) = manifest.sources[index] else { continue }
      missing.append(content.nodes.shelf.libraryFile(at: number))
    }
    return missing
  }

  private func checksum(ofMember index: Int, _ checksums: some ChecksumSource) -> UInt32? {
    switch manifest.sources[index] {
    case .generated: return generatedChecksums[index]
    case .file(let number):
      let shelf = content.nodes.shelf
      return checksums.checksum(
        of: ContentKey(root: shelf.location.root.id, version: shelf.files.version(at: number)))
    }
  }
}
