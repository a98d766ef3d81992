/// One directory of the library as configured: where it is, and how it is to be read.
package struct RootSettings: Hashable, Sendable {
  /// What lies in a root.
  package enum Kind: String, Sendable, CaseIterable {
    case games
  }

  /// How the folders of a root are arranged.
  package enum Layout: String, Sendable, CaseIterable {
    /// Found out by looking.
    case automatic
    /// `<system>/…`: every folder of the root is a system.
    case systems
    /// `<system>/roms/…`
    case nested
    /// The root itself is one system's folder.
    case single
  }

  /// Absolute, without links and without a slash at the end.
  package var path: String
  package var kind: Kind
  /// Everything below is this platform's, whatever the folders are called; a name out of the platform table.
  package var platform: String?
  package var layout: Layout
  /// Patterns of what is left out, in the order given.
  package var excludes: [PathPattern]

  package init(
    path: String, kind: Kind = .games, platform: String? = nil, layout: Layout = .automatic,
    excludes: [PathPattern] = []
  ) {
    self.path = path
    self.kind = kind
    self.platform = platform
    self.layout = layout
    self.excludes = excludes
  }
}
