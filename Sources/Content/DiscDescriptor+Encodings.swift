internal import Platform
internal import Text

extension DiscDescriptor {
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

  /// Whether the contents are not UTF-8, and need ``DiscEncodings`` before their names can be those of files.
  package static func isLegacyText(_ contents: [UInt8]) -> Bool { !UTF8Text.isValid(contents) }
}

/// The character sets that names in descriptors are written in where they are not UTF-8: of Japan, Western Europe,
/// Korea, China, Taiwan, Russia, and DOS, the likeliest first.
///
/// A set is opened when it is first needed and kept: that costs more than a thousand conversions. For one thread.
package final class DiscEncodings {
  private static let names = ["CP932", "CP1252", "CP949", "GB18030", "BIG5", "CP1251", "CP850"]

  private final class Converter {
    let converter: CharacterSetConverter
    init?(from source: String, to target: String) {
      guard let converter = CharacterSetConverter(from: source, to: target) else { return nil }
      self.converter = converter
    }
  }

  private lazy var decoders = DiscEncodings.names.compactMap { Converter(from: $0, to: "UTF-8") }
  private lazy var encoders = DiscEncodings.names.compactMap { Converter(from: "UTF-8", to: $0) }

  package init() {}

  /// The contents in UTF-8, once for every set they can be text of and that the system knows.
  package func readings(of contents: [UInt8]) -> some Sequence<[UInt8]> {
    decoders.lazy.compactMap { $0.converter.convert(contents) }
  }

  /// The forms that a name in UTF-8 may have on a disk that was filled under an older system.
  package func forms(of name: [UInt8]) -> some Sequence<[UInt8]> {
    let isCandidate = name.contains { $0 >= 0x80 } && UTF8Text.isValid(name)
    return (isCandidate ? encoders : []).lazy.compactMap { $0.converter.convert(name) }
  }
}
