internal import FUSE
internal import Model
internal import Platform
internal import Saves
internal import Synchronization

/// Bytes and attributes of saved files.
extension MountedTree {
  func openSaved(_ request: consuming Request, _ node: NodeID, _ flags: OpenFlags) {
    onDisk(request, node.rawValue) { [self] request in
      do throws(Errno) {
        let layer = try saves.layer(of: node)
        let access = SaveAccess(reads: flags.reads, writes: flags.writes, truncates: flags.truncates)
        let open = try layer.open(node, access)
        let handle = nextHandle()
        saves.enter(open, of: layer, handle: handle)
        // The pages of an earlier opening are dropped: the file may have been changed in the save directory.
        if !request.reply(OpenedFile(handle: handle, keepsCache: false)) { saves.closeFile(handle) }
      } catch {
        request.fail(error)
      }
    }
  }

  /// What a handle stands for, opened again where it is one of a worker that died: a file that was unlinked while it
  /// was open is lost then, and ESTALE.
  private func opened(_ node: NodeID, _ handle: UInt64) throws(Errno) -> OpenSave {
    if let open = saves.file(handle) { return open }
    let layer = try saves.layer(of: node)
    let open = try layer.reopen(node)
    saves.enter(open, of: layer, handle: handle)
    return open
  }

  func readSaved(_ request: consuming Request, _ node: NodeID, _ handle: UInt64, _ offset: Int64, _ length: Int) {
    onDisk(request, node.rawValue) { [self] request in
      var pending: Request? = consume request
      buffers.withBuffer(length) { buffer in
        guard let request = pending.take() else { return }
        do throws(Errno) {
          let count = try saves.layer(of: node).read(try opened(node, handle), into: buffer, at: offset)
          request.reply(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        } catch {
          request.fail(error)
        }
      }
    }
  }

  func write(_ request: consuming Request, node: UInt64, handle: UInt64, offset: Int64, bytes: UnsafeRawBufferPointer) {
    let node = NodeID(rawValue: node)
    guard node.kind == .saved else { return request.fail(.readOnly) }
    let isBusy = enterDisk()
    defer { leaveDisk() }
    guard isBusy else { return answerWrite(request, node, handle, offset, bytes) }
    // The buffer belongs to the thread, which goes on with other requests.
    let copy = Array(bytes)
    let waiting = WaitingRequest(request, budget: node.rawValue, handle: 0) { [self] waiting in
      guard let request = waiting.take() else { return }
      var pending: Request? = consume request
      copy.withUnsafeBytes { bytes in
        if let request = pending.take() { answerWrite(request, node, handle, offset, bytes) }
      }
    }
    scheduler.submit(waiting, mayStall: false)
  }

  private func answerWrite(
    _ request: consuming Request, _ node: NodeID, _ handle: UInt64, _ offset: Int64, _ bytes: UnsafeRawBufferPointer
  ) {
    do throws(Errno) {
      request.reply(written: try saves.layer(of: node).write(try opened(node, handle), bytes, at: offset))
    } catch {
      request.fail(error)
    }
  }

  func change(_ request: consuming Request, node: UInt64, handle: UInt64?, _ change: AttributeChange) {
    let node = NodeID(rawValue: node)
    guard node.kind == .saved else { return request.fail(.readOnly) }
    // Everything is the mount's owner's, and stays so.
    if change.owner ?? options.owner != options.owner || change.group ?? options.group != options.group {
      return request.fail(.notPermitted)
    }
    let wanted = SavedChange(
      permissions: change.permissions, size: change.size, accessed: change.accessed, modified: change.modified)
    onDisk(request, node.rawValue) { [self] request in
      do throws(Errno) {
        let layer = try saves.layer(of: node)
        let open = try handle.map { handle throws(Errno) in try opened(node, handle) }
        let changed = try layer.change(node, through: open, wanted)
        request.reply(present(changed), validity: Self.savedValidity)
      } catch {
        request.fail(error)
      }
    }
  }

  func synchronize(_ request: consuming Request, node: UInt64, handle: UInt64, dataOnly: Bool) {
    let node = NodeID(rawValue: node)
    guard node.kind == .saved else { return request.succeed() }
    onDisk(request, node.rawValue) { [self] request in
      do throws(Errno) {
        try saves.layer(of: node).synchronize(try opened(node, handle), dataOnly: dataOnly)
        request.succeed()
      } catch {
        request.fail(error)
      }
    }
  }

  func synchronizeDirectory(_ request: consuming Request, node: UInt64) {
    guard !saves.isEmpty else { return request.succeed() }
    onDisk(request, node) { [self] request in
      do throws(Errno) {
        if let place = try saves.place(of: NodeID(rawValue: node)) {
          try place.layer.synchronizeDirectory(place.path)
        }
        request.succeed()
      } catch {
        request.fail(error)
      }
    }
  }

  func allocate(
    _ request: consuming Request, node: UInt64, handle: UInt64, mode: Int32, offset: Int64, length: Int64
  ) {
    let node = NodeID(rawValue: node)
    guard node.kind == .saved else { return request.fail(.readOnly) }
    onDisk(request, node.rawValue) { [self] request in
      do throws(Errno) {
        let layer = try saves.layer(of: node)
        try layer.allocate(try opened(node, handle), mode: mode, from: offset, length: length)
        request.succeed()
      } catch {
        request.fail(error)
      }
    }
  }

  func readSymbolicLink(_ request: consuming Request, node: UInt64) {
    let node = NodeID(rawValue: node)
    guard node.kind == .saved else { return request.fail(.invalidArgument) }
    onDisk(request, node.rawValue) { [self] request in
      do throws(Errno) {
        let target = try saves.layer(of: node).linkTarget(of: node)
        request.reply(linkTarget: target)
      } catch {
        request.fail(error)
      }
    }
  }

  /// No attribute can be set: saved files are to be found with all that belongs to them by any other program.
  func changeExtendedAttribute(_ request: consuming Request, node: UInt64) {
    request.fail(NodeID(rawValue: node).kind == .saved ? .notSupported : .readOnly)
  }
}
