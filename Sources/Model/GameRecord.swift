/// What a provider says of one game: enough to decide whether a file is that game, and what front ends show of it.
package struct GameRecord: Hashable, Sendable {
  /// A name by which the game is known.
  package struct Title: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
      /// What the provider calls it.
      case main
      /// Other spellings, abbreviations, working titles.
      case alternative
      /// What it is called in a region; see ``Title/region``.
      case localized
    }

    package var text: String
    package var kind: Kind
    /// ISO 3166 in lower case, or `eu`; nil where the provider does not say.
    package var region: String?

    package init(_ text: String, _ kind: Kind = .main, region: String? = nil) {
      self.text = text
      self.kind = kind
      self.region = region
    }
  }

  /// What sort of thing it is; a ROM is rarely an add-on or a bundle.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case main, remake, remaster, expanded, port, standalone
    case dlc, expansion, bundle, mod, episode, season, fork, pack, update

    /// Whether it is a game of its own, and no part or edition of one.
    package var isWholeGame: Bool {
      switch self {
      case .main, .remake, .remaster, .expanded, .port, .standalone: true
      case .dlc, .expansion, .bundle, .mod, .episode, .season, .fork, .pack, .update: false
      }
    }
  }

  /// A picture or document at the provider's.
  package struct Medium: Hashable, Sendable {
    package var kind: MediaKind
    /// Absolute, without keys.
    package var url: String
    /// As ``Title/region``.
    package var region: String?

    package init(_ kind: MediaKind, url: String, region: String? = nil) {
      self.kind = kind
      self.url = url
      self.region = region
    }
  }

  package var game: ProviderGame
  /// The main one first.
  package var titles: [Title]
  /// Keys of the platforms (`snes`, `sfc`) it came out on, as the layouts have them; empty where the provider does not
  /// say.
  package var systems: Set<String> = []
  package var kind = Kind.main
  /// The years it came out in, of all platforms and regions, ascending.
  package var years: [Int] = []
  /// The game that this is an edition of.
  package var parent: String?
  /// Without media; `name` is the main title.
  package var facts = GameFacts()
  /// Each kind's best first.
  package var media: [Medium] = []
  /// The same game at others.
  package var others: [ProviderGame] = []

  package init(_ game: ProviderGame, titles: [Title]) {
    self.game = game
    self.titles = titles
    facts.name = titles.first?.text
  }
}
