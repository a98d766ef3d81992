/// A folder at the top of the mount: which systems it shows, and how.
package struct ViewDefinition: Hashable, Sendable {
  /// How games are shown.
  package enum Packing: String, Sendable, CaseIterable {
    /// An entry for each game, all in the system's folder: a game of several files is one ZIP.
    case zip
    /// The files as they lie in the library.
    case loose
  }

  /// The folder's name; its nodes are derived from it.
  package var name: String
  package var packing: Packing
  /// Names of the systems that are shown; nil for all.
  package var systems: Set<String>?

  package init(name: String, packing: Packing, systems: Set<String>? = nil) {
    self.name = name
    self.packing = packing
    self.systems = systems
  }

  /// What a mount has when nothing else is configured.
  package static let standard = [
    ViewDefinition(name: "Games", packing: .zip), ViewDefinition(name: "Loose", packing: .loose),
  ]

  func shows(_ system: String) -> Bool { systems?.contains(system) ?? true }
}
