/// Where the extension of a file name begins.
///
/// A name has dots of its own (`Dr. Mario`, `Vol.2`, `game-v1.2`, `mr.do.nes`), so that what stands behind the last one
/// counts only where it is
///
/// | rule | an extension | none |
/// |---|---|---|
/// | one that games, archives or their companions have | `.nes`, `.7z`, `.p8`, `.scummvm` | |
/// | unknown: three or four letters and digits of one case, a letter first | `.xyz` | `.Name`, `.do`, `.0` |
/// | three digits behind an archive | `.7z.001` | `Game.001` |
///
/// Two belong together where the second packs or marks the first: `.nds.zip`, `.tar.gz`, `.p8.png`, `.part1.rar`.
enum NameExtension {
  /// - Returns: the offset of the extension's dot; the length where there is none.
  static func start(in name: Bytes) -> Int {
    guard let dot = lastDot(in: name) else { return name.endIndex }
    let last = name[(dot + 1)...]
    let stem = name[..<dot]
    let isKnown = Phrase(last).map(known.contains) == true
    let inner = lastDot(in: stem)
    if isKnown || last.number != nil, let inner, let phrase = Phrase(last) {
      let before = name[(inner + 1)..<dot]
      let packs = packers.contains(phrase) || last.count == 3 && last.number != nil
      if packs, let key = Phrase(before), known.contains(key), !before.isEmpty { return inner }
      if last.isFolded("png"), before.isFolded("p8") { return inner }
      if last.isFolded("rar"), before.after("part")?.number != nil { return inner }
    }
    return isKnown || isLikely(last) ? dot : name.endIndex
  }

  /// As ``start(in:)`` for a folder, which has one only where front ends take it for a file: `Game.m3u`, `Game.ps3`.
  static func directoryStart(in name: Bytes) -> Int {
    guard let dot = lastDot(in: name), let phrase = Phrase(name[(dot + 1)...]), ofDirectories.contains(phrase) else {
      return name.endIndex
    }
    return dot
  }

  private static let ofDirectories = Set(
    "m3u cue gdi ccd chd iso ps3 ps3dir psvita daphne singe scummvm squashfs pc dos wua app ps4".split(separator: " ")
      .map { Phrase($0) })

  private static func lastDot(in name: Bytes) -> Int? {
    // Seventeen characters are longer than every extension there is.
    var index = name.endIndex
    while index > name.startIndex, name.endIndex - index < 17 {
      index -= 1
      if name[index] == UInt8(ascii: ".") {
        // A dot at the start of a name starts no extension, nor does one at its end.
        return index > name.startIndex && index + 1 < name.endIndex ? index : nil
      }
      if name[index].isBlank && name[index] != UInt8(ascii: "_")
        || !name[index].isWord && name[index] != UInt8(ascii: "_")
      {
        return nil
      }
    }
    return nil
  }

  private static func isLikely(_ text: Bytes) -> Bool {
    guard text.count == 3 || text.count == 4, text.first?.isLetter == true, let phrase = Phrase(text) else {
      return false
    }
    // `Game.USA`, `Game.BETA`
    if Vocabulary.words[phrase] != nil { return false }
    return text.allSatisfy { $0.isLower || $0.isDigit } || text.allSatisfy { $0.isUpper || $0.isDigit }
  }

  /// Those that stand behind the extension of what they hold.
  private static let packers = Set(
    """
    zip 7z rar gz xz bz2 zst lz4 lzma lz z br tgz squashfs zso bak old orig part crdownload torrent
    """.split(separator: " ").map { Phrase($0) })

  /// Those of ROMs, discs, tapes, computers' programs, archives, and of what lies beside games.
  private static let known = Set(
    """
    1dd 2d 2hd 2mg 32x 360 3ds 3dsen 3dsx 68k 7z 88d 98d a26 a52 a78 a8 abs adf adl adm ads adz agb apd apk app appimage \
    arcadedef arduboy atr atx axf bak bas bat bbc bin bml bms bs bsx bz2 c64 cab car cas cbn cbz ccd cci cdi cdm cdr cdt \
    cgb chai chailove chd chf chr cia ciso cmd cmt cof col com conf cpr cqi cqm crdownload crt cso csw cue cv cxi d13 d2m \
    d4m d64 d6z d71 d77 d7z d80 d81 d82 d88 d8z d98 daphne dat dax ddp desktop dff dfi di1 di2 dim dirksimple dmg dmk dms \
    do doc dol doom dosz ds dsd dsi dsk dump dup dx1 dx2 easyrpg ecm elf exe fd fd1 fd2 fdd fdi fds fig fsc g41 g4z g64 \
    g6z gam game gb gba gbc gbs gbx gcm gcz gd3 gd7 gdi gen gg gif gz hdd hdf hdi hdm hdn hdv hdz hex hfe htm html ids ima \
    imd img ini int ipa ipf ipk3 ips iso isz iwad j64 jag jar jfd jpeg jpg json jsd k7 kcr lha lib lnk lnx log lst lua lutro \
    lz lz4 lzh lzma lyx m3u m3u8 m5 m7 map md md5 mdf mds mdx mfi mfm mgd mgl mgt mgw mid min mini minipsf mkv mo5 mod mp3 \
    mp4 mra msa mugen mx1 mx2 n64 nbz nca ncsd ndd nds neo nes nez nfo ngc ngp ngpc ngr nhd nib nkit npc nrg nro nsf nso nsp \
    nsz nvm nx o o2 obb ogg ogv old opk orig p p00 p8 p81 pak part pas patch pbp pc2 pce pdf pdi phd pk3 pk4 pkg plist png \
    po ppf pqa prc prg prx ps1 ps2 ps3 ps3dir psexe psf psvita psx pup pwad pxp py pyxapp rap rar raw rcade reg rec ri rom \
    rp9 rpk rpx rvz rzx sap sav save sb3 sbi sbm sc sc1 sc2 scl scp scummvm sd sfc sfv sg sgb sgd sgx sh sha1 sharedimg shk \
    singe smc smd sms sna sng snd sol solarus spc squashfs srm ssd st sta state steam stx sub supermodel sv svm swc swf szs \
    szx t64 t77 t88 tap tar td0 tfd tgc tgz thd theme tic tif tmd toc torrent tosec trd txt tzx u1 u88 uae udi uef ufi unf \
    unif unn ups url uze v64 v9t9 vb vboy vbs vc vec vfl vhd vms vmu voc vpk vpx vsf wad wasm wav wbfs webp whd whdload wia \
    wii win ws wsc wsquashfs wua wud wuhb wux x64 x68 x6z xbe xci xcz xdelta xdf xex xfd xiso xml xsa xz z z2 z64 z80 zip \
    zip7 zipx znx zso zst
    """.split(separator: " ").map { Phrase($0) })
}
