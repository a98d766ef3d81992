package import Model

/// How a front end wants a library to look: a row of ``LayoutTable``, and nothing that is not in the row.
package struct Layout: Hashable, Sendable {
  /// How a game of several files is shown where files are shown as files.
  package enum GameShape: String, Hashable, Sendable {
    /// Its files as they lie in the library, and nothing added.
    case asItLies
    /// As it lies, with a playlist beside its discs where it has none: the front end hides what a playlist, cue sheet
    /// or track list names.
    case playlistBeside
    /// A folder that is named after the file that is started in it, extension and all: the front end takes the folder
    /// for that file and lists nothing of what is in it.
    case folderAsFile
    /// A playlist beside a folder whose name begins with a dot.
    case hiddenFolder
    /// A folder of the game's own.
    case folder
  }

  /// How a game that is a folder of arbitrary files is shown.
  package enum TreeShape: Hashable, Sendable {
    case asItLies
    /// One ZIP.
    case archive
    /// Its folder, with an extension the front end takes for a game's: `Game.pc`.
    case folder(withExtension: String)
    /// As ``GameShape/folderAsFile``, by the one file of this extension that starts the game; as it lies without one.
    case folderAsFile(startedBy: [String])
  }

  /// A dialect of gamelist.xml.
  package enum GamelistDialect: String, Hashable, Sendable {
    /// Without media: ES-DE finds them by name.
    case esDE
    case batocera
    /// That of the first EmulationStation, RetroPie's.
    case classic
  }

  /// A gamelist of each system.
  package struct Gamelist: Hashable, Sendable {
    package var dialect: GamelistDialect
    /// ``PlaceTemplate``s below the view; each holds the same bytes.
    package var places: [PlaceTemplate]
  }

  /// The layout's name in the configuration.
  package var name: LayoutName
  /// A system's folder below the view, such as `{system}` or `games/{system}`.
  package var folder: PlaceTemplate
  package var naming: FolderNaming
  package var games: GameShape
  /// By system; the others are ``TreeShape/asItLies``.
  package var trees: [String: TreeShape]
  /// Extensions of systems for which the front end lists others than ES-DE does, in lower case.
  package var extensions: [String: Set<String>]
  /// Extensions count in lower and in upper case, but not in a mixture.
  package var isCaseStrict: Bool
  /// Folders of pictures, films and manuals are not shown where they lie: what is in them is shown at the layout's own
  /// places.
  package var movesMedia: Bool
  package var gamelist: Gamelist?
  /// Where a picture of a kind goes; none where the front end has no use for it.
  package var media: [MediaKind: PlaceTemplate]
  /// `metadata.pegasus.txt` of each system.
  package var pegasus: PlaceTemplate?

  /// Whether the front end lists a file of this extension for a system; all count where nothing is known.
  ///
  /// - Parameter fileExtension: in lower case, without the dot.
  package func lists(_ fileExtension: String, of system: SystemNames) -> Bool {
    if let own = extensions[system.key] { return own.contains(fileExtension) }
    return system.extensions?.contains(fileExtension) ?? true
  }

  /// Whether the front end is known to list a file of this extension for a system.
  package func lists(_ fileExtension: String, ofKnown system: SystemNames) -> Bool {
    (extensions[system.key] != nil || system.extensions != nil) && lists(fileExtension, of: system)
  }

  package func folder(ofSystem system: String) -> [String] { folder(of: SystemTable.standard[system]) }

  /// The system's folder below the view.
  package func folder(of system: SystemNames) -> [String] {
    folder.path(PlaceTemplate.Values(system: system.folder(naming))).map { String(decoding: $0, as: UTF8.self) }
  }
}
