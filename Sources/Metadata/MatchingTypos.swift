internal import Text

/// Whether two titles differ by slips of the pen alone.
///
/// A slip makes a word that is none. What makes another word (`Aliens`, `Panzer Dragon`), a number or a short word is
/// another title.
struct Misspelling {
  /// Words of the other candidates' titles: who wrote one of them meant it.
  let known: Set<String>

  /// How many letters differ; nil where it is no misspelling.
  func letters(between written: [TitleWord], and right: [TitleWord]) -> Int? {
    guard written.count == right.count else { return nil }
    let length = right.reduce(0) { $0 + $1.text.utf8.count }
    guard length >= 10 else { return nil }
    var distance = 0
    for (own, other) in zip(written, right) where own.text != other.text {
      guard let letters = letters(of: own.text, other.text) else { return nil }
      distance += letters
    }
    return distance <= (length >= 18 ? 2 : 1) ? distance : nil
  }

  private func letters(of written: String, _ right: String) -> Int? {
    let own = Array(written.utf8)
    let other = Array(right.utf8)
    guard min(own.count, other.count) >= 5, (own + other).allSatisfy({ $0 &- 0x61 < 26 }), own[0] == other[0],
      // The end of a word is its grammar: `Racer`, `Races`, `Raced`.
      own.last == other.last, !known.contains(written), !Self.words.contains(written)
    else { return nil }
    // A letter too many in front of a final s may be a plural of its own kind; all else inside is a slip.
    let letters = editDistance(written, right)
    return letters == 1 ? 1 : nil
  }

  /// Words of titles that are one letter from another word, and other words that titles have.
  private static let words = TitleVocabulary.set(
    """
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
