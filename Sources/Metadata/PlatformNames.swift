internal import Layouts
internal import Text

/// Which systems a provider's platform is, by its name.
///
/// Besides the names of ``launchBoxNames``, those of RetroArch's databases and ES-DE's names for people are known;
/// upper and lower case are the same.
package struct PlatformNames: Sendable {
  /// The table that is compiled in.
  package static let standard = PlatformNames()

  /// Keys of systems by folded name.
  private let systems: [String: Set<String>]

  private init() {
    var systems: [String: Set<String>] = [:]
    let table = SystemTable.standard.all
    for system in table {
      // A playlist may be of several systems: those are the same platform, but for what runs in an arcade.
      guard let playlist = system.name(for: .playlist) else { continue }
      systems[PlatformNames.folded(playlist), default: []].insert(system.key)
    }
    for system in table {
      let twins = system.name(for: .playlist).flatMap { systems[PlatformNames.folded($0)] } ?? []
      let keys = twins.count <= 4 ? twins.union([system.key]) : [system.key]
      systems[PlatformNames.folded(system.title), default: []].formUnion(keys)
    }
    for line in launchBoxNames.split(separator: "\n") {
      let parts = line.split(separator: "|")
      precondition(parts.count == 2, "a line of the table of platforms has two fields: \(line)")
      let keys = Set(parts[1].split(separator: " ").map(String.init))
      // It knows better than names that happen to be the same.
      for name in parts[0].split(separator: ",") { systems[PlatformNames.folded(String(name))] = keys }
    }
    self.systems = systems
  }

  /// The keys of the systems; empty for a platform that is not known.
  package func systems(of platform: String) -> Set<String> { systems[PlatformNames.folded(platform)] ?? [] }

  /// All systems that some platform is.
  package var allSystems: Set<String> { systems.values.reduce(into: []) { $0.formUnion($1) } }

  private static func folded(_ name: String) -> String {
    UTF8Text.caseFolded(Array(name.utf8)).map { String(decoding: $0, as: UTF8.self) } ?? name
  }
}
