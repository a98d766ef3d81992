internal import CCrypto

/// RFC 4648, section 4, on one line. Wraps EVP_EncodeBlock.
package func base64(_ bytes: [UInt8]) -> String {
  // Four signs for each three bytes, and a NUL.
  var text = [UInt8](repeating: 0, count: (bytes.count + 2) / 3 * 4 + 1)
  let count = EVP_EncodeBlock(&text, bytes, Int32(bytes.count))
  return String(decoding: text.prefix(Int(count)), as: UTF8.self)
}
