package import Model

/// A title to be looked up by its exact spellings, upper and lower case aside.
package struct IGDBTerm: Hashable, Sendable {
  /// Ways to write it, of which any may be the game's name.
  package var spellings: [String]
  /// IGDB's numbers of the platforms it is for; empty for any.
  package var platforms: Set<Int>
  /// Whether what regions call a game is asked for in Latin letters, too. It makes a query longer, and is needed where
  /// another game may have the title elsewhere.
  package var isLocal: Bool

  package init(_ spellings: [String], platforms: Set<Int> = [], isLocal: Bool = false) {
    self.spellings = spellings
    self.platforms = platforms
    self.isLocal = isLocal
  }
}

/// Words to be searched for in names.
package struct IGDBSearch: Hashable, Sendable {
  package var text: String
  /// As ``IGDBTerm/platforms``.
  package var platforms: Set<Int>

  package init(_ text: String, platforms: Set<Int> = []) {
    self.text = text
    self.platforms = platforms
  }
}

/// What came of terms that were asked together.
package struct IGDBAnswer: Sendable {
  /// Indices into the list the caller gave. Which game belongs to which of them is the caller's to tell.
  package var terms: [Int]
  /// No number twice.
  package var games: [GameRecord] = []
  /// Games that could not be read; one of them may be what was looked for.
  package var leftOut = 0
  /// nil where the answer is whole. Otherwise `games` are still right, and nothing can be said of what is not there.
  package var failure: ProviderFailure?

  init(terms: [Int]) { self.terms = terms }

  /// Whether a game that is not there is not at IGDB under any of the spellings.
  package var isComplete: Bool { failure == nil && leftOut == 0 }
}

/// What came of a request for games by their numbers.
package struct IGDBDetails: Sendable {
  package var games: [GameRecord] = []
  /// Numbers that IGDB does not have any more.
  package var gone: [Int] = []
  /// Numbers of which nothing can be said: not answered, or not readable.
  package var unanswered: [Int] = []
  /// Why, where there are any that were not answered.
  package var failure: ProviderFailure?
}
