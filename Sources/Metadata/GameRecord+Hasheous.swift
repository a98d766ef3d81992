internal import Model
internal import Platform

extension GameRecord {
  /// Of Hasheous' answer; nil where it has no name.
  ///
  /// What others know it by is in ``others``: that is what Hasheous is asked for.
  init?(hasheous value: JSONValue) {
    guard let name = IGDBValue.title(value["name"]), let id = value["id"].integer else { return nil }
    self.init(ProviderGame(.hasheous, String(id)), titles: [Title(name)])
    for source in value["metadata"].array {
      guard let provider = HasheousSource.provider(source["source"].string), let id = HasheousSource.id(source) else {
        continue
      }
      let other = ProviderGame(provider, id)
      if !others.contains(other) { others.append(other) }
    }
    for source in value["platform"]["metadata"].array
    where HasheousSource.provider(source["source"].string) == .igdb {
      if let id = HasheousSource.id(source).flatMap({ Int($0) }) { systems.formUnion(IGDBPlatforms.systems(of: id)) }
    }
    facts.publisher = IGDBValue.title(value["publisher"]["name"])
  }
}

/// Where Hasheous has numbers from.
private enum HasheousSource {
  static func provider(_ name: String?) -> Provider? {
    switch name?.lowercased() {
    case "igdb": .igdb
    case "launchbox": .launchbox
    default: nil
    }
  }

  /// The number that stays; `id` may be a short name instead.
  static func id(_ source: JSONValue) -> String? {
    for value in [source["immutableId"], source["id"]] {
      if let number = value.integer ?? value.string.flatMap({ Int($0) }), number > 0 { return String(number) }
    }
    return nil
  }
}
