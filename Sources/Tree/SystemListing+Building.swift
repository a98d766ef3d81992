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

/// Puts a listing together, one folder after the other.
private struct ListingBuilder {
  private let shelves: [ShelfNodes]
  private let bases: [UInt32]
  private let hasSeveralRoots: Bool
  private var folders: [SystemListing.Folder] = []
  private var entries: [SystemListing.Entry] = []
  private var named: [SystemListing.Named] = []
  private var arena: [UInt8] = []
  private var duplicates = 0

  private typealias Entry = SystemListing.Entry
  private typealias Files = [FileTable.UnsafeFiles]

  init(_ shelves: [ShelfNodes]) {
    self.shelves = shelves
    var total = 0
    bases = shelves.map { nodes in
      defer { total += nodes.fileNodes.count }
      return UInt32(total)
    }
    precondition(total < Int(Entry.namedBit), "a system has at most 2^31 files")
    hasSeveralRoots = Set(shelves.map(\.shelf.location.root.id)).count > 1
    let newest = shelves.map(\.shelf.modified).max() ?? 0
    folders.append(SystemListing.Folder(parent: 0, sample: 0, prefixLength: 0, modified: newest))
  }

  // MARK: Collecting

  mutating func addGames() {
    entries.reserveCapacity(shelves.reduce(0) { $0 + $1.shelf.gameCount })
    withFiles { builder, files in
      var pending: [Entry] = []
      pending.reserveCapacity(builder.shelves.reduce(0) { $0 + $1.shelf.gameCount })
      for (number, nodes) in builder.shelves.enumerated() {
        for single in nodes.shelf.singles { pending.append(builder.entry(file: Int(single), of: number, files)) }
        for archive in nodes.shelf.archives.indices where nodes.isShown(archive: archive) {
          let name = EntryName.sanitized(nodes.shelf.archives.name(at: archive), addingExtension: Array(".zip".utf8))
          pending.append(builder.entry(name, .archive, number: archive, shelf: number))
        }
      }
      builder.close(folder: 0, pending, files)
    }
  }

  /// Some files of one shelf, side by side in path order.
  private struct Run {
    var shelf: Int
    var files: Range<Int>
  }

  mutating func addFiles() {
    entries.reserveCapacity(shelves.reduce(0) { $0 + $1.fileNodes.count })
    withFiles { builder, files in
      // By folder; a folder is worked off when those before it are.
      var runs: [[Run]] = [files.indices.map { Run(shelf: $0, files: 0..<files[$0].count) }]
      var folder = 0
      while folder < runs.count {
        builder.addFolder(folder, &runs, files)
        runs[folder] = []
        folder += 1
      }
      // What is inside comes after its folder: from the end, everything inside is known.
      for folder in builder.folders.indices.dropFirst().reversed() {
        let parent = Int(builder.folders[folder].parent)
        guard parent > 0 else { continue }
        builder.folders[parent].modified = max(builder.folders[parent].modified, builder.folders[folder].modified)
      }
    }
  }

  private mutating func addFolder(_ folder: Int, _ runs: inout [[Run]], _ files: Files) {
    let prefix = Int(folders[folder].prefixLength)
    var pending: [Entry] = []
    var inner: [(name: UnsafeRawBufferPointer, run: Run)] = []
    var newest = Int64.min
    for run in runs[folder] {
      let table = files[run.shelf]
      var index = run.files.lowerBound
      while index < run.files.upperBound {
        let path = table.path(at: index)
        guard let slash = path[prefix...].firstIndex(of: UInt8(ascii: "/")) else {
          pending.append(entry(file: index, of: run.shelf, files))
          newest = max(newest, table.version(at: index).modified)
          index += 1
          continue
        }
        let start = index
        let beginning = UnsafeRawBufferPointer(rebasing: path[prefix...slash])
        repeat { index += 1 } while index < run.files.upperBound && table.path(at: index).has(beginning, at: prefix)
        let name = UnsafeRawBufferPointer(rebasing: path[prefix..<slash])
        inner.append((name, Run(shelf: run.shelf, files: start..<index)))
      }
    }
    if folder > 0 { folders[folder].modified = newest }
    // One shelf has them in order and each once.
    if runs[folder].count > 1 { inner.sort { $0.name.precedes($1.name) } }
    var previous: UnsafeRawBufferPointer?
    for (name, run) in inner {
      if let previous, previous.isEqual(to: name) {
        runs[runs.count - 1].append(run)
        continue
      }
      previous = name
      pending.append(entry(EntryName.sanitized(Array(name)), .folder, number: runs.count, shelf: 0))
      runs.append([run])
      folders.append(
        SystemListing.Folder(
          parent: UInt32(folder), sample: bases[run.shelf] + UInt32(run.files.lowerBound),
          prefixLength: UInt32(prefix + name.count + 1), modified: .min))
    }
    close(folder: folder, pending, files)
  }

  /// The entry of a file under the last component of its path.
  private mutating func entry(file: Int, of shelf: Int, _ files: Files) -> Entry {
    let raw = files[shelf].name(at: file)
    if !EntryName.isPlain(raw) {
      let name = EntryName.sanitized(Array(raw))
      if !name.withUnsafeBytes({ $0.isEqual(to: raw) }) { return entry(name, .file, number: file, shelf: shelf) }
    }
    return Entry(file: bases[shelf] + UInt32(file))
  }

  private mutating func entry(_ name: [UInt8], _ target: SystemListing.Target, number: Int, shelf: Int) -> Entry {
    named.append(
      SystemListing.Named(
        nameOffset: UInt32(arena.count), number: UInt32(number), shelf: UInt16(shelf), nameLength: UInt8(name.count),
        target: target))
    arena.append(contentsOf: name)
    return Entry(named: named.count - 1)
  }

  // MARK: Names

  /// Puts the entries of a folder in the order of their names, and tells apart those that are the same but for case.
  private mutating func close(folder: Int, _ pending: [Entry], _ files: Files) {
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

  private func name(of entry: Entry, _ arena: UnsafeRawBufferPointer, _ files: Files) -> UnsafeRawBufferPointer {
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
    return named[number].target == .folder ? 0 : shelves[Int(named[number].shelf)].rank
  }

  /// Where an entry comes from, raw: decides which of two clashing names is kept, and the mark of the other.
  private func source(of entry: Entry) -> [UInt8] {
    guard let number = entry.named else {
      let (shelf, file) = SystemListing.file(entry.rawValue, bases)
      return shelves[shelf].shelf.location.folder + shelves[shelf].shelf.files.path(at: file)
    }
    let target = named[number]
    if target.target == .folder {
      let folder = folders[Int(target.number)]
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
    case .folder: return nil
    case .file: size = nodes.shelf.files.version(at: Int(target.number)).size
    case .archive: size = nodes.attributes(archive: Int(target.number)).size
    }
    return (nodes.shelf.location.root, Rivals.Key(target: target.target, size: size))
  }

  // MARK: The end

  consuming func finish() -> SystemListing {
    var index: [UInt32] = []
    if !entries.isEmpty {
      index = [UInt32](repeating: 0, count: entries.count + entries.count / 3 + 1)
      withFiles { builder, files in
        builder.arena.withUnsafeBytes { arena in
          index.withUnsafeMutableBufferPointer { index in
            for (number, folder) in builder.folders.enumerated() {
              for entry in folder.start..<folder.start + folder.count {
                let name = builder.name(of: builder.entries[Int(entry)], arena, files)
                var slot = SystemListing.slot(name, folder: number, index.count)
                while index[slot] != 0 {
                  slot += 1
                  if slot == index.count { slot = 0 }
                }
                index[slot] = entry + 1
              }
            }
          }
        }
      }
    }
    return SystemListing(
      shelves: shelves, bases: bases, folders: folders.shrunk, entries: entries.shrunk, named: named.shrunk,
      arena: arena.shrunk, index: index, duplicates: duplicates)
  }

  /// The tables of all shelves at once.
  private mutating func withFiles(_ body: (inout ListingBuilder, Files) -> Void) {
    func collect(_ number: Int, _ files: Files, _ builder: inout ListingBuilder) {
      guard number < builder.shelves.count else { return body(&builder, files) }
      let table = builder.shelves[number].shelf.files
      table.withUnsafeFiles { collect(number + 1, files + [$0], &builder) }
    }
    collect(0, [], &self)
  }
}

extension UnsafeRawBufferPointer {
  /// Whether `bytes` stand at `offset`.
  fileprivate func has(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
    guard count >= offset + bytes.count else { return false }
    return UnsafeRawBufferPointer(rebasing: self[offset..<offset + bytes.count]).isEqual(to: bytes)
  }
}

extension Array {
  /// The same without room for more, where that is worth a copy: a listing lives long.
  fileprivate var shrunk: [Element] {
    capacity - count > capacity / 8 ? withUnsafeBufferPointer { Array($0) } : self
  }
}
