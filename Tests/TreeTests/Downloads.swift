internal import Compression
internal import Model
internal import Platform
internal import Synchronization
internal import TestSupport
internal import Testing
internal import Tree

/// Checksums of library files: some in memory, some where asking for them takes time, the rest unknown.
final class GivenChecksums: ChecksumSource {
  private let known = Mutex<[ContentKey: UInt32]>([:])
  private let kept = Mutex<[ContentKey: UInt32]>([:])
  private let asked = Mutex<[LibraryFile]>([])
  private let questions = Mutex(0)

  var promoted: [LibraryFile] { asked.withLock { $0 } }
  /// How often the slow ones were asked for.
  var slowQuestions: Int { questions.withLock { $0 } }

  func checksum(of key: ContentKey) -> UInt32? { known.withLock { $0[key] } }

  func stored(_ keys: [ContentKey]) -> [ContentKey: UInt32] {
    questions.withLock { $0 += 1 }
    return kept.withLock { kept in
      Dictionary(uniqueKeysWithValues: keys.compactMap { key in kept[key].map { (key, $0) } })
    }
  }

  func promote(_ file: LibraryFile) { asked.withLock { $0.append(file) } }

  func set(_ value: UInt32, for key: ContentKey, isKept: Bool = false) {
    if isKept { kept.withLock { $0[key] = value } } else { known.withLock { $0[key] = value } }
  }

  func compute(_ file: LibraryFile, isKept: Bool = false) throws {
    let path = file.root.path + "/" + String(decoding: file.path, as: UTF8.self)
    set(crc32(try Files.read(path)), for: file.contentKey, isKept: isKept)
  }
}

func crc32(_ bytes: [UInt8]) -> UInt32 {
  var checksum = CRC32()
  bytes.withUnsafeBytes { checksum.update($0) }
  return checksum.value
}

/// A mount without a cache and without files that are stored.
struct PlainMembers: FolderMembers {
  func layout(of archive: ArchiveContent) throws(Errno) -> OpenArchive { try OpenArchive(archive) }

  func readStored(
    _ archive: ArchiveContent, into buffer: UnsafeMutableRawBufferPointer, at offset: Int64
  ) throws(Errno) -> Int? { nil }

  func bytes(of file: GeneratedFile) throws(Errno) -> [UInt8] { throw .ioError }

  func bytes(of sideCar: SideCar) throws(Errno) -> [UInt8] {
    guard case .bytes(let bytes) = sideCar.source else { throw .stale }
    return bytes
  }
}

/// Looking into the views of downloads of a tree, and reading the ZIPs there.
struct DownloadLooks {
  let tree: Tree
  let downloads: Downloads
  let checksums: GivenChecksums
  private let sources = SourceFiles(capacity: 8)

  init(_ tree: Tree, checksums: GivenChecksums = GivenChecksums()) {
    self.tree = tree
    self.checksums = checksums
    downloads = Downloads(tree)
  }

  func names(_ path: String = "") throws -> [String] {
    let node = path.isEmpty ? Tree.node(ofView: "Download") : try attributes(path).node
    let directory = try #require(try downloads.directory(node, makes: true))
    return (0..<directory.count).map { number in
      directory.withName(at: number) { String(decoding: $0, as: UTF8.self) }
    }
  }

  func attributes(_ path: String, view: String = "Download") throws -> Attributes {
    var found = try tree.attributes(of: Tree.node(ofView: view))
    for name in path.split(separator: "/") { found = try #require(try lookUp(Array(name.utf8), in: found.node)) }
    return found
  }

  func lookUp(_ name: [UInt8], in parent: NodeID) throws -> Attributes? {
    let result: Result<Attributes?, Errno> = name.withUnsafeBytes { bytes in
      do throws(Errno) { return .success(try downloads.lookUp(bytes, in: parent, makes: true)) } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  func open(_ path: String) throws -> OpenFolder {
    try #require(try downloads.open(attributes(path).node, makes: true))
  }

  /// nil with the files that are waited for.
  func read(_ folder: OpenFolder, _ offset: Int64, _ count: Int) throws -> ([UInt8]?, [LibraryFile]) {
    var bytes = [UInt8](repeating: 0xEE, count: count)
    let result: Result<ReadOutcome, Errno> = bytes.withUnsafeMutableBytes { buffer in
      do throws(Errno) {
        return .success(
          try folder.read(
            into: buffer, at: offset, sources: sources, checksums: checksums, members: PlainMembers()))
      } catch { return .failure(error) }
    }
    switch try result.get() {
    case .bytes(let length): return (Array(bytes[..<length]), [])
    case .waitsFor(let files): return (nil, files)
    case .waitsForBlocks: throw TestFailure("nothing is at a server")
    }
  }

  func whole(_ folder: OpenFolder) throws -> [UInt8] {
    let bytes = try #require(try read(folder, 0, Int(folder.size) + 100).0)
    #expect(bytes.count == Int(folder.size))
    return bytes
  }
}
