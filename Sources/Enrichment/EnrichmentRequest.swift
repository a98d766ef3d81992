package import Model

/// What is to be found out of which games.
package struct EnrichmentRequest: Hashable, Sendable {
  package var selection: EnrichmentSelection
  package var scope: ScanScope
  /// nil asks all that are configured.
  package var providers: Set<Provider>?
  /// What is stored of what they say.
  package var fields: Set<FactField>
  /// Pictures and documents that are fetched.
  package var artwork: Set<MediaKind>
  /// Nanoseconds since 1970, as the next one.
  package var now: Int64
  /// Of a request that goes on with what was begun then: what a provider was asked about since is done with.
  package var since: Int64?

  package init(
    _ selection: EnrichmentSelection, scope: ScanScope = .everything, providers: Set<Provider>? = nil,
    fields: Set<FactField> = Set(FactField.allCases), artwork: Set<MediaKind>, now: Int64,
    since: Int64? = nil
  ) {
    self.selection = selection
    self.scope = scope
    self.providers = providers
    self.fields = fields
    self.artwork = artwork
    self.now = now
    self.since = since
  }

  /// What is known of a game already is asked for again.
  var isAnew: Bool { selection == .all || selection == .marked }

  /// Whether it is about some of the library's games, or some of those who are asked.
  var isLimited: Bool { scope != .everything || providers != nil }
}
