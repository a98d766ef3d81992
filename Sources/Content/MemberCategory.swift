internal import Text

/// What a file inside a game is for.
///
/// A pure function of the file's path in the game, without what lies above the game: a library called `games` or a
/// system folder called `updates` says nothing about a file.
///
/// | where | category |
/// |---|---|
/// | in a folder named after a category, in the singular or plural: `dlc`, `Patches`, `Update 1.2`, `Game [DLC]` | that; the outermost such folder decides, `game` and `base` leave it to what lies in them |
/// | a tag in the name: `(Manual)`, `[UPD]`, `[v65536]`, `(Demo)`, `(Proto)`, `[T+Eng]`, `[h1]` | that |
/// | words at the end of the name: `Game Update 1.02`, `Game - DLC Pack 1`, `update.nsp` | that |
/// | an extension that is none of the platform's games: `pdf`, `ips`, `cht`, `srm`, `png`, `flac` | manual, patch, cheat, save, extra, soundtrack |
/// | anything else | game |
///
/// Inside a tree of files the files have names of the program's own, and folders called `music` or `demo` are part of
/// it: there only the first folder and tags count.
package enum MemberCategory: String, CaseIterable, Sendable {
  case game, dlc, update, patch, mod, hack, translation, manual, soundtrack, screenshot, cheat, save, demo, prototype,
    extra

  /// - Parameters:
  ///   - path: raw path inside the game.
  ///   - isTree: the game is a tree of files, such as an extracted PS3 disc.
  ///   - isROM: the platform's games have the file's extension, as Mega Drive's `.md`, which is a text elsewhere.
  package static func of(
    path: some Collection<UInt8>, isTree: Bool = false, isROM: Bool = false
  ) -> MemberCategory {
    let components = Array(path).split(separator: UInt8(ascii: "/"))
    guard let name = components.last else { return .game }
    for folder in isTree ? components.dropLast().prefix(1) : components.dropLast() {
      let found = isTree ? ofPlainFolder(folder) ?? ofTags(folder) : ofFolder(folder)
      guard let category = found, category != .game else { continue }
      if isTree, !treeFolders.contains(category) { continue }
      return category
    }
    if let category = ofTags(name) { return category }
    if isTree { return ofTreeFile(name) }
    let stem = name[..<(name.lastIndex(of: UInt8(ascii: ".")) ?? name.endIndex)]
    return ofEnding(stem, isInGame: true) ?? (isROM ? .game : ofFile(name))
  }

  private static let treeFolders: Set<MemberCategory> = [.dlc, .update, .manual, .patch]

  private static let folderWords: [[UInt8]: MemberCategory] = {
    let table: [(MemberCategory, String)] = [
      (.game, "game games base basegame main"),
      (.dlc, "dlc dlcs addon addons addcont readdcont downloadablecontent expansion expansions seasonpass"),
      (.update, "update updates upd upds titleupdate titleupdates hotfix hotfixes"),
      (.patch, "patch patches repatch"),
      (.mod, "mod mods modification modifications texturepack texturepacks hdpack hdpacks hdtextures hirestexture"),
      (.hack, "hack hacks romhack romhacks"),
      (.translation, "translation translations fantranslation fantranslations"),
      (.manual, "manual manuals docs doc documentation booklet booklets instructions guide guides"),
      (.soundtrack, "soundtrack soundtracks ost osts music"),
      (.screenshot, "screenshot screenshots screens snap snaps screencaps titlescreens"),
      (.cheat, "cheat cheats"),
      (.save, "save saves savestate savestates savedata savegame savegames states memcard memcards"),
      (.demo, "demo demos kiosk trial trials"),
      (.prototype, "prototype prototypes proto protos beta betas alpha alphas"),
      (
        .extra,
        """
        extra extras bonus bonuscontent bonusdisc artwork art boxart cover covers image images media video videos
        trailer trailers wallpaper wallpapers misc scans goodies feelies
        """
      ),
    ]
    var words: [[UInt8]: MemberCategory] = [:]
    for (category, text) in table {
      for word in text.split(whereSeparator: \.isWhitespace) { words[Array(word.utf8)] = category }
    }
    return words
  }()

  /// The category a folder of this name inside a game is for; nil for a name that says nothing.
  package static func ofFolder(_ name: some Collection<UInt8>) -> MemberCategory? {
    if let plain = ofPlainFolder(name) { return plain }
    if let tagged = ofTags(name) { return tagged }
    // `Official Soundtrack`, `Game - Update`.
    guard let category = words(of: name).last.flatMap({ folderWords[$0] }) else { return nil }
    return category == .game || category == .extra ? nil : category
  }

  /// The category of a folder that is named after nothing else: `dlc`, `Update v1.6.0`, `DLC The Old Hunters`.
  package static func ofPlainFolder(_ name: some Collection<UInt8>) -> MemberCategory? {
    let words = words(of: name)
    guard let first = words.first else { return nil }
    if let whole = folderWords[words.flatMap { $0 }] { return whole }
    guard let category = folderWords[first], category != .game else { return nil }
    if category == .dlc || category == .update { return category }
    return words.dropFirst().allSatisfy(isVersion) ? category : nil
  }

  private static let tagWords: [[UInt8]: MemberCategory] = {
    let table: [(MemberCategory, String)] = [
      (.dlc, "dlc addon"), (.update, "update upd hotfix"), (.patch, "patch"),
      (.manual, "manual"), (.soundtrack, "soundtrack ost"),
      (.demo, "demo kiosk taikenban trial"), (.prototype, "beta proto prototype alpha"), (.hack, "hack hacked"),
      (.mod, "mod modded"), (.translation, "translation translated"), (.cheat, "cheat cheats"), (.save, "save saves"),
      (.extra, "bonus"), (.game, "base"),
    ]
    var words: [[UInt8]: MemberCategory] = [:]
    for (category, text) in table {
      for word in text.split(whereSeparator: \.isWhitespace) { words[Array(word.utf8)] = category }
    }
    return words
  }()

  /// What the first telling tag of a name says: `(Update v1.1)`, `[DLC]`, `[v65536]`, `[T+Eng1.0]`, `[h2C]`.
  package static func ofTags(_ name: some Collection<UInt8>) -> MemberCategory? {
    let name = Array(name)
    for start in name.indices where name[start] == UInt8(ascii: "(") || name[start] == UInt8(ascii: "[") {
      let tag = name[(start + 1)...].prefix { $0 != UInt8(ascii: ")") && $0 != UInt8(ascii: "]") }
      let words = words(of: tag)
      guard let word = words.first else { continue }
      // `(Bonus Disc)` is a disc, `(Demo Version)` is not the game.
      if let category = tagWords[word], category != .extra || words.count == 1 { return category }
      guard name[start] == UInt8(ascii: "[") else { continue }
      // Switch counts versions in steps of 65,536; the first is the game itself.
      if tag.first == UInt8(ascii: "v"), tag.dropFirst().count >= 5, tag.dropFirst().allSatisfy(isDigit) {
        return .update
      }
      if let first = tag.first, let second = tag.dropFirst().first {
        if first == UInt8(ascii: "T"), second == UInt8(ascii: "+") || second == UInt8(ascii: "-") {
          return .translation
        }
        if first == UInt8(ascii: "h"), isDigit(second) { return .hack }
      }
    }
    return nil
  }

  /// What the words at the end of a title say: `Game Update 1.02`, `Game - DLC Pack 1`.
  ///
  /// - Parameter isInGame: also words that are all of the name: `update.nsp`.
  package static func ofEnding(_ name: some Collection<UInt8>, isInGame: Bool = false) -> MemberCategory? {
    let words = words(of: name)
    let end = words.lastIndex { !isVersion($0) && $0 != Array("pack".utf8) }
    guard let end, end > 0 || isInGame, let category = tagWords[words[end]] else { return nil }
    return category == .dlc || category == .update || category == .patch ? category : nil
  }

  private static let extensions: [[UInt8]: MemberCategory] = {
    let table: [(MemberCategory, String)] = [
      (.manual, "pdf djvu cbz cbr epub"), (.patch, "ips bps ups xdelta xdelta3 ppf aps rup vcdiff"),
      (.cheat, "cht pat pnach gg_cheats"),
      (.save, "srm sav save rtc eep fla sra mpk state auto mcr mcd mcs psv gci dsv"),
      (.soundtrack, "mp3 flac m4a opus aac wma ape"),
      (
        .extra,
        """
        png jpg jpeg gif bmp webp svg ico tif tiff psd mp4 mkv avi webm mov m4v mpg mpeg txt nfo diz md rtf doc docx odt
        html htm url webloc json xml torrent sfv md5 sha1 sha256 crc par2
        """
      ),
    ]
    var extensions: [[UInt8]: MemberCategory] = [:]
    for (category, text) in table {
      for word in text.split(whereSeparator: \.isWhitespace) { extensions[Array(word.utf8)] = category }
    }
    return extensions
  }()

  private static func ofFile(_ name: ArraySlice<UInt8>) -> MemberCategory {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return .game }
    let category = extensions[name[(dot + 1)...].map(UTF8Text.foldedASCII)] ?? .game
    let stem = name[..<dot]
    // The audio tracks of a disc are part of it.
    if category == .soundtrack, DiscTrack.parse(stem) != nil || stem.last.map(isDigit) == true { return .game }
    guard category == .extra else { return category }
    // `Game manual.txt`, `screenshot1.png`.
    return words(of: stem).lazy.compactMap { word in
      folderWords[word.reversed().drop(while: isDigit).reversed()]
    }.first { $0 == .manual || $0 == .screenshot } ?? .extra
  }

  private static func ofTreeFile(_ name: ArraySlice<UInt8>) -> MemberCategory {
    let ending = name.suffix(4).map(UTF8Text.foldedASCII)
    return ending.elementsEqual(".pdf".utf8) ? .manual : .game
  }

  /// The runs of letters and digits, in lower case.
  private static func words(of name: some Collection<UInt8>) -> [[UInt8]] {
    name.split { byte in
      let folded = UTF8Text.foldedASCII(byte)
      return !(folded &- UInt8(ascii: "a") < 26 || isDigit(folded) || folded >= 0x80)
    }.map { $0.map(UTF8Text.foldedASCII) }
  }

  /// `1`, `v1`, `02b`.
  private static func isVersion(_ word: [UInt8]) -> Bool {
    let number = word.first == UInt8(ascii: "v") ? word.dropFirst() : word[...]
    return number.first.map(isDigit) == true
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
