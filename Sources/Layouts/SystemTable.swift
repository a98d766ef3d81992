/// What front ends call a platform, and what ES-DE lists of it.
package struct SystemNames: Sendable {
  /// ES-DE's folder name, which is the system's name in the catalog.
  package let key: String
  /// For people: `Nintendo Entertainment System`.
  package let title: String
  /// By program; none where the program does not have the platform.
  private let folders: [FolderNaming: String]
  /// Extensions of files that ES-DE lists, in lower case and without the dot; nil for a platform it does not have.
  package let extensions: Set<String>?

  /// For a system folder whose name no tool knows.
  fileprivate init(unknown key: String) {
    self.key = key
    title = key
    folders = [:]
    extensions = nil
  }

  fileprivate init(line: Substring) {
    let fields = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    precondition(fields.count == 11, "a line of the table of systems has eleven fields: \(line)")
    key = fields[0]
    title = fields[1]
    var folders: [FolderNaming: String] = [:]
    for (column, naming) in SystemNames.columns.enumerated() where !fields[column + 2].isEmpty {
      folders[naming] = fields[column + 2] == "=" ? fields[0] : fields[column + 2]
    }
    self.folders = folders
    extensions = Set(fields[10].split(separator: " ").map(String.init))
  }

  private static let columns: [FolderNaming] = [
    .batocera, .retroPie, .romM, .playlist, .mister, .pocket, .onion, .pegasus,
  ]

  /// What a program calls the system: nil where it does not know it.
  package func name(for naming: FolderNaming) -> String? { naming == .key ? key : folders[naming] }

  /// The system's folder: under its own name where the program does not know it, because a game that is not shown at
  /// all helps nobody.
  package func folder(_ naming: FolderNaming) -> String { name(for: naming) ?? key }
}

/// Whose names folders of systems have.
package enum FolderNaming: String, Hashable, Sendable, CaseIterable {
  /// ES-DE's, which are those of the catalog.
  case key
  case batocera, retroPie, romM, mister, pocket, onion, pegasus
  /// Those of RetroArch's databases and playlists: `Sony - PlayStation`.
  case playlist
}

/// The names of all systems, by ES-DE's.
package struct SystemTable: Sendable {
  /// The table that is compiled in.
  package static let standard = SystemTable(systemNames)

  private let systems: [String: SystemNames]

  private init(_ table: String) {
    var systems: [String: SystemNames] = [:]
    for line in table.split(separator: "\n") {
      let names = SystemNames(line: line)
      systems[names.key] = names
    }
    self.systems = systems
  }

  /// Every system of the table, in the order of their keys.
  package var all: [SystemNames] { systems.values.sorted { $0.key < $1.key } }

  /// A system that is not in the table has its own name everywhere, and any extension counts.
  package subscript(system: String) -> SystemNames { systems[system] ?? SystemNames(unknown: system) }
}
