internal import Compression
internal import Model
package import Platform

/// Reads members of a ZIP in the library from front to back, decompressed: stored and deflated ones.
///
/// Belongs to one thread and is used again and again. The file is untrusted: a member never gives more bytes than the
/// directory says, and its checksum has to be the directory's.
package struct ZipMemberReader: ~Copyable {
  /// What came of a member.
  package enum Outcome: Sendable, Hashable {
    case complete
    /// Encrypted, or a compression other than those two.
    case unsupported
    case damaged
    /// `output` wanted no more.
    case stopped
  }

  private static let inputBytes = 64 << 10
  private static let outputBytes = 256 << 10

  private var inflater: Inflater
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: inputBytes, alignment: 4096)
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: outputBytes, alignment: 4096)

  /// nil without memory for it.
  package init?() {
    guard let inflater = Inflater() else { return nil }
    self.inflater = inflater
  }

  deinit {
    input.deallocate()
    buffer.deallocate()
  }

  /// Calls `output` with the bytes of a member, piece by piece.
  ///
  /// - Parameter output: false ends reading.
  /// - Throws: what reading the file failed with.
  package mutating func read(
    _ entry: ZipDirectory.Entry, _ read: ZipDirectory.Read, output: (UnsafeRawBufferPointer) -> Bool
  ) throws(Errno) -> Outcome {
    guard !entry.member.isEncrypted, entry.method == 0 || entry.method == 8 else { return .unsupported }
    guard let start = try dataOffset(of: entry, read) else { return .damaged }
    var crc = CRC32()
    var size: Int64 = 0
    var isTooLong = false
    func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
      size += Int64(bytes.count)
      if size > entry.member.size {
        isTooLong = true
        return false
      }
      crc.update(bytes)
      return output(bytes)
    }

    inflater.reset()
    var offset: Int64 = 0
    var progress = entry.method == 0 && entry.compressedSize == 0 ? Inflater.Progress.finished : .needsInput
    while progress == .needsInput, offset < entry.compressedSize {
      let count = Int(min(Int64(input.count), entry.compressedSize - offset))
      let part = UnsafeMutableRawBufferPointer(rebasing: input[..<count])
      guard try read(part, start + offset) == count else { return .damaged }
      offset += Int64(count)
      if entry.method == 8 {
        progress = inflater.decompress(UnsafeRawBufferPointer(part), buffer: buffer, output: take)
      } else if !take(UnsafeRawBufferPointer(part)) {
        progress = .stopped
      } else if offset == entry.compressedSize {
        progress = .finished
      }
    }
    if progress == .stopped, !isTooLong { return .stopped }
    let isWhole = progress == .finished && size == entry.member.size
    return isWhole && entry.member.crc32 ?? crc.value == crc.value ? .complete : .damaged
  }

  /// The local header may have other extra fields than the central one: only it says where the data begins.
  private func dataOffset(of entry: ZipDirectory.Entry, _ read: ZipDirectory.Read) throws(Errno) -> Int64? {
    let header = UnsafeMutableRawBufferPointer(rebasing: input[..<Int(ZipDirectory.localHeaderBytes)])
    guard try read(header, entry.headerOffset) == header.count else { return nil }
    let fields = UnsafeRawBufferPointer(header)
    guard fields.field(0, as: UInt32.self) == 0x0403_4B50 else { return nil }
    return entry.headerOffset + ZipDirectory.localHeaderBytes + Int64(fields.field(26, as: UInt16.self))
      + Int64(fields.field(28, as: UInt16.self))
  }
}
