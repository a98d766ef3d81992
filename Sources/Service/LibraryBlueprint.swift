internal import Cache
internal import Platform
internal import Tree

/// A ZIP of the library as the cache builds it.
struct LibraryBlueprint: ArchiveBlueprint {
  let key: CacheKey
  private let archive: OpenArchive
  private let library: MountedLibrary
  /// The members that are open while it is built: a disk with open files cannot be unmounted.
  private let sources: SourceFiles

  init(_ archive: OpenArchive, _ library: MountedLibrary) {
    key = CacheKey(archive.digest)
    self.archive = archive
    self.library = library
    sources = SourceFiles(capacity: 8, tree: library.tree)
  }

  var system: String { archive.content.system }
  var name: String { archive.content.name }
  var size: Int64 { archive.content.size }
  var modified: Int64 { archive.content.attributes.modified }

  var pieces: [ArchivePiece] {
    archive.pieces.map { piece in
      switch piece {
      case .made(let range): .structure(range)
      case .member(let index, let offset, let length): .member(index: index, offset: offset, length: length)
      }
    }
  }

  /// Asks for one checksum at a time: what readers wait for is not to stand behind a whole ZIP.
  func isReady() -> Bool {
    guard let file = archive.firstUnknown(library) else { return true }
    library.promote(file)
    return false
  }

  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(Errno) {
    switch try archive.read(into: buffer, at: offset, sources: sources, checksums: library) {
    case .bytes(buffer.count): return
    case .bytes, .waitsFor, .waitsForBlocks: throw .ioError
    }
  }

  func openMember(_ index: Int) throws(Errno) -> any BlueprintMember {
    guard let file = archive.file(ofMember: index) else { throw .invalidArgument }
    return OpenMember(source: try sources.opened(file, mayWait: true))
  }
}

/// A library file that is open for the build.
private struct OpenMember: BlueprintMember {
  let source: SourceFile

  var descriptor: Int32 { source.number }
  func verify() throws(Errno) { try source.check() }
}
