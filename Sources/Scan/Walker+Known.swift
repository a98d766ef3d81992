internal import Content
internal import Model
internal import Platform

extension Walker {
  /// Puts the folders on the stack that have to be listed again.
  mutating func startPartial(_ scope: LookScope, root: borrowing FileDescriptor, rootDevice: UInt64) throws(Errno) {
    guard let table = known?.folders else { return }
    for index in 0..<table.count where !table[index].flags.isDisjoint(with: [.isLink, .isBelowLink]) {
      seenThroughLinks.insert(FolderID(table[index]))
    }
    var wanted: Set<[UInt8]> = []
    for path in scope.folders {
      // One that is not known is found by listing what it lies in.
      var path = path
      while !path.isEmpty, table.index(of: path) == nil { path = parentPath(path) }
      wanted.insert(path)
    }
    for index in 0..<table.count {
      let flags = table[index].flags
      if scope.listsLinks && flags.contains(.holdsLinks) || scope.listsUnread && flags.contains(.isUnread) {
        wanted.insert(Array(table.path(at: index)))
      }
    }
    if scope.comparesTimes { try compareTimes(table, into: &wanted, root: root) }
    let top = ancestors.count - 1
    var numbers: [[UInt8]: Int] = [:]
    for path in wanted {
      guard let folder = table.folder(at: path) else { continue }
      let parent = parentPath(path)
      pending.append(
        Pending(
          path: path, parent: path.isEmpty ? top : ancestor(parent, table, top, &numbers),
          depth: path.isEmpty ? 0 : path.count { $0 == UInt8(ascii: "/") } + 1,
          isLink: folder.flags.contains(.isLink), isBelowLink: folder.flags.contains(.isBelowLink),
          device: path.isEmpty ? rootDevice : table.folder(at: parent)?.device ?? rootDevice, isKnown: true))
    }
    // A folder first and then those in it: what is gone with it is not looked for.
    pending.sort { $1.path.lexicographicallyPrecedes($0.path) }
  }

  /// Asks folders that no event tells of whether they are as they were.
  private func compareTimes(
    _ table: FolderTable, into wanted: inout Set<[UInt8]>, root: borrowing FileDescriptor
  ) throws(Errno) {
    let top = try root.open(beneath: pathBelowRoot([]), [.path, .directory])
    for index in 0..<table.count {
      let folder = table[index]
      if !folder.flags.isDisjoint(with: .isUnread) {
        wanted.insert(Array(table.path(at: index)))
        continue
      }
      guard folder.isPolled else { continue }
      let path = Array(table.path(at: index))
      let isLink = folder.flags.contains(.isLink)
      guard
        let status = try? path.isEmpty
          ? top.status() : top.status(beneath: path, followingLinks: isLink), folder.isSame(as: status)
      else {
        // Whether it is gone, moved or out of reach is seen in what it lies in.
        wanted.insert(path.isEmpty ? path : parentPath(path))
        if !path.isEmpty { wanted.insert(path) }
        continue
      }
      if status.modified != folder.modified || !folder.flags.isDisjoint(with: [.isUnsettled, .holdsLinks]) {
        wanted.insert(path)
      }
    }
  }

  /// The chain above a known folder, as if it had been walked down.
  private mutating func ancestor(
    _ path: [UInt8], _ table: FolderTable, _ top: Int, _ numbers: inout [[UInt8]: Int]
  ) -> Int {
    if let number = numbers[path] { return number }
    let above = path.isEmpty ? top : ancestor(parentPath(path), table, top, &numbers)
    guard let folder = table.folder(at: path) else { return above }
    ancestors.append(Ancestor(id: FolderID(folder), parent: above))
    numbers[path] = ancestors.count - 1
    return ancestors.count - 1
  }

  func isAnythingKnown(below path: [UInt8]) -> Bool { known?.files.range(below: path).isEmpty == false }

  /// A known folder is gone, or another one by now.
  mutating func replace(_ path: [UInt8]) {
    replaced.append(path)
    guard let table = known?.folders else { return }
    for index in table.range(below: path) { seenThroughLinks.remove(FolderID(table[index])) }
    if let folder = table.folder(at: path) { seenThroughLinks.remove(FolderID(folder)) }
  }

  /// What is known of a folder, and of all below it, stays.
  mutating func keep(_ folder: Pending, _ problem: ScanProblem) {
    kept.append(folder.path)
    problems[folder.path, default: ScanProblems()].add(problem, path: pathBelowRoot(folder.path))
    var record =
      known?.folders?.folder(at: folder.path) ?? FolderTable.Folder(device: 0, inode: 0, modified: 0, flags: [])
    record.flags.insert(.isUnread)
    if folder.isLink { record.flags.insert(.isLink) }
    if folder.isBelowLink { record.flags.insert(.isBelowLink) }
    folders.append((folder.path, record))
  }

  // MARK: Disks that are not there

  /// Whether an empty folder is one that a disk was mounted on.
  func isWithoutItsDisk(_ folder: Pending, _ volume: Volume) -> Bool {
    guard folder.depth > 0, let mount = known?.mounts.first(where: { $0.path == folder.path }) else { return false }
    return volume.identity != mount.volume
  }

  /// Keeps what was known of file systems whose very folder is out of sight.
  mutating func keepMissingMounts(root: borrowing FileDescriptor) {
    for mount in known?.mounts ?? [] where !mount.path.isEmpty {
      let isGone =
        !isPartial || replaced.contains { isRawPath(mount.path, within: $0) }
        || relisted.contains { $0 == mount.path }
      guard isGone, !mounts.contains(where: { $0.path == mount.path }), !kept.contains(mount.path),
        isAbsent(mount, pathBelowRoot(mount.path), root, library: self.root)
      else { continue }
      keep(
        Pending(
          path: mount.path, parent: -1, depth: 1, isLink: false, isBelowLink: false, device: 0, isKnown: false),
        .missingDisk)
    }
  }

  // MARK: Putting together

  /// What was listed, with what was taken over.
  consuming func found() -> Found {
    let modified = folders.first { $0.path.isEmpty }?.folder.modified
    let listedFolders = folders.count - kept.count
    let listedFiles = files.count
    guard let known, isPartial || !kept.isEmpty else {
      return Found(
        files: files.sorted(), modified: modified ?? 0,
        mounts: mounts.sorted { $0.path.lexicographicallyPrecedes($1.path) }, folders: FolderTable(folders),
        folderProblems: problems, listedFolders: listedFolders, listedFiles: listedFiles)
    }
    let table = known.folders ?? FolderTable()
    let fate = Fate(isPartial: isPartial, relisted: relisted, replaced: replaced, kept: kept)
    let isDropped = fate.droppedFiles(of: known.files)
    let standing = fate.standingFolders(of: table)
    let present = Set(mounts.map(\.path))
    let mounts = mounts + known.mounts.filter { !present.contains($0.path) && fate.stands($0.path) }
    let standingProblems = known.problems.filter { problems[$0.key] == nil && fate.stands($0.key) }
    return Found(
      files: files.sorted().merged(into: known.files) { isDropped[$0] },
      modified: modified ?? table.folder(at: [])?.modified ?? 0,
      mounts: mounts.sorted { $0.path.lexicographicallyPrecedes($1.path) },
      folders: table.merged(with: folders) { standing[$0] },
      folderProblems: problems.merging(standingProblems) { new, _ in new }, listedFolders: listedFolders,
      listedFiles: listedFiles)
  }
}

/// Which of what was known stands after a walk.
private struct Fate {
  var isPartial: Bool
  var relisted: [[UInt8]]
  var replaced: [[UInt8]]
  var kept: [[UInt8]]

  /// Whether a folder was neither listed again nor replaced.
  func stands(_ folder: [UInt8]) -> Bool {
    if kept.contains(where: { isRawPath(folder, within: $0) }) { return true }
    return isPartial && !relisted.contains(folder) && !replaced.contains { isRawPath(folder, within: $0) }
  }

  func standingFolders(of table: FolderTable) -> [Bool] {
    var stands = [Bool](repeating: isPartial, count: table.count)
    func set(_ path: [UInt8], _ value: Bool, withBelow: Bool) {
      if let index = table.index(of: path) { stands[index] = value }
      if withBelow { for index in table.range(below: path) { stands[index] = value } }
    }
    for path in relisted { set(path, false, withBelow: false) }
    for path in replaced { set(path, false, withBelow: true) }
    for path in kept { set(path, true, withBelow: true) }
    return stands
  }

  func droppedFiles(of files: FileTable) -> [Bool] {
    var isDropped = [Bool](repeating: !isPartial, count: files.count)
    for folder in relisted {
      let prefix = folder.isEmpty ? 0 : folder.count + 1
      for index in files.range(below: folder)
      where files.withPath(at: index, { !$0.dropFirst(prefix).contains(UInt8(ascii: "/")) }) {
        isDropped[index] = true
      }
    }
    for folder in replaced { for index in files.range(below: folder) { isDropped[index] = true } }
    for folder in kept { for index in files.range(below: folder) { isDropped[index] = false } }
    return isDropped
  }
}

extension FileTable {
  /// This table, sorted, with those of `other`, sorted, that are not dropped. Of equal paths this one's counts.
  fileprivate func merged(into other: FileTable, isDropped: (Int) -> Bool) -> FileTable {
    var merged = FileTable()
    merged.reserveCapacity(files: count + other.count, pathBytes: pathBytes + other.pathBytes)
    var next = 0
    var start = 0
    for index in 0..<count {
      withPath(at: index) { path in
        while next < other.count, other.withPath(at: next, { $0.precedes(path) }) {
          if isDropped(next) {
            merged.append(start..<next, of: other)
            start = next + 1
          }
          next += 1
        }
      }
      merged.append(start..<next, of: other)
      start = next
      if next < other.count, other.path(at: next) == path(at: index) {
        next += 1
        start = next
      }
      merged.append(index..<index + 1, of: self)
    }
    while next < other.count {
      if isDropped(next) {
        merged.append(start..<next, of: other)
        start = next + 1
      }
      next += 1
    }
    merged.append(start..<next, of: other)
    return merged
  }
}
