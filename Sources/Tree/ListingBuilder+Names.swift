internal import Model
internal import Platform

extension ListingBuilder {
  /// Puts the entries of a folder in the order of their names, and tells apart those that are the same but for case.
  mutating func close(folder: Int, _ pending: [Entry], _ files: Files) {
    var ordered = sorted(pending, files)
    var names = ClashSet()
    names.reserveCapacity(ordered.count)
    var rivals = Rivals()
    var kept = 0
    var isRenamed = false
    for entry in ordered {
      let isFree = withName(entry, files) { names.take($0) }
      var shown = entry
      // Whoever has a name in common with another comes here, but for the first of them.
      if !isFree || hasSeveralRoots {
        var source = source(of: entry)
        if hasSeveralRoots, let (root, key) = rivalry(of: entry, files) {
          let name = withName(entry, files) { Array($0) }
          if name != rivals.name { rivals = Rivals(name: name) }
          guard rivals.roots[key] ?? root.id == root.id else {
            duplicates += 1
            continue
          }
          rivals.roots[key] = root.id
          // The same path in two roots.
          if !rivals.sources.insert(source).inserted { source = Array(root.path.utf8) + source }
        }
        if !isFree {
          shown = rename(entry, names.claim(withName(entry, files) { Array($0) }, source: source))
          isRenamed = true
        }
      }
      ordered[kept] = shown
      kept += 1
    }
    ordered.removeLast(ordered.count - kept)
    if isRenamed { ordered = sorted(ordered, files) }
    folders[folder].start = UInt32(entries.count)
    folders[folder].count = UInt32(ordered.count)
    entries.append(contentsOf: ordered)
  }

  private struct Key {
    var name: UnsafeRawBufferPointer
    var entry: Entry
  }

  /// By name; of one name those of the first root, and then of the first path, come first. So clashes are settled in
  /// an order that does not depend on the order of discovery.
  private func sorted(_ pending: [Entry], _ files: Files) -> [Entry] {
    arena.withUnsafeBytes { arena in
      var keys = pending.map { Key(name: name(of: $0, arena, files), entry: $0) }
      // Files of one folder come in order already.
      let isSorted = zip(keys, keys.dropFirst()).allSatisfy { $0.name.precedes($1.name) }
      if isSorted { return pending }
      keys.sort { left, right in
        left.name.isEqual(to: right.name) ? isFirst(left.entry, right.entry) : left.name.precedes(right.name)
      }
      return keys.map(\.entry)
    }
  }

  private func withName<Result>(
    _ entry: Entry, _ files: Files, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    arena.withUnsafeBytes { body(name(of: entry, $0, files)) }
  }

  func name(of entry: Entry, _ arena: UnsafeRawBufferPointer, _ files: Files) -> UnsafeRawBufferPointer {
    guard let number = entry.named else {
      let (shelf, file) = SystemListing.file(entry.rawValue, bases)
      return files[shelf].name(at: file)
    }
    let start = Int(named[number].nameOffset)
    return UnsafeRawBufferPointer(rebasing: arena[start..<start + Int(named[number].nameLength)])
  }

  private mutating func rename(_ entry: Entry, _ name: [UInt8]) -> Entry {
    if let number = entry.named {
      let old = named[number]
      return self.entry(name, old.target, number: Int(old.number), shelf: Int(old.shelf))
    }
    let (shelf, file) = SystemListing.file(entry.rawValue, bases)
    return self.entry(name, .file, number: file, shelf: shelf)
  }

  private func isFirst(_ left: Entry, _ right: Entry) -> Bool {
    let ranks = (rank(of: left), rank(of: right))
    return ranks.0 == ranks.1 ? source(of: left).lexicographicallyPrecedes(source(of: right)) : ranks.0 < ranks.1
  }

  private func rank(of entry: Entry) -> Int {
    guard let number = entry.named else { return shelves[SystemListing.file(entry.rawValue, bases).shelf].rank }
    return switch named[number].target {
    // What is made here has the name it needs.
    case .folder, .sideCar: 0
    case .file, .archive: shelves[Int(named[number].shelf)].rank
    }
  }

  /// Where an entry comes from, raw: decides which of two clashing names is kept, and the mark of the other.
  private func source(of entry: Entry) -> [UInt8] {
    guard let number = entry.named else {
      let (shelf, file) = SystemListing.file(entry.rawValue, bases)
      return shelves[shelf].shelf.location.folder + shelves[shelf].shelf.files.path(at: file)
    }
    let target = named[number]
    if target.target == .sideCar { return Array("side-car".utf8) }
    if target.target == .folder {
      let folder = folders[Int(target.number)]
      if folder.prefixLength == SystemListing.Folder.added { return addedPaths[Int(folder.sample)] }
      let (shelf, file) = SystemListing.file(folder.sample, bases)
      let path = shelves[shelf].shelf.files.path(at: file).prefix(Int(folder.prefixLength) - 1)
      return path.lastIndex(of: UInt8(ascii: "/")).map { Array(path[($0 + 1)...]) } ?? Array(path)
    }
    let shelf = shelves[Int(target.shelf)].shelf
    let file =
      target.target == .file
      ? Int(target.number) : shelf.archives.members(at: Int(target.number)).first.map { Int($0) }
    return shelf.location.folder + (file.map { Array(shelf.files.path(at: $0)) } ?? [])
  }

  /// Entries of one name, where there are several roots.
  private struct Rivals {
    /// An entry of another root that is equal in this is taken for the same.
    struct Key: Hashable {
      var target: SystemListing.Target
      var size: Int64
    }

    var name: [UInt8] = []
    /// The root whose entry is shown.
    var roots: [Key: Int] = [:]
    var sources: Set<[UInt8]> = []
  }

  /// nil for what has no rivals: folders of one name are one folder.
  private func rivalry(of entry: Entry, _ files: Files) -> (LibraryRoot, Rivals.Key)? {
    guard let number = entry.named else {
      let (shelf, file) = SystemListing.file(entry.rawValue, bases)
      let key = Rivals.Key(target: .file, size: files[shelf].version(at: file).size)
      return (shelves[shelf].shelf.location.root, key)
    }
    let target = named[number]
    let nodes = shelves[Int(target.shelf)]
    let size: Int64
    switch target.target {
    case .folder, .sideCar: return nil
    case .file: size = nodes.shelf.files.version(at: Int(target.number)).size
    case .archive: size = nodes.attributes(archive: Int(target.number)).size
    }
    return (nodes.shelf.location.root, Rivals.Key(target: target.target, size: size))
  }
}
