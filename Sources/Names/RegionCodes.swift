/// How regions are written in names.
///
/// | spelling | where | example |
/// |---|---|---|
/// | a name of four letters or more, or with a space | anywhere, any case | `(Europe)`, `[japan]`, `(Latin America)` |
/// | three letters | any case, unless the code of a language as well: then in capitals | `(USA)`, `(jpn)`, `(GER)` |
/// | two letters | see ``NameReader/code(_:)`` | `(EU)`, `(us)`, `(Sw)` |
/// | letters of GoodTools | brackets of their own | `(U)`, `(JUE)`, `[W]` |
/// | the same in Japanese, Chinese and Korean | anywhere | `（日本）`, `[美版]` |
extension Region {
  /// By every spelling that is longer than a code of two letters.
  static let names = Phrase.table(
    """
    Albania = albania
    Argentina = argentina, arg
    Asia = asia, asi, pan-asia, southeast asia
    Australia = australia, aus
    Austria = austria, aut
    Belarus = belarus
    Belgium = belgium, bel
    Bosnia and Herzegovina = bosnia, bosnia and herzegovina
    Brazil = brazil, bra, brasil
    Bulgaria = bulgaria, bgr
    Canada = canada, can
    Chile = chile, chl
    China = china, chn, prc, mainland china, greater china, 中国, 中國, 国行
    Colombia = colombia
    Croatia = croatia, hrv
    Cyprus = cyprus
    Czech Republic = czech republic, czech, czechia, cze
    Denmark = denmark, dnk, dan
    Egypt = egypt
    Estonia = estonia, est
    Europe = europe, eur, euro, european, 欧版, 欧洲, 歐版, ヨーロッパ
    Finland = finland, fin, fyn
    France = france, fra
    Germany = germany, ger, deu, deutschland
    Greece = greece, gre, grc
    Hong Kong = hong kong, hong-kong, hongkong, hkg, 香港, 港版
    Hungary = hungary, hun
    Iceland = iceland, isl
    India = india, ind
    Indonesia = indonesia, idn
    Iran = iran
    Ireland = ireland, irl
    Israel = israel, isr
    Italy = italy, ita, italia
    Japan = japan, jpn, jap, 日本, 日版
    Jordan = jordan
    Korea = korea, kor, south korea, 韓国, 韩国, 韩版, 한국
    Kuwait = kuwait
    Latin America = latin america, latam, latinoamerica
    Latvia = latvia
    Lithuania = lithuania
    Luxembourg = luxembourg
    Malaysia = malaysia, mys
    Mexico = mexico, mex
    Middle East = middle east
    Mongolia = mongolia
    Nepal = nepal
    Netherlands = netherlands, the netherlands, holland, nld, hol, nederland
    New Zealand = new zealand, nzl
    North America = north america
    Norway = norway, nor
    Oceania = oceania
    Oman = oman
    Peru = peru
    Philippines = philippines, phl
    Poland = poland, pol, polska
    Portugal = portugal, prt, por
    Qatar = qatar
    Romania = romania, rou
    Russia = russia, rus, россия
    Saudi Arabia = saudi arabia
    Scandinavia = scandinavia, nordic, sca
    Serbia = serbia, srb
    Serbia and Montenegro = serbia and montenegro
    Singapore = singapore, sgp
    Slovakia = slovakia, svk
    Slovenia = slovenia, svn
    South Africa = south africa, zaf
    South America = south america
    Spain = spain, spa, esp, españa
    Sweden = sweden, swe
    Switzerland = switzerland, che
    Taiwan = taiwan, twn, tai, 台灣, 台湾, 台版
    Thailand = thailand, tha
    Turkey = turkey, tur
    Ukraine = ukraine, ukr
    United Arab Emirates = united arab emirates, uae
    United Kingdom = united kingdom, great britain, england, britain, gbr
    Unknown = unknown, unk
    USA = usa, united states, united states of america, america, u.s.a., u.s., 美版, 美国, アメリカ
    Vietnam = vietnam, vnm
    World = world, worldwide, global, wld, wor
    Yugoslavia = yugoslavia
    """, value: region)

  /// By codes of two letters: ISO 3166, what people write instead of them (`UK`, `EU`, `SP`), and GoodTools (`FN`,
  /// `SW`, `FC`, `CH`, `AS`).
  static let codes = Phrase.table(
    """
    Albania = al
    Argentina = ar
    Asia = as
    Australia = au
    Austria = at
    Belarus = by
    Belgium = be
    Bosnia and Herzegovina = ba
    Brazil = br
    Bulgaria = bg
    Canada = ca, fc
    Chile = cl
    China = cn, ch
    Colombia = co
    Croatia = hr
    Cyprus = cy
    Czech Republic = cz
    Denmark = dk
    Egypt = eg
    Estonia = ee
    Europe = eu
    Finland = fi, fn
    France = fr
    Germany = de
    Greece = gr
    Hong Kong = hk
    Hungary = hu
    Iceland = is
    India = in
    Indonesia = id
    Iran = ir
    Ireland = ie
    Israel = il
    Italy = it
    Japan = jp
    Jordan = jo
    Korea = kr
    Kuwait = kw
    Latvia = lv
    Lithuania = lt
    Luxembourg = lu
    Malaysia = my
    Mexico = mx
    Mongolia = mn
    Nepal = np
    Netherlands = nl
    New Zealand = nz
    Norway = no
    Oman = om
    Peru = pe
    Philippines = ph
    Poland = pl
    Portugal = pt
    Qatar = qa
    Romania = ro
    Russia = ru
    Serbia = rs
    Serbia and Montenegro = cs
    Singapore = sg
    Slovakia = sk
    Slovenia = si
    South Africa = za
    Spain = es, sp
    Sweden = se, sw
    Taiwan = tw
    Thailand = th
    Turkey = tr
    Ukraine = ua
    United Arab Emirates = ae
    United Kingdom = gb, uk
    USA = us
    Vietnam = vn
    Yugoslavia = yu
    """, value: region)

  /// The letters of GoodTools. `C` is China there; RomM takes it for Canada.
  static func letter(_ letter: UInt8) -> Region? {
    switch letter {
    case UInt8(ascii: "A"): .australia
    case UInt8(ascii: "B"): .brazil
    case UInt8(ascii: "C"): .china
    case UInt8(ascii: "D"), UInt8(ascii: "H"): .netherlands
    case UInt8(ascii: "E"): .europe
    case UInt8(ascii: "F"): .france
    case UInt8(ascii: "G"): .germany
    case UInt8(ascii: "I"): .italy
    case UInt8(ascii: "J"): .japan
    case UInt8(ascii: "K"): .korea
    case UInt8(ascii: "R"): .russia
    case UInt8(ascii: "S"): .spain
    case UInt8(ascii: "T"): .taiwan
    case UInt8(ascii: "U"): .usa
    case UInt8(ascii: "W"): .world
    default: nil
    }
  }

  private static func region(_ name: Substring) -> Region {
    guard let region = Region(rawValue: String(name)) else { preconditionFailure("not a region: \(name)") }
    return region
  }
}
