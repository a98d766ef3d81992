internal import Model
internal import Platform

extension SystemListing {
  /// The games of a system: every entry in the one folder.
  static func games(_ shelves: [ShelfNodes]) -> SystemListing {
    var builder = ListingBuilder(shelves)
    builder.addGames()
    return builder.finish()
  }

  /// The files of a system as they lie in the library; two folders of one name are one.
  static func files(_ shelves: [ShelfNodes]) -> SystemListing {
    var builder = ListingBuilder(shelves)
    builder.addFiles()
    return builder.finish()
  }

  /// Whether ``games(_:)`` of the same shelves is the same as this one of files: no folders, and every file is a game.
  var isListOfGames: Bool {
    folders.count == 1
      && shelves.allSatisfy { $0.shelf.archives.isEmpty && $0.shelf.singles.count == $0.fileNodes.count }
  }
}
