/// Which medium of a game a name says it is.
///
/// | name | number | of | side | kind | label |
/// |---|---|---|---|---|---|
/// | `(Disc 1)`, `(Disc 01)`, `CD1` | 1 | | | disc, cd | |
/// | `(Disc B)`, `(Disc II)`, `(Disc Two)` | 2 | | | disc | `B`, `II`, `Two` |
/// | `(Disk 1 of 2 Side A)`, `(Disk 1 of 2)(Side A)` | 1 | 2 | `A` | disk | |
/// | `(Side B)` | | | `B` | | |
/// | `(Disc 2 - Terra)` | 2 | | | disc | `Terra` |
/// | `(1 of 3)` | 1 | 3 | | | |
package struct Disc: Hashable, Sendable, CustomStringConvertible {
  /// A is 1.
  package var number: Int?
  package var of: Int?
  /// As written, a letter in capitals.
  package var side: String?
  package var kind: Kind?
  /// How the number is written where it is not in digits, or what the disc is called.
  package var label: String?

  package enum Kind: String, CaseIterable, Hashable, Sendable {
    case disc, disk, cd, dvd, tape, cartridge, card, part, file
    case bluRay = "blu-ray"
    case gdROM = "gd-rom"
    case umd
  }

  /// The words in front of a number, longest first where one begins with another; nil is a side.
  static let words: [(word: StaticString, kind: Kind?)] = [
    ("diskette", .disk), ("disque", .disc), ("disco", .disc), ("disc", .disc), ("disk", .disk), ("dvd", .dvd),
    ("cd-rom", .cd), ("cdrom", .cd), ("cd", .cd), ("gd-rom", .gdROM), ("gd", .gdROM), ("umd", .umd),
    ("blu-ray", .bluRay), ("bluray", .bluRay), ("bd", .bluRay), ("cassette", .tape), ("tape", .tape),
    ("cartridge", .cartridge), ("cart", .cartridge), ("card", .card), ("floppy", .disk), ("part", .part),
    ("teil", .part), ("file", .file), ("side", nil), ("seite", nil), ("lato", nil),
  ]

  /// For people: `disc 1 of 2, side A`.
  package var description: String {
    let words = [kind?.rawValue, number.map { "\($0)" }, of.map { "of \($0)" }].compactMap { $0 }
    let parts = [
      words.joined(separator: " "), side.map { "side \($0)" } ?? "", label.map { "\u{201C}\($0)\u{201D}" } ?? "",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// Adds what another tag of the same name says, such as `(Side A)` behind `(Disk 1 of 2)`.
  ///
  /// - Returns: false where it says something else of the same thing, and nothing is changed.
  mutating func merge(_ other: Disc) -> Bool {
    func fits<Value: Equatable>(_ own: Value?, _ new: Value?) -> Bool { own == nil || new == nil || own == new }
    guard fits(number, other.number), fits(of, other.of), fits(side, other.side) else { return false }
    if number != nil, other.number == nil, other.side == nil { return false }
    number = number ?? other.number
    of = of ?? other.of
    side = side ?? other.side
    kind = kind ?? other.kind
    label = label ?? other.label
    return true
  }
}
