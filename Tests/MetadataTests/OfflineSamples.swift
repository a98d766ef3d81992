internal import Platform
internal import TestSupport
internal import Testing

/// Values of MessagePack as libretro writes them.
indirect enum Packed {
  case null
  case number(UInt64)
  case text(String)
  case bytes([UInt8])
  case map([(String, Packed)])
  case array([Packed])

  var bytes: [UInt8] {
    switch self {
    case .null: return [0xC0]
    case .number(let value):
      if value < 0x80 { return [UInt8(value)] }
      if value <= 0xFFFF { return [0xCD, UInt8(value >> 8), UInt8(value & 0xFF)] }
      return [0xCF] + (0..<8).reversed().map { UInt8(value >> (8 * $0) & 0xFF) }
    case .text(let text):
      let bytes = Array(text.utf8)
      if bytes.count < 32 { return [0xA0 | UInt8(bytes.count)] + bytes }
      return [0xDA, UInt8(bytes.count >> 8), UInt8(bytes.count & 0xFF)] + bytes
    case .bytes(let bytes): return [0xC4, UInt8(bytes.count)] + bytes
    case .map(let fields):
      let start: [UInt8] =
        fields.count < 16 ? [0x80 | UInt8(fields.count)] : [0xDE, UInt8(fields.count >> 8), UInt8(fields.count & 0xFF)]
      return start + fields.flatMap { Packed.text($0.0).bytes + $0.1.bytes }
    case .array(let values):
      return [0xDC, UInt8(values.count >> 8), UInt8(values.count & 0xFF)] + values.flatMap(\.bytes)
    }
  }
}

enum OfflineSamples {
  /// A whole `.rdb`.
  static func database(_ entries: [Packed], count: Int? = nil) -> [UInt8] {
    let body = entries.flatMap(\.bytes) + [0xC0]
    let place = UInt64(16 + body.count)
    return Array("RARCHDB\0".utf8) + (0..<8).reversed().map { UInt8(place >> (8 * $0) & 0xFF) } + body
      + Packed.map([("count", .number(UInt64(count ?? entries.count)))]).bytes
  }

  static func entry(_ name: String, crc: UInt32, _ more: [(String, Packed)] = []) -> Packed {
    .map(
      [
        ("name", .text(name)), ("description", .text(name)), ("rom_name", .text(name + ".sfc")),
        ("size", .number(1_048_576)), ("crc", .bytes((0..<4).reversed().map { UInt8(crc >> (8 * $0) & 0xFF) })),
      ] + more)
  }

  static let metadata = """
    <?xml version="1.0" standalone="yes"?>
    <LaunchBox>
      <Game>
        <Name>Robo Farm</Name>
        <ReleaseYear>1992</ReleaseYear>
        <ReleaseDate>1992-03-15T00:00:00-05:00</ReleaseDate>
        <Overview>Grow &amp; build.</Overview>
        <MaxPlayers>2</MaxPlayers>
        <ReleaseType>Released</ReleaseType>
        <Cooperative>true</Cooperative>
        <DatabaseID>101</DatabaseID>
        <CommunityRating>4.5</CommunityRating>
        <CommunityRatingCount>12</CommunityRatingCount>
        <Platform>Super Nintendo Entertainment System</Platform>
        <ESRB>E - Everyone</ESRB>
        <Genres>Action; Puzzle</Genres>
        <Developer>Acme</Developer>
        <Publisher>Big</Publisher>
      </Game>
      <Game><Name>Robo Farm</Name><ReleaseYear>1993</ReleaseYear><DatabaseID>102</DatabaseID>
        <Platform>Sega Genesis</Platform><CommunityRating>0</CommunityRating><MaxPlayers>many</MaxPlayers></Game>
      <Game><Name>No Number</Name><Platform>Sega Genesis</Platform></Game>
      <Game><DatabaseID>103</DatabaseID><Platform>Sega Genesis</Platform></Game>
      <Game><Name>Twice</Name><DatabaseID>101</DatabaseID></Game>
      <Game><Name>Elsewhere</Name><DatabaseID>104</DatabaseID><Platform>Some Fridge</Platform></Game>
      <GameAlternateName><AlternateName>Robo Nojo</AlternateName><DatabaseID>101</DatabaseID><Region>Japan</Region></GameAlternateName>
      <GameAlternateName><AlternateName>RF</AlternateName><DatabaseID>101</DatabaseID><Region /></GameAlternateName>
      <GameImage><DatabaseID>101</DatabaseID><FileName>b.png</FileName><Type>Box - Front - Reconstructed</Type><Region>Europe</Region><CRC32>1</CRC32></GameImage>
      <GameImage><DatabaseID>101</DatabaseID><FileName>a b.jpg</FileName><Type>Box - Front</Type><Region>North America</Region><CRC32>1</CRC32></GameImage>
      <GameImage><DatabaseID>101</DatabaseID><FileName>l.png</FileName><Type>Clear Logo</Type></GameImage>
      <GameImage><DatabaseID>101</DatabaseID><FileName>f.png</FileName><Type>Advertisement Flyer - Front</Type></GameImage>
    </LaunchBox>
    """

  /// Packs files of a directory into a ZIP, by Python.
  ///
  /// - Parameter isWide: with sizes of 64 bits.
  static func zip(_ files: [String], to path: String, stored: Bool = false, isWide: Bool = false) throws {
    let script = """
      import sys, zipfile, os
      with zipfile.ZipFile(sys.argv[1], 'w', zipfile.\(stored ? "ZIP_STORED" : "ZIP_DEFLATED")) as z:
        for name in sys.argv[2:]:
          with z.open(os.path.basename(name), 'w', force_zip64=\(isWide ? "True" : "False")) as out:
            out.write(open(name, 'rb').read())
      """
    let result = try ExternalProgram.run("python3", ["-c", script, path] + files, timeout: 60_000_000_000)
    guard result.status == 0 else { throw TestFailure("zipfile: \(result.errorText)") }
  }
}
