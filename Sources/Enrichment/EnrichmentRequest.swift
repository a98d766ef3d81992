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
  /// Nanoseconds since 1970.
  package var now: Int64

  package init(
    _ selection: EnrichmentSelection, scope: ScanScope = .everything, providers: Set<Provider>? = nil,
    fields: Set<FactField> = Set(FactField.allCases), artwork: Set<MediaKind>, now: Int64
  ) {
    self.selection = selection
    self.scope = scope
    self.providers = providers
    self.fields = fields
    self.artwork = artwork
    self.now = now
  }
}
