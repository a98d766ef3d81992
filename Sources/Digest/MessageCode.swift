internal import CCrypto

/// A code that only who has the key can make of a message (RFC 2104), with SHA-256. Wraps libcrypto's `HMAC`. Any thread.
package enum MessageCode {
  /// HMAC-SHA256 of `message`.
  package static func sha256(_ message: some Sequence<UInt8>, key: [UInt8]) -> SHA256Digest {
    let message = Array(message)
    return withUnsafeTemporaryAllocation(byteCount: SHA256Digest.byteCount, alignment: 8) { output in
      // libcrypto takes no address for the key of the call before; an array without bytes may have none.
      let key = key.isEmpty ? [0] : key
      let code = HMAC(
        EVP_sha256(), key, Int32(key.count), message, message.count,
        output.baseAddress?.assumingMemoryBound(to: UInt8.self), nil)
      precondition(code != nil, "libcrypto computes an HMAC of a digest it offers")
      return SHA256Digest(bytes: UnsafeRawBufferPointer(output))
    }
  }
}
