/// The id of a game at a provider of metadata, as people write it into names to force a match: `(igdb-1234)`,
/// `[ss-42]`, `{moby=7}`.
package struct ProviderID: Hashable, Sendable {
  /// The short name that RomM uses, such as `igdb`, `ss`, `ra`.
  package var provider: String
  /// Digits; Hasheous and Flashpoint have hexadecimal ones with hyphens as well.
  package var id: String

  private static let providers = Phrase.table(
    """
    igdb = igdb, igdbid
    ss = ss, ssid, screenscraper
    ra = ra, raid, retroachievements
    moby = moby, mobyid, mobygames
    tgdb = tgdb, tgdbid, thegamesdb
    launchbox = launchbox, launchboxid, lbdb, lb
    sgdb = sgdb, sgdbid, steamgriddb, sdbg
    hasheous = hasheous, hasheousid, hash
    flashpoint = flashpoint, flashpointid, fp
    hltb = hltb, hltbid, howlongtobeat
    rawg = rawg, rawgid
    steam = steam, steamid, steamappid
    gog = gog, gogid
    wikidata = wikidata
    """, value: { String($0) })

  init?(_ tag: Bytes) {
    let name = tag.prefix(while: \.isLetter)
    guard name.count >= 2, let sign = tag.dropFirst(name.count).first, Self.isSign(sign), let key = Phrase(name),
      let provider = Self.providers[key]
    else { return nil }
    let value = tag.dropFirst(name.count + 1).trimmed
    guard value.contains(where: \.isDigit) else { return nil }
    let takesHexadecimal = provider == "hasheous" || provider == "flashpoint"
    let isID = value.allSatisfy { byte in
      let isHexadecimal = byte.folded >= UInt8(ascii: "a") && byte.folded <= UInt8(ascii: "f")
      return byte.isDigit || takesHexadecimal && (isHexadecimal || byte == UInt8(ascii: "-"))
        || provider == "wikidata" && byte == UInt8(ascii: "Q")
    }
    guard isID else { return nil }
    self.provider = provider
    id = value.text
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":") || byte.isBlank
  }
}
