package import Content
package import Model

/// What something in a library is, and by which rule.
package struct Explanation: Sendable {
  package enum Kind: String, Sendable {
    case library
    /// A folder above or beside the system folders.
    case folder
    case system
    case game
    /// A file or folder that is a part of one.
    case member
    /// A folder that is no game, whose contents are looked into.
    case place
    /// In no game, or not shown at all.
    case leftOut = "left-out"
    case missing
  }

  package struct System: Sendable {
    package var key: String
    /// Raw path below the root.
    package var folder: [UInt8]
    /// Some tool has a platform of that name.
    package var isKnown: Bool
    package var rule: SystemFolderRule
  }

  package struct Member: Sendable {
    /// By its number on the shelf.
    package var file: Int
    /// Raw path below the root, and inside the game.
    package var path: [UInt8]
    package var name: [UInt8]
    package var category: MemberCategory
    package var version: FileVersion
    /// The descriptor or playlist that names it, as in the game.
    package var namedBy: [UInt8]?
  }

  package struct Game: Sendable {
    /// Raw; a single file's own name.
    package var name: [UInt8]
    /// It is shown as a ZIP of its files.
    package var isArchive: Bool
    package var rule: GroupingRule
    package var members: [Member]
    /// The name of a playlist that is made for it.
    package var playlist: [UInt8]?
  }

  package var kind: Kind
  /// Raw path below the root.
  package var path: [UInt8]
  package var rule: GroupingRule?
  /// What the rule has found here: the pattern, the name, the folder.
  package var detail: String?
  package var system: System?
  package var game: Game?
  /// Of the game, where one of its files was asked about.
  package var member: Member?
  /// What games lie in a folder, by name and rule; in order.
  package var games: [(name: [UInt8], rule: GroupingRule)] = []
  /// Systems of a library, or below a folder.
  package var systems: [System] = []
  /// It is in what was last scanned, and not on the disk.
  package var isGone = false

  package init(_ kind: Kind, _ path: [UInt8], _ rule: GroupingRule? = nil, detail: String? = nil) {
    self.kind = kind
    self.path = path
    self.rule = rule
    self.detail = detail
  }
}
