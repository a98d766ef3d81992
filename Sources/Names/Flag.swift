/// What a name says of the state of a game and of its dump.
///
/// | | in brackets of No-Intro, TOSEC, people | GoodTools | TOSEC |
/// |---|---|---|---|
/// | ``verified`` | | `[!]` | `[!]` |
/// | ``pending`` | | `[!p]` | |
/// | ``alternate`` | `(Alt)`, `(Alt 1)` | `[a]`, `[a1]` | `[a2]` |
/// | ``bad`` | `(Bad Dump)` | `[b]`, `[b1]` | `[b corrupt file]` |
/// | ``badChecksum`` | | `[x]` | |
/// | ``cracked`` | `(Cracked)` | `[c]` | `[cr PDX]` |
/// | ``fixed`` | `(Fixed)` | `[f1]`, `[BF]` | `[f NTSC]` |
/// | ``hack`` | `(Hack)`, `(Hack by X)` | `[h1C]`, `[hIR]` | `[h Fr]` |
/// | ``modified`` | | | `[m]` |
/// | ``overdump``, ``underdump`` | `(Overdump)` | `[o1]` | `[o]`, `[u]` |
/// | ``pirate`` | `(Pirate)`, `(Bootleg)` | `[p1]` | `[p]` |
/// | ``trainer`` | `(Trainer)` | `[t1]` | `[t +3]` |
/// | ``translation`` | `(Translated)`, `[T-En by X]` | `[T+Fre1.0_X]`, `[T]` | `[tr fr]` |
/// | ``trimmed`` | `(Trimmed)` | `[z]` | |
/// | ``virus`` | | | `[v Saddam]` |
/// | ``missing`` | `[MIA]` | | |
///
/// The others are states of development and of licence, such as `(Beta 2)`, `(Unl)`, `(PD)`, `[BIOS]`.
package enum Flag: String, CaseIterable, Hashable, Sendable {
  case verified, pending, alternate, bad
  case badChecksum = "bad-checksum"
  case cracked, fixed, hack, modified, overdump, underdump, pirate, trainer, translation, trimmed, virus, missing

  case alpha, beta, proto, demo, sample, kiosk, preview
  case preRelease = "pre-release"
  case debug, promo, program, bios

  case unlicensed, aftermarket, homebrew
  case publicDomain = "public-domain"
  case freeware, shareware, cardware, giftware, licenceware

  /// By the words that name the flag and nothing else.
  static let words = Phrase.table(
    """
    alpha = alpha, alpha version
    beta = beta, beta version, open beta, closed beta
    proto = proto, proto., prototype, possible proto, possible prototype, proto version
    demo = demo, demo version, taikenban, taikenban demo, tech demo, playable demo, trial, trial version, demonstration, \
    demo-playable, demo-rolling, demo-slideshow, 体験版
    demo kiosk = kiosk demo, demo-kiosk, store demo
    sample = sample, sample rom, hibaihin
    kiosk = kiosk, kiosk version
    preview = preview, preview version, review code, review kit
    pre-release = rc, release candidate, pre-release, prerelease, pre release, pre-production, preproduction
    debug = debug, debug version, debug build
    promo = promo, promotional, not for resale
    program = program, test program
    bios = bios
    unlicensed = unl, unlicensed, unlicenced, unl.
    aftermarket = aftermarket
    homebrew = homebrew, homebrews
    pirate = pirate, pirated, bootleg
    public-domain = pd, public domain
    freeware = freeware
    shareware = shareware
    cardware = cardware
    giftware = giftware
    licenceware = licenceware, licenseware
    hack = hack, hacked, romhack, rom hack
    translation = translation, translated, fan translation, fan-translation, trans, trans.
    translation zh = 汉化, 漢化, 汉化版
    cracked = cracked, crack
    fixed = fixed, fix
    trainer = trainer, trained
    alternate = alt, alt., alternate, alternative
    bad = bad dump, baddump, bad
    overdump = overdump
    underdump = underdump
    trimmed = trimmed
    verified = verified
    missing = mia
    """, value: { Words($0) })

  /// What a phrase of ``words`` means.
  struct Words: Sendable {
    var flags: [Flag] = []
    /// The language a translation is known to be in.
    var language: String?

    init(_ text: Substring) {
      for word in text.split(separator: " ") {
        if let flag = Flag(rawValue: String(word)) { flags.append(flag) } else { language = String(word) }
      }
    }
  }

  /// TOSEC's copyright states, in capitals there; `-R` marks a registered copy.
  static let copyright = Phrase.table(
    """
    cardware = cw, cw-r
    freeware = fw
    giftware = gw, gw-r
    licenceware = lw
    public-domain = pd
    shareware = sw, sw-r
    """, value: { Flag(rawValue: String($0)) ?? .freeware })

  /// Those that a word at the end of longer ones names as well: `(Spaceworld 2000 Demo)`.
  static let lastWords = Phrase.table(
    """
    demo = demo, taikenban
    proto = proto, prototype
    beta = beta
    kiosk = kiosk
    hack = hack
    sample = sample
    translation = translation, translated, patched
    """, value: { Flag(rawValue: String($0)) ?? .demo })

  /// Those that a word in front of others names as well: `(Hack by X)`.
  static let firstWords = Phrase.table(
    """
    hack = hack, hacked
    translation = translation, translated
    kiosk = kiosk
    demo = demo
    proto = prototype
    cracked = cracked
    pirate = bootleg, pirate
    """, value: { Flag(rawValue: String($0)) ?? .hack })
}
