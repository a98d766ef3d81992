internal import Formats
internal import Layouts
internal import Model
internal import Tree

/// A file that is made, and where it is shown.
struct SideCarDraft {
  /// The section it is in, from the view's name on; a system's folder, or a folder beside those.
  var section: [String]
  /// Below the section, as shown.
  var path: [[UInt8]]
  var bytes: [UInt8]

  /// Under which the bytes are stored: the two paths with a NUL between them, which is in no name.
  var key: [UInt8] { SideCarDraft.key(section, path) }

  static func key(_ section: [String], _ path: [[UInt8]]) -> [UInt8] {
    Array(section.joined(separator: "/").utf8) + [0] + path.joined(separator: [UInt8(ascii: "/")])
  }

  /// The two paths of a key.
  static func places(ofKey key: [UInt8]) -> (section: [String], path: [[UInt8]])? {
    guard let end = key.firstIndex(of: 0) else { return nil }
    let section = String(decoding: key[..<end], as: UTF8.self).split(separator: "/").map(String.init)
    let path = key[(end + 1)...].split(separator: UInt8(ascii: "/")).map { Array($0) }
    return section.isEmpty || path.isEmpty ? nil : (section, path)
  }
}

/// A picture or document that a layout shows beside a game.
struct MediaPlacement {
  /// Where it lies.
  enum Source {
    /// In the library, below the system's folder.
    case library(Shelf.Location, [UInt8])
    case artwork(Artwork)
  }

  var section: [String]
  var path: [[UInt8]]
  var source: Source
}

/// Makes the lists of a system's folder in one view, and finds the places of its media. Pure.
struct SideCarMaker {
  let folder: SystemFolder
  let known: [ObjectIdentifier: KnownShelf]
  /// The CRC-32 of a game's one file, where it is known.
  let checksum: (ShownGame) -> UInt32?

  private var layout: Layout { folder.view.layout }
  /// As the layout calls the system.
  private var systemName: String { folder.shelves.first.map { names(of: $0).folder(layout.naming) } ?? "" }

  private func names(of nodes: ShelfNodes) -> SystemNames { SystemTable.standard[nodes.shelf.system] }

  struct Made {
    var drafts: [SideCarDraft] = []
    var media: [MediaPlacement] = []
  }

  func make() -> Made {
    var made = Made()
    guard layout.gamelist != nil || layout.pegasus != nil || !layout.media.isEmpty else { return made }
    var taken: Set<[[UInt8]]> = []
    var rows: [(shown: ShownGame, game: KnownGame, media: [MediaKind: [[UInt8]]])] = []
    for shown in folder.games where isListed(shown) {
      guard let game = known[ObjectIdentifier(shown.nodes)]?.games[shown.item] else { continue }
      var media: [MediaKind: [[UInt8]]] = [:]
      for kind in MediaKind.allCases {
        guard let template = layout.media[kind] else { continue }
        let source: MediaPlacement.Source
        let fileExtension: String
        if let file = game.facts.media[kind] {
          source = .library(shown.nodes.shelf.location, file)
          fileExtension = self.fileExtension(of: file)
        } else if let artwork = game.artwork[kind], let form = artwork.fileExtension {
          source = .artwork(artwork)
          fileExtension = form
        } else {
          continue
        }
        let path = template.path(values(shown, game, fileExtension))
        guard taken.insert(path).inserted else { continue }
        media[kind] = path
        let (section, inner) = place(path, template)
        made.media.append(MediaPlacement(section: section, path: inner, source: source))
      }
      rows.append((shown, game, media))
    }
    if let gamelist = layout.gamelist {
      let bytes = render(gamelist, rows)
      for template in gamelist.places { made.drafts.append(draft(template, bytes)) }
    }
    if let template = layout.pegasus { made.drafts.append(draft(template, renderPegasus(rows))) }
    return made
  }

  // MARK: Places

  private func values(_ shown: ShownGame, _ game: KnownGame, _ fileExtension: String) -> PlaceTemplate.Values {
    // ES-DE's stem of a folder that stands for a file has the extension.
    let keepsExtension = shown.isFolder && layout.games == .folderAsFile
    let end = keepsExtension ? shown.path.count : EntryName.extensionStart(of: shown.path)
    return PlaceTemplate.Values(
      system: systemName, path: Array(shown.path[..<end]),
      label: RetroArchPlaylist.thumbnailName(Array(game.label.utf8)),
      fileExtension: Array(fileExtension.utf8))
  }

  /// In lower case, as front ends look for it.
  private func fileExtension(of file: [UInt8]) -> String {
    String(decoding: file[EntryName.extensionStart(of: file)...].dropFirst(), as: UTF8.self).lowercased()
  }

  /// A path below the view as one below the system's folder, or below the folder of another tree that is the system's.
  private func place(_ path: [[UInt8]], _ template: PlaceTemplate) -> (section: [String], path: [[UInt8]]) {
    let own = folder.path.dropFirst().map { Array($0.utf8) }
    if path.count > own.count, Array(path.prefix(own.count)) == own {
      return (folder.path, Array(path.dropFirst(own.count)))
    }
    let depth = max(1, min(template.systemDepth, path.count - 1))
    return (
      [folder.view.name] + path.prefix(depth).map { String(decoding: $0, as: UTF8.self) }, Array(path.dropFirst(depth))
    )
  }

  private func draft(_ template: PlaceTemplate, _ bytes: [UInt8]) -> SideCarDraft {
    let (section, path) = place(template.path(PlaceTemplate.Values(system: systemName)), template)
    return SideCarDraft(section: section, path: path, bytes: bytes)
  }

  /// A list must not name what the front end does not show.
  private func isListed(_ shown: ShownGame) -> Bool {
    if layout.games == .folder, shown.isFolder { return true }
    let name = ShelfReading.lastName(shown.path)
    return layout.lists(fileExtension(of: name), of: names(of: shown.nodes))
  }

  // MARK: Lists

  private func render(
    _ gamelist: Layout.Gamelist, _ rows: [(shown: ShownGame, game: KnownGame, media: [MediaKind: [[UInt8]]])]
  ) -> [UInt8] {
    let dialect: GamelistDialect =
      switch gamelist.dialect {
      case .esDE: .esDE
      case .batocera: .batocera
      case .classic: .classic
      }
    let emulator = folder.shelves.lazy.compactMap { known[ObjectIdentifier($0)]?.alternativeEmulator }.first
    var writer = GamelistWriter(dialect, alternativeEmulator: dialect == .esDE ? emulator : nil)
    for (shown, game, media) in rows {
      var facts = game.facts
      facts.name = game.label
      let isOwnDialect = known[ObjectIdentifier(shown.nodes)]?.dialect == dialect
      writer.append(
        GamelistItem(
          path: Array("./".utf8) + shown.path, facts: facts, crc32: dialect == .batocera ? checksum(shown) : nil,
          media: media.compactMapValues { relative($0) }, attributes: isOwnDialect ? game.attributes : [],
          fields: isOwnDialect ? game.fields : []))
    }
    return writer.finish()
  }

  private func renderPegasus(
    _ rows: [(shown: ShownGame, game: KnownGame, media: [MediaKind: [[UInt8]]])]
  ) -> [UInt8] {
    let names = folder.shelves.first.map { self.names(of: $0) }
    // The format has no mark for it.
    let games = rows.filter { $0.game.facts.isHidden != true }.map { shown, game, media in
      PegasusMetadata.Game(
        title: game.label, files: [String(decoding: shown.start, as: UTF8.self)], facts: game.facts,
        media: media.compactMapValues { relative($0).map { String(decoding: $0.dropFirst(2), as: UTF8.self) } })
    }
    return PegasusMetadata.render(
      PegasusMetadata.Collection(
        name: names?.title ?? systemName, shortName: names?.name(for: .pegasus) ?? names?.key), games)
  }

  /// A path below the view as the list has it: from the system's folder.
  private func relative(_ path: [[UInt8]]) -> [UInt8]? {
    let own = folder.path.dropFirst().map { Array($0.utf8) }
    guard path.count > own.count, Array(path.prefix(own.count)) == own else { return nil }
    return Array("./".utf8) + path.dropFirst(own.count).joined(separator: [UInt8(ascii: "/")])
  }
}
