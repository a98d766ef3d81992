internal import Compression
internal import Digest
internal import Model
internal import Platform

/// Checksums of a file whose bytes come one after the other. Belongs to one thread.
struct StreamedChecksums: ~Copyable {
  /// How many bytes they are of.
  private(set) var bytes: Int64 = 0
  private var crc = CRC32()
  private var sha1: DigestStream?
  private var md5: DigestStream?
  private var sha256: DigestStream?

  /// CRC-32 and SHA-1 always: by these a ROM is known.
  init(_ algorithms: ChecksumAlgorithms) {
    sha1 = DigestStream(.sha1)
    md5 = algorithms.contains(.md5) ? DigestStream(.md5) : nil
    sha256 = algorithms.contains(.sha256) ? DigestStream(.sha256) : nil
  }

  mutating func update(_ part: UnsafeRawBufferPointer) {
    crc.update(part)
    sha1?.update(part)
    md5?.update(part)
    sha256?.update(part)
    bytes += Int64(part.count)
  }

  /// Takes what follows on what was taken before.
  ///
  /// - Parameter goesOn: asked now and then; ECANCELED where it says no.
  mutating func read(_ file: borrowing FileDescriptor, upTo end: Int64, _ goesOn: () -> Bool) throws(Errno) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 4096)
    defer { buffer.deallocate() }
    while bytes < end {
      if !goesOn() { throw .cancelled }
      let wanted = Int(min(Int64(buffer.count), end - bytes))
      let count = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]), at: bytes)
      if count == 0 { throw .ioError }
      update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// Begins anew, with no bytes.
  mutating func reset() {
    crc = CRC32()
    sha1?.reset()
    md5?.reset()
    sha256?.reset()
    bytes = 0
  }

  /// ``reset()`` comes before the next use.
  mutating func finish() -> Checksums {
    Checksums(crc32: crc.value, sha1: sha1?.finish(), md5: md5?.finish(), sha256: sha256?.finish())
  }
}
