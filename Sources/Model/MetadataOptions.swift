/// What a scan for metadata is to ask for, as somebody said it: it goes with the scan's kind and its scope.
///
/// Its form in words is what the catalog stores and what commands send: `select=missing provider=igdb artwork=none`.
package struct MetadataOptions: Hashable, Sendable {
  /// nil: as the kind of scan has it, see ``ScanJob/selection``.
  package var selection: EnrichmentSelection?
  /// Who is asked; nil: all that are configured.
  package var providers: Set<Provider>?
  /// What is stored of what they say; nil: everything.
  package var fields: Set<FactField>?
  /// Pictures and documents that are fetched; nil: those of the settings.
  package var artwork: Set<MediaKind>?

  package init() {}

  /// The names that words begin with.
  package static let names = ["select", "provider", "fields", "artwork"]

  /// One `name=value` for each that is not as by default, always in the same order.
  package var words: [String] {
    var words: [String] = []
    if let selection { words.append("select=\(selection.rawValue)") }
    words += Provider.allCases.filter { providers?.contains($0) ?? false }.map { "provider=\($0.rawValue)" }
    if let fields {
      let names = FactField.allCases.filter(fields.contains).map(\.rawValue)
      words.append("fields=\(names.isEmpty ? MetadataOptions.none : names.joined(separator: ","))")
    }
    if let artwork {
      let names = MediaKind.allCases.filter(artwork.contains).map(\.rawValue)
      words.append("artwork=\(names.isEmpty ? MetadataOptions.none : names.joined(separator: ","))")
    }
    return words
  }

  private static let none = "none"

  /// - Returns: nil for words that this version does not know.
  package init?(words: some Sequence<String>) {
    for word in words where !take(word) { return nil }
  }

  /// - Returns: false for what it does not know; nothing is taken of it then.
  private mutating func take(_ word: String) -> Bool {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else { return false }
    switch parts[0] {
    case "select":
      guard let selection = EnrichmentSelection(rawValue: parts[1]) else { return false }
      self.selection = selection
    case "provider":
      guard let provider = Provider(rawValue: parts[1]) else { return false }
      providers = (providers ?? []).union([provider])
    case "fields":
      guard let fields = MetadataOptions.list(parts[1], FactField.self) else { return false }
      self.fields = fields
    case "artwork":
      guard let artwork = MetadataOptions.list(parts[1], MediaKind.self) else { return false }
      self.artwork = artwork
    default: return false
    }
    return true
  }

  private static func list<Choice: RawRepresentable & Hashable>(_ text: String, _: Choice.Type) -> Set<Choice>?
  where Choice.RawValue == String {
    if text == none { return [] }
    let names = text.split(separator: ",").map(String.init)
    let found = Set(names.compactMap { Choice(rawValue: $0) })
    return found.count == Set(names).count ? found : nil
  }
}

extension ScanJob {
  /// Which games of its scope providers are asked about; nil for a kind that asks none.
  package var selection: EnrichmentSelection? {
    switch kind {
    case .quick, .new: .due
    case .complete: .missing
    case .metadata: metadata.selection ?? .missing
    case .hashes: nil
    }
  }
}
