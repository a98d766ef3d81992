internal import Text

/// Whether two titles differ by a slip of the pen alone.
///
/// No list has all words, so that another letter, one more and one less may make another game (`Space Riders`,
/// `Space Raiders`). What people do write wrong is whether a letter is doubled, and the order of two: the former in a
/// long word is surely no more than a slip, all else is where the year agrees.
struct Misspelling {
  enum Slip {
    /// Nothing else can be meant.
    case sure
    /// So where the year says so, too.
    case likely
    /// A candidate.
    case unlikely
  }

  /// Words of the other candidates' titles: who wrote one of them meant it.
  let known: Set<String>

  /// nil where the titles differ by more.
  func slip(between written: [TitleWord], and right: [TitleWord]) -> Slip? {
    guard written.count == right.count, right.reduce(0, { $0 + $1.text.utf8.count }) >= 10 else { return nil }
    var slip: Slip?
    for (own, other) in zip(written, right) where own.text != other.text {
      guard slip == nil, let found = self.slip(of: own.text, other.text) else { return nil }
      slip = found
    }
    return slip
  }

  private func slip(of written: String, _ right: String) -> Slip? {
    let own = Array(written.utf8)
    let other = Array(right.utf8)
    let shorter = min(own.count, other.count)
    guard shorter >= 5, (own + other).allSatisfy({ $0 &- 0x61 < 26 }), own[0] == other[0],
      // The end of a word is its grammar: `Racer`, `Races`, `Raced`.
      own.last == other.last, !known.contains(written)
    else { return nil }
    let isDoubled = Self.isDoubled(own, other) || Self.isDoubled(other, own)
    guard isDoubled || Self.isSwapped(own, other) else { return editDistance(written, right) == 1 ? .unlikely : nil }
    if Self.isWord(written) || Self.isWord(right) || Self.isGrammar(own, other) { return .unlikely }
    return isDoubled && shorter >= 8 ? .sure : .likely
  }

  /// Whether `long` is `short` with one of its letters doubled.
  private static func isDoubled(_ long: [UInt8], _ short: [UInt8]) -> Bool {
    guard long.count == short.count + 1,
      let place = short.indices.first(where: { long[$0] != short[$0] }) ?? short.indices.last
    else { return false }
    return place > 0 && long[place] == long[place - 1] && long[(place + 1)...] == short[place...]
  }

  /// Whether two neighbouring letters have changed places.
  private static func isSwapped(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    guard first.count == second.count else { return false }
    let places = first.indices.filter { first[$0] != second[$0] }
    return places.count == 2 && places[1] == places[0] + 1 && first[places[0]] == second[places[1]]
      && first[places[1]] == second[places[0]]
  }

  /// A letter doubled in front of an ending, or as one, makes another word: `Hoping`, `Hopping`; `Needles`, `Needless`.
  private static func isGrammar(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    guard first.count != second.count else { return false }
    let short = first.count < second.count ? first : second
    let long = first.count < second.count ? second : first
    let place = short.indices.first { long[$0] != short[$0] } ?? short.count
    return place + 1 >= long.count || endings.contains(String(decoding: long[(place + 1)...], as: UTF8.self))
  }

  private static let endings = TitleVocabulary.set(
    "ing ings ed er ers e es y ies ier iest est able ingly age ages ery ish")

  /// Also in the plural.
  private static func isWord(_ word: String) -> Bool {
    words.contains(word) || word.hasSuffix("s") && words.contains(String(word.dropLast()))
      || words.contains(word + "s") || word.hasSuffix("es") && words.contains(String(word.dropLast(2)))
  }

  /// Words of titles that are one letter from another word, and other words that titles have.
  private static let words = TitleVocabulary.set(
    """
    desert dessert diner dinner holy holly super supper later latter coma comma trail trial angel angle silver sliver \
    casual causal diary dairy united untied martial marital sacred scared cavalry calvary perform preform perfect \
    prefect complaint compliant signing singing quite quiet gallop galop \
    dragon dragoon battle bottle cattle planet plant master mister monster minster street castle bubble babble bobble \
    winter winner tiger timer marble marvel soccer ranger ringer pirate pirates racing raving boxing boring tennis \
    hockey jockey pinball casino shadow shallow heroes demon devil knight knights night nights witch watch match ocean \
    rocket racket racketeer power poker tower flower lower fighter fighters fighting fishing lighter sword swords world \
    words warrior worrier warriors hunter hunters hunted haunted haunting hunting house horse mouse horror mirror \
    terror error force forge forces fortress forest frost storm stormy story stone stove state stage space spice spade \
    speed spend spell spill skill skull small smell shell shall chase chess chest crash crush clash class glass grass \
    cross crisis crystal blade blaze black block brick break breaker brave bravo grave gravity great greed green queen \
    quest quiet guest ghost ghosts goblin goblins golden garden guardian guardians galaxy gallery galactic legend \
    legends legion region league leader ladder loader loaded lander wander wonder wonders thunder under hinder cinder \
    finder binder blinder blender slender island inland ireland final finals fatal metal mental medal model modern \
    moder motor motion notion nation station mission missions session passion fashion fusion vision version virgin \
    origin dungeon dungeons pigeon surgeon prince princess prices prison poison person reason season treason treasure \
    pleasure measure pressure adventure venture future nature mature venus virus circus circle cycle double trouble \
    rubble rumble tumble jungle juggle struggle single simple sample temple people purple puzzle muzzle guzzle dazzle \
    sizzle fizzle drizzle bomber boomer bumper jumper jumpers dumper hammer hummer summer simmer slammer driver diver \
    river rider raider radar racer races raced rally really reality royal loyal local global globe glove clover cover \
    lover hover cobra zebra ultra extra alpha delta gamma sigma omega panther panzer dancer dancing cancer lancer \
    chancer charger changer danger manger hanger anger angel angels angle eagle beagle beetle needle noodle poodle \
    paddle puddle saddle riddle middle fiddle cradle candle handle bundle burger murder border order older elder \
    soldier soldiers shoulder boulder builder wilder wizard lizard blizzard hazard custard mustard bastard bustard \
    cluster blister blaster plaster master faster easter eastern western wester sister mystery history factory victory \
    rectory sector vector factor tractor doctor actor aster astro retro metro electro micro macro turbo combat \
    contact contract contrast control patrol petrol pistol crypto kings wings rings lings songs signs sings strike \
    striker strikers stroke strange stranger strangers danger dangers trigger tigger digger bigger jigger rugger \
    burglar regular circular popular solar polar molar lunar sonar radar flight fright bright bridge fridge ridge \
    badge bandit rabbit robot robots robin rebel level lever never fever river seven eleven heaven raven haven \
    heavy hearts hearth earth north south mouth youth truth tooth booth brothers bothers mothers fathers feathers \
    leather weather whether other another mother father further farther color colony company campaign champion \
    champions chariot charlie charles chaos cargo carnage courage garage savage salvage sewage village villain \
    captain certain curtain mountain fountain train trains brain brains drain grain plain plane plank blank bland \
    blood bloody brood broad board hoard guard guards heart beast feast least yeast breast coast roast toast boast \
    baseball basketball football volleyball handball goofball bowling rowing rolling boiling sailing mailing falling \
    calling killing filling rising raising praising prizing racing facing lacing pacing skating slating stating
    """)
}
