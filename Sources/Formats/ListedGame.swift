package import Model

/// A game as a list of Pegasus or LaunchBox names it.
package struct ListedGame: Hashable, Sendable {
  package struct File: Hashable, Sendable {
    /// As written, such as `USA/Game.zip` or `..\ROMs\Game.zip`. Bytes that are not of the list's encoding are as they
    /// were.
    package var path: [UInt8]
    /// The raw path below the system's folder that it means; nil where that cannot be told or lies elsewhere.
    package var location: [UInt8]?
    /// Whether all that is known of the place is the file's name: ``location`` is that name, and the file may lie in
    /// any folder below the system's.
    package var isNameOnly = false

    package init(path: [UInt8], location: [UInt8]?, isNameOnly: Bool = false) {
      self.path = path
      self.location = location
      self.isNameOnly = isNameOnly
    }
  }

  /// The first is the one that is started; several for several discs or versions.
  package var files: [File] = []
  package var facts = GameFacts()
  /// Further names.
  package var titles: [String] = []
  /// The short names of the collections that it is in, or their names where they have none. LaunchBox: its platform.
  package var collections: [String] = []
  /// What else is said of it, in the order of the file.
  package var fields: [GamelistField] = []
  /// Where it begins, from 1.
  package var line: Int

  package init(line: Int) { self.line = line }
}
