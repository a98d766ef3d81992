internal import Digest
internal import Platform
internal import TestSupport

/// The text of a manifest that a test has a server offer.
struct OfferedManifest {
  private var rows: [String] = []

  /// - Parameters:
  ///   - url: absolute.
  ///   - size: bytes; nil says nothing of it.
  ///   - contents: whose checksum is said; nil for none.
  mutating func add(_ path: String, at url: String, size: Int?, contents: [UInt8]?) {
    var row = #"{"path": "\#(path)", "url": "\#(url)""#
    if let size { row += #", "size": \#(size)"# }
    if let contents {
      let digest = contents.withUnsafeBytes { SHA256Digest(of: $0) }
      row += #", "sha256": "\#(digest.hexadecimal)""#
    }
    rows.append(row + "}")
  }

  func write(to path: String) throws {
    try Files.write("{\"files\": [\n" + rows.joined(separator: ",\n") + "\n]}\n", to: path)
  }
}
