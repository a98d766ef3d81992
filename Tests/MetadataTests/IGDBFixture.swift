internal import Metadata
internal import Platform
internal import Synchronization
internal import TestSupport

/// A store of tokens that counts.
final class IGDBTokenMemory: TokenStore {
  private let state: Mutex<(token: TwitchToken?, saves: Int)>

  init(_ token: TwitchToken? = nil) { state = Mutex((token, 0)) }

  var token: TwitchToken? { state.withLock { $0.token } }
  var saves: Int { state.withLock { $0.saves } }

  func load() async -> TwitchToken? { token }
  func save(_ token: TwitchToken) async { state.withLock { $0 = (token, $0.saves + 1) } }
}

/// A client of IGDB that talks to a stand-in without limits on its rate, unless the options say otherwise.
struct IGDBFixture: Sendable {
  let standIn: ProviderStandIn
  let sender: IGDBPlainSender
  let tokens: TwitchTokens
  let client: IGDBClient
  let store: IGDBTokenMemory

  /// - Parameter catalog: lines of JSON.
  init(
    _ options: [String] = [], catalog: [String] = [], secret: String = ProviderStandIn.clientSecret,
    store: IGDBTokenMemory = IGDBTokenMemory(), cost: IGDBClient.MultiqueryCost = .one,
    sender: IGDBPlainSender = IGDBPlainSender(), now: @escaping @Sendable () -> Int64 = { wallNanoseconds() }
  ) throws {
    var all = options
    if !options.contains("--rate") { all += ["--rate", "100000", "--most-open", "1000"] }
    let directory = try TemporaryDirectory()
    if !catalog.isEmpty {
      try Files.write(catalog.joined(separator: "\n") + "\n", to: directory("catalog"))
      all += ["--catalog", directory("catalog")]
    }
    standIn = try ProviderStandIn(all)
    withExtendedLifetime(directory) {}
    self.sender = sender
    self.store = store
    tokens = TwitchTokens(
      clientID: ProviderStandIn.clientID, secret: secret, url: standIn.base + "/oauth2/token",
      sender: IGDBPlainSender(), store: store, now: now)
    var places = IGDBClient.Places()
    places.api = standIn.base + "/v4"
    places.images = standIn.base + "/igdb/image/upload"
    places.multiqueryCost = cost
    client = IGDBClient(clientID: ProviderStandIn.clientID, tokens: tokens, sender: sender, places: places)
  }

  /// A line of the catalog.
  static func game(_ id: Int, _ name: String, platforms: [Int] = [19], _ more: [(String, JSONValue)] = []) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("id", id)
      writer.member("name", name)
      writer.array("platforms") { for platform in platforms { $0.value(platform) } }
      for (name, value) in more {
        writer.array(name) { writer in for value in value.array { writer.value(value.string ?? "") } }
      }
    }
    return writer.text
  }
}
