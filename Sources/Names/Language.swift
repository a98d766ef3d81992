/// Languages by the ways in which names write them. A language is its BCP 47 tag, such as `en`, `pt-BR`, `zh-Hans`.
///
/// | spelling | example |
/// |---|---|
/// | a name, in English or the language's own | `(English)`, `(Deutsch)`, `[Simplified Chinese]` |
/// | ISO 639-1, with a region or script behind a hyphen | `(En,Fr)`, `(Pt-BR)`, `(Zh-Hans)`, `(Es-XL)` |
/// | ISO 639-2, not in capitals where that is a country | `(Eng)`, `(Ger)`, `(fre)` |
/// | the codes of GoodTools' translations | `[T+Fre]`, `[T-Bra]`, `[T+Chi]` |
enum Language {
  /// By ISO 639-1. Basque (`eu`) is not among them: see ``NameReader/code(_:)``.
  static let codes: [Phrase: String] = Dictionary(
    uniqueKeysWithValues:
      """
      af sq ar hy az be bn bs bg ca hr cs da de el en eo et fa fi fr ga gd gl gu he hi hu hy id is it ja ka kk kn ko \
      la lt lv mk ml mr ms mt nb nl nn no pa pl pt ro ru sk sl es sr sv ta te th tl tr uk ur vi cy yi zh
      """.split(separator: " ").reduce(into: Set<Substring>()) { $0.insert($1) }.map { (Phrase($0), String($0)) })

  static let names = Phrase.table(
    """
    en = english, eng, inglese, anglais, englisch, ingles
    fr = french, fre, fra, francais, français
    de = german, ger, deu, deutsch
    es = spanish, spa, esp, espanol, español, castellano
    it = italian, ita, italiano
    pt = portuguese, por, portugues, português
    nl = dutch, dut, nld, nederlands
    sv = swedish, swe, svenska
    no = norwegian, nor, norsk
    da = danish, dan, dansk
    fi = finnish, fin, suomi
    pl = polish, pol, polski
    ru = russian, rus, русский
    ja = japanese, 日本語
    ko = korean, kor, 한국어
    zh = chinese, chi, zho, 中文, 汉化, 漢化, 汉化版
    zh-Hans = simplified chinese, chinese simplified, chinese (simplified), chs, zhs, zh-hans, 简体中文, 简体, 简中
    zh-Hant = traditional chinese, chinese traditional, chinese (traditional), cht, zht, zh-hant, 繁體中文, 繁体中文, 繁體, 繁中
    el = greek, gre, ell
    cs = cze, ces
    hu = hungarian, hun
    tr = turkish, tur
    ar = arabic, ara
    he = hebrew, heb
    ro = romanian, rum, ron
    bg = bulgarian, bul
    ca = catalan, cat
    eu = basque, euskara
    hr = croatian, cro
    sr = serbian, ser
    sk = slovak, slo
    sl = slovenian, slovene, slv
    uk = ukrainian, ukr
    th = thai, tha
    vi = vietnamese, vie
    id = indonesian
    lt = lithuanian, lit
    lv = latvian, lav
    et = estonian
    is = icelandic, ice
    fa = persian, farsi
    hi = hindi
    la = latin
    eo = esperanto
    pt-BR = brazilian portuguese, portuguese (brazil), brazilian, pt-br, ptbr
    es-419 = latin american spanish, es-la, es-xl, es-419
    zxx = no language, nolang
    """, value: { String($0) })

  /// Codes that only translations use, where there is no country to be taken for.
  private static let translationCodes = Phrase.table(
    """
    de = ge
    el = gr
    es = sp
    nl = du
    ja = jp, jap
    pt = port
    pt-BR = bra, br
    sv = sw
    zh = cn
    """, value: { String($0) })

  /// The language a translation tag names, such as `Fre`, `En` or `Bra`.
  static func ofTranslation(_ code: Bytes) -> String? {
    guard let phrase = Phrase(code) else { return nil }
    return names[phrase] ?? codes[phrase] ?? translationCodes[phrase] ?? tagged(code)
  }

  /// A code with a script or a region behind it: `Zh-Hans`, `pt-BR`, `En-US`, `Es-419`.
  ///
  /// Nil for two languages in a row, such as TOSEC's `en-de`.
  static func tagged(_ code: Bytes) -> String? {
    guard code.count >= 5, code[code.startIndex + 2] == UInt8(ascii: "-"), let phrase = Phrase(code) else { return nil }
    if let known = names[phrase] { return known }
    let primary = code.prefix(2)
    let rest = code.dropFirst(3)
    guard let key = Phrase(primary), let language = codes[key] else { return nil }
    switch rest.count {
    case 2:
      let isLocale = LetterCase(rest) == .upper && LetterCase(primary) != .upper || locales.contains(phrase)
      guard rest.allSatisfy(\.isLetter), isLocale else { return nil }
      return language + "-" + String(decoding: rest.map { $0.isLower ? $0 & ~0x20 : $0 }, as: UTF8.self)
    case 3: return rest.number == nil ? nil : language + "-" + rest.text
    case 4:
      guard rest.allSatisfy(\.isLetter) else { return nil }
      let script = rest.map(\.folded)
      return language + "-" + String(decoding: [script[0] & ~0x20] + script[1...], as: UTF8.self)
    default: return nil
    }
  }

  /// Those that are meant whatever the case of their letters is: `(pt-br)` names no Breton, `(PT-BR)` no Portugal.
  private static let locales = Set(
    """
    en-us en-gb en-uk en-au en-ca fr-ca fr-fr es-es es-mx es-ar pt-br pt-pt zh-cn zh-tw zh-hk de-de de-at de-ch it-it \
    ja-jp ko-kr nl-nl nl-be
    """.split(separator: " ").map { Phrase($0) })
}
