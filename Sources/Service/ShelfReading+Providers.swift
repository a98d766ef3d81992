internal import Catalog
internal import Model
internal import Platform

/// What providers say of the games of a shelf, beside what the user says.
extension ShelfReading {
  func addProvided(_ places: GamePlaces, _ known: inout KnownShelf) {
    let provided: [ProvidedFacts]
    do throws(CatalogError) { provided = try catalog.providedFacts(at: known.shelf.location) } catch {
      return Log.warning("what providers say of \(known.shelf.system) is not shown: \(error.description)")
    }
    var found: [Int: [Provider: ProvidedFacts]] = [:]
    for facts in provided {
      if let item = places.item(at: facts.path), known.games[item] != nil {
        found[item, default: [:]][facts.provider] = facts
      }
    }
    // Versions of a game are one game to a provider: its name would not tell them apart.
    var same: [ProviderGame: Int] = [:]
    for facts in found.values.joined() { same[ProviderGame(facts.key, facts.value.id), default: 0] += 1 }
    for (item, facts) in found {
      guard let game = known.games[item] else { continue }
      var merged = priority.merge(game.facts, facts.mapValues(\.facts))
      if merged.name != game.facts.name {
        let isOne = facts.allSatisfy { same[ProviderGame($0.key, $0.value.id)] == 1 }
        known.games[item]?.providedName = isOne ? merged.name : nil
        merged.name = game.facts.name
      }
      known.games[item]?.facts = merged
      var pictures: [MediaKind: Artwork] = [:]
      for artwork in priority.order.flatMap({ facts[$0]?.artwork ?? [] }) where game.facts.media[artwork.kind] == nil {
        pictures[artwork.kind] = pictures[artwork.kind] ?? artwork
      }
      known.games[item]?.artwork = pictures
    }
  }
}
