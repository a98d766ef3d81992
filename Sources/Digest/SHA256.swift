internal import CCrypto

/// SHA-256 of bytes in memory, for identities that must come out the same on every machine and run.
///
/// libcrypto (`SHA256_Init` and so on, kept for compatibility by OpenSSL 3) because it uses the processor's
/// instructions: about 0.3 µs for the 100 bytes that name a file, and a library of 100,000 has as many.
package struct SHA256Digest: Sendable, Hashable {
  /// The digest's 32 bytes, as four big-endian words.
  package let words: (UInt64, UInt64, UInt64, UInt64)

  /// The first eight bytes, big-endian.
  package var prefix: UInt64 { words.0 }

  package init(of bytes: UnsafeRawBufferPointer) {
    words = withUnsafeTemporaryAllocation(byteCount: 32, alignment: 8) { output in
      let base = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
      _ = CCrypto.SHA256(bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count, base)
      func word(_ index: Int) -> UInt64 { UInt64(bigEndian: output.load(fromByteOffset: index * 8, as: UInt64.self)) }
      return (word(0), word(1), word(2), word(3))
    }
  }

  init(words: (UInt64, UInt64, UInt64, UInt64)) { self.words = words }

  package static func == (left: SHA256Digest, right: SHA256Digest) -> Bool { left.words == right.words }
  package func hash(into hasher: inout Hasher) { hasher.combine(words.0) }
}
