internal import FUSE
internal import Model
internal import Platform
internal import Synchronization
internal import Tree

extension MountedTree {
  func open(_ request: consuming Request, node: UInt64, writing: Bool) {
    if writing { return request.fail(.readOnly) }
    do throws(Errno) {
      let content = try tree.content(of: NodeID(rawValue: node))
      do throws(Errno) {
        let open = try makeOpen(content)
        request.reply(
          OpenedFile(handle: enter(open), keepsCache: content.isCacheable, isDirect: !content.isCacheable))
      } catch {
        guard let location = content.location else { return request.fail(error) }
        retryAfterRescan(request, at: location, error)
      }
    } catch {
      request.fail(error)
    }
  }

  func release(_ request: consuming Request, node: UInt64, handle: UInt64) {
    scheduler.cancel(handle: handle, closedBy: nil)
    let closed = handles.withLock { $0.files.removeValue(forKey: handle) }
    request.succeed()
    // Closes the library file after the answer and outside of the lock.
    withExtendedLifetime(closed) {}
  }

  func flush(_ request: consuming Request, node: UInt64, handle: UInt64) {
    scheduler.cancel(handle: handle, closedBy: request.processID)
    request.succeed()
  }

  func read(_ request: consuming Request, node: UInt64, handle: UInt64, offset: Int64, length: Int) {
    let open: OpenNode
    do throws(Errno) { open = try opened(node: NodeID(rawValue: node), handle: handle) } catch {
      // A file whose node is gone: its bytes are nobody's any more.
      return request.fail(error == .stale ? .ioError : error)
    }
    // Two threads stay free for requests that need no disk, however slow the disk is.
    let busy = busyThreads.wrappingAdd(1, ordering: .relaxed).newValue
    defer { busyThreads.wrappingSubtract(1, ordering: .relaxed) }
    if open.mayStall || busy > max(1, options.threads - 2) {
      return scheduler.submit(
        WaitingRead(request, open: open, node: node, handle: handle, offset: offset, length: length))
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
        if let location = open.location { library.contentChanged(at: location) {} }
      }
      return []
    }
    if let request = pending.take() {
      let read = WaitingRead(request, open: open, node: node, handle: handle, offset: offset, length: length)
      scheduler.park(read, until: missing)
    }
  }

  // MARK: Opening

  /// - Throws: ESTALE, ENOENT and the like when the library has something else than the tree says.
  private func makeOpen(_ content: Tree.Content) throws(Errno) -> OpenNode {
    switch content {
    case .generated: return .generated(status.current().bytes)
    case .file(let file): return file.mayStall ? .distant(file) : .file(try SourceFile(file.file), file)
    case .archive(let archive):
      let open = try openArchive(archive)
      // A member that was replaced since the last scan would make every read of it fail; here the new version can
      // still be had. Thousands of members are left to the reads.
      if !archive.mayStall, open.memberCount <= 256 {
        for file in open.files() { try SourceFile.verify(file) }
      }
      return .archive(open)
    }
  }

  private func openArchive(_ content: ArchiveContent) throws(Errno) -> OpenArchive {
    if let known = archives.value(content.node.rawValue) { return known }
    let open = try OpenArchive(content)
    archives.insert(open, for: content.node.rawValue, weight: open.memberCount)
    return open
  }

  private func enter(_ open: OpenNode) -> UInt64 {
    handles.withLock { handles in
      handles.last &+= 1
      handles.files[handles.last] = open
      return handles.last
    }
  }

  /// What the handle reads from, made again where the handle is one of a worker that died.
  private func opened(node: NodeID, handle: UInt64) throws(Errno) -> OpenNode {
    if let open = handles.withLock({ $0.files[handle] }) { return open }
    let open = try makeOpen(try tree.content(of: node))
    handles.withLock { $0.files[handle] = open }
    return open
  }

  /// Has the place scanned again and then answers ESTALE, upon which the kernel looks the name up anew, once, and
  /// opens what is there now.
  private func retryAfterRescan(_ request: consuming Request, at location: Shelf.Location, _ error: Errno) {
    Log.info("\(location.root.path): changed since it was scanned (\(error)); scanning it again")
    let waiting = WaitingAnswer(request)
    library.contentChanged(at: location) { waiting.fail(.stale) }
  }
}

extension Tree.Content {
  /// Whether pages may be kept from one opening to the next: content never changes under a node id.
  fileprivate var isCacheable: Bool {
    if case .generated = self { return false }
    return true
  }

  fileprivate var location: Shelf.Location? {
    switch self {
    case .file(let content): content.location
    case .archive(let content): content.location
    case .generated: nil
    }
  }
}

/// A request kept for a callback, which may copy it and may never come; dropped, it is answered with EIO.
private final class WaitingAnswer: Sendable {
  private let request: Mutex<Request?>

  init(_ request: consuming Request) { self.request = Mutex(consume request) }

  func fail(_ error: Errno) {
    if let request = request.withLock({ $0.take() }) { request.fail(error) }
  }
}
