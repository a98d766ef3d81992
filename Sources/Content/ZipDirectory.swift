package import Model
package import Platform

/// The central directory of a ZIP in the library: what is in it, without a byte of what is in it being read.
///
/// The file is untrusted. Memory is bounded by ``directoryLimit``, time by the bytes of the directory, and nothing is
/// taken on trust: every offset and length is checked against the file. The end record is looked for backwards from
/// the end, so that one inside a comment is only taken where nothing better follows.
package struct ZipDirectory: Sendable {
  /// A member, and where its bytes lie.
  package struct Entry: Hashable, Sendable {
    package var member: ArchiveMember
    /// APPNOTE.TXT's number, such as 0 for stored and 8 for deflated.
    package var method: UInt16
    /// Bytes in the file.
    package var compressedSize: Int64
    /// Of the local header, from the start of the file.
    package var headerOffset: Int64
  }

  /// Why a directory cannot be read.
  package enum Failure: Error, Sendable, Hashable {
    case archive(ArchiveProblem)
    /// The file itself could not be read.
    case file(Errno)
  }

  /// Reads up to the buffer's size at an offset; fewer bytes only at the end of the file.
  package typealias Read = (UnsafeMutableRawBufferPointer, Int64) throws(Errno) -> Int

  /// Members of an archive; the largest sets of any system have a few thousand.
  package static let memberLimit = 100_000
  /// Bytes of a central directory.
  package static let directoryLimit: Int64 = 32 << 20

  /// In the order of the directory, folders left out.
  package let entries: [Entry]

  /// - Parameters:
  ///   - size: bytes of the file.
  ///   - read: called on this thread, with buffers of at most 256 KiB.
  package init(size: Int64, read: Read) throws(Failure) {
    let end = try ZipEnd(size: size, read: read)
    var parser = ZipDirectoryParser(end: end)
    try parser.run(read)
    entries = parser.entries
    guard !overlaps(directoryStart: end.start) else { throw .archive(.overlapping) }
  }

  /// Whether two members share bytes of the file, as in the bombs that are a few MB and decompress to petabytes.
  private func overlaps(directoryStart: Int64) -> Bool {
    var position: Int64 = 0
    for entry in entries.sorted(by: { $0.headerOffset < $1.headerOffset }) {
      guard entry.headerOffset >= position else { return true }
      position = entry.headerOffset + ZipDirectory.localHeaderBytes + entry.compressedSize
    }
    return position > directoryStart
  }

  static let localHeaderBytes: Int64 = 30
}

/// Fills `buffer` from `offset` on.
///
/// - Throws: ``ZipDirectory/Failure`` that calls a file shorter than it said damaged.
func readWhole(
  _ buffer: UnsafeMutableRawBufferPointer, at offset: Int64, _ read: ZipDirectory.Read
) throws(ZipDirectory.Failure) {
  let count: Int
  do throws(Errno) { count = try read(buffer, offset) } catch { throw .file(error) }
  guard count == buffer.count else { throw .archive(.damaged) }
}

extension UnsafeRawBufferPointer {
  /// A little-endian field at any address; the caller has checked that it is there.
  func field<Value: FixedWidthInteger>(_ offset: Int, as type: Value.Type = Value.self) -> Value {
    Value(littleEndian: loadUnaligned(fromByteOffset: offset, as: Value.self))
  }
}
