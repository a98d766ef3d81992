package import Model

extension Settings {
  /// Who is asked about games, where they are, and with which keys.
  package struct Providers: Hashable, Sendable {
    package var igdb = IGDB()
    package var hasheous = Hasheous()
    package var launchbox = LaunchBox()
    package var libretro = Libretro()

    package struct IGDB: Hashable, Sendable {
      /// How IGDB counts a request that holds several.
      package enum Multiquery: String, Hashable, Sendable, CaseIterable {
        /// As one request.
        case one
        /// As as many as it holds.
        case each
      }

      package var clientID: Secret?
      package var clientSecret: Secret?
      /// With the version, without a slash at the end.
      package var url = "https://api.igdb.com/v4"
      /// Where Twitch gives out tokens.
      package var tokenURL = "https://id.twitch.tv/oauth2/token"
      package var imageURL = "https://images.igdb.com/igdb/image/upload"
      /// Requests in a second.
      package var rate = 4
      /// Requests open at the same time.
      package var open = 8
      package var multiquery = Multiquery.one

      /// Whether it can be asked.
      package var isConfigured: Bool { clientID != nil && clientSecret != nil }
    }

    package struct Hasheous: Hashable, Sendable {
      package var isEnabled = false
      package var url = "https://hasheous.org"
      package var key: Secret?
    }

    package struct LaunchBox: Hashable, Sendable {
      /// Metadata.zip, or the Metadata.xml in it. Absolute.
      package var file: String?
      package var imageURL = "https://images.launchbox-app.com"
      /// Where the user's own LaunchBox keeps its lists of platforms. Absolute.
      package var lists: String?
    }

    package struct Libretro: Hashable, Sendable {
      /// Where the `.rdb` files are. Absolute.
      package var directory: String?
    }
  }

  /// What is fetched of games, and whose word counts.
  package struct Enrichment: Hashable, Sendable {
    /// What has not been asked for yet is, without anybody asking.
    package var background = true
    /// Whose word counts, for what ``fields`` does not name; who is not in it is not asked.
    package var priority = Provider.allCases
    /// By field, whose word counts; none leaves the field out.
    package var fields: [FactField: [Provider]] = [:]
    /// Pictures and documents that are fetched.
    package var artwork: [MediaKind] = [.cover, .screenshot, .manual]
    /// Bytes; larger ones are not kept.
    package var artworkLimit: Int64 = 20 << 20
    /// Pictures that are fetched at the same time.
    package var artworkWorkers = 8
    /// Seconds until a provider is asked again for what it did not know.
    package var forgetMisses = 7 * 86_400
  }
}
