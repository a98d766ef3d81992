internal import Model

/// Which element of a `gamelist.xml` is which picture, film or document: one table for reading and writing.
///
/// | element | shows | written for |
/// |---|---|---|
/// | `image` | what its folder or name says (`media/mixrbv2/…`, `…-thumb.png`), otherwise a screenshot | both, see below |
/// | `thumbnail` | what its folder or name says, otherwise the cover | both |
/// | `marquee`; `wheel`, `logo` | the logo | both, `marquee` |
/// | `video` | a video | both |
/// | `titleshot`, `fanart`, `boxback`, `cartridge`, `map`, `bezel`, `mix`, `manual` | as they say | Batocera |
/// | `boxart`, `cover`, `box2d`, `backcover`, `box3d`, `physicalmedia`, `screenshot`, `title_screen`, `miximage` | as RomM and scrapers mean them | none |
///
/// `image` is the one large picture that a front end shows. Batocera fills it with a screenshot and has the box in
/// `thumbnail`; EmulationStation shows no other picture in its lists, so there a game without a screenshot gets the
/// best it has. That picture then stands in two elements, and counts once when it is read.
///
/// ES-DE's lists name no media. Where two elements of an entry mean the same kind, the one further up in
/// ``elements`` counts.
enum GamelistMedia {
  struct Element: Sendable {
    var name: String
    var kind: MediaKind
    /// Whether the folder or name of the file may say otherwise.
    var isGeneral = false
  }

  static let elements: [Element] = [
    Element(name: "screenshot", kind: .screenshot),
    Element(name: "cover", kind: .cover),
    Element(name: "box2d", kind: .cover),
    Element(name: "boxback", kind: .backCover),
    Element(name: "backcover", kind: .backCover),
    Element(name: "box3d", kind: .box3D),
    Element(name: "cartridge", kind: .physicalMedia),
    Element(name: "physicalmedia", kind: .physicalMedia),
    Element(name: "titleshot", kind: .titleScreen),
    Element(name: "title_screen", kind: .titleScreen),
    Element(name: "titlescreen", kind: .titleScreen),
    Element(name: "marquee", kind: .marquee),
    Element(name: "wheel", kind: .marquee),
    Element(name: "logo", kind: .marquee),
    Element(name: "fanart", kind: .fanart),
    Element(name: "mix", kind: .mix),
    Element(name: "miximage", kind: .mix),
    Element(name: "map", kind: .map),
    Element(name: "bezel", kind: .bezel),
    Element(name: "video", kind: .video),
    Element(name: "manual", kind: .manual),
    Element(name: "thumbnail", kind: .cover, isGeneral: true),
    Element(name: "boxart", kind: .cover),
    Element(name: "image", kind: .screenshot, isGeneral: true),
  ]

  static let names = Set(elements.map(\.name))

  /// What the elements of an entry show; of no use where two elements show one file.
  ///
  /// - Parameter found: names of elements, and paths below the system's folder.
  static func kinds(of found: [(element: String, path: [UInt8])]) -> [MediaKind: [UInt8]] {
    var media: [MediaKind: [UInt8]] = [:]
    for element in elements {
      for (name, path) in found where name == element.name {
        let kind = element.isGeneral ? MediaPlace.kind(of: path) ?? element.kind : element.kind
        if media[kind] == nil, !element.isGeneral || !media.values.contains(path) { media[kind] = path }
      }
    }
    return media
  }

  /// What a dialect writes, in this order: an element, and the kinds of which it shows the first there is.
  static func written(by dialect: GamelistDialect) -> [(name: String, kinds: [MediaKind])] {
    switch dialect {
    case .esDE: []
    case .batocera:
      [
        ("image", [.screenshot, .mix, .titleScreen, .cover]), ("video", [.video]), ("marquee", [.marquee]),
        ("thumbnail", [.cover]), ("fanart", [.fanart]), ("titleshot", [.titleScreen]), ("manual", [.manual]),
        ("map", [.map]), ("bezel", [.bezel]), ("cartridge", [.physicalMedia]), ("boxback", [.backCover]),
        ("mix", [.mix]),
      ]
    case .classic:
      [
        ("image", [.mix, .screenshot, .cover, .titleScreen]), ("video", [.video]), ("marquee", [.marquee]),
        ("thumbnail", [.cover]),
      ]
    }
  }
}
