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
    let open: OpenNode
    do throws(Errno) { open = try opened(node: NodeID(rawValue: node), handle: handle) } catch {
      // A file whose node is gone: its bytes are nobody's any more.
      return request.fail(error == .stale ? .ioError : error)
    }
    lastRead.store(monotonicNanoseconds(), ordering: .relaxed)
    let isBusy = enterDisk()
    defer { leaveDisk() }
    if open.mayStall || isBusy {
      let waiting = makeWaiting(request, open: open, node: node, handle: handle, offset: offset, length: length)
      return scheduler.submit(waiting, mayStall: open.mayStall)
    }
    var pending: Request? = consume request
    let missing = buffers.withBuffer(length) { buffer -> [LibraryFile] in
      guard let request = pending.take() else { return [] }
      do throws(Errno) {
        switch try reader.read(open, into: buffer, at: offset) {
        case .bytes(let count): request.reply(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        case .waitsFor(let files):
          pending = consume request
          return files
        }
      } catch {
        request.fail(error)
        reportChange(of: open)
      }
      return []
    }
    if let request = pending.take() {
      let waiting = makeWaiting(request, open: open, node: node, handle: handle, offset: offset, length: length)
      scheduler.park(waiting, open: open, node: node, until: missing)
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

  /// On a thread of a pool: reads, and parks what turns out to need a checksum.
  private func carryOut(_ waiting: WaitingRequest, open: OpenNode, node: UInt64, offset: Int64, length: Int) {
    let missing = buffers.withBuffer(length) { buffer -> [LibraryFile] in
      do throws(Errno) {
        switch try reader.read(open, into: buffer, at: offset) {
        case .bytes(let count): waiting.reply(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        case .waitsFor(let files): return files
        }
      } catch {
        waiting.fail(error)
        reportChange(of: open)
      }
      return []
    }
    if !missing.isEmpty { scheduler.park(waiting, open: open, node: node, until: missing) }
  }

  private func reportChange(of open: OpenNode) {
    if let location = open.location { library.contentChanged(at: location) {} }
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
      guard node.kind == .archive, let kept = stored.open(node.content) else { throw error }
      open = .stored(kept, nil)
    }
    handles.withLock { $0.files[handle] = open }
    return open
  }
}
