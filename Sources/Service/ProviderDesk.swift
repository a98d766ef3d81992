internal import Catalog
internal import Configuration
internal import Enrichment
internal import HTTPClient
internal import Metadata
internal import Model
internal import Platform
internal import Synchronization

/// Makes of the settings who can be asked: clients, each behind a gate of its own.
///
/// A gate lives as long as what it is about stays the same: new settings for one provider do not give another a new
/// allowance.
final class ProviderDesk: Sendable {
  private struct State {
    var gates: [String: (mark: String, gate: ProviderGate)] = [:]
    var igdb: (settings: Settings.Providers.IGDB, source: IGDBSource)?
  }

  private let catalog: Catalog
  private let http: HTTPClient
  private let clock: SystemGateClock
  let offline: OfflineDatabase
  private let state = Mutex(State())

  /// - Parameter directory: where the offline database is kept. Absolute.
  init(_ catalog: Catalog, directory: String) throws(Errno) {
    self.catalog = catalog
    http = try HTTPClient(userAgent: "Vitrine/\(Version.current)")
    clock = try SystemGateClock()
    offline = OfflineDatabase(directory: directory, keyVersion: TitleKey.version) { TitleKey($0).strict }
  }

  func close() { http.close() }

  /// What gates have done, by what people call them.
  var statistics: [(name: String, GateStatistics)] {
    let gates = state.withLock { $0.gates.values.map(\.gate) }
    return gates.map { ($0.name, $0.statistics) }.sorted { $0.0 < $1.0 }
  }

  // MARK: Making

  func providers(_ settings: Settings) -> Enricher.Providers {
    var providers = Enricher.Providers()
    for provider in settings.enrichment.priority {
      if let source = source(provider, settings.providers) { providers.sources.append(source) }
    }
    let images: [Provider: String] = [
      .igdb: settings.providers.igdb.imageURL, .launchbox: settings.providers.launchbox.imageURL,
    ]
    let workers = settings.enrichment.artworkWorkers
    let gates = images.mapValues { url in
      gate("pictures of \(HTTPRequest(url).place)", RequestLimits(requests: 50, open: workers), mark: "\(workers)")
    }
    providers.artworkSender = { gates[$0] }
    providers.artworkLimit = settings.enrichment.artworkLimit
    providers.artworkWorkers = workers
    providers.forgetMisses = Int64(settings.enrichment.forgetMisses) * 1_000_000_000
    return providers
  }

  private func source(_ provider: Provider, _ settings: Settings.Providers) -> (any GameSource)? {
    switch provider {
    // Read with the library, each time it is shown.
    case .own: nil
    case .launchbox: settings.launchbox.file == nil ? nil : OfflineSource(.launchbox, offline)
    case .libretro: settings.libretro.directory == nil ? nil : OfflineSource(.libretro, offline)
    case .hasheous: settings.hasheous.isEnabled ? hasheous(settings.hasheous) : nil
    case .igdb: igdb(settings.igdb)
    }
  }

  private func hasheous(_ settings: Settings.Providers.Hasheous) -> HasheousSource {
    // It documents no limit.
    let gate = gate("Hasheous", RequestLimits(requests: 10, open: 4), mark: settings.url, beginnings: "{[")
    return HasheousSource(HasheousClient(base: settings.url, key: settings.key?.value, sender: gate))
  }

  /// The client keeps its token and what it has learned of IGDB's limits as long as the settings stay.
  private func igdb(_ settings: Settings.Providers.IGDB) -> IGDBSource? {
    guard let id = settings.clientID, let secret = settings.clientSecret else { return nil }
    if let known = state.withLock({ $0.igdb }), known.settings == settings { return known.source }
    var places = IGDBClient.Places()
    places.api = settings.url
    places.images = settings.imageURL
    places.multiqueryCost = settings.multiquery == .one ? .one : .each
    let tokens = TwitchTokens(
      clientID: id.value, secret: secret.value, url: settings.tokenURL,
      sender: gate("Twitch", RequestLimits(requests: 2, open: 1), mark: settings.tokenURL, beginnings: "{"),
      store: SealedTokens(catalog: catalog, provider: .igdb, clientID: id, secret: secret))
    let limits = RequestLimits(requests: settings.rate, open: settings.open)
    let client = IGDBClient(
      clientID: id.value, tokens: tokens,
      sender: gate(
        "IGDB", limits, mark: "\(settings.url) \(settings.rate) \(settings.open)", beginnings: "[{"), places: places)
    let source = IGDBSource(client, open: settings.open)
    state.withLock { $0.igdb = (settings, source) }
    return source
  }

  /// - Parameters:
  ///   - mark: of the settings that it is made of.
  ///   - beginnings: with which an answer of the provider begins; nil for anything.
  private func gate(
    _ name: String, _ limits: RequestLimits, mark: String, beginnings: String? = nil
  ) -> ProviderGate {
    state.withLock { state in
      if let known = state.gates[name], known.mark == mark { return known.gate }
      let gate = ProviderGate(
        name: name, limits: limits, clock: clock, isWellFormed: { ProviderDesk.begins($0, beginnings) }
      ) { [http] request throws(HTTPError) in try await http.send(request) }
      state.gates[name] = (mark, gate)
      return gate
    }
  }

  /// A page of a proxy's is no answer of the provider, whatever its status says.
  private static func begins(_ response: HTTPResponse, _ beginnings: String?) -> Bool {
    guard let beginnings, let first = response.body.first(where: { $0 > 0x20 }) else { return true }
    return beginnings.utf8.contains(first)
  }
}
