/// What a tag, or one of the parts a comma divides it into, says.
struct Item {
  var meaning: Meaning
  /// As written, for the lists of tags.
  var raw: Bytes

  init(_ meaning: Meaning, _ raw: Bytes) {
    self.meaning = meaning
    self.raw = raw
  }

  var isOther: Bool { if case .other = meaning { true } else { false } }
}

enum Meaning {
  case region(Region, RegionSpelling)
  case language(String)
  case flags([Flag])
  /// Flags of ``DumpCodes``.
  case dump([Flag])
  /// A flag among words that say more, so that the tag is kept as well.
  case flagAmongWords(Flag)
  case revision(Bytes), version(Bytes)
  case disc(Disc)
  case id(ProviderID)
  case date(String)
  case video(String)
  case serial(String)
  case track(Int)
  /// Nil is `(Multi)`.
  case languageCount(Int?)
  /// `(1)`, `(4)`, `(5)`, `(8)`: a region or television standard of GoodGen, or a second download.
  case digit(UInt8)
  case other
}

/// How a region is written tells the conventions apart.
enum RegionSpelling {
  /// As No-Intro and Redump write it.
  case longName
  case name, code, letters
}

extension [Item] {
  /// Whether anything in the tag is known.
  var isKnown: Bool {
    contains {
      switch $0.meaning {
      case .other, .digit: false
      default: true
      }
    }
  }
}
