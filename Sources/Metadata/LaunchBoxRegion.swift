/// LaunchBox's regions as ISO 3166 in lower case, or `eu`.
enum LaunchBoxRegion {
  private static let codes: [String: String] = [
    "argentina": "ar", "australia": "au", "austria": "at", "belgium": "be", "brazil": "br",
    "bulgaria": "bg", "canada": "ca", "chile": "cl", "china": "cn", "croatia": "hr", "czech republic": "cz",
    "czechia": "cz", "denmark": "dk", "estonia": "ee", "europe": "eu", "finland": "fi", "france": "fr",
    "germany": "de", "greece": "gr", "hong kong": "hk", "hungary": "hu", "iceland": "is", "india": "in",
    "indonesia": "id", "ireland": "ie", "israel": "il", "italy": "it", "japan": "jp", "korea": "kr",
    "south korea": "kr", "latvia": "lv", "lithuania": "lt", "luxembourg": "lu", "malaysia": "my", "mexico": "mx",
    "new zealand": "nz", "north america": "us", "norway": "no", "philippines": "ph", "poland": "pl", "portugal": "pt",
    "romania": "ro", "russia": "ru", "singapore": "sg", "slovakia": "sk", "slovenia": "si", "south africa": "za",
    "spain": "es", "sweden": "se", "switzerland": "ch", "taiwan": "tw", "thailand": "th", "the netherlands": "nl",
    "netherlands": "nl", "turkey": "tr", "ukraine": "ua", "united arab emirates": "ae", "united kingdom": "gb",
    "united states": "us", "usa": "us",
  ]

  /// nil for the world, for a region of many countries but Europe, and for what is not known.
  static func code(_ region: String) -> String? { codes[region.lowercased()] }
}
