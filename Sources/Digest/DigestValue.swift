/// A message digest as a value of fixed size: no heap memory, so that a million of them cost what they are.
package protocol DigestValue: Hashable, Sendable {
  /// Bytes of the digest.
  static var byteCount: Int { get }
  /// - Parameter bytes: exactly ``byteCount`` of them.
  init(bytes: UnsafeRawBufferPointer)
  /// Calls `body` with the digest's bytes, first byte first; valid during the call only.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result
}

extension DigestValue {
  package var bytes: [UInt8] { withBytes { [UInt8]($0) } }

  /// Lower-case digits, two for each byte.
  package var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return withBytes { bytes in
      String(unsafeUninitializedCapacity: bytes.count * 2) { text in
        for (index, byte) in bytes.enumerated() {
          text[index * 2] = digits[Int(byte >> 4)]
          text[index * 2 + 1] = digits[Int(byte & 15)]
        }
        return bytes.count * 2
      }
    }
  }

  /// The digest a database stored; nil for a blob of another length.
  package init?(stored bytes: UnsafeRawBufferPointer) {
    guard bytes.count == Self.byteCount else { return nil }
    self.init(bytes: bytes)
  }
}

/// SHA-1, which ROM databases name files by. Fit to recognise what is known, not to withstand an attacker.
package struct SHA1Digest: DigestValue {
  package static let byteCount = 20
  // In the order of the digest's bytes in memory.
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var third: UInt32 = 0

  package init(bytes: UnsafeRawBufferPointer) {
    withUnsafeMutableBytes(of: &self) { $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<20])) }
  }

  package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    withUnsafeBytes(of: self) { body(UnsafeRawBufferPointer(rebasing: $0[..<20])) }
  }
}

/// MD5, which older ROM databases name files by. Fit to recognise what is known, not to withstand an attacker.
package struct MD5Digest: DigestValue {
  package static let byteCount = 16
  // In the order of the digest's bytes in memory.
  private var first: UInt64 = 0
  private var second: UInt64 = 0

  package init(bytes: UnsafeRawBufferPointer) {
    withUnsafeMutableBytes(of: &self) { $0.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<16])) }
  }

  package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    withUnsafeBytes(of: self) { body($0) }
  }
}

extension SHA256Digest: DigestValue {
  package static let byteCount = 32

  package init(bytes: UnsafeRawBufferPointer) {
    func word(_ index: Int) -> UInt64 {
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
    }
    self.init(words: (word(0), word(1), word(2), word(3)))
  }

  package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let bytes = (words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian)
    return withUnsafeBytes(of: bytes) { body($0) }
  }
}
