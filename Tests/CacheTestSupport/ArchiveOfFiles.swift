package import Cache
internal import Compression
internal import Content
internal import Digest
package import Platform

/// A ZIP of the files of one directory, as the tree would describe it to the cache.
package final class ArchiveOfFiles: ArchiveBlueprint {
  package let key: CacheKey
  package let system: String
  package let name: String
  package let modified: Int64
  private let paths: [String]
  private let versions: [FileStatus]
  private let layout: ZipLayout
  private let checksums: [UInt32]

  /// - Parameters:
  ///   - directory: whose regular files are the members, by name.
  ///   - modified: nanoseconds since 1970.
  package init(of directory: String, system: String = "psx", modified: Int64 = 1_234_567_890_123_456_789) throws(Errno)
  {
    let folder = try FileDescriptor.open(directory, [.readOnly, .directory])
    let names = try folder.entries().map(\.name).sorted()
    var members: [ZipMember] = []
    var versions: [FileStatus] = []
    var checksums: [UInt32] = []
    var identity = Array(system.utf8)
    for name in names {
      let (status, checksum) = try ArchiveOfFiles.examine("\(directory)/\(name)")
      members.append(
        ZipMember(name: Array(name.utf8), size: UInt64(status.size), modified: status.modified / 1_000_000_000))
      versions.append(status)
      checksums.append(checksum)
      identity += Array("\(name)/\(status.size)/\(status.modified)/\(status.inode)/".utf8)
    }
    key = CacheKey(identity.withUnsafeBytes { SHA256Digest(of: $0) })
    self.system = system
    name = (directory.split(separator: "/").last.map(String.init) ?? "") + ".zip"
    self.modified = modified
    paths = names.map { "\(directory)/\($0)" }
    self.versions = versions
    self.checksums = checksums
    layout = ZipLayout(members: members)
  }

  private static func examine(_ path: String) throws(Errno) -> (FileStatus, UInt32) {
    let file = try FileDescriptor.open(path, .readOnly)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
    defer { buffer.deallocate() }
    var checksum = CRC32()
    while true {
      let count = try file.read(into: buffer)
      if count == 0 { break }
      checksum.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
    return (try file.status(), checksum.value)
  }

  package var size: Int64 { Int64(layout.size) }

  package var pieces: [ArchivePiece] {
    var pieces: [ArchivePiece] = []
    var position: Int64 = 0
    for segment in layout.segments(in: 0..<layout.size) {
      switch segment {
      case .structure(let range):
        pieces.append(.structure(Int64(range.lowerBound)..<Int64(range.upperBound)))
        position = Int64(range.upperBound)
      case .member(let index, _, let length):
        pieces.append(.member(index: index, offset: position, length: Int64(length)))
        position += Int64(length)
      }
    }
    return pieces
  }

  package func isReady() -> Bool { true }

  package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(Errno) {
    let start = UInt64(offset)
    for segment in layout.segments(in: start..<start + UInt64(buffer.count)) {
      switch segment {
      case .structure(let range):
        let part = buffer[Int(range.lowerBound - start)..<Int(range.upperBound - start)]
        layout.render(range, into: UnsafeMutableRawBufferPointer(rebasing: part)) { checksums[$0] }
      case .member(let index, let position, let length):
        let first = Int(layout.dataOffset(of: index) + position - start)
        let part = UnsafeMutableRawBufferPointer(rebasing: buffer[first..<first + length])
        let member = try OpenMember(paths[index], versions[index])
        guard try member.file.read(into: part, at: Int64(position)) == length else { throw .ioError }
        try member.verify()
      }
    }
  }

  package func openMember(_ index: Int) throws(Errno) -> any BlueprintMember {
    try OpenMember(paths[index], versions[index])
  }

  /// All of its bytes.
  package func bytes() throws(Errno) -> [UInt8] {
    var failure: Errno?
    let bytes = [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
      do throws(Errno) {
        try read(into: UnsafeMutableRawBufferPointer(buffer), at: 0)
        count = Int(size)
      } catch { failure = error }
    }
    if let failure { throw failure }
    return bytes
  }

  private final class OpenMember: BlueprintMember {
    let file: FileDescriptor
    private let version: FileStatus

    init(_ path: String, _ version: FileStatus) throws(Errno) {
      file = try FileDescriptor.open(path, .readOnly)
      self.version = version
      let status = try file.status()
      guard status.inode == version.inode, isSame(status) else { throw .stale }
    }

    var descriptor: Int32 { file.rawValue }

    func verify() throws(Errno) { if !isSame(try file.status()) { throw .ioError } }

    private func isSame(_ status: FileStatus) -> Bool {
      status.size == version.size && status.modified == version.modified
    }
  }
}
