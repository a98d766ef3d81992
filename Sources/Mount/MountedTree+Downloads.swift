internal import FUSE
internal import Model
internal import Platform
internal import Synchronization
internal import Tree

/// The folders as ZIPs. What has to be made first is made on threads of the pool, and answered then.
extension MountedTree {
  /// Seconds for which the kernel may believe what it is told below a view of downloads, and that there is no such
  /// name: nobody announces when that changes.
  static var downloadValidity: Double { 1 }

  func lookUpDownload(_ request: consuming Request, in parent: NodeID, _ name: UnsafeRawBufferPointer) {
    do throws(Errno) {
      // NFS servers ask for these by node alone.
      if name.elementsEqual("..".utf8) { return request.reply(downloadEntry(try downloads.parent(of: parent))) }
      let found =
        name.elementsEqual(".".utf8)
        ? try downloads.attributes(of: parent, makes: false)
        : try downloads.lookUp(name, in: parent, makes: false)
      if let found { return request.reply(downloadEntry(found)) }
    } catch { return replyAbsent(request, error) }
    let name = Array(name)
    makeFirst(request) { [downloads] () throws(Errno) -> Attributes? in
      if name == Array(".".utf8) { return try downloads.attributes(of: parent, makes: true) }
      let result: Result<Attributes?, Errno> = name.withUnsafeBytes { name in
        do throws(Errno) { return .success(try downloads.lookUp(name, in: parent, makes: true)) } catch {
          return .failure(error)
        }
      }
      do throws(Errno) { return try result.get() } catch {
        if error == .noSuchFile { return nil }
        throw error
      }
    } reply: { [self] request, found in
      guard let found else { return replyAbsent(request, .noSuchFile) }
      request.reply(downloadEntry(found))
    }
  }

  private func replyAbsent(_ request: consuming Request, _ error: Errno) {
    guard error == .noSuchFile else { return request.fail(error) }
    request.reply(Entry(attributes: nil, entryValidity: Self.downloadValidity, attributeValidity: 0))
  }

  func downloadEntry(_ attributes: Attributes) -> Entry {
    Entry(
      attributes: present(attributes), entryValidity: Self.downloadValidity, attributeValidity: Self.downloadValidity)
  }

  func downloadAttributes(_ request: consuming Request, node: NodeID, handle: UInt64?) {
    let open = handle.flatMap { handle in handles.withLock { $0.files[handle] }?.attributes }
    do throws(Errno) {
      // Who has it open knows its size, whatever the folder is by now.
      if let open { return request.reply(present(open), validity: Self.downloadValidity) }
      if let found = try downloads.attributes(of: node, makes: false) {
        return request.reply(present(found), validity: Self.downloadValidity)
      }
    } catch { return request.fail(error) }
    makeFirst(request) { [downloads] () throws(Errno) in
      try downloads.attributes(of: node, makes: true)
    } reply: { [self] request, found in
      guard let found else { return request.fail(.stale) }
      request.reply(present(found), validity: Self.downloadValidity)
    }
  }

  /// The listing is made by whoever reads it.
  func openDownloadDirectory(_ request: consuming Request) {
    let handle = handles.withLock { handles in
      handles.last &+= 1
      return handles.last
    }
    request.reply(OpenedFile(handle: handle, keepsCache: false))
  }

  func readDownloadDirectory(
    _ request: consuming Request, node: NodeID, handle: UInt64, offset: Int64, length: Int, withAttributes: Bool
  ) {
    if offset > 0, let open = handles.withLock({ $0.directories[handle] }) {
      return reply(request, with: open, offset: offset, length: length, withAttributes)
    }
    do throws(Errno) {
      if let directory = try downloads.directory(node, makes: false) {
        handles.withLock { $0.directories[handle] = directory }
        return reply(request, with: directory, offset: offset, length: length, withAttributes)
      }
    } catch { return request.fail(error) }
    makeFirst(request) { [downloads] () throws(Errno) in
      try downloads.directory(node, makes: true)
    } reply: { [self] request, directory in
      guard let directory else { return request.fail(.stale) }
      handles.withLock { $0.directories[handle] = directory }
      reply(request, with: directory, offset: offset, length: length, withAttributes)
    }
  }

  // MARK: ZIPs

  func openFolder(_ request: consuming Request, _ node: NodeID) {
    do throws(Errno) {
      if let folder = try downloads.open(node, makes: false) {
        folder.hold(reader.members)
        request.reply(OpenedFile(handle: enter(.folder(folder)), keepsCache: true))
        return
      }
    } catch { return request.fail(error) }
    makeFirst(request) { [downloads] () throws(Errno) in
      try downloads.open(node, makes: true)
    } reply: { [self] request, folder in
      guard let folder else { return request.fail(.stale) }
      folder.hold(reader.members)
      request.reply(OpenedFile(handle: enter(.folder(folder)), keepsCache: true))
    }
  }

  /// An opening was closed: without any other nobody waits for the checksums of the folder any more.
  func release(_ folder: OpenFolder) {
    let isOpen = handles.withLock { handles in
      handles.files.values.contains { if case .folder(let other) = $0 { other.node == folder.node } else { false } }
    }
    if !isOpen { scheduler.folders.end(folder.node) }
  }

  func isFolderOfEarlierWorker(node: UInt64, handle: UInt64) -> Bool {
    NodeID(rawValue: node).kind == .folderArchive && handles.withLock { $0.files[handle] == nil }
  }

  /// A read of an opening that the worker before this one answered.
  func readAnew(_ request: consuming Request, node: UInt64, handle: UInt64, offset: Int64, length: Int) {
    let waiting = WaitingRequest(request, budget: node, handle: handle) { [self] waiting in
      do throws(Errno) {
        guard let folder = try downloads.open(NodeID(rawValue: node), makes: true) else { throw .stale }
        folder.hold(reader.members)
        handles.withLock { $0.files[handle] = .folder(folder) }
        // Its members may hang, and this thread belongs to those that may not.
        let open = OpenNode.folder(folder)
        let again = WaitingRequest(moving: waiting, budget: open.sourceNode(at: offset)) { [self] waiting in
          carryOut(waiting, open: open, node: node, offset: offset, length: length)
        }
        if let again { scheduler.submit(again, mayStall: open.mayStall(at: offset, length: length)) }
      } catch {
        waiting.fail(error == .stale ? .ioError : error)
      }
    }
    scheduler.submit(waiting, mayStall: false)
  }

  /// Has something made on a thread of the pool, and answers with it.
  private func makeFirst<Value>(
    _ request: consuming Request, _ make: @escaping @Sendable () throws(Errno) -> Value,
    reply: @escaping @Sendable (consuming Request, Value) -> Void
  ) {
    // One budget for all: they wait for one another anyway, and the other threads stay free for reads.
    let waiting = WaitingRequest(request, budget: NodeID.root.rawValue, handle: 0) { waiting in
      do throws(Errno) {
        let value = try make()
        if let request = waiting.take() { reply(request, value) }
      } catch {
        waiting.fail(error)
      }
    }
    scheduler.submit(waiting, mayStall: false)
  }
}
