package import Digest
package import Platform

/// Pictures and documents of providers on the disk, each once, by the SHA-256 of its bytes:
/// `<directory>/ab/ab12….jpg`.
///
/// A file is there whole or not at all. Callable from any thread.
package struct ArtworkStore: Sendable {
  /// Absolute.
  package let directory: String

  package init(directory: String) { self.directory = directory }

  package func path(of digest: SHA256Digest, _ fileExtension: String) -> String {
    let name = digest.hexadecimal
    return "\(directory)/\(name.prefix(2))/\(name).\(fileExtension)"
  }

  /// Stores bytes, unless they are stored already.
  package func store(_ bytes: [UInt8], _ fileExtension: String) throws(Errno) -> SHA256Digest {
    let digest = bytes.withUnsafeBytes { SHA256Digest(of: $0) }
    let path = path(of: digest, fileExtension)
    // One that a power cut shortened is written again.
    if let status = try? FileStatus.of(path), status.size == Int64(bytes.count) { return digest }
    try createDirectories("\(directory)/\(digest.hexadecimal.prefix(2))", permissions: 0o700)
    try replaceFile(path, with: bytes)
    return digest
  }

  /// The stored bytes; nil where they are not there, or are others.
  ///
  /// - Parameter limit: bytes, at most.
  package func bytes(of digest: SHA256Digest, _ fileExtension: String, limit: Int64) -> [UInt8]? {
    guard let bytes = try? readFile(path(of: digest, fileExtension), limit: Int(limit)) else { return nil }
    return bytes.withUnsafeBytes { SHA256Digest(of: $0) } == digest ? bytes : nil
  }

  package func remove(_ digest: SHA256Digest, _ fileExtension: String) {
    try? removeFile(path(of: digest, fileExtension))
  }
}
