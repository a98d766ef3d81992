internal import Content
internal import Model
internal import Platform

extension Walker {
  /// Reads one folder: files are noted, folders put on the stack.
  mutating func list(_ pending: Pending, root: borrowing FileDescriptor) throws(Errno) {
    var folder = pending
    // It may have been wanted, and been met again in what it lies in.
    if isPartial, !visited.insert(folder.path).inserted { return }
    // `noFollow` concerns the last component only: a folder that was one a moment ago is not followed elsewhere.
    let mode: FileDescriptor.Mode = folder.isLink || folder.depth == 0 ? [.directory] : [.directory, .noFollow]
    let descriptor = try root.open(beneath: pathBelowRoot(folder.path), mode)
    let status = try descriptor.status()
    if folder.depth > 0, exclusions.leaveOut(status) { return }
    if folder.isKnown, known?.folders?.folder(at: folder.path)?.isSame(as: status) != true {
      replace(folder.path)
      folder.isKnown = false
    }
    guard admit(FolderID(status), folder) else { return }
    let volume = try volume(of: descriptor, status, root)
    // Before it is read: what comes after is an event.
    let watch = watcher?.watch(descriptor, folder.path)
    let opened = wallNanoseconds()
    let stream = try DirectoryStream(descriptor)
    listing.read(stream)
    if let failure = listing.failure, folder.depth == 0 || isAnythingKnown(below: folder.path) { throw failure }
    if status.device != folder.device, mounts.count < Walker.mountLimit {
      mounts.append(Shelf.Mount(path: folder.path, volume: volume.identity))
    }
    if listing.entries.isEmpty, isWithoutItsDisk(folder, volume) { return keep(folder, .missingDisk) }
    var parent = Parent(
      folder: folder, number: ancestors.count, device: status.device, volume: volume, flags: [], opened: opened)
    ancestors.append(Ancestor(id: FolderID(status), parent: folder.parent))
    for entry in listing.entries { note(entry, of: &parent, stream, root: root) }
    for entry in namedHiddenFolders(of: folder, root: root) { push(entry, of: &parent, stream, isLink: false) }
    if folder.isLink { parent.flags.insert(.isLink) }
    if folder.isBelowLink { parent.flags.insert(.isBelowLink) }
    if watcher?.silent.contains(status.device) == true { parent.flags.insert(.isSilent) }
    if isUnsettled(status.modified, at: opened) { parent.flags.insert(.isUnsettled) }
    if let failure = listing.failure {
      parent.problems.add(.unreadableFolder, path: pathBelowRoot(folder.path))
      parent.flags.insert(.isUnread)
      Log.warning("the folder \(String(decoding: pathBelowRoot(folder.path), as: UTF8.self)) ends early: \(failure)")
    }
    finish(parent, status, watch)
  }

  private mutating func finish(_ parent: Parent, _ status: FileStatus, _ watch: Inotify.Watch?) {
    let folder = parent.folder
    folders.append(
      (
        folder.path,
        FolderTable.Folder(
          device: status.device, inode: status.inode, modified: status.modified, watch: watch, flags: parent.flags)
      ))
    if parent.problems.count > 0 { problems[folder.path, default: ScanProblems()].add(parent.problems) }
    guard folder.isKnown, let table = known?.folders else { return }
    relisted.append(folder.path)
    for child in table.children(of: folder.path) where !parent.standing.contains(Array(table.path(at: child))) {
      replace(Array(table.path(at: child)))
    }
  }

  /// Whether a folder is to be listed: not when it is one of those above it, nor a second time through links.
  private mutating func admit(_ id: FolderID, _ folder: Pending) -> Bool {
    var above = folder.parent
    while above >= 0 {
      if ancestors[above].id == id {
        problems[parentPath(folder.path), default: ScanProblems()].add(.cyclicLink, path: pathBelowRoot(folder.path))
        return false
      }
      above = ancestors[above].parent
    }
    guard folder.isLink || folder.isBelowLink, !folder.isKnown else { return true }
    guard seenThroughLinks.insert(id).inserted else {
      problems[parentPath(folder.path), default: ScanProblems()].add(.repeatedLink, path: pathBelowRoot(folder.path))
      return false
    }
    return true
  }

  /// The volume of an open file, asked of its file system at the first file of it.
  private mutating func volume(
    of file: borrowing FileDescriptor, _ status: FileStatus, _ rootDescriptor: borrowing FileDescriptor
  ) throws(Errno) -> Volume {
    if let known = volumes[status.device] { return known }
    let volume = try Volumes.shared.examine(file, status, in: root, rootDescriptor)
    volumes[status.device] = volume
    return volume
  }

  private func isUnsettled(_ modified: Int64, at time: Int64) -> Bool {
    let (age, overflows) = time.subtractingReportingOverflow(modified)
    return !overflows && age > -Walker.settling && age < Walker.settling
  }

  // MARK: Entries

  private mutating func note(
    _ entry: DirectoryListing.Entry, of parent: inout Parent, _ stream: borrowing DirectoryStream,
    root: borrowing FileDescriptor
  ) {
    let folder = parent.folder
    let length = folder.path.count + 1 + Int(entry.length)
    guard base.count + 1 + length <= Walker.pathLimit else {
      return parent.problems.add(.pathTooLong, path: pathBelowRoot(child(of: folder, entry)))
    }
    if entry.kind == .directory { return push(entry, of: &parent, stream, isLink: false) }
    if exclusions.concernFiles, exclusions.leaveOut(file: pathBelowRoot(child(of: folder, entry))) { return }
    if entry.kind == .other { return parent.problems.add(.specialFile, path: pathBelowRoot(child(of: folder, entry))) }
    if entry.kind == .symbolicLink { return followLink(entry, of: &parent, stream, root: root) }
    switch status(of: entry, stream) {
    case .success(let status):
      switch status.kind {
      case .regular where status.device == parent.device:
        append(entry, of: &parent, status, parent.volume)
      // A file that something is mounted on, or of a layer of an overlay.
      case .regular: followLink(entry, of: &parent, stream, root: root)
      case .directory: push(entry, of: &parent, stream, isLink: false)
      case .symbolicLink: followLink(entry, of: &parent, stream, root: root)
      case .other: parent.problems.add(.specialFile, path: pathBelowRoot(child(of: folder, entry)))
      }
    case .failure(.noSuchFile), nil: break  // Gone since the folder was read.
    case .failure: keepFile(entry, of: &parent)
    }
  }

  private func status(
    of entry: DirectoryListing.Entry, _ stream: borrowing DirectoryStream
  ) -> Result<FileStatus, Errno>? {
    listing.withName(entry) { name in
      do throws(Errno) {
        return .success(try stream.status(of: name, followingLinks: false))
      } catch {
        return .failure(error)
      }
    }
  }

  private mutating func append(
    _ entry: DirectoryListing.Entry, of parent: inout Parent, _ status: FileStatus, _ volume: Volume
  ) {
    let folder = parent.folder
    let version = volume.version(status) { pathBelowRoot(child(of: folder, entry)) }
    if isUnsettled(status.modified, at: parent.opened) { parent.flags.insert(.isUnsettled) }
    if !files.append(folder: folder.path, name: listing, entry, version) {
      parent.problems.add(.tooMany, path: pathBelowRoot(child(of: folder, entry)))
    }
  }

  /// A file that does not say what it is stays what it was known as.
  private mutating func keepFile(_ entry: DirectoryListing.Entry, of parent: inout Parent) {
    let path = child(of: parent.folder, entry)
    parent.problems.add(.unreadableFile, path: pathBelowRoot(path))
    parent.flags.insert(.isUnread)
    guard let known, let index = known.files.index(of: path) else { return }
    _ = files.append(folder: parent.folder.path, name: listing, entry, known.files.version(at: index))
  }

  private func child(of folder: Pending, _ entry: DirectoryListing.Entry) -> [UInt8] {
    folder.path.isEmpty ? listing.name(entry) : folder.path + [UInt8(ascii: "/")] + listing.name(entry)
  }

  /// - Parameter target: what a link leads to.
  private mutating func push(
    _ entry: DirectoryListing.Entry, of parent: inout Parent, _ stream: borrowing DirectoryStream, isLink: Bool,
    target: FileStatus? = nil
  ) {
    let folder = parent.folder
    let path = child(of: folder, entry)
    if exclusions.leaveOut(folder: pathBelowRoot(path)) { return }
    guard folder.depth < Walker.depthLimit else {
      return parent.problems.add(.tooDeep, path: pathBelowRoot(path))
    }
    var isKnown = false
    if folder.isKnown, let known = known?.folders?.folder(at: path), known.flags.contains(.isLink) == isLink,
      let status = target ?? (try? status(of: entry, stream)?.get()), known.isSame(as: status)
    {
      parent.standing.insert(path)
      if known.modified == status.modified, known.flags.isDisjoint(with: [.isUnread, .isUnsettled]) { return }
      isKnown = true
    }
    pending.append(
      Pending(
        path: path, parent: parent.number, depth: folder.depth + 1, isLink: isLink,
        isBelowLink: folder.isBelowLink || isLink, device: parent.device, isKnown: isKnown))
  }

  private mutating func followLink(
    _ entry: DirectoryListing.Entry, of parent: inout Parent, _ stream: borrowing DirectoryStream,
    root: borrowing FileDescriptor
  ) {
    let path = pathBelowRoot(child(of: parent.folder, entry))
    do throws(Errno) {
      let file = try root.open(beneath: path, [.path])
      let status = try file.status()
      switch status.kind {
      case .regular:
        parent.flags.insert(.holdsLinks)
        append(entry, of: &parent, status, try volume(of: file, status, root))
      case .directory: push(entry, of: &parent, stream, isLink: true, target: status)
      case .symbolicLink, .other: parent.problems.add(.specialFile, path: path)
      }
    } catch {
      // Where it leads may change without a sign from here.
      parent.flags.insert(.holdsLinks)
      switch error {
      case .crossDevice: parent.problems.add(.escapingLink, path: path)
      case .tooManyLinks: parent.problems.add(.cyclicLink, path: path)
      case .nameTooLong: parent.problems.add(.pathTooLong, path: path)
      case .noSuchFile, .notDirectory: parent.problems.add(.danglingLink, path: path)
      default: keepFile(entry, of: &parent)
      }
    }
  }
}
