/// A part of what is known of a game that providers give, by the name it has in settings and commands.
package enum FactField: String, Hashable, Sendable, CaseIterable {
  case name, description, rating, released, developer, publisher, genre, players, family

  /// Gives `target` the field of `source`.
  package func copy(_ source: GameFacts, _ target: inout GameFacts) {
    switch self {
    case .name: target.name = source.name
    case .description: target.description = source.description
    case .rating: target.rating = source.rating
    case .released: target.released = source.released
    case .developer: target.developer = source.developer
    case .publisher: target.publisher = source.publisher
    case .genre: target.genre = source.genre
    case .players: target.players = source.players
    case .family: target.family = source.family
    }
  }

  package func isKnown(in facts: GameFacts) -> Bool {
    switch self {
    case .name: facts.name != nil
    case .description: facts.description != nil
    case .rating: facts.rating != nil
    case .released: facts.released != nil
    case .developer: facts.developer != nil
    case .publisher: facts.publisher != nil
    case .genre: facts.genre != nil
    case .players: facts.players != nil
    case .family: facts.family != nil
    }
  }
}
