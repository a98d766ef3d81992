internal import Platform

/// The version of a RomM server, and what follows from it.
struct RomMVersion: Hashable, Sendable, Comparable {
  var major: Int
  var minor: Int

  /// The first one whose files have numbers, without which they cannot be asked for one by one.
  static let oldest = RomMVersion(major: 3, minor: 8)
  /// For one that was built from the sources, and has no number.
  static let unnamed = RomMVersion(major: .max, minor: 0)

  /// Whether a file can be asked for by its own number alone.
  var hasFileAddresses: Bool { self >= RomMVersion(major: 4, minor: 7) }

  static func < (left: RomMVersion, right: RomMVersion) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }

  /// Reads `/api/heartbeat`, which needs no key.
  ///
  /// - Returns: nil where it is none.
  static func read(_ bytes: [UInt8]) -> (version: RomMVersion, text: String)? {
    guard let answer = JSONValue(bytes) else { return nil }
    // Versions before 3.7 have it at the top.
    guard let text = answer["SYSTEM"]["VERSION"].string ?? answer["VERSION"].string,
      !answer["METADATA_SOURCES"].members.isEmpty, text.utf8.count <= 40,
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return nil }
    let numbers = text.drop { $0 == "v" }.split(separator: ".", omittingEmptySubsequences: false).map { part in
      Int(part.prefix { ("0"..."9").contains($0) })
    }
    guard numbers.count > 1, let major = numbers[0], let minor = numbers[1] else { return (unnamed, text) }
    return (RomMVersion(major: major, minor: minor), text)
  }
}
