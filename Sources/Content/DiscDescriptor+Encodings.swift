internal import Platform
internal import Text

extension DiscDescriptor {
  /// Character sets that the names in descriptors are written in where they are not UTF-8, the likeliest first: of
  /// Japan, Western Europe, Korea, China, Taiwan, Russia, and DOS.
  package static let legacyCharacterSets = ["CP932", "CP1252", "CP949", "GB18030", "BIG5", "CP1251", "CP850"]

  /// The contents in UTF-8 where a byte order mark says that they are UTF-16; as they are otherwise.
  package static func withoutUTF16(_ contents: [UInt8]) -> [UInt8] {
    let isLittle = contents.starts(with: [0xFF, 0xFE])
    guard isLittle || contents.starts(with: [0xFE, 0xFF]) else { return contents }
    let units = stride(from: 2, to: contents.count - 1, by: 2).map { index in
      isLittle
        ? UInt16(contents[index]) | UInt16(contents[index + 1]) << 8
        : UInt16(contents[index]) << 8 | UInt16(contents[index + 1])
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  /// Whether the contents need ``decoded(_:from:)`` before their names can be those of files.
  package static func isLegacyText(_ contents: [UInt8]) -> Bool { !UTF8Text.isValid(contents) }

  /// Text of a legacy character set in UTF-8; nil where it is none, or the system does not know the set.
  package static func decoded(_ contents: [UInt8], from set: String) -> [UInt8]? {
    guard let converter = CharacterSetConverter(from: set, to: "UTF-8") else { return nil }
    return converter.convert(contents)
  }

  /// The forms that a name in UTF-8 may have on a disk that was filled under an older system.
  package static func legacyForms(of name: [UInt8]) -> [[UInt8]] {
    guard name.contains(where: { $0 >= 0x80 }), UTF8Text.isValid(name) else { return [] }
    return legacyCharacterSets.compactMap { set in
      guard let converter = CharacterSetConverter(from: "UTF-8", to: set) else { return nil }
      return converter.convert(name)
    }
  }
}
