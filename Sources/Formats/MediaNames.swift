internal import Model

/// Words that front ends and scrapers name media by, folded.
enum MediaNames {
  enum FileType: Sendable { case picture, video, document }

  struct Meaning: Sendable {
    var kind: MediaKind
    /// Among words for the same kind; lower is better.
    var order = 0
    /// Files in it are named by the game's label in RetroArch.
    var isLabelled = false
  }

  private static let types: [String: (FileType, Int)] = {
    let rows: [(FileType, String)] = [
      // ES-DE looks for PNG first.
      (.picture, "png jpg jpeg webp gif bmp svg apng"), (.video, "mp4 mkv avi webm mov m4v mpg mpeg wmv flv"),
      (.document, "pdf cbz cbr epub"),
    ]
    var types: [String: (FileType, Int)] = [:]
    for (type, extensions) in rows {
      for (order, name) in extensions.split(separator: " ").enumerated() { types[String(name)] = (type, order) }
    }
    return types
  }()

  /// What the extension says, and the name without it; of several extensions for one picture the lower order counts.
  static func type(of name: [UInt8]) -> (type: FileType, order: Int, stem: [UInt8])? {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > 0, name.count - dot <= 5,
      let (type, order) = types[String(decoding: name[(dot + 1)...], as: UTF8.self)]
    else { return nil }
    return (type, order, Array(name[..<dot]))
  }

  /// Words for each kind, the best first. A folder, an ending behind a hyphen, or the whole name of a file.
  private static let words: [(kind: MediaKind, folders: String, endings: String, assets: String)] = [
    (
      .cover, "covers cover named_boxarts box2dfront boxfront boxart boxarts box2d box-2d 2dboxes cartart",
      "thumb boxart boxfront box_front box2dfront box2d boxart2d cover thumbnail box",
      "boxfront box_front boxart2d boxart cover boxfull box_full box"
    ),
    (
      .backCover, "backcovers backcover box2dback boxback box-2d-back", "boxback box_back box2dback backcover",
      "boxback box_back backcover"
    ),
    (.box3D, "3dboxes 3dbox box3d box-3d boxes3d", "box3d box_3d 3dbox", "box3d box_3d"),
    (
      .physicalMedia, "physicalmedia support supports support2d supporttexture cartridge cartridges",
      "cartridge cart physicalmedia support disc", "cartridge cart disc physicalmedia"
    ),
    (
      .screenshot, "screenshots screenshot named_snaps snaps snap ss ingame", "image screenshot ss snap",
      "screenshot screenshots screen"
    ),
    (
      .titleScreen, "titlescreens titlescreen named_titles screenshottitle sstitle titleshots titleshot titles",
      "titleshot titlescreen screenshottitle title sstitle", "titlescreen title_screen titleshot"
    ),
    (
      .marquee,
      "marquees marquee wheels wheel logos logo named_logos wheel-hd wheelcarbon wheelsteel screenmarquee "
        + "screenmarqueesmall", "marquee wheel logo", "logo wheel marquee"
    ),
    (.fanart, "fanart fanarts backgrounds background", "fanart art background", "fanart background art"),
    (.mix, "miximages miximage mix mixes mixart mixrbv2 mixrbv1", "mix miximage mixrbv2 mixrbv1", "miximage mix"),
    (.map, "maps map", "map", "map"),
    (.bezel, "bezels bezel bezel-16-9", "bezel border", "bezel border screenmarquee"),
    (.video, "videos video videosnaps", "video", "video"),
    (.manual, "manuals manual", "manual", "manual"),
  ]

  private static func table(_ words: (Int) -> String) -> [[UInt8]: Meaning] {
    var table: [[UInt8]: Meaning] = [:]
    for row in MediaNames.words.indices {
      for (order, word) in words(row).split(separator: " ").enumerated() {
        let meaning = Meaning(
          kind: MediaNames.words[row].kind, order: min(order, 9), isLabelled: word.hasPrefix("named_"))
        table[Array(word.utf8)] = meaning
      }
    }
    return table
  }

  /// Folders whose files are of one kind.
  static let folders = table { words[$0].folders }
  private static let endings = table { words[$0].endings }
  private static let assets = table { words[$0].assets }
  private static let longestWord = 20

  /// What the word behind the last hyphen says, and the name before it.
  static func ending(of stem: [UInt8]) -> (meaning: Meaning, rest: [UInt8])? {
    guard let hyphen = stem.suffix(longestWord).lastIndex(of: UInt8(ascii: "-")), hyphen > 0,
      let meaning = endings[Array(stem[(hyphen + 1)...])]
    else { return nil }
    return (meaning, Array(stem[..<hyphen]))
  }

  /// What a name says that is the whole of a file's: `boxFront`, `screenshot02`.
  static func asset(_ stem: [UInt8]) -> Meaning? {
    guard stem.count <= longestWord else { return nil }
    let word = stem.reversed().drop { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "_") }.reversed()
    return assets[stem] ?? assets[Array(word)].map { Meaning(kind: $0.kind, order: min($0.order + 1, 9)) }
  }

  /// Folders that hold media of several kinds, or folders of them.
  static let roots: Set<[UInt8]> = Set(
    """
    media .media medias downloaded_media downloaded_images images image imgs img assets artwork thumbnails thumbs
    """.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) })

  /// The folders of games among those above a media folder: what stands in front of the outermost of ``roots``. What
  /// stands behind it names a system or playlist.
  static func withoutRoots(_ folders: ArraySlice<[UInt8]>) -> [[UInt8]] {
    Array(folders.prefix { !roots.contains($0) })
  }
}
