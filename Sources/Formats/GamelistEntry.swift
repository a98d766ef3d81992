package import Model

/// Who writes and reads a `gamelist.xml`.
package enum GamelistDialect: String, Hashable, Sendable, CaseIterable {
  /// ES-DE: no media in the list, it looks for them by the games' names.
  case esDE
  /// Batocera, and those that came from it (RetroBat, Knulli, ROCKNIX), and Recalbox.
  case batocera
  /// EmulationStation as RetroPie has it.
  case classic
}

/// What is known of a game beside what ``GameFacts`` has, kept to be written again as it was.
package struct GamelistField: Hashable, Sendable {
  package struct Attribute: Hashable, Sendable {
    package var name: String
    package var text: String

    package init(_ name: String, _ text: String) {
      self.name = name
      self.text = text
    }
  }

  /// Of the element, such as `altemulator`.
  package var name: String
  package var text: String
  package var attributes: [Attribute]

  package init(_ name: String, _ text: String, attributes: [Attribute] = []) {
    self.name = name
    self.text = text
    self.attributes = attributes
  }
}

/// A game or folder as a `gamelist.xml` names it.
package struct GamelistEntry: Hashable, Sendable {
  /// As written, such as `./USA/Game.zip`. Bytes that are not of the file's encoding are as they were.
  package var path: [UInt8]
  /// The raw path below the system's folder that it means; nil where that cannot be told or lies elsewhere.
  package var location: [UInt8]?
  package var facts = GameFacts()
  package var crc32: UInt32?
  /// Of the element itself, such as Batocera's `id`.
  package var attributes: [GamelistField.Attribute] = []
  /// What else is said of it, in the order of the file.
  package var fields: [GamelistField] = []
  /// Where it begins, from 1.
  package var line: Int

  package init(path: [UInt8], location: [UInt8]?, line: Int) {
    self.path = path
    self.location = location
    self.line = line
  }
}
