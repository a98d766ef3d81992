package import Layouts

/// A folder at the top of the mount: what it shows, and how.
package struct ViewDefinition: Hashable, Sendable {
  /// How games are shown.
  package enum Packing: String, Sendable, CaseIterable {
    /// An entry for each game, all in the system's folder: a game of several files is one ZIP.
    case zip
    /// As files, in the layout's shape.
    case loose
  }

  package enum Content: String, Sendable, CaseIterable {
    /// The systems with their games.
    case games
    /// Choices of games, each in a folder of its own.
    case collections
    /// RetroArch's playlists.
    case playlists
    /// The folders of the other views, each of them as a ZIP; see ``Downloads``.
    case downloads
  }

  /// The folder's name; its nodes are derived from it.
  package var name: String
  package var content: Content
  package var packing: Packing
  /// What the systems' folders are called and what they look like.
  package var layout: Layout
  /// Names of the systems that are shown; nil for all.
  package var systems: Set<String>?
  /// Only what sources offer, and all of it.
  package var isOfOffers: Bool

  package init(
    name: String, content: Content = .games, packing: Packing = .zip, layout: Layout = LayoutTable.library,
    systems: Set<String>? = nil, isOfOffers: Bool = false
  ) {
    self.name = name
    self.content = content
    self.packing = packing
    self.layout = layout
    self.systems = systems
    self.isOfOffers = isOfOffers
  }

  /// What a mount has when nothing else is configured.
  package static let standard = [
    ViewDefinition(name: "Games", packing: .zip),
    ViewDefinition(name: "Loose", packing: .loose, layout: LayoutTable.esDE),
    ViewDefinition(name: "Collections", content: .collections, packing: .zip),
    ViewDefinition(name: "Playlists", content: .playlists, packing: .loose, layout: LayoutTable.esDE),
    ViewDefinition(name: "Download", content: .downloads),
  ]

  /// What sources offer.
  package static let available = ViewDefinition(name: "Available", isOfOffers: true)

  package func shows(_ system: String) -> Bool { systems?.contains(system) ?? true }

  /// Where the view shows a system, from the view's own name on.
  func path(of system: String) -> [String] { [name] + layout.folder(ofSystem: system) }
}
