internal import Model

/// What LaunchBox calls its pictures, and what they show, the best of each kind first.
enum LaunchBoxImageType {
  /// The number of a type is what the database has: only ever add to the end, or raise ``OfflineSchema/version``.
  static let all: [(name: String, kind: MediaKind)] = [
    ("Box - Front", .cover),
    ("Box - Front - Reconstructed", .cover),
    ("Fanart - Box - Front", .cover),
    ("Amazon Poster", .cover),
    ("Epic Games Poster", .cover),
    ("GOG Poster", .cover),
    ("Origin Poster", .cover),
    ("Steam Poster", .cover),
    ("Square", .cover),
    ("Box - Back", .backCover),
    ("Box - Back - Reconstructed", .backCover),
    ("Fanart - Box - Back", .backCover),
    ("Box - 3D", .box3D),
    ("Cart - Front", .physicalMedia),
    ("Disc", .physicalMedia),
    ("Fanart - Cart - Front", .physicalMedia),
    ("Fanart - Disc", .physicalMedia),
    ("Cart - 3D", .physicalMedia),
    ("Screenshot - Gameplay", .screenshot),
    ("Steam Screenshot", .screenshot),
    ("GOG Screenshot", .screenshot),
    ("Epic Games Screenshot", .screenshot),
    ("Origin Screenshot", .screenshot),
    ("Amazon Screenshot", .screenshot),
    ("Screenshot - High Scores", .screenshot),
    ("Screenshot - Game Select", .screenshot),
    ("Screenshot - Game Over", .screenshot),
    ("Screenshot - Game Title", .titleScreen),
    ("Clear Logo", .marquee),
    ("Arcade - Marquee", .marquee),
    ("Fanart - Background", .fanart),
    ("Steam Banner", .fanart),
    ("Amazon Background", .fanart),
    ("Epic Games Background", .fanart),
    ("Origin Background", .fanart),
    ("Uplay Background", .fanart),
  ]

  static let numbers: [String: Int] = Dictionary(
    uniqueKeysWithValues: all.enumerated().map { ($0.element.name, $0.offset) })

  /// - Parameter file: as LaunchBox names it, such as `8f2c….jpg`.
  static func url(_ file: String) -> String {
    var url = "https://images.launchbox-app.com/"
    for byte in file.utf8 {
      let isPlain =
        byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || (0x30...0x39).contains(byte) || "-._~/".utf8.contains(byte)
      if isPlain {
        url.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        url += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return url
  }
}
