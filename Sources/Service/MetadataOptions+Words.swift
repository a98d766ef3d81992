package import Model
internal import Text

/// What people say of a scan for metadata on the command line.
extension MetadataOptions {
  private static let options = ["--select", "--provider", "--fields", "--artwork"]

  /// - Parameter kind: of the scan; others than those for metadata take none of the options.
  mutating func take(_ invocation: Invocation, for kind: ScanJob.Kind) throws(Complaint) {
    if kind != .metadata {
      if let name = MetadataOptions.options.first(where: { invocation.has($0) }) {
        throw Complaint(.usage, "\(name) is for --type metadata")
      }
      return
    }
    if let word = invocation.value(of: "--select") {
      selection = try MetadataOptions.choice(word, EnrichmentSelection.self, "selection")
    }
    selection = selection ?? .missing
    let names = invocation.options.filter { $0.name == "--provider" }.flatMap { MetadataOptions.words($0.value) }
    if !names.isEmpty {
      let askable = Provider.allCases.filter { $0 != .own }
      providers = Set(
        try names.map { (name) throws(Complaint) in try MetadataOptions.choice(name, of: askable, "provider") })
    }
    if let list = invocation.value(of: "--fields") {
      fields = try MetadataOptions.list(list, FactField.self, "field")
      if fields?.isEmpty == true { throw Complaint(.usage, "--fields needs a field at least") }
    }
    if let list = invocation.value(of: "--artwork") {
      artwork = list.lowercased() == "none" ? [] : try MetadataOptions.list(list, MediaKind.self, "kind of artwork")
    }
  }

  private static func words(_ list: String) -> [String] {
    list.split { $0 == "," || $0 == " " }.map(String.init)
  }

  /// - Returns: nil for all there are.
  private static func list<Choice: RawRepresentable & CaseIterable & Hashable & Sendable>(
    _ list: String, _ type: Choice.Type, _ noun: String
  ) throws(Complaint) -> Set<Choice>? where Choice.RawValue == String {
    if list.lowercased() == "all" { return Set(Choice.allCases) }
    return Set(try words(list).map { (word) throws(Complaint) in try choice(word, type, noun) })
  }

  private static func choice<Choice: RawRepresentable & CaseIterable & Sendable>(
    _ word: String, _: Choice.Type, _ noun: String
  ) throws(Complaint) -> Choice where Choice.RawValue == String {
    try choice(word, of: Array(Choice.allCases), noun)
  }

  private static func choice<Choice: RawRepresentable & Sendable>(
    _ word: String, of choices: [Choice], _ noun: String
  ) throws(Complaint) -> Choice where Choice.RawValue == String {
    if let choice = choices.first(where: { $0.rawValue.lowercased() == word.lowercased() }) { return choice }
    let names = choices.map(\.rawValue)
    throw Complaint(
      .usage,
      "there is no \(noun) `\(word)`\(suggestion(word, from: names)); it is one of \(names.joined(separator: ", "))")
  }
}

/// Whether those can be asked who are to be.
extension MetadataOptions {
  /// - Parameters:
  ///   - wanted: nil for anybody.
  ///   - configured: who can be asked.
  package static func check(_ wanted: Set<Provider>?, areAmong configured: [Provider]) throws(Complaint) {
    let all = Provider.allCases.filter { $0 != .own }
    if configured.isEmpty {
      let remedies = all.compactMap { provider in settings(of: provider).map { "\(provider.rawValue): \($0)" } }
      throw Complaint(
        .configuration,
        "no provider of metadata is configured. Set one of these, and have it among enrichment.priority: "
          + remedies.joined(separator: "; "))
    }
    guard let missing = all.first(where: { wanted?.contains($0) == true && !configured.contains($0) }) else { return }
    throw Complaint(
      .configuration,
      "\(missing.rawValue) is not configured: set \(settings(of: missing) ?? ""), and have it among "
        + "enrichment.priority; \(configured.map(\.rawValue).joined(separator: ", ")) can be asked")
  }

  /// What has to be set for a provider to be asked.
  private static func settings(of provider: Provider) -> String? {
    switch provider {
    case .own: nil
    case .launchbox: "providers.launchbox.file"
    case .libretro: "providers.libretro.directory"
    case .hasheous: "providers.hasheous.enabled"
    case .igdb: "providers.igdb.clientId and providers.igdb.clientSecret"
    }
  }
}
