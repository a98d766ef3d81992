internal import Content
internal import Text

/// Folder names that say how a collection is sorted, or what part of a game lies in them.
enum FolderNames {
  /// Regions and languages: lower case, without what ``key(_:)`` drops.
  private static let regions: Set<[UInt8]> = words(
    """
    usa us ntscu ntsc europe eu eur pal japan jp jpn ntscj world worldwide asia korea china taiwan hongkong brazil
    australia canada france germany spain italy netherlands sweden norway denmark finland russia poland uk
    unitedkingdom greatbritain england portugal greece israel mexico argentina latinamerica scandinavia usaeurope
    japanusa europeusa international english french german spanish italian japanese dutch portuguese swedish russian
    chinese korean polish multi multilanguage en fr de es it ja nl pt sv ru zh ko pl
    """)

  /// Kinds, sources, genres, formats.
  private static let sorting: Set<[UInt8]> = words(
    """
    hack hacks romhack romhacks translation translations translated homebrew homebrews unlicensed unl pirate pirates
    aftermarket prototype prototypes proto protos beta betas demo demos sample samples kiosk publicdomain pd bootleg
    bootlegs retail official licensed released unreleased alternate alternates alt virtualconsole vc educational
    applications apps utilities magazines coverdisks compilations compilation collections hidden adult mature
    roms rom games all misc miscellaneous other others various new unsorted sorted sort incoming todo old
    favorites favourites favorite favourite best top bestof top10 top50 top100 top200 essentials kids multiplayer
    coop 2player twoplayer lightgun trackball vertical horizontal series franchises completed played
    nointro redump tosec goodsets goodtools 1g1r fullset full set romset mame fbneo clones parents
    action adventure arcade beatemup beatemups board boardgames card cards casino driving educative fighting fighter
    flight fps horror jrpg rpg rpgs mmorpg music party pinball platform platformer platformers puzzle puzzles quiz
    racing shmup shmups shootemup shootemups shooter shooters simulation simulations sim sport sports strategy rts srpg
    tactics trivia visualnovel visualnovels wrestling
    chd chds iso isos cue bin bincue cuebin cso rvz wbfs zip zips 7z pbp gdi cdi m3u m3us discs disks discimages cds
    dvds floppies floppy tapes tape cartridges cartridge carts cart roms crt d64 t64 prg adf dsk tap tzx whdload
    nsp xci cia 3ds nes fds sfc smc gb gbc gba nds n64 z64 md gen sms gg pce psx psn eshop dsiware wiiware xbla minis
    singledisc multidisc multidiscs m3us playlist playlists wad wads iwad iwads pwad pwads pk3s paks pkg pkgs
    iso isos ps3iso ps2iso psxiso pspiso wbfs gamez gamei jbfolders god xex indie indies xblig psn psnstore pspminis
    digital physical installed packages backups dumps rips wip test tests completed unfinished finished backlog
    untranslated patched translatedgames romsets sets chdsets fan english visualnovels otome gamecollection
    0000000000000000 content
    """)

  /// Words that say nothing beside one that sorts, as platforms' names do: `Best of USA`, `Hacks and Translations`.
  private static let fillers: Set<[UInt8]> = words("and the of by for with in my only no et y und")

  /// Names of folders for parts of a game that are no category of files.
  private static let parts: Set<[UInt8]> = words(
    """
    data disc discs disk disks cd cds track tracks audio content contents meta code app addcont repatch readdcont aoc
    """)

  private static func words(_ text: String) -> Set<[UInt8]> {
    Set(text.split(whereSeparator: \.isWhitespace).map { [UInt8]($0.utf8) })
  }

  /// The name's letters and digits in lower case: `(U.S.A.)` and `No-Intro` are `usa` and `nointro`.
  static func key(_ name: some Collection<UInt8>) -> [UInt8] {
    name.compactMap { byte in
      let folded = UTF8Text.foldedASCII(byte)
      return isDigit(folded) || isLetter(folded) || folded >= 0x80 ? folded : nil
    }
  }

  /// Whether the folder only sorts a collection: `USA`, `A-F`, `0-9`, `#`, `Hacks`, `1990s`, `RPG`, `Best of Japan`.
  static func isSorting(_ name: some Collection<UInt8>) -> Bool {
    let key = key(name)
    if sorting.contains(key) || regions.contains(key) { return true }
    // `#`, `!`, `_`, and one letter or digit, however decorated.
    if key.count <= 1 { return key.first.map { $0 < 0x80 } ?? true }
    return isRange(name) || isYears(key) || isSortingPhrase(name)
  }

  /// Whether every word sorts, counts or fills, and at least one sorts.
  private static func isSortingPhrase(_ name: some Collection<UInt8>) -> Bool {
    let words = name.split { byte in
      let folded = UTF8Text.foldedASCII(byte)
      return !(isDigit(folded) || isLetter(folded) || folded >= 0x80)
    }.map { $0.map { UTF8Text.foldedASCII($0) } }
    // `Puzzle 2` is a title, `02 Puzzle` is not.
    guard words.count > 1, words.last?.allSatisfy(isDigit) == false else { return false }
    var sorts = false
    for word in words {
      if sorting.contains(word) || regions.contains(word) {
        sorts = true
      } else if !(fillers.contains(word) || word.count == 1 || word.allSatisfy(isDigit)
        || PlatformTable.standard.platform(forFolder: word) != nil)
      {
        return false
      }
    }
    return sorts
  }

  /// Whether a tag, or its first part, is a region or language: `USA, Europe`, `En,Fr`.
  static func isRegion(_ tag: some Collection<UInt8>) -> Bool {
    let first = tag.prefix { $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "+") }
    return regions.contains(key(first))
  }

  /// Whether the folder holds a part of the game it lies in, or of several: `dlc`, `update`, `tracks`.
  static func isPart(_ name: some Collection<UInt8>) -> Bool {
    parts.contains(key(name)) || MemberCategory.ofPlainFolder(name) != nil
  }

  private static let placesOfParts: Set<[UInt8]> = words(
    "base bases basegame basegames app addcont repatch readdcont aoc")

  /// Whether the folder, beside games, holds the same part of several: `Updates`, `DLC`, `Base`.
  static func isPlaceOfParts(_ name: some Collection<UInt8>) -> Bool {
    if placesOfParts.contains(key(name)) { return true }
    guard let category = MemberCategory.ofPlainFolder(name) else { return false }
    return category != .game
  }

  /// `A-F`, `a_f`, `0-9`, `A to M`, `[N-Z]`, `0-9, A-C`, `Sa-Sz`.
  private static func isRange(_ name: some Collection<UInt8>) -> Bool {
    var words: [[UInt8]] = []
    var isWord = false
    var hasSeparator = false
    for byte in name {
      let folded = UTF8Text.foldedASCII(byte)
      if isLetter(folded) || isDigit(folded) {
        if isWord { words[words.count - 1].append(folded) } else { words.append([folded]) }
        isWord = true
      } else {
        if byte >= 0x80 { return false }
        if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "~") || byte == UInt8(ascii: "_") { hasSeparator = true }
        isWord = false
      }
    }
    if words.contains([UInt8]("to".utf8)) { hasSeparator = true }
    let ends = words.filter { $0 != [UInt8]("to".utf8) }
    return hasSeparator && ends.count >= 2 && ends.allSatisfy { $0.count == 1 || (ends.count == 2 && $0.count == 2) }
      && (ends.allSatisfy { $0.count == 1 } || ends[0].first == ends[1].first)
  }

  /// `1987`, `1990s`, `80s`.
  private static func isYears(_ key: [UInt8]) -> Bool {
    let digits = key.last == UInt8(ascii: "s") ? key.dropLast() : key[...]
    guard digits.allSatisfy(isDigit) else { return false }
    if digits.count == 2 { return key.count == 3 }
    return digits.count == 4 && (digits.starts(with: "19".utf8) || digits.starts(with: "20".utf8))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
  private static func isLetter(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") }
}
