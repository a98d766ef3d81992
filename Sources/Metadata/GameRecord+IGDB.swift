package import Model
package import Platform

extension GameRecord {
  /// Of an object of IGDB's games; nil where it has no number and no name.
  ///
  /// Everything else may be missing or of a wrong type, and is left out then.
  ///
  /// - Parameter images: where pictures are, without a slash at the end.
  package init?(igdb value: JSONValue, images: String) {
    guard let id = value["id"].integer, id > 0, let name = IGDBValue.title(value["name"]) else { return nil }
    self.init(ProviderGame(.igdb, String(id)), titles: [Title(name)])
    for other in value["alternative_names"].array.prefix(IGDBValue.mostTitles) {
      if let text = IGDBValue.title(other["name"]) {
        add(Title(text, .alternative, region: IGDBValue.region(ofComment: other["comment"].string)))
      }
    }
    for other in value["game_localizations"].array.prefix(IGDBValue.mostTitles) {
      let region = IGDBValue.region(other["region"]["identifier"].string)
      if let text = IGDBValue.title(other["name"]) { add(Title(text, .localized, region: region)) }
    }
    for platform in value["platforms"].array {
      if let id = IGDBValue.number(platform) { systems.formUnion(IGDBPlatforms.systems(of: id)) }
    }
    kind = IGDBValue.kind(value["game_type"]) ?? IGDBValue.kind(value["category"]) ?? .main
    parent = (IGDBValue.number(value["version_parent"]) ?? IGDBValue.number(value["parent_game"])).map { String($0) }
    readDates(value)
    readFacts(value)
    readMedia(value, images)
  }

  private mutating func add(_ title: Title) {
    if !titles.contains(where: { $0.text == title.text && $0.region == title.region }) { titles.append(title) }
  }

  private mutating func readDates(_ value: JSONValue) {
    var dates: [IGDBDate] = []
    if let first = IGDBDate(seconds: value["first_release_date"]) { dates.append(first) }
    for release in value["release_dates"].array {
      let date = IGDBDate(seconds: release["date"]) ?? IGDBDate(year: release["y"], month: release["m"])
      if let date { dates.append(date) }
    }
    years = Set(dates.map(\.year)).sorted()
    facts.released = (IGDBDate(seconds: value["first_release_date"]) ?? dates.min())?.description
  }

  private mutating func readFacts(_ value: JSONValue) {
    facts.description = IGDBValue.text(value["summary"]) ?? IGDBValue.text(value["storyline"])
    if let rating = value["total_rating"].number, (0...100).contains(rating) {
      facts.rating = (rating * 10).rounded() / 1000
    }
    facts.genre = IGDBValue.joined(value["genres"].array.map { $0["name"] })
    facts.family = IGDBValue.title(value["franchises"].array.first?["name"] ?? .null)
    let companies = value["involved_companies"].array
    func names(_ role: String) -> String? {
      IGDBValue.joined(companies.filter { $0[role].boolean == true }.map { $0["company"]["name"] })
    }
    facts.developer = names("developer")
    facts.publisher = names("publisher")
    let offline = value["multiplayer_modes"].array.compactMap { $0["offlinemax"].integer }.max() ?? 0
    if (2...64).contains(offline) {
      facts.players = "1-\(offline)"
    } else if value["game_modes"].array.compactMap(IGDBValue.number) == [IGDBValue.singlePlayer] {
      facts.players = "1"
    }
  }

  private mutating func readMedia(_ value: JSONValue, _ images: String) {
    func add(_ kind: MediaKind, _ size: String, _ picture: JSONValue, region: String? = nil) {
      guard let id = picture["image_id"].string, IGDBValue.isImageID(id) else { return }
      media.append(Medium(kind, url: "\(images)/\(size)/\(id).jpg", region: region))
    }
    add(.cover, "t_cover_big_2x", value["cover"])
    for other in value["game_localizations"].array.prefix(IGDBValue.mostMedia) {
      let region = IGDBValue.region(other["region"]["identifier"].string)
      if region != nil { add(.cover, "t_cover_big_2x", other["cover"], region: region) }
    }
    for picture in value["screenshots"].array.prefix(IGDBValue.mostMedia) { add(.screenshot, "t_720p", picture) }
    for picture in value["artworks"].array.prefix(IGDBValue.mostMedia) { add(.fanart, "t_1080p", picture) }
  }
}
