internal import Compression
internal import Model
package import Platform

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
