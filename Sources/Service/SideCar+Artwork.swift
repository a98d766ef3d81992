internal import Digest
internal import Model
internal import Tree

/// Pictures and documents of providers in the tree: stored files that are there under their digest, and not in the
/// catalog.
extension SideCar {
  /// No path of a list begins with it: those begin with a view's name.
  private static let prefix = [UInt8(0)] + Array("artwork.".utf8)

  /// nil for one that is not stored.
  init?(_ artwork: Artwork) {
    guard let form = artwork.fileExtension, let digest = artwork.digest?.withUnsafeBytes({ SHA256Digest(stored: $0) })
    else { return nil }
    self.init(stored: SideCar.prefix + Array(form.utf8), digest, size: artwork.size, modified: artwork.stored)
  }

  /// The extension of the stored file, where the key is that of one.
  static func artworkForm(ofKey key: [UInt8]) -> String? {
    key.starts(with: prefix) ? String(decoding: key.dropFirst(prefix.count), as: UTF8.self) : nil
  }
}
