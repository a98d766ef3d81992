package import Names

extension GameQuery {
  /// Where games have had the titles of others: what came out in the West has one there.
  package var easternRegions: [Region] {
    regions.filter { $0 != .unknown && $0 != .world && RegionAgreement.isOfTheEast($0) }
  }
}

/// Whether a title of a region, as providers write it, is of one that a file's name has.
enum RegionAgreement {
  /// - Parameter code: ISO 3166 in lower case, or `eu`.
  static func agrees(_ code: String, with regions: [Region]) -> Bool {
    regions.contains { region in
      if region == .world { return true }
      guard let own = codes[region] else { return false }
      return own == code || code == "eu" && europe.contains(own) || own == "eu" && europe.contains(code)
    }
  }

  static func isOfTheEast(_ code: String) -> Bool { eastern.contains(code) }

  static func isOfTheEast(_ region: Region) -> Bool {
    region == .unknown || region == .world || region == .asia || codes[region].map(eastern.contains) == true
  }

  private static let eastern: Set<String> = ["jp", "kr", "cn", "tw", "hk", "asia"]

  private static let europe = TitleVocabulary.set(
    "eu gb de fr es it nl be at ch se dk no fi pt pl cz hu gr ie ro bg hr sk si lt lv ee lu is")

  private static let codes: [Region: String] = [
    .argentina: "ar", .asia: "asia", .australia: "au", .austria: "at", .belgium: "be", .brazil: "br", .bulgaria: "bg",
    .canada: "us", .china: "cn", .croatia: "hr", .czechRepublic: "cz", .denmark: "dk", .europe: "eu", .finland: "fi",
    .france: "fr", .germany: "de", .greece: "gr", .hongKong: "hk", .hungary: "hu", .india: "in", .ireland: "ie",
    .italy: "it", .japan: "jp", .korea: "kr", .mexico: "mx", .netherlands: "nl", .newZealand: "nz",
    .northAmerica: "us", .norway: "no", .poland: "pl", .portugal: "pt", .russia: "ru", .scandinavia: "se",
    .spain: "es", .sweden: "se", .switzerland: "ch", .taiwan: "tw", .turkey: "tr", .unitedKingdom: "gb", .usa: "us",
  ]
}
