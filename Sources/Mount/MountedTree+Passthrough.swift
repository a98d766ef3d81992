internal import FUSE
internal import Model
internal import Platform
internal import Synchronization
internal import Tree

/// Files that the kernel reads itself.
///
/// The kernel lets the openings of a node be of one kind only: so such a file has another node, with the passthrough
/// bit, from the lookup on. An opening of that node that cannot be passed on bypasses the page cache; as long as there
/// is one, all others of the node do, and lookups lead to the plain node.
extension MountedTree {
  /// The node by which the kernel is told of something.
  func shownNode(_ attributes: Attributes) -> NodeID {
    guard passthrough.isActive, !attributes.isDirectory else { return attributes.node }
    let isRead =
      switch attributes.node.kind {
      case .source:
        attributes.canPassThrough || attributes.isRemote && stored.canPassThrough && stored.isComplete(attributes.node)
      case .archive: stored.canPassThrough && stored.isComplete(attributes.node)
      default: false
      }
    return isRead && !direct.contains(attributes.node.rawValue) ? attributes.node.passedThrough : attributes.node
  }

  func answerPassedThrough(
    _ request: consuming Request, _ node: NodeID, _ open: OpenNode, _ content: Tree.Content
  ) {
    do throws(Errno) {
      if let nodes = passthrough.nodes {
        if !direct.contains(node.content.rawValue) {
          if let backing = try register(open, node, request, nodes) {
            return answerPassedThrough(request, backing, nodes, content)
          }
        } else if nodes.isRegistered(node.rawValue) {
          // Nothing may stand beside it.
          throw .stale
        }
      }
    } catch {
      // Programs have another file of the node open, from before its disk was away. The kernel looks the name up
      // again, and opens what it is led to now.
      direct.avoid(node.content.rawValue)
      return request.fail(.stale)
    }
    let handle = enter(open)
    direct.add(node.content.rawValue, handle: handle)
    if !request.reply(OpenedFile(handle: handle, keepsCache: false, isDirect: true)) { direct.remove(handle: handle) }
  }

  /// Opens a ZIP that the kernel reads itself already: then only the library has to be looked at.
  ///
  /// - Returns: nil where it is not read so.
  func openRegistered(
    _ request: borrowing Request, _ node: NodeID, _ content: Tree.Content
  ) throws(Errno) -> (BackedNodes, BackedNodes.Backing)? {
    guard node.isPassedThrough, case .archive(let archive) = content, let nodes = passthrough.nodes,
      nodes.isRegistered(node.rawValue), !direct.contains(node.content.rawValue)
    else { return nil }
    try verify(try openArchive(archive))
    let backing = try? nodes.open(
      node.rawValue, unique: request.unique, wasSentBefore: request.wasSentBefore, file: nil)
    return backing.map { (nodes, $0) }
  }

  func answerPassedThrough(
    _ request: consuming Request, _ backing: BackedNodes.Backing, _ nodes: BackedNodes, _ content: Tree.Content
  ) {
    let handle = handles.withLock { handles in
      handles.last &+= 1
      let handle = PassedHandle(slot: backing.slot, serial: handles.last).rawValue
      handles.files[handle] = .passed(content)
      return handle
    }
    let isOpen = request.reply(OpenedFile(handle: handle, keepsCache: false, backing: backing.number))
    if !isOpen { handles.withLock { $0.files[handle] = nil } }
    nodes.answered(backing, isOpen: isOpen)
  }

  /// - Throws: ESTALE where the node is open as another file.
  /// - Returns: nil where it cannot be registered.
  private func register(
    _ open: OpenNode, _ node: NodeID, _ request: borrowing Request, _ nodes: BackedNodes
  ) throws(Errno) -> BackedNodes.Backing? {
    let file: BackedNodes.File? =
      switch open {
      case .file(let source, _): .init(descriptor: source.number, origin: source.origin, keeper: nil)
      case .stored(let stored, _): .init(descriptor: stored.file, origin: stored.origin, keeper: stored)
      case .distant, .remote, .archive, .passed, .generated, .sideCar, .folder: nil
      }
    do throws(Errno) {
      return try nodes.open(
        node.rawValue, unique: request.unique, wasSentBefore: request.wasSentBefore, file: file)
    } catch {
      if error == .stale { throw error }
      reportRefusal(error, of: open)
      return nil
    }
  }

  /// What is refused once is refused again: the folder is shown without from now on.
  private func reportRefusal(_ error: Errno, of open: OpenNode) {
    // Too many, or a supervisor that is busy: another time.
    if [.tooManyFiles, .timedOut, .outOfMemory, .notConnected, .brokenPipe].contains(error) { return }
    if case .stored = open { return stored.passthroughRefused() }
    guard case .file(_, let content) = open else { return }
    Log.info("\(content.location.root.path): the kernel does not read files there itself (\(error))")
    library.passthroughRefused(at: content.location)
  }

  func releaseBacking(_ request: consuming Request, handle: UInt64) {
    guard let passed = PassedHandle(rawValue: handle), let nodes = passthrough.nodes else { return request.succeed() }
    let (unique, wasSentBefore) = (request.unique, request.wasSentBefore)
    var pending: Request? = consume request
    nodes.release(slot: passed.slot, unique: unique, wasSentBefore: wasSentBefore) {
      if let request = pending.take() { request.succeed() }
    }
  }
}

/// The handle of an opening that the kernel reads itself. It says which slot of the ``BackingTable`` counts it, also to
/// the worker after this one.
///
/// Bits, highest first: 1 always 1, 16 slot, 47 serial number. Other handles start at the clock and never have the
/// highest bit.
struct PassedHandle: RawRepresentable, Sendable {
  let rawValue: UInt64

  private static let bit: UInt64 = 1 << 63
  private static let slotShift: UInt64 = 47

  init?(rawValue: UInt64) {
    guard rawValue & PassedHandle.bit != 0 else { return nil }
    self.rawValue = rawValue
  }

  init(slot: Int, serial: UInt64) {
    rawValue =
      PassedHandle.bit | UInt64(slot) << PassedHandle.slotShift | serial & (1 << PassedHandle.slotShift - 1)
  }

  var slot: Int { Int(rawValue >> PassedHandle.slotShift & 0xFFFF) }
}
