/// Who tells about games besides the user: by the short names that settings, the catalog and commands use.
package enum Provider: String, Hashable, Sendable, CaseIterable {
  /// The user's own lists: gamelist.xml, Pegasus, LaunchBox.
  case own
  /// LaunchBox's Metadata.zip, on the disk.
  case launchbox
  /// libretro's databases (.rdb), on the disk.
  case libretro
  case hasheous
  case igdb
}

/// A game as a provider numbers it.
package struct ProviderGame: Hashable, Sendable {
  package var provider: Provider
  /// As the provider writes it: digits for IGDB and LaunchBox.
  package var id: String

  package init(_ provider: Provider, _ id: String) {
    self.provider = provider
    self.id = id
  }
}
