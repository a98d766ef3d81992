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
  private var restored: [[String]: Set<[UInt8]>] = [:]
  /// Of what is shown by an owner, so that what is the same is not shown anew.
  private var shown: [String: Int] = [:]
  var collections = CollectionShelf()
  var playlists = PlaylistShelf()

  init(
    _ tree: Tree, _ catalog: Catalog, mountPoint: String, tell: @escaping @Sendable ([Tree.Change]) -> Void
  ) {
    self.tree = tree
    self.catalog = catalog
    self.mountPoint = mountPoint
    self.tell = tell
  }

  // MARK: The start

  /// Shows what an earlier service has stored. Media come when they are looked for again.
  mutating func restore(_ stored: [StoredSideCar]) {
    var sections: [[String]: [Extra]] = [:]
    for file in stored {
      guard let (section, path) = SideCarDraft.places(ofKey: file.path) else { continue }
      restored[section, default: []].insert(file.path)
      sections[section, default: []].append(Extra(path: path, source: .sideCar(SideCar(file))))
    }
    for (section, extras) in sections { show(extras, at: section) }
  }

  // MARK: Making

  /// - Parameters:
  ///   - isAll: what was restored and not made now is no more.
  ///   - cost: is told how many nanoseconds of a processor a system took.
  /// - Returns: false where something could not be stored; it is then as it was before.
  mutating func make(
    _ systems: [String], isAll: Bool, _ own: [CollectionChooser.Own], cost: (String, UInt64) -> Void
  ) -> Bool {
    var isStored = true
    let reading = ShelfReading(catalog: catalog)
    let all = tree.shelves
    for system in systems {
      let began = threadNanoseconds()
      defer { cost(system, threadNanoseconds() - began) }
      var known: [ObjectIdentifier: KnownShelf] = [:]
      let folders = tree.systemFolders(of: [system])
      let partners = PlaylistShelf.partners(of: system, all)
      for nodes in folders.flatMap(\.shelves) + all.filter({ partners.contains($0.shelf.system) })
      where known[ObjectIdentifier(nodes)] == nil {
        known[ObjectIdentifier(nodes)] = reading.read(nodes)
      }
      for folder in folders where !make(folder, known) { isStored = false }
      playlists.make(system, known, self)
      collections.choose(system, all.compactMap { known[ObjectIdentifier($0)] }, own, self)
    }
    if !showPlaylists() { isStored = false }
    showCollections(all, isAll: isAll)
    if isStored { clear(isAll: isAll) }
    return isStored
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
      sections[media.section, default: []].append(
        Extra(path: media.path, source: .file(media.location, path: media.file)))
    }
    for section in made[folder.path]?.sections ?? [] where sections[section] == nil { show([], at: section) }
    for section in sections.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      show(sections[section] ?? [], at: section)
      restored[section]?.subtract(keys)
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
      let sections = made.values.reduce(into: playlists.sections) { $0.formUnion($1.sections) }
      for (section, keys) in restored {
        if !sections.contains(section) { show([], at: section) }
        gone.formUnion(keys)
      }
      restored = [:]
    }
    let kept = made.values.reduce(into: playlists.keys) { $0.formUnion($1.keys) }
    _ = store([], removing: gone.subtracting(kept).sorted { $0.lexicographicallyPrecedes($1) })
  }

  // MARK: Showing

  /// - Parameter section: a system's folder, which has other things as well, or a place of its own.
  mutating func show(_ extras: [Extra], at section: [String]) {
    if tree.isSystemFolder(section) {
      tell(tree.setExtras(extras, at: section))
    } else {
      let guests = extras.isEmpty ? [] : [GuestSection(path: section, .extras(extras))]
      show(guests, of: "section:" + section.joined(separator: "/"), content: extras)
    }
  }

  /// - Parameter content: what tells whether it is the same as before.
  mutating func show(_ guests: [GuestSection], of owner: String, content: some Hashable) {
    var hasher = Hasher()
    hasher.combine(content)
    let mark = hasher.finalize()
    guard shown[owner] != mark else { return }
    shown[owner] = guests.isEmpty ? nil : mark
    tell(tree.setGuests(guests, of: owner))
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
