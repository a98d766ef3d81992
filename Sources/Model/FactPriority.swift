/// Whose word counts, where several tell about a game.
package struct FactPriority: Hashable, Sendable {
  /// For what ``fields`` does not name, the first that knows it.
  package var order: [Provider]
  package var fields: [FactField: [Provider]]

  package init(order: [Provider] = Provider.allCases, fields: [FactField: [Provider]] = [:]) {
    self.order = order
    self.fields = fields
  }

  /// What is shown of a game.
  ///
  /// - Parameters:
  ///   - own: what the user's lists say; what is in them alone, such as play counts, stays.
  ///   - others: what providers say.
  package func merge(_ own: GameFacts, _ others: [Provider: GameFacts]) -> GameFacts {
    var merged = own
    for field in FactField.allCases {
      let known = (fields[field] ?? order).lazy.map { $0 == .own ? own : others[$0] ?? GameFacts() }
        .first { field.isKnown(in: $0) }
      field.copy(known ?? GameFacts(), &merged)
    }
    return merged
  }
}
