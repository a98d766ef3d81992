/// Words that mean the same, and words that mean something of their own, in titles of games.
enum TitleVocabulary {
  /// One spelling for all, by the folded word.
  static let spellings: [String: String] = {
    var spellings: [String: String] = [:]
    let lines = """
      vol: volume vols
      part: pt
      episode: ep
      chapter: chap
      vs: versus
      bros: brothers
      dr: doctor
      st: saint
      jr: junior
      mr: mister
      ft: feat featuring
      color: colour
      colors: colours
      honor: honour
      armor: armour
      armored: armoured
      harbor: harbour
      defense: defence
      center: centre
      theater: theatre
      gray: grey
      rumor: rumour
      neighbor: neighbour
      neighbors: neighbours
      favorite: favourite
      catalog: catalogue
      plow: plough
      ax: axe
      organization: organisation
      judgment: judgement
      alpha: α
      beta: β
      gamma: γ
      delta: δ
      sigma: σ
      omega: ω
      """
    for line in lines.split(separator: "\n") {
      let sides = line.split(separator: ":")
      for word in sides[1].split(separator: " ") { spellings[String(word)] = String(sides[0]) }
    }
    return spellings
  }()

  static let englishArticles: Set<String> = ["the", "a", "an"]

  /// Of all languages, as they stand behind a comma or in front.
  static let articles = set(
    """
    the a an le la les un une des der die das den dem ein eine el los las una unos unas il lo gli uno i o os as um uma \
    de het een ett en det et ei
    """)

  /// Those that nothing else is, in front of a segment.
  static let leadingArticles = set("the a an le la les der die das el los las il gli un une uno una ein eine het een")

  /// Those that are also other words, so that a subtitle with one may be another one: `Die Trying`, `LA Nights`.
  static let doubtfulArticles = set("die la las los")

  /// Behind these `the` says nothing.
  static let prepositions = set("of in on at to for from with by into and vs against under over beyond upon")

  /// `and` in the languages of titles.
  static let conjunctions = set("and und et y og och")

  /// Behind these a number counts parts, or is the name of a thing.
  static let counters = set(
    """
    vol part episode chapter disc disk book round no number level formula zone area player stage act scene phase world \
    season day team class type group gate sector room floor unit agent channel
    """)

  /// Who stands before a title and is often left out; glued.
  static let brands =
    authors.union(
      set(
        """
        disneys disney disneypixar disneyandpixar waltdisneys waltdisney marvels marvel marvelcomics nickelodeon \
        nickelodeons cartoonnetwork dreamworks warnerbros looneytunes easports capcoms konamis hasbros mattels \
        scholastics
        """))

  /// Of them the people: there are no two games that only they tell apart, as there are of companies
  /// (`Marvel Pinball`).
  static let authors = set(
    """
    tomclancys sidmeiers jimhensons stevenspielbergs stevenspielbergpresents clivebarkers americanmcgees \
    petermolyneuxs
    """)

  /// What makes another edition of a game: a title with one of them is not the title without.
  static let editions = set(
    """
    super new jr dx ex hd turbo special plus deluxe edition version remix mix arrange champion championship collection \
    anniversary ultimate complete definitive enhanced remastered remaster remake redux gold silver platinum red blue \
    yellow green black white ruby sapphire emerald diamond pearl crystal limited international director directors cut \
    classic classics pocket mini lite light zero advance portable mobile online pro alpha beta gaiden expansion pack \
    bundle trilogy demo trial hyper ultra mega master legacy final origins evolution revolution kai tokubetsu hen \
    substance subsistence pets snowboarding junior encore reloaded returns extended game year prologue prelude epilogue \
    interlude extreme xtreme
    """)

  /// Those of the ``editions`` that any phrase may have: `The Final Fight`.
  static let adjectives = set(
    """
    super special final ultimate limited red blue yellow green black white gold silver golden hyper mega master \
    legacy zero light
    """)

  /// The video game of a film or a show: `Robots - The Video Game`; without the article, glued.
  static let gameSuffixes: [[String]] = [
    ["the", "video", "game"], ["the", "videogame"], ["the", "official", "video", "game"],
    ["the", "official", "videogame"],
    ["the", "game"], ["video", "game"], ["videogame"], ["the", "movie", "game"],
  ]

  static func set(_ words: String) -> Set<String> { Set(words.split(separator: " ").map(String.init)) }
}
