internal import Catalog
internal import Layouts
internal import Model
internal import Tree

/// The playlists of all systems, as far as they are made.
struct PlaylistShelf {
  private struct Playlist {
    var bytes: [UInt8]
    var thumbnails: [(path: [[UInt8]], Extra.Source)]
  }

  /// Made and not stored yet, by name; nil for one that is no more.
  private var news: [String: Playlist?] = [:]
  /// What is shown, by the playlist's name.
  private var extras: [String: [Extra]] = [:]
  private var views: [String] = []
  private(set) var keys: Set<[UInt8]> = []

  /// Where playlists are shown.
  var sections: Set<[String]> { Set(views.map { [$0] }) }

  /// - Parameter folders: of all systems whose games stand in the same playlist.
  mutating func make(
    _ system: String, _ known: [ObjectIdentifier: KnownShelf], _ folders: [SystemFolder], _ views: [ViewDefinition],
    _ making: ViewMaking
  ) {
    let name = PlaylistMaker.name(ofSystem: system)
    guard views.contains(where: { $0.content == .playlists && $0.shows(system) }),
      let target = PlaylistMaker.target(among: views)
    else {
      news[name] = .some(nil)
      return
    }
    let folders = folders.filter { $0.view.name == target.name }
    let maker = PlaylistMaker(
      mountPoint: making.mountPoint, known: known, onlyMember: making.onlyMember, checksum: making.checksum)
    let thumbnails = maker.thumbnails(name, folders)
    news[name] = folders.isEmpty ? .some(nil) : Playlist(bytes: maker.render(name, folders), thumbnails: thumbnails)
  }

  /// What has changed since the last call, by playlist; the drafts of new ones are to be stored.
  mutating func takeNews(of views: [String]) -> (drafts: [SideCarDraft], names: [String], gone: [[UInt8]]) {
    let isSame = views == self.views
    self.views = views
    var drafts: [SideCarDraft] = []
    var gone: [[UInt8]] = []
    var names: [String] = []
    for (name, playlist) in news.sorted(by: { $0.key < $1.key }) {
      let path = PlaylistShelf.path(name)
      guard let playlist, !views.isEmpty else {
        extras[name] = nil
        for key in keys where SideCarDraft.places(ofKey: key)?.path == path { gone.append(key) }
        continue
      }
      // Of several views each has the same bytes.
      for view in views {
        drafts.append(SideCarDraft(section: [view], path: path, bytes: playlist.bytes))
        names.append(name)
      }
    }
    if !isSame { gone += keys.filter { key in !views.contains { key.starts(with: Array($0.utf8) + [0]) } } }
    return (drafts, names, gone)
  }

  /// - Parameter stored: in the order of the drafts.
  mutating func accept(_ names: [String], _ stored: [StoredSideCar], gone: [[UInt8]]) {
    keys.subtract(gone)
    for (name, file) in zip(names, stored) {
      keys.insert(file.path)
      let list = Extra(path: PlaylistShelf.path(name), source: .sideCar(SideCar(file)))
      let thumbnails = news[name]?.map(\.thumbnails) ?? []
      extras[name] = [list] + thumbnails.map { Extra(path: $0.path, source: $0.1) }
    }
    news = [:]
  }

  /// Everything that is shown in a view of playlists.
  var all: [Extra] { extras.sorted { $0.key < $1.key }.flatMap(\.value) }

  private static func path(_ name: String) -> [[UInt8]] { [EntryName.sanitized(Array("\(name).lpl".utf8))] }
}

extension ViewMaking {
  /// Stores and shows the playlists that were made.
  ///
  /// - Returns: false where they could not be stored.
  mutating func showPlaylists() -> Bool {
    let views = tree.views.filter { $0.content == .playlists }.map(\.name)
    let old = playlists.sections
    let (drafts, names, gone) = playlists.takeNews(of: views)
    guard let stored = store(drafts, removing: gone) else { return false }
    playlists.accept(names, stored, gone: gone)
    for section in old.subtracting(playlists.sections) { show([], at: section) }
    let extras = playlists.all
    for view in views { show(extras, at: [view]) }
    return true
  }
}
