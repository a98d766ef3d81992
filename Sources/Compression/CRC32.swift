internal import CZlib

/// The CRC-32 of ZIP, gzip and the ROM databases, computed piece by piece. Wraps zlib's `crc32_z`.
package struct CRC32: Sendable {
  private var state: UInt = 0

  package init() {}

  /// Appends bytes.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    // zlib takes a null pointer as "give me the initial value", whatever came before.
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return }
    state = crc32_z(state, base.assumingMemoryBound(to: UInt8.self), bytes.count)
  }

  /// The checksum of all bytes so far; 0 for none.
  package var value: UInt32 { UInt32(truncatingIfNeeded: state) }

  /// The checksum of two runs of bytes, one after the other, from the checksums of each. Wraps `crc32_combine`.
  ///
  /// - Parameter secondLength: bytes in the second run, below 2^63.
  package static func combine(_ first: UInt32, _ second: UInt32, secondLength: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: crc32_combine(UInt(first), UInt(second), Int(secondLength)))
  }
}
