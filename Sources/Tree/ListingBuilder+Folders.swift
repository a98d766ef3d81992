internal import Layouts
internal import Model
internal import Platform

extension ListingBuilder {
  /// Some files of one shelf, side by side in path order.
  private struct Run {
    var shelf: Int
    var files: Range<Int>
  }

  /// What a folder is made of.
  private struct Parts {
    /// What the library has in it.
    var runs: [Run] = []
    /// What is added: its number in ``Additions/folders``.
    var addition: Int?
    /// As the folder is shown, where that matters to what is in it.
    var name: [UInt8]?
  }

  /// The files of all shelves by folder, with what is added; two folders of one name are one.
  ///
  /// - Parameter layout: names that its front end would pass over are mended.
  mutating func addFiles(_ additions: Additions, _ layout: Layout) {
    entries.reserveCapacity(shelves.reduce(0) { $0 + $1.fileNodes.count })
    withFiles { builder, files in
      let runs = files.indices.map { Run(shelf: $0, files: 0..<files[$0].count) }
      builder.addFolders(Parts(runs: runs, addition: 0), [], additions, layout, files)
    }
  }

  /// Games in the system's own folder, with what is added.
  ///
  /// - Parameter chosen: by shelf, the numbers of files and archives; nil for all.
  mutating func addGames(_ additions: Additions, chosen: [[Int]]? = nil) {
    let count = chosen?.reduce(0) { $0 + $1.count } ?? shelves.reduce(0) { $0 + $1.shelf.gameCount }
    entries.reserveCapacity(count)
    withFiles { builder, files in
      var pending: [Entry] = []
      pending.reserveCapacity(count)
      for (number, nodes) in builder.shelves.enumerated() {
        if let chosen {
          for item in chosen[number] { builder.addGame(item, of: number, to: &pending, files) }
        } else {
          for single in nodes.shelf.singles { builder.addGame(Int(single), of: number, to: &pending, files) }
          for item in nodes.fileNodes.count..<nodes.itemCount { builder.addGame(item, of: number, to: &pending, files) }
        }
      }
      builder.addFolders(Parts(addition: 0), pending, additions, LayoutTable.library, files)
    }
  }

  private mutating func addGame(_ item: Int, of shelf: Int, to pending: inout [Entry], _ files: Files) {
    let nodes = shelves[shelf]
    let archive = item - nodes.fileNodes.count
    if archive < 0 { return pending.append(entry(file: item, of: shelf, LayoutTable.library, files)) }
    guard nodes.isShown(archive: archive) else { return }
    let name = EntryName.sanitized(nodes.shelf.archives.name(at: archive), addingExtension: Array(".zip".utf8))
    pending.append(entry(name, .archive, number: archive, shelf: shelf))
  }

  /// - Parameters:
  ///   - first: what the system's own folder is made of.
  ///   - pending: entries it has besides.
  private mutating func addFolders(
    _ first: Parts, _ pending: [Entry], _ additions: Additions, _ layout: Layout, _ files: Files
  ) {
    sideCars = additions.sideCars
    duplicates += additions.duplicates
    // A folder is worked off when those before it are.
    var parts = [first]
    var folder = 0
    while folder < parts.count {
      addFolder(folder, folder == 0 ? pending : [], &parts, additions, layout, files)
      parts[folder] = Parts()
      folder += 1
    }
    // What is inside comes after its folder: from the end, everything inside is known.
    for folder in folders.indices.dropFirst().reversed() {
      let parent = Int(folders[folder].parent)
      guard parent > 0 else { continue }
      folders[parent].modified = max(folders[parent].modified, folders[folder].modified)
    }
  }

  private mutating func addFolder(
    _ folder: Int, _ known: [Entry], _ parts: inout [Parts], _ additions: Additions, _ layout: Layout, _ files: Files
  ) {
    var pending = known
    var newest = Int64.min
    var inner: [(name: UnsafeRawBufferPointer, run: Run)] = []
    for run in parts[folder].runs {
      collect(run, of: folder, additions, layout, files, &pending, &inner, &newest)
    }
    // One shelf has them in order and each once.
    if parts[folder].runs.count > 1 { inner.sort { $0.name.precedes($1.name) } }
    let addition = parts[folder].addition
    var added = addition.map { additions.folders[$0].folders } ?? [:]
    var previous: UnsafeRawBufferPointer?
    for (name, run) in inner {
      if let previous, previous.isEqual(to: name) {
        parts[parts.count - 1].runs.append(run)
        continue
      }
      previous = name
      let more = added.isEmpty ? nil : added.removeValue(forKey: Array(name))
      let shown = ListingBuilder.shownName(ofFolder: Array(name), layout)
      pending.append(entry(shown, .folder, number: parts.count, shelf: 0))
      parts.append(Parts(runs: [run], addition: more))
      folders.append(
        SystemListing.Folder(
          parent: UInt32(folder), sample: bases[run.shelf] + UInt32(run.files.lowerBound),
          prefixLength: folders[folder].prefixLength + UInt32(name.count + 1), modified: .min))
    }
    if let addition {
      for key in added.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        guard let number = added[key] else { continue }
        pending.append(addFolder(number, keyed: key, in: folder, &parts, additions, layout))
      }
      for item in additions.folders[addition].items {
        pending.append(entry(for: item, in: folder, named: parts[folder].name, additions, layout, files, &newest))
      }
    }
    if folder > 0 { folders[folder].modified = newest } else { folders[0].modified = max(folders[0].modified, newest) }
    close(folder: folder, pending, files)
    nameFolders(of: folder, &parts)
  }

  /// The files of a run that lie in the folder itself, and the runs of the folders in it.
  private mutating func collect(
    _ run: Run, of folder: Int, _ additions: Additions, _ layout: Layout, _ files: Files, _ pending: inout [Entry],
    _ inner: inout [(name: UnsafeRawBufferPointer, run: Run)], _ newest: inout Int64
  ) {
    let prefix = Int(folders[folder].prefixLength)
    let table = files[run.shelf]
    let isMoved = additions.isMoved.isEmpty ? [] : additions.isMoved[run.shelf]
    var index = run.files.lowerBound
    while index < run.files.upperBound {
      let path = table.path(at: index)
      guard let slash = path[prefix...].firstIndex(of: UInt8(ascii: "/")) else {
        if isMoved.isEmpty || !isMoved[index] {
          pending.append(entry(file: index, of: run.shelf, layout, files))
          // Side-cars at the top have times of their own.
          if folder > 0 { newest = max(newest, table.version(at: index).modified) }
        }
        index += 1
        continue
      }
      let start = index
      let beginning = UnsafeRawBufferPointer(rebasing: path[prefix...slash])
      repeat { index += 1 } while index < run.files.upperBound && table.path(at: index).has(beginning, at: prefix)
      // A folder of which everything is shown elsewhere is none; what is added to it comes as an added one.
      if !isMoved.isEmpty, isMoved[start..<index].allSatisfy({ $0 }) { continue }
      let name = UnsafeRawBufferPointer(rebasing: path[prefix..<slash])
      inner.append((name, Run(shelf: run.shelf, files: start..<index)))
    }
  }

  private mutating func addFolder(
    _ number: Int, keyed key: [UInt8], in folder: Int, _ parts: inout [Parts], _ additions: Additions,
    _ layout: Layout
  ) -> Entry {
    let added = additions.folders[number]
    let raw = added.name ?? key
    let name = added.isNameFixed ? raw : ListingBuilder.shownName(ofFolder: raw, layout)
    if let game = added.game {
      arranged.append(SystemListing.ArrangedGame(additions.games[game], .folder, number: parts.count))
    }
    let shown = entry(name, .folder, number: parts.count, shelf: 0)
    parts.append(Parts(addition: number))
    folders.append(
      SystemListing.Folder(
        parent: UInt32(folder), sample: UInt32(addedPaths.count), prefixLength: SystemListing.Folder.added,
        modified: .min))
    addedPaths.append(added.identity)
    return shown
  }

  private mutating func entry(
    for item: Additions.Item, in folder: Int, named folderName: [UInt8]?, _ additions: Additions, _ layout: Layout,
    _ files: Files, _ newest: inout Int64
  ) -> Entry {
    let (target, shelf, number) =
      switch item.source {
      case .file(let shelf, let number): (SystemListing.Target.file, shelf, number)
      case .archive(let shelf, let number): (.archive, shelf, number)
      case .sideCar(let number): (.sideCar, 0, number)
      }
    switch item.source {
    case .file(let shelf, let number): newest = max(newest, files[shelf].version(at: number).modified)
    case .archive(let shelf, let number):
      newest = max(newest, shelves[shelf].attributes(archive: number).modified)
    case .sideCar(let number): newest = max(newest, sideCars[number].modified)
    }
    if let game = item.game {
      arranged.append(SystemListing.ArrangedGame(additions.games[game], target, number: number))
    }
    var name = EntryName.sanitized(item.name)
    if item.isFolderItself, let folderName { name = folderName }
    return entry(ListingBuilder.mended(name, layout), target, number: number, shelf: shelf)
  }

  /// Tells the folders in a closed folder how they are shown.
  private func nameFolders(of folder: Int, _ parts: inout [Parts]) {
    for entry in entries[Int(folders[folder].start)...] {
      guard let index = entry.named, named[index].target == .folder else { continue }
      let number = Int(named[index].number)
      guard parts[number].addition != nil, folders[number].prefixLength == SystemListing.Folder.added else { continue }
      let start = Int(named[index].nameOffset)
      parts[number].name = Array(arena[start..<start + Int(named[index].nameLength)])
    }
  }

  // MARK: Names

  /// The entry of a file under the last component of its path.
  private mutating func entry(file: Int, of shelf: Int, _ layout: Layout, _ files: Files) -> Entry {
    let raw = files[shelf].name(at: file)
    if !EntryName.isPlain(raw) || layout.isCaseStrict && ListingBuilder.hasMixedExtension(raw) {
      let name = ListingBuilder.mended(EntryName.sanitized(Array(raw)), layout)
      if !name.withUnsafeBytes({ $0.isEqual(to: raw) }) { return entry(name, .file, number: file, shelf: shelf) }
    }
    return Entry(file: bases[shelf] + UInt32(file))
  }

  /// A file's name with its extension in one case, where the front end takes it for another otherwise.
  private static func mended(_ name: [UInt8], _ layout: Layout) -> [UInt8] {
    guard layout.isCaseStrict, name.withUnsafeBytes(hasMixedExtension) else { return name }
    let start = EntryName.extensionStart(of: name)
    return name[..<start] + name[start...].map(GameFiles.lowercased)
  }

  private static func hasMixedExtension(_ name: UnsafeRawBufferPointer) -> Bool {
    guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return false }
    var hasUpper = false
    var hasLower = false
    for byte in name[dot...] {
      if byte &- UInt8(ascii: "A") < 26 { hasUpper = true }
      if byte &- UInt8(ascii: "a") < 26 { hasLower = true }
    }
    return hasUpper && hasLower
  }

  /// Programs take whatever follows `.zip` in a path for what is in a ZIP, also where that is a folder's name.
  static func shownName(ofFolder raw: [UInt8], _ layout: Layout) -> [UInt8] {
    var name = EntryName.sanitized(raw)
    if layout.games == .asItLies { return name }
    for ending in archiveEndings {
      var start = 0
      while start + ending.count <= name.count {
        if name[start..<start + ending.count].elementsEqual(ending, by: { GameFiles.lowercased($0) == $1 }) {
          name[start] = UInt8(ascii: "_")
        }
        start += 1
      }
    }
    return name
  }

  private static let archiveEndings = [".zip", ".7z", ".apk"].map { Array($0.utf8) }
}

extension UnsafeRawBufferPointer {
  /// Whether `bytes` stand at `offset`.
  fileprivate func has(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
    guard count >= offset + bytes.count else { return false }
    return UnsafeRawBufferPointer(rebasing: self[offset..<offset + bytes.count]).isEqual(to: bytes)
  }
}
