/// A folder at the top of the mount: which systems it shows, and how.
package struct ViewDefinition: Hashable, Sendable {
  /// How games are shown.
  package enum Packing: String, Sendable, CaseIterable {
    /// An entry for each game, all in the system's folder: a game of several files is one ZIP.
    case zip
    /// The files as they lie in the library.
    case loose
  }

  /// What is in the folder.
  package enum Content: String, Sendable, CaseIterable {
    /// Systems with their games.
    case games
    /// The folders of the other views, each of them as a ZIP; see ``Downloads``.
    case downloads
  }

  /// The folder's name; its nodes are derived from it.
  package var name: String
  /// Of games.
  package var packing: Packing
  /// Names of the systems that are shown; nil for all.
  package var systems: Set<String>?
  package var content: Content

  package init(name: String, packing: Packing = .zip, systems: Set<String>? = nil, content: Content = .games) {
    self.name = name
    self.packing = packing
    self.systems = systems
    self.content = content
  }

  /// What a mount has when nothing else is configured.
  package static let standard = [
    ViewDefinition(name: "Games", packing: .zip), ViewDefinition(name: "Loose", packing: .loose),
    ViewDefinition(name: "Download", content: .downloads),
  ]

  func shows(_ system: String) -> Bool { content == .games && systems?.contains(system) ?? true }
}
