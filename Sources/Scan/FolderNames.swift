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
    import imports foreign restofworld row edutainment program programs application tools utility
    numbers numeric symbols letter letters alphabet alphabetical region regions genre genres year years publisher
    publishers developer developers language languages platforms
    runandgun rungun hackandslash hackslash hacknslash pointandclick pointclick pointnclick turnbased realtime survival
    interactivefiction logic gambling rhythm dance dancing maze mazes mmo openworld sandbox stealth mahjong
    soccer football golf tennis baseball basketball hockey icehockey bowling boxing volleyball cricket rugby fishing
    hunting snowboarding skateboarding olympics cycling motorcycle motorsport motorsports athletics pool billiards
    topdown sidescroller sidescrollers scroller scrollers isometric singlescreen brawler brawlers metroidvania
    roguelike roguelikes dungeoncrawler dungeoncrawlers firstperson thirdperson
    multicart multicarts multigame multigames mustplay musthave hiddengem hiddengems gems classic classics exclusive
    exclusives player players singleplayer family children adults nsfw xxx eroge hentai
    complete incomplete playing nowplaying nowplayed toplay played unplayed tosort totest untested tested notworking
    nonworking working broken baddump baddumps dump good bad verified unverified revision revisions version versions
    duplicate duplicates dupe dupes variant variants original originals remake remakes remaster remasters port ports
    sequel sequels enhanced color colour downloadplay specialchip specialchips superfx sa1 msu1 msu bsx
    zipped unzipped compressed uncompressed trimmed untrimmed encrypted decrypted pack packs archive archived backup
    download downloads downloaded torrent torrents temp recent recentlyadded recentlyplayed latest checked playable
    unplayable private peripheral peripherals accessory accessories christmas halloween 3d vr goodmerged nongame
    nongames notgame cowering trurip nonredump releases release titles zzz
    nintendo sega sony microsoft capcom konami square squaresoft squareenix enix namco bandai bandainamco taito atari
    activision electronicarts ubisoft acclaim midway hudson hudsonsoft snk irem jaleco technos sunsoft natsume atlus
    lucasarts lucasfilm sierra psygnosis infogrames ocean thq tecmo koei koeitecmo dataeast treasure falcom microprose
    interplay virgin gremlin broderbund infocom epyx
    """)

  /// Kinds of games that are no game's own name, whatever stands in brackets behind: `Hacks (SMW)`.
  private static let kinds: Set<[UInt8]> = words(
    """
    hack hacks romhack romhacks translation translations translated homebrew homebrews unlicensed unl pirate pirates
    aftermarket prototypes protos betas demos samples publicdomain bootlegs import imports nointro redump tosec romset
    roms games clones revisions favorites favourites
    """)

  /// Words that sort and are games' names as well: beside a start file of the name the folder is the game's.
  private static let titles: Set<[UInt8]> = words(
    """
    soccer football golf tennis baseball basketball hockey icehockey bowling boxing volleyball cricket rugby fishing
    hunting cycling pool billiards maze dance casino pinball racing mahjong poker adventure puzzle quiz wrestling
    survival stealth tactics pirates
    """)

  static func mayBeTitle(_ name: some Collection<UInt8>) -> Bool { titles.contains(key(name)) }

  /// Words that say nothing beside one that sorts, as platforms' names do: `Best of USA`, `Hacks and Translations`.
  private static let fillers: Set<[UInt8]> = words(
    "and the of by for with from on to in my only no not et y und n text based style")

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
    return isRange(name) || isYears(name) || isGoodSet(key) || isSortingPhrase(name)
  }

  /// `GoodSNES`, `GoodNES 3.23`.
  private static func isGoodSet(_ key: [UInt8]) -> Bool {
    guard key.starts(with: "good".utf8) else { return false }
    let system = key.dropFirst(4).prefix { isLetter($0) }
    return !system.isEmpty && PlatformTable.standard.platform(forFolder: system) != nil
  }

  /// Whether every word sorts, counts or fills, and at least one sorts. What stands in brackets behind it says more of
  /// the same: `Hacks (SMW)`.
  private static func isSortingPhrase(_ name: some Collection<UInt8>) -> Bool {
    let words = words(of: name)
    // `Puzzle 2` is a title, `02 Puzzle` is not.
    if words.count > 1, words.last?.allSatisfy(isDigit) == false, isPhrase(words) { return true }
    let before = name.prefix { $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: "[") }
    guard before.count < name.count else { return false }
    let beforeKey = key(before)
    return kinds.contains(beforeKey) || regions.contains(beforeKey)
  }

  private static func words(of name: some Collection<UInt8>) -> [[UInt8]] {
    name.split { byte in
      let folded = UTF8Text.foldedASCII(byte)
      return !(isDigit(folded) || isLetter(folded) || folded >= 0x80)
    }.map { $0.map { UTF8Text.foldedASCII($0) } }
  }

  private static func isPhrase(_ words: [[UInt8]]) -> Bool {
    var sorts = false
    var position = 0
    while position < words.count {
      let word = words[position]
      if sorting.contains(word) || regions.contains(word) {
        sorts = true
        position += 1
      } else if let length = sortingRun(words[position...]) {
        sorts = true
        position += length
      } else if let length = platformRun(words[position...]) {
        position += length
      } else if fillers.contains(word) || word.count == 1 || word.allSatisfy(isDigit) {
        position += 1
      } else {
        return false
      }
    }
    return sorts
  }

  /// How many words in front are one that sorts: `Shoot 'em Up`, `Rest of World`.
  private static func sortingRun(_ words: ArraySlice<[UInt8]>) -> Int? {
    (2...4).reversed().first { count in
      guard words.count >= count else { return false }
      let key = Array(words.prefix(count).joined())
      return sorting.contains(key) || regions.contains(key)
    }
  }

  /// How many words in front name a platform: `Super Nintendo`, `Game Boy Color`.
  private static func platformRun(_ words: ArraySlice<[UInt8]>) -> Int? {
    (1...6).reversed().first { count in
      words.count >= count
        && PlatformTable.standard.platform(forFolder: Array(words.prefix(count).joined())) != nil
    }
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

  /// `1987`, `1990s`, `80s`, `1991-1995`.
  private static func isYears(_ name: some Collection<UInt8>) -> Bool {
    let words = words(of: name)
    return 1...2 ~= words.count && words.allSatisfy { isYear($0) && (words.count == 1 || $0.count > 3) }
  }

  private static func isYear(_ key: [UInt8]) -> Bool {
    let digits = key.last == UInt8(ascii: "s") ? key.dropLast() : key[...]
    guard digits.allSatisfy(isDigit) else { return false }
    if digits.count == 2 { return key.count == 3 }
    return digits.count == 4 && (digits.starts(with: "19".utf8) || digits.starts(with: "20".utf8))
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
  private static func isLetter(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") }
}
