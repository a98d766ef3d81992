/// Pictures made of nothing but a name: valid ones of a single pixel, in which the name stands as a comment, so that
/// each name gives other bytes.
enum Pictures {
  /// The answer for `/igdb/image/upload/SIZE/NAME.jpg` or `.png`.
  static func answer(_ path: String) -> ServerResponse {
    guard let file = path.split(separator: "/").last, let dot = file.lastIndex(of: "."), dot > file.startIndex else {
      return ServerResponse(404, text: "no such picture", type: "text/plain")
    }
    let name = String(path.split(separator: "/").suffix(2).joined(separator: "/"))
    switch file[file.index(after: dot)...] {
    case "jpg": return ServerResponse(200, type: "image/jpeg", jpeg(comment: name))
    case "png": return ServerResponse(200, type: "image/png", png(comment: name))
    default: return ServerResponse(404, text: "no such picture", type: "text/plain")
    }
  }

  /// A grey pixel in baseline JPEG.
  static func jpeg(comment: String) -> [UInt8] {
    let text = Array(comment.utf8.prefix(1000))
    var bytes: [UInt8] = [0xFF, 0xD8]
    bytes += [0xFF, 0xE0, 0, 16] + Array("JFIF".utf8) + [0, 1, 1, 0, 0, 1, 0, 1, 0, 0]
    bytes += [0xFF, 0xFE, UInt8((text.count + 2) >> 8), UInt8((text.count + 2) & 0xFF)] + text
    bytes += [0xFF, 0xDB, 0, 67, 0] + [UInt8](repeating: 1, count: 64)
    bytes += [0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0]
    // One Huffman code of one bit in each table: difference 0, and end of block.
    bytes += [0xFF, 0xC4, 0, 20, 0x00, 1] + [UInt8](repeating: 0, count: 15) + [0]
    bytes += [0xFF, 0xC4, 0, 20, 0x10, 1] + [UInt8](repeating: 0, count: 15) + [0]
    bytes += [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0]
    // Both codes are 0; the rest of the byte is filled with ones.
    bytes += [0x3F, 0xFF, 0xD9]
    return bytes
  }

  /// A grey pixel.
  static func png(comment: String) -> [UInt8] {
    var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    bytes += chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
    bytes += chunk("tEXt", Array("Comment".utf8) + [0] + comment.utf8.prefix(1000).map { $0 < 0x80 ? $0 : 0x3F })
    // zlib: a stored block of the filter byte and the pixel, and their Adler-32.
    bytes += chunk("IDAT", [0x78, 0x01, 0x01, 2, 0, 0xFD, 0xFF, 0, 0x80, 0x00, 0x82, 0x00, 0x81])
    return bytes + chunk("IEND", [])
  }

  private static func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
    let checked = Array(type.utf8) + content
    return bigEndian(UInt32(content.count)) + checked + bigEndian(crc32(checked))
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (24 - $0 * 8) & 0xFF) } }

  private static func crc32(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }
}
