/// Every word and phrase that has a meaning of its own in a tag, in one table: most tags cost one look-up.
struct Vocabulary: Sendable {
  var region: Region?
  /// Of a word that names a region and a language (`Ger`), the case of its letters decides.
  var language: String?
  var flags: Flag.Words?
  var video: String?

  static let words: [Phrase: Vocabulary] = {
    var words: [Phrase: Vocabulary] = [:]
    for (phrase, region) in Region.names { words[phrase, default: Vocabulary()].region = region }
    for (phrase, language) in Language.names { words[phrase, default: Vocabulary()].language = language }
    for (phrase, flags) in Flag.words { words[phrase, default: Vocabulary()].flags = flags }
    for (phrase, video) in videos { words[phrase, default: Vocabulary()].video = video }
    return words
  }()

  /// Television standards, and those with a region behind them that Sony made of them.
  private static let videos = Phrase.table(
    """
    PAL = pal, pal-e, pal version
    PAL-60 = pal-60, pal60, pal 60
    PAL-A = pal-a
    NTSC = ntsc, ntsc version
    NTSC-U = ntsc-u, ntsc u, ntscu, ntsc-u-c, ntsc-us, ntsc-usa
    NTSC-J = ntsc-j, ntsc j, ntscj, ntsc-jp
    NTSC-K = ntsc-k
    NTSC-C = ntsc-c
    NTSC-PAL = ntsc-pal
    PAL-NTSC = pal-ntsc
    SECAM = secam
    """, value: { String($0) })

  /// The region a television standard means where a name says nothing else. NTSC alone is used in too many.
  static func region(ofVideo video: String) -> Region? {
    switch video {
    case "PAL", "PAL-60": .europe
    case "PAL-A": .australia
    case "NTSC-U": .usa
    case "NTSC-J": .japan
    case "NTSC-K": .korea
    case "NTSC-C": .china
    default: nil
    }
  }
}
