package import Cache
internal import Digest
package import Platform
internal import TestSupport

/// A file of a remote server whose bytes are known.
package struct RemoteFile: Sendable {
  package let version: RemoteVersion
  package let bytes: [UInt8]

  package init(_ number: Int, size: Int, system: String = "psx") {
    let key = CacheKey([UInt8]("remote \(number)".utf8).withUnsafeBytes { SHA256Digest(of: $0) })
    version = RemoteVersion(
      key: key, system: system, name: "Game \(number).iso", size: Int64(size), modified: 1_234_567_890_123_456_789)
    bytes = SplitMix64.bytes(size, seed: UInt64(number) + 1)
  }

  package func range(of block: Int) -> Range<Int> {
    block * BlockCache.blockSize..<block * BlockCache.blockSize + version.length(of: block)
  }

  package func store(_ block: Int, in file: BlockFile) throws(Errno) {
    let result: Result<Void, Errno> = bytes[range(of: block)].withUnsafeBytes { buffer in
      do throws(Errno) { return .success(try file.store(buffer, block: block)) } catch { return .failure(error) }
    }
    try result.get()
  }

  /// Stores blocks that follow each other, all at once.
  package func store(_ blocks: Range<Int>, in file: BlockFile) throws(Errno) {
    let end = range(of: blocks.upperBound - 1).upperBound
    let result: Result<Void, Errno> = bytes[blocks.lowerBound * BlockCache.blockSize..<end].withUnsafeBytes { buffer in
      do throws(Errno) {
        return .success(try file.store(buffer, block: blocks.lowerBound))
      } catch { return .failure(error) }
    }
    try result.get()
  }

  package func storeAll(in file: BlockFile) throws(Errno) {
    for block in 0..<file.blockCount { try store(block, in: file) }
  }

  /// Reads as much as `buffer` takes.
  ///
  /// - Returns: nil where it is not there, else whether it is right.
  package func check(
    _ file: BlockFile, at offset: Int, count: Int, _ buffer: UnsafeMutableRawBufferPointer
  ) throws(Errno) -> Bool? {
    let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<count])
    guard let got = try file.read(into: part, at: Int64(offset)) else { return nil }
    guard got == max(0, min(count, bytes.count - offset)) else { return false }
    return bytes.withUnsafeBytes { all in
      compareBytes(
        UnsafeRawBufferPointer(rebasing: part[..<got]), UnsafeRawBufferPointer(rebasing: all[offset..<offset + got]))
        == 0
    }
  }

  /// Blocks that can be read and are right; one that is wrong fails.
  package func sound(_ file: BlockFile) throws -> Set<Int> {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: BlockCache.blockSize, alignment: 16)
    defer { buffer.deallocate() }
    var sound: Set<Int> = []
    for block in 0..<file.blockCount {
      let range = range(of: block)
      guard let isRight = try check(file, at: range.lowerBound, count: range.count, buffer) else { continue }
      if !isRight { throw TestFailure("block \(block) of \(version.name) is wrong") }
      sound.insert(block)
    }
    return sound
  }
}
