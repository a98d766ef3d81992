internal import FUSE
internal import Model
internal import Platform
internal import Saves
internal import Tree

/// Names that programs make, change and remove. What the view itself shows is never changed.
extension MountedTree {
  func create(
    _ request: consuming Request, parent: UInt64, name: UnsafeRawBufferPointer, permissions: UInt32, flags: OpenFlags
  ) {
    changeNames(request, parent, name) { [self] place, name, wasSent throws(Errno) -> Answer in
      if place.shown(name) != nil {
        if flags.isExclusive { throw .exists }
        // The kernel does not know of it yet. It looks again, and opens what is there.
        throw flags.writes || flags.truncates ? .readOnly : .stale
      }
      let access = SaveAccess(reads: flags.reads, writes: flags.writes, truncates: flags.truncates)
      let (made, open) = try place.layer.create(
        name, in: place.path, isFolder: place.isFolder, access, permissions: permissions,
        isExclusive: flags.isExclusive, wasSent: wasSent)
      return .opened(entry(made), open, place.layer)
    }
  }

  func makeNode(
    _ request: consuming Request, parent: UInt64, name: UnsafeRawBufferPointer, permissions: UInt32, isRegular: Bool
  ) {
    changeNames(request, parent, name) { [self] place, name, wasSent throws(Errno) -> Answer in
      if place.shown(name) != nil { throw .exists }
      // Pipes and devices are no saves.
      if !isRegular { throw .notPermitted }
      return .entry(
        entry(
          try place.layer.makeFile(
            name, in: place.path, isFolder: place.isFolder, permissions: permissions, wasSent: wasSent)))
    }
  }

  func makeDirectory(
    _ request: consuming Request, parent: UInt64, name: UnsafeRawBufferPointer, permissions: UInt32
  ) {
    changeNames(request, parent, name) { [self] place, name, wasSent throws(Errno) -> Answer in
      if place.shown(name) != nil { throw .exists }
      return .entry(
        entry(
          try place.layer.makeDirectory(
            name, in: place.path, isFolder: place.isFolder, permissions: permissions, wasSent: wasSent)))
    }
  }

  func makeSymbolicLink(
    _ request: consuming Request, parent: UInt64, name: UnsafeRawBufferPointer, target: UnsafeRawBufferPointer
  ) {
    let target = Array(target)
    changeNames(request, parent, name) { [self] place, name, wasSent throws(Errno) -> Answer in
      if place.shown(name) != nil { throw .exists }
      return .entry(
        entry(
          try place.layer.makeSymbolicLink(
            name, in: place.path, isFolder: place.isFolder, to: target, wasSent: wasSent)))
    }
  }

  func makeLink(_ request: consuming Request, node: UInt64, parent: UInt64, name: UnsafeRawBufferPointer) {
    let node = NodeID(rawValue: node)
    changeNames(request, parent, name) { [self] place, name, wasSent throws(Errno) -> Answer in
      // A library file would have one link more.
      if node.kind != .saved { throw .readOnly }
      if place.shown(name) != nil { throw .exists }
      if try saves.layer(of: node) !== place.layer { throw .crossDevice }
      return .entry(
        entry(try place.layer.link(node, name, in: place.path, isFolder: place.isFolder, wasSent: wasSent)))
    }
  }

  func remove(_ request: consuming Request, parent: UInt64, name: UnsafeRawBufferPointer, isDirectory: Bool) {
    changeNames(request, parent, name) { [self] place, name, wasSent throws(Errno) -> Answer in
      if place.shown(name) != nil { throw .readOnly }
      try place.layer.remove(name, in: place.path, asDirectory: isDirectory, wasSent: wasSent)
      prune(place)
      return .done
    }
  }

  func rename(
    _ request: consuming Request, parent: UInt64, name: UnsafeRawBufferPointer, newParent: UInt64,
    newName: UnsafeRawBufferPointer, flags: UInt32
  ) {
    guard newName.count <= 255 else { return request.fail(.nameTooLong) }
    let newName = Array(newName)
    let unique = request.unique
    changeNames(request, parent, name) { [self] place, name, wasSent throws(Errno) -> Answer in
      let target = try writablePlace(newParent)
      guard let replacing = FileDescriptor.Replacing(rawValue: flags) else { throw .invalidArgument }
      if place.shown(name) != nil { throw .readOnly }
      if target.layer !== place.layer { throw .crossDevice }
      if target.shown(newName) != nil { throw replacing == .refuse ? .exists : .readOnly }
      try place.layer.rename(
        name, in: place.path, to: newName, in: target.path, isFolder: target.isFolder, replacing, unique: unique,
        wasSent: wasSent)
      prune(place)
      return .done
    }
  }

  // MARK: The same of all

  private enum Answer {
    case done
    case entry(Entry)
    case opened(Entry, OpenSave, SavesLayer)
  }

  /// Makes a change in a directory, and answers. Where the directory is, is asked when no other change is made: another
  /// program may rename it at any time.
  private func changeNames(
    _ request: consuming Request, _ parent: UInt64, _ name: UnsafeRawBufferPointer,
    _ body: @escaping @Sendable (SavedPlace, [UInt8], Bool) throws(Errno) -> Answer
  ) {
    if saves.isEmpty { return request.fail(.readOnly) }
    guard name.count <= 255 else { return request.fail(.nameTooLong) }
    let name = Array(name)
    onDisk(request, parent) { [self] request in
      do throws(Errno) {
        let layer = try writableLayer(parent)
        let wasSent = request.wasSentBefore
        let answer = try layer.changingNames { () throws(Errno) -> Answer in
          let place = try writablePlace(parent)
          if place.layer !== layer { throw .stale }
          return try body(place, name, wasSent)
        }
        switch answer {
        case .done: request.succeed()
        case .entry(let entry): request.reply(entry)
        case .opened(let entry, let open, let layer):
          let handle = nextHandle()
          saves.enter(open, of: layer, handle: handle)
          if !request.reply(entry, OpenedFile(handle: handle, keepsCache: false)) { saves.closeFile(handle) }
        }
      } catch {
        request.fail(error)
      }
    }
  }

  /// Takes away directories that only stood for folders of the view's and hold nothing any more.
  private func prune(_ place: SavedPlace) {
    guard place.folder != nil else { return }
    place.layer.prune(place.path) { saves.folder(at: $0, in: place.layer) != nil }
  }
}
