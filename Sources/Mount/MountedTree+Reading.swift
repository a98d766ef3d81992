internal import FUSE
internal import Model
internal import Platform
internal import Synchronization
internal import Tree

extension MountedTree {
  func read(_ request: consuming Request, node: UInt64, handle: UInt64, offset: Int64, length: Int) {
    guard offset >= 0 else { return request.fail(.invalidArgument) }
    if NodeID(rawValue: node).kind == .saved {
      return readSaved(request, NodeID(rawValue: node), handle, offset, length)
    }
    guard !isFolderOfEarlierWorker(node: node, handle: handle) else {
      return readAnew(request, node: node, handle: handle, offset: offset, length: length)
    }
    let open: OpenNode
    do throws(Errno) { open = try opened(node: NodeID(rawValue: node), handle: handle) } catch {
      if mayBeRestored(node, error) {
        return carryOutWhenRestored(request, node: node, handle: handle) { [self] request in
          read(request, node: node, handle: handle, offset: offset, length: length)
        }
      }
      // A file whose node is gone: its bytes are nobody's any more.
      return request.fail(error == .stale ? .ioError : error)
    }
    lastRead.store(monotonicNanoseconds(), ordering: .relaxed)
    let isBusy = enterDisk()
    defer { leaveDisk() }
    let mayStall = open.mayStall(at: offset, length: length)
    if mayStall || isBusy || open.isUnsettled(at: offset, length: length) {
      let waiting = makeWaiting(request, open: open, node: node, handle: handle, offset: offset, length: length)
      return scheduler.submit(waiting, mayStall: mayStall)
    }
    let who = Reader(handle: handle, process: request.processID, node: NodeID(rawValue: node).content.rawValue)
    var pending: Request? = consume request
    let missing = buffers.withBuffer(length) { buffer -> MissingParts in
      guard let request = pending.take() else { return MissingParts() }
      do throws(Errno) {
        switch try reader.read(open, into: buffer, at: offset, by: who) {
        case .bytes(let count): request.reply(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        case .waitsFor(let files):
          pending = consume request
          return MissingParts(files: files)
        case .waitsForBlocks(let blocks):
          pending = consume request
          return MissingParts(blocks: blocks)
        }
      } catch {
        request.fail(error)
        reportChange(of: open, at: offset, length: length)
      }
      return MissingParts()
    }
    if let request = pending.take() {
      let waiting = makeWaiting(request, open: open, node: node, handle: handle, offset: offset, length: length)
      park(waiting, open: open, node: node, offset: offset, length: length, until: missing)
    }
  }

  /// Counts this thread as waiting for a disk.
  ///
  /// - Returns: whether too many do: two threads stay free for what needs no disk, however slow the disk is.
  func enterDisk() -> Bool {
    busyThreads.wrappingAdd(1, ordering: .relaxed).newValue > max(1, options.threads - 2)
  }

  func leaveDisk() { busyThreads.wrappingSubtract(1, ordering: .relaxed) }

  private func makeWaiting(
    _ request: consuming Request, open: OpenNode, node: UInt64, handle: UInt64, offset: Int64, length: Int
  ) -> WaitingRequest {
    WaitingRequest(request, budget: open.sourceNode(at: offset), handle: handle) { [self] waiting in
      carryOut(waiting, open: open, node: node, offset: offset, length: length)
    }
  }

  /// On a thread of a pool: reads, and parks what turns out to lack something.
  func carryOut(_ waiting: WaitingRequest, open: OpenNode, node: UInt64, offset: Int64, length: Int) {
    let who = Reader(handle: waiting.handle, process: waiting.process, node: NodeID(rawValue: node).content.rawValue)
    let missing = buffers.withBuffer(length) { buffer -> MissingParts in
      do throws(Errno) {
        switch try reader.read(open, into: buffer, at: offset, by: who) {
        case .bytes(let count): waiting.reply(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        case .waitsFor(let files): return MissingParts(files: files)
        case .waitsForBlocks(let blocks): return MissingParts(blocks: blocks)
        }
      } catch {
        waiting.fail(error)
        reportChange(of: open, at: offset, length: length)
      }
      return MissingParts()
    }
    if !missing.isEmpty { park(waiting, open: open, node: node, offset: offset, length: length, until: missing) }
  }

  private func park(
    _ waiting: WaitingRequest, open: OpenNode, node: UInt64, offset: Int64, length: Int, until missing: MissingParts
  ) {
    let mayStall = open.mayStall(at: offset, length: length)
    scheduler.park(waiting, open: open, mayStall: mayStall, node: node, until: missing)
  }

  private func reportChange(of open: OpenNode, at offset: Int64, length: Int) {
    for location in open.locations(at: offset, length: length) { library.contentChanged(at: location) {} }
  }

  /// What the handle reads from, made again where the handle is one of a worker that died.
  private func opened(node: NodeID, handle: UInt64) throws(Errno) -> OpenNode {
    switch handles.withLock({ $0.files[handle] }) {
    // The kernel reads it itself, but for what a program asks it to read ahead.
    case .passed(let content)?: return try makeOpen(content)
    case let open?: return open
    case nil: break
    }
    let open: OpenNode
    do throws(Errno) {
      open = try makeOpen(try tree.content(of: node.content))
    } catch {
      // The library may have another version by now, and this one still be kept.
      guard node.kind != .folderArchive, let kept = stored.open(node.content) else { throw error }
      open = .stored(kept, nil)
    }
    handles.withLock { $0.files[handle] = open }
    return open
  }
}
