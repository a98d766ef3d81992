internal import Catalog
internal import Digest
internal import Layouts
internal import Model
internal import Platform
internal import Tree

/// What was made of each system, and making it anew: the desk's thread has one.
struct ViewMaking {
  /// What was made for a system's folder in a view.
  private struct Made {
    /// Places of its own and of other trees, such as that of ES-DE's lists.
    var sections: Set<[String]> = []
    /// Of what is stored.
    var keys: Set<[UInt8]> = []
  }

  let tree: Tree
  let catalog: Catalog
  let mountPoint: String
  private let tell: @Sendable ([Tree.Change]) -> Void
  private var made: [[String]: Made] = [:]
  /// What was shown at the start and has not been made since.
  private var restored: (keys: Set<[UInt8]>, owners: Set<String>)
  /// Of what is shown by an owner, so that what is the same is not shown anew.
  private var shown: [String: Int] = [:]
  var collections = CollectionShelf()
  var playlists = PlaylistShelf()
  private var records = PlacementRecords()

  /// - Parameter restored: what the tree shows already.
  init(
    _ tree: Tree, _ catalog: Catalog, mountPoint: String, restored: RestoredViews,
    tell: @escaping @Sendable ([Tree.Change]) -> Void
  ) {
    self.tree = tree
    self.catalog = catalog
    self.mountPoint = mountPoint
    self.restored = (restored.keys, restored.owners)
    self.tell = tell
  }

  // MARK: Making

  /// - Parameters:
  ///   - isAll: what was restored and not made now is no more.
  ///   - sources: who tells of games.
  ///   - cost: is told how many nanoseconds of a processor a system took.
  /// - Returns: false where something could not be stored; it is then as it was before.
  mutating func make(
    _ systems: [String], isAll: Bool, _ own: [CollectionChooser.Own], _ sources: FactSources,
    cost: (String, UInt64) -> Void
  ) -> Bool {
    var isStored = true
    let reading = ShelfReading(
      catalog: catalog, priority: sources.priority, launchBoxDirectory: sources.launchBoxDirectory)
    records.begin(tree.shelves)
    // What was made for a view that is another now is shown no more.
    if isAll { shown = [:] }
    for system in systems {
      let began = threadNanoseconds()
      defer { cost(system, threadNanoseconds() - began) }
      var known: [ObjectIdentifier: KnownShelf] = [:]
      // All of one moment: the library may change meanwhile, and then this is made anew.
      let name = PlaylistMaker.name(ofSystem: system)
      let (shelves, folders) = tree.content { $0 == system || PlaylistMaker.name(ofSystem: $0) == name }
      for nodes in folders.flatMap(\.shelves) + shelves where known[ObjectIdentifier(nodes)] == nil {
        known[ObjectIdentifier(nodes)] = reading.read(nodes)
      }
      for folder in folders where folder.shelves.contains(where: { $0.shelf.system == system }) {
        if !make(folder, known) { isStored = false }
      }
      playlists.make(system, known, folders, tree.views, self)
      collections.choose(system, shelves.compactMap { known[ObjectIdentifier($0)] }, own, self)
    }
    if !showPlaylists() { isStored = false }
    showCollections(tree.shelves, isAll: isAll)
    if isStored { clear(isAll: isAll) }
    return isStored && storeRecords()
  }

  private mutating func make(_ folder: SystemFolder, _ known: [ObjectIdentifier: KnownShelf]) -> Bool {
    let result = SideCarMaker(folder: folder, known: known, checksum: checksum).make()
    let keys = Set(result.drafts.map(\.key))
    let gone = (made[folder.path]?.keys ?? []).subtracting(keys)
    guard let stored = store(result.drafts, removing: Array(gone)) else { return false }
    var sections: [[String]: [Extra]] = [:]
    for (draft, file) in zip(result.drafts, stored) {
      sections[draft.section, default: []].append(Extra(path: draft.path, source: .sideCar(SideCar(file))))
    }
    for media in result.media {
      let source: Extra.Source? =
        switch media.source {
        case .library(let location, let file): .file(location, path: file)
        case .artwork(let artwork): SideCar(artwork).map { .sideCar($0) }
        }
      if let source { sections[media.section, default: []].append(Extra(path: media.path, source: source)) }
    }
    for section in made[folder.path]?.sections ?? [] where sections[section] == nil { show([], at: section) }
    for section in sections.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      show(sections[section] ?? [], at: section)
    }
    made[folder.path] = Made(sections: Set(sections.keys), keys: keys)
    return true
  }

  /// - Returns: nil where that failed.
  func store(_ drafts: [SideCarDraft], removing gone: [[UInt8]] = []) -> [StoredSideCar]? {
    guard !drafts.isEmpty || !gone.isEmpty else { return [] }
    do throws(CatalogError) {
      return try catalog.storeSideCars(drafts.map { ($0.key, $0.bytes) }, removing: gone, at: mountPoint)
    } catch {
      Log.warning("lists of games stay as they are: they cannot be stored (\(error.description))")
      return nil
    }
  }

  /// Stores what is shown now, which the library's changes since the last making are in, without making anything.
  mutating func recordAgain() {
    records.begin(tree.shelves)
    for owner in records.owners.union(restored.owners) {
      if owner.hasPrefix(ViewMaking.folderOwner) {
        let path = owner.dropFirst(ViewMaking.folderOwner.count).split(separator: "/").map(String.init)
        record([GuestSection(path: path, .extras(tree.extras(at: path)))], as: owner)
      } else {
        record(tree.guests(of: owner), as: owner)
      }
    }
    _ = storeRecords()
  }

  private mutating func storeRecords() -> Bool {
    do throws(CatalogError) {
      try catalog.storePlacements(records.pending, at: mountPoint)
      records.end()
      return true
    } catch {
      Log.warning("collections are not stored for the next start (\(error.description))")
      return false
    }
  }

  /// Takes away what is of systems and views that there are no more.
  private mutating func clear(isAll: Bool) {
    let current = Set(tree.systemFolders().map(\.path))
    var gone: Set<[UInt8]> = []
    for (path, old) in made where !current.contains(path) {
      for section in old.sections { show([], at: section) }
      gone.formUnion(old.keys)
      made[path] = nil
    }
    if isAll {
      for owner in restored.owners { remove(owner) }
      gone.formUnion(restored.keys)
      restored = ([], [])
    }
    let kept = made.values.reduce(into: playlists.keys) { $0.formUnion($1.keys) }
    _ = store([], removing: gone.subtracting(kept).sorted { $0.lexicographicallyPrecedes($1) })
  }

  // MARK: Showing

  /// What begins the name under which the things in a system's folder are recorded; the folder's path follows.
  static let folderOwner = "folder:"
  private static let sectionOwner = "section:"

  /// - Parameter section: a system's folder, which has other things as well, or a place of its own.
  mutating func show(_ extras: [Extra], at section: [String]) {
    let path = section.joined(separator: "/")
    let isFolder = tree.isSystemFolder(section)
    let owner = (isFolder ? ViewMaking.folderOwner : ViewMaking.sectionOwner) + path
    let other = (isFolder ? ViewMaking.sectionOwner : ViewMaking.folderOwner) + path
    if restored.owners.contains(other) || records.has(other) { remove(other) }
    record([GuestSection(path: section, .extras(extras))], as: owner)
    if isFolder {
      tell(tree.setExtras(extras, at: section))
    } else {
      let guests = extras.isEmpty ? [] : [GuestSection(path: section, .extras(extras))]
      show(guests, of: owner, content: extras)
    }
  }

  /// - Parameter content: what tells whether it is the same as before.
  mutating func show(_ guests: [GuestSection], of owner: String, content: some Hashable) {
    var hasher = Hasher()
    hasher.combine(content)
    let mark = hasher.finalize()
    guard shown[owner] != mark else { return }
    shown[owner] = guests.isEmpty ? nil : mark
    record(guests, as: owner)
    tell(tree.setGuests(guests, of: owner))
  }

  private mutating func record(_ sections: [GuestSection], as owner: String) {
    restored.owners.remove(owner)
    records.note(sections, of: owner, tree.views.first { $0.name == sections.first?.path.first })
  }

  /// Shows no more what was recorded under a name.
  private mutating func remove(_ owner: String) {
    record([], as: owner)
    shown[owner] = nil
    if owner.hasPrefix(ViewMaking.folderOwner) {
      let path = owner.dropFirst(ViewMaking.folderOwner.count).split(separator: "/").map(String.init)
      tell(tree.setExtras([], at: path))
    } else {
      tell(tree.setGuests([], of: owner))
    }
  }

  // MARK: What the catalog knows

  /// The CRC-32 of the one file of a game.
  func checksum(_ game: ShownGame) -> UInt32? {
    guard let key = key(of: game) else { return nil }
    return (try? catalog.storedChecksums(of: key))?.crc32
  }

  func onlyMember(_ game: ShownGame) -> (name: [UInt8], crc32: UInt32?)? {
    guard let key = key(of: game) else { return nil }
    return try? catalog.onlyMember(of: key)
  }

  private func key(of game: ShownGame) -> ContentKey? {
    let shelf = game.nodes.shelf
    return game.item < shelf.files.count ? shelf.libraryFile(at: game.item).contentKey : nil
  }
}

extension SideCar {
  init(_ file: StoredSideCar) {
    self.init(stored: file.path, file.digest, size: Int64(file.size), modified: file.modified)
  }
}
