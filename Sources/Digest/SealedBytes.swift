internal import CCrypto

/// Bytes that only who has a pass phrase can read, and that nobody can change unseen: AES-256-GCM by libcrypto, with a
/// key that is the SHA-256 of the phrase. Fit for phrases that nobody can guess, such as the secrets of services.
package enum SealedBytes {
  // A nonce that is never used twice with a key, and the mark by which a change shows.
  private static let nonceLength = 12
  private static let markLength = 16

  /// - Returns: nonce, ciphertext and mark; nil where libcrypto cannot.
  package static func seal(_ bytes: [UInt8], phrase: String) -> [UInt8]? {
    var nonce = [UInt8](repeating: 0, count: nonceLength)
    guard RAND_bytes(&nonce, Int32(nonceLength)) == 1, let context = EVP_CIPHER_CTX_new() else { return nil }
    defer { EVP_CIPHER_CTX_free(context) }
    var output = [UInt8](repeating: 0, count: bytes.count)
    var mark = [UInt8](repeating: 0, count: markLength)
    var length: Int32 = 0
    var rest: Int32 = 0
    let key = key(phrase)
    guard EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), nil, key, nonce) == 1,
      EVP_EncryptUpdate(context, &output, &length, bytes, Int32(bytes.count)) == 1,
      EVP_EncryptFinal_ex(context, nil, &rest) == 1,
      EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, Int32(markLength), &mark) == 1
    else { return nil }
    return nonce + output + mark
  }

  /// - Returns: nil for what was sealed with another phrase, or has been changed.
  package static func open(_ sealed: [UInt8], phrase: String) -> [UInt8]? {
    guard sealed.count >= nonceLength + markLength, let context = EVP_CIPHER_CTX_new() else { return nil }
    defer { EVP_CIPHER_CTX_free(context) }
    let nonce = Array(sealed.prefix(nonceLength))
    let text = Array(sealed.dropFirst(nonceLength).dropLast(markLength))
    var mark = Array(sealed.suffix(markLength))
    var output = [UInt8](repeating: 0, count: text.count)
    var length: Int32 = 0
    var rest: Int32 = 0
    let key = key(phrase)
    guard EVP_DecryptInit_ex(context, EVP_aes_256_gcm(), nil, key, nonce) == 1,
      EVP_DecryptUpdate(context, &output, &length, text, Int32(text.count)) == 1,
      EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(markLength), &mark) == 1,
      EVP_DecryptFinal_ex(context, nil, &rest) == 1
    else { return nil }
    return output
  }

  private static func key(_ phrase: String) -> [UInt8] {
    Array(phrase.utf8).withUnsafeBytes { SHA256Digest(of: $0).bytes }
  }
}
