internal import Text

/// Files that lie beside games without being one.
///
/// They are no game of their own, and still shown wherever loose files are. An extension the platform lists as a
/// ROM's is never one (PICO-8 games are PNG files).
enum SideCars {
  /// What belongs to a game folder when it lies in one: texts, pictures, videos, patches, checksums, settings.
  private static let documents = FileExtension.set(
    """
    txt nfo diz md rtf doc docx odt html htm url webloc pdf cbz cbr epub jpg jpeg png gif bmp webp svg ico
    mp4 mkv avi webm mov m4v mpg mpeg mp3 ogg flac opus m4a aac wma ape aif aiff mid midi wav pcm cda xml json yml yaml toml csv sqlite ini cfg conf opt log db
    bak lock cache dat sfv md5 sha1 sha256 crc par2 m3u m3u8 pls cht pat gg_cheats ips bps ups xdelta ppf aps vcdiff
    sbi lsd sub srt ass torrent lnk rup dps pnach msu bml htc hts dkey rap rif edat old
    orig website info vfl keys pal
    """)

  /// What an emulator or front end writes while playing, or a list of games: never part of a game, or the game would
  /// change with every save.
  private static let records = FileExtension.set(
    """
    srm sav rtc eep fla sra mpk nv hi lpl fs state auto oops savestate ss0 ss1 ss2 ss3 ss4 ss5 ss6 ss7 ss8 ss9 mcd mcr mcs
    vmp gci gcp ps2 bsv replay ldci ups_log dsv sps psv p2s ppst zst sram
    """)
  private static let lists: Set<[UInt8]> = Set(
    [
      "gamelist.xml", "gamelist.xml.old", "metadata.pegasus.txt", "metadata.txt", "collections.pegasus.txt",
      "noload.txt",
    ]
    .map { [UInt8]($0.utf8) })

  /// Names of documents that come with `.md` or no extension at all.
  private static let papers = ["readme", "license", "licence", "changelog", "copying", "credits", "authors"]
    .map { [UInt8]($0.utf8) }

  /// Scripts that rename and sort.
  private static let tools = FileExtension.set("bat dll py")

  /// What consoles and emulators keep beside games with a ROM's extension.
  private static let memories = ["vmu_save_", "dc_nvmem", "mcd001.ps2", "mcd002.ps2", "memorycarda.", "memorycardb."]
    .map { [UInt8]($0.utf8) }

  /// The firmware that emulators ask for by name; beside games, or in a game's folder, it is no game.
  private static let firmware: Set<[UInt8]> = Set(
    """
    dc_boot.bin dc_flash.bin gba_bios.bin gb_bios.bin gbc_bios.bin bios7.bin bios9.bin firmware.bin disksys.rom
    saturn_bios.bin sega_101.bin mpr-17933.bin panafz1.bin panafz10.bin panafz1j.bin goldstar.bin neocd.bin
    lynxboot.img exec.bin grom.bin coleco.rom ps1_rom.bin psxonpsp660.bin syscard1.pce syscard2.pce syscard3.pce
    bios_cd_u.bin bios_cd_e.bin bios_cd_j.bin
    """.split(whereSeparator: \.isWhitespace).map { [UInt8]($0.utf8) })
  private static let longestFirmware = firmware.map(\.count).max() ?? 0
  private static let sonys = [UInt8]("scph".utf8)

  private static func isFirmware(_ name: UnsafeRawBufferPointer) -> Bool {
    // `scph1001.bin`, `SCPH-70012_BIOS.bin`
    if begins(name, with: sonys), name.count > 8 {
      let next = name[4]
      return next == UInt8(ascii: "-") || next &- UInt8(ascii: "0") < 10
    }
    return name.count <= longestFirmware && firmware.contains(name.foldedASCII)
  }

  /// What says how a cartridge is built; its extension is a ROM's where the manifest is what is loaded.
  private static let manifests = ["manifest.bml"].map { [UInt8]($0.utf8) }

  /// See ``ShelfIndex/Role``.
  enum Kind { case document, record }

  /// What kind of side-car a file is; nil for one that can be a game or a part of it.
  static func kind(ofName name: UnsafeRawBufferPointer, _ fileExtension: FileExtension, on platform: Platform) -> Kind?
  {
    if isState(name) || lists.contains(where: { $0.count == name.count && begins(name, with: $0) }) {
      return .record
    }
    if isPaper(name) || manifests.contains(where: { $0.count == name.count && begins(name, with: $0) }) {
      return .document
    }
    if platform.isKnown, !platform.isArcade, !platform.isFileTree {
      if isFirmware(name) { return .document }
      if memories.contains(where: { begins(name, with: $0) }) { return .record }
    }
    if platform.isKnown, platform.extensions.contains(fileExtension), fileExtension != playlist,
      fileExtension != flipList
    {
      return nil
    }
    if !platform.isFileTree, tools.contains(fileExtension) { return .document }
    // The data files of half of all DOS and ScummVM games.
    if platform.isFileTree, fileExtension == data { return nil }
    if records.contains(fileExtension) { return .record }
    return documents.contains(fileExtension) ? .document : nil
  }

  /// A list of discs; by itself never a game.
  static let playlist = FileExtension("m3u")
  /// VICE's list of the disks to swap.
  private static let flipList = FileExtension("vfl")
  private static let data = FileExtension("dat")

  /// Every extension a side-car can have.
  static let allExtensions = documents.union(records)

  private static let stateWord = [UInt8](".state".utf8)

  /// `Game.state`, `Game.state3`, `Game.state.auto`.
  private static func isState(_ name: UnsafeRawBufferPointer) -> Bool {
    var end = name.count
    while end > 0, name[end - 1] >= UInt8(ascii: "0"), name[end - 1] <= UInt8(ascii: "9") { end -= 1 }
    return end > stateWord.count
      && begins(UnsafeRawBufferPointer(rebasing: name[(end - stateWord.count)..<end]), with: stateWord)
  }

  private static func isPaper(_ name: UnsafeRawBufferPointer) -> Bool {
    papers.contains { paper in
      guard begins(name, with: paper) else { return false }
      let rest = name.dropFirst(paper.count)
      return rest.isEmpty || rest.elementsEqual(".md".utf8) || rest.elementsEqual(".MD".utf8)
        || rest.elementsEqual(".1st".utf8)
    }
  }

  private static let neutral = FileExtension.set("sfv md5 sha1 sha256 crc par2 dat xml log db ini url webloc htm html")

  /// Whether a file of this name lies beside one game or many alike, and says nothing of which: a readme, checksums.
  static func isNeutral(_ name: some Collection<UInt8>) -> Bool {
    let name = [UInt8](name)
    if neutral.contains(FileExtension(ofName: name)) { return true }
    let stem = name.prefix { $0 != UInt8(ascii: ".") }.foldedASCII
    return papers.contains(stem)
  }

  /// Whether a name begins with a word in any case, without a copy: it is asked of every file, a dozen times.
  private static func begins(_ name: UnsafeRawBufferPointer, with word: [UInt8]) -> Bool {
    guard name.count >= word.count else { return false }
    for index in word.indices where UTF8Text.foldedASCII(name[index]) != word[index] { return false }
    return true
  }

  /// Folders beside games that hold side-cars only: no game, whatever lies in them.
  private static let folders: Set<[UInt8]> = Set(
    """
    media images videos manuals covers screenshots titlescreens marquees boxart box2dfront 3dboxes backcovers fanart
    miximages physicalmedia wheel wheels snap snaps named_boxarts named_snaps named_titles downloaded_images
    downloaded_media downloaded_videos imgs artwork mixart saves savestates states savefiles cheats overlays shaders
    themes playlists gamelists bios firmware hdpacks hdpack texturepacks texture_packs texturepack hires_texture
    maps guides logos banners bezels snapshots previews boxfront box3d cartart
    """.split(whereSeparator: \.isWhitespace).map { [UInt8]($0.utf8) })

  /// Of flash cartridges: EverDrives, SD2SNES, and those for the DS and GBA.
  private static let cartridgeFolders: Set<[UInt8]> = Set(
    """
    ed64 ed64p edmd mega sd2snes edfc edgb gbasys edgba edn8 edpro ezkernel _rpg ttmenu moonshl moonshl2 _nds !dos
    !win3x !scummvm !dosmetadata
    """.split(whereSeparator: \.isWhitespace).map { [UInt8]($0.utf8) })

  /// Of arcade emulators, beside the sets.
  private static let arcadeFolders: Set<[UInt8]> = Set(
    """
    samples nvram cfg ctrlr inp diff sta hash hi hiscore ini dats memcard comments plugins crosshair history language
    ui flyers cabinets cpanel icons pcb support ram sound pics fonts midi framefile
    """.split(whereSeparator: \.isWhitespace).map { [UInt8]($0.utf8) })

  /// Of PlayStation 2 loaders.
  private static let loaderFolders: Set<[UInt8]> = Set(
    "art cfg vmc cht thm lng apps".split(separator: " ").map { [UInt8]($0.utf8) })

  /// Whether a folder of this name holds media, saves or settings.
  static func isSideCarFolder(_ name: some Collection<UInt8>) -> Bool {
    let name = name.foldedASCII
    return folders.contains(name) || cartridgeFolders.contains(name)
  }

  /// As ``isSideCarFolder(_:)``, with what lies beside the games of one platform.
  static func isSideCarFolder(_ name: some Collection<UInt8>, on platform: Platform) -> Bool {
    if isSideCarFolder(name) { return true }
    if platform.isArcade { return arcadeFolders.contains(name.foldedASCII) }
    return platform.key == "ps2" && loaderFolders.contains(name.foldedASCII)
  }
}
