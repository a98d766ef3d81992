internal import Layouts
internal import Model
internal import Platform

extension SystemListing {
  /// The games of a system: every entry in the one folder, and what is added.
  static func games(_ shelves: [ShelfNodes], extras: [Extra] = []) -> SystemListing {
    var builder = ListingBuilder(shelves)
    builder.addGames(Additions(shelves, LayoutTable.library, extras: extras))
    return builder.finish()
  }

  /// Some games of a system.
  ///
  /// - Parameter chosen: by shelf, the numbers of files and archives as ``ShelfNodes/node(item:)`` takes them.
  static func games(_ shelves: [ShelfNodes], chosen: [[Int]]) -> SystemListing {
    var builder = ListingBuilder(shelves)
    builder.addGames(Additions(), chosen: chosen)
    return builder.finish()
  }

  /// The files of a system as a layout arranges them; two folders of one name are one.
  static func files(_ shelves: [ShelfNodes], _ layout: Layout = LayoutTable.library, extras: [Extra] = [])
    -> SystemListing
  {
    var builder = ListingBuilder(shelves)
    builder.addFiles(Additions(shelves, layout, extras: extras), layout)
    return builder.finish()
  }

  /// Side-cars and library files under names that have nothing to do with where they lie.
  static func extras(_ shelves: [ShelfNodes], _ extras: [Extra]) -> SystemListing {
    var builder = ListingBuilder(shelves)
    builder.addGames(Additions(shelves, LayoutTable.library, extras: extras), chosen: shelves.map { _ in [] })
    return builder.finish()
  }

  /// Whether ``games(_:extras:)`` of the same shelves is the same as this one of files: no folders, and every file is a
  /// game.
  var isListOfGames: Bool {
    folders.count == 1 && sideCars.isEmpty
      && shelves.allSatisfy { $0.shelf.archives.isEmpty && $0.shelf.singles.count == $0.fileNodes.count }
  }
}
