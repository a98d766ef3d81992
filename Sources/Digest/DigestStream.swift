internal import CCrypto

/// A digest computed piece by piece. Wraps libcrypto's `EVP_MD_CTX`.
///
/// Belongs to one thread at a time and is used again and again: making one costs more than hashing a small file.
package struct DigestStream: ~Copyable {
  /// What can be computed.
  package enum Algorithm: Sendable, Hashable, CaseIterable {
    case sha1
    case md5
    case sha256
  }

  private let context: OpaquePointer
  private let method: Method

  /// - Returns: nil where libcrypto does not offer the algorithm, as in FIPS mode it does not offer MD5.
  package init?(_ algorithm: Algorithm) {
    guard let method = Method.of(algorithm), let context = EVP_MD_CTX_new() else { return nil }
    self.context = context
    self.method = method
    reset()
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Begins anew, with no bytes.
  package mutating func reset() {
    let result = EVP_DigestInit_ex(context, method.pointer, nil)
    precondition(result == 1, "libcrypto begins a digest it offers")
  }

  /// Appends bytes.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
  }

  /// The digest of all bytes since the beginning; ``reset()`` comes before the next use.
  ///
  /// - Parameter type: that of the algorithm the stream was made for.
  package mutating func finish<Value: DigestValue>(as type: Value.Type = Value.self) -> Value {
    withUnsafeTemporaryAllocation(byteCount: Int(EVP_MAX_MD_SIZE), alignment: 8) { output in
      var length: UInt32 = 0
      EVP_DigestFinal_ex(context, output.baseAddress?.assumingMemoryBound(to: UInt8.self), &length)
      precondition(Int(length) == Value.byteCount, "a digest of \(length) bytes is asked for as \(Value.self)")
      return Value(bytes: UnsafeRawBufferPointer(rebasing: output[..<Int(length)]))
    }
  }

  /// An implementation fetched once: looking for it at every file would cost more than a small file's digest.
  private struct Method: @unchecked Sendable {
    // `EVP_MD *`, immutable and never freed.
    let pointer: OpaquePointer

    private init?(_ name: String) {
      guard let pointer = EVP_MD_fetch(nil, name, nil) else { return nil }
      self.pointer = pointer
    }

    private static let sha1 = Method("SHA1")
    private static let md5 = Method("MD5")
    private static let sha256 = Method("SHA256")

    static func of(_ algorithm: Algorithm) -> Method? {
      switch algorithm {
      case .sha1: sha1
      case .md5: md5
      case .sha256: sha256
      }
    }
  }
}
