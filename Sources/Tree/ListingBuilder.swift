internal import Model
internal import Platform

/// Puts a listing together, one folder after the other.
///
/// The fields are those of ``SystemListing``, as far as they have come.
struct ListingBuilder {
  typealias Entry = SystemListing.Entry
  /// Of all shelves, valid while one folder after the other is put together.
  typealias Files = [FileTable.UnsafeFiles]

  let shelves: [ShelfNodes]
  let bases: [UInt32]
  let hasSeveralRoots: Bool
  var folders: [SystemListing.Folder] = []
  var entries: [Entry] = []
  var named: [SystemListing.Named] = []
  var arena: [UInt8] = []
  var duplicates = 0

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

  mutating func entry(_ name: [UInt8], _ target: SystemListing.Target, number: Int, shelf: Int) -> Entry {
    named.append(
      SystemListing.Named(
        nameOffset: UInt32(arena.count), number: UInt32(number), shelf: UInt16(shelf), nameLength: UInt8(name.count),
        target: target))
    arena.append(contentsOf: name)
    return Entry(named: named.count - 1)
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
