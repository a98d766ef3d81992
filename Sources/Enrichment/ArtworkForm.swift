internal import Model

/// What a picture or document is by its first bytes, whatever its address and its server say.
enum ArtworkForm: String, Sendable, CaseIterable {
  case png, jpg, gif, webp, pdf, mp4, webm

  /// nil for what is none of them, and for a file that ends before its form can.
  init?(_ bytes: [UInt8]) {
    func has(_ signature: [UInt8], at offset: Int = 0) -> Bool {
      bytes.count >= offset + signature.count && bytes[offset...].starts(with: signature)
    }
    func ends(_ signature: [UInt8], within reach: Int) -> Bool {
      let tail = bytes.suffix(reach)
      guard tail.count >= signature.count else { return false }
      return tail.indices.dropLast(signature.count - 1).contains { tail[$0...].starts(with: signature) }
    }
    if has([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), has(Array("IHDR".utf8), at: 12),
      ends(Array("IEND".utf8), within: 64)
    {
      self = .png
    } else if has([0xFF, 0xD8, 0xFF]), ends([0xFF, 0xD9], within: 1024) {
      // Cameras and servers leave some bytes behind the end.
      self = .jpg
    } else if has(Array("GIF8".utf8)), ends([0x3B], within: 16) {
      self = .gif
    } else if has(Array("RIFF".utf8)), has(Array("WEBP".utf8), at: 8), ArtworkForm.riffLength(bytes) <= bytes.count {
      self = .webp
    } else if has(Array("%PDF-".utf8)), ends(Array("%%EOF".utf8), within: 2048) {
      self = .pdf
    } else if has(Array("ftyp".utf8), at: 4) {
      self = .mp4
    } else if has([0x1A, 0x45, 0xDF, 0xA3]) {
      self = .webm
    } else {
      return nil
    }
  }

  private static func riffLength(_ bytes: [UInt8]) -> Int {
    guard bytes.count >= 8 else { return .max }
    return (0..<4).reduce(8) { $0 + Int(bytes[4 + $1]) << (8 * $1) }
  }

  /// Whether it can be what it is fetched as.
  func fits(_ kind: MediaKind) -> Bool {
    switch kind {
    case .manual: self == .pdf
    case .video: self == .mp4 || self == .webm
    case .cover, .backCover, .box3D, .physicalMedia, .screenshot, .titleScreen, .marquee, .fanart, .mix, .map, .bezel:
      switch self {
      case .png, .jpg, .gif, .webp: true
      case .pdf, .mp4, .webm: false
      }
    }
  }
}
