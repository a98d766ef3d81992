internal import FUSE
internal import Model
internal import Platform
internal import Synchronization
internal import Tree

/// Files that the kernel reads itself.
///
/// The kernel lets the openings of a node be of one kind only: so such a file has another node, with the passthrough
/// bit, from the lookup on. An opening of that node that cannot be passed on reads without the page cache, which is
/// allowed beside the others.
extension MountedTree {
  /// The node by which the kernel is told of something.
  func shownNode(_ attributes: Attributes) -> NodeID {
    guard passthrough.isActive, !attributes.isDirectory else { return attributes.node }
    let isRead =
      switch attributes.node.kind {
      case .source: attributes.canPassThrough
      case .archive: stored.canPassThrough && stored.isComplete(attributes.node)
      default: false
      }
    return isRead ? attributes.node.passedThrough : attributes.node
  }

  func answerPassedThrough(
    _ request: consuming Request, _ node: NodeID, _ open: OpenNode, _ content: Tree.Content
  ) {
    guard let nodes = passthrough.nodes, let backing = register(open, node, request, nodes) else {
      request.reply(OpenedFile(handle: enter(open), keepsCache: false, isDirect: true))
      return
    }
    answerPassedThrough(request, backing, nodes, content)
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

  private func register(
    _ open: OpenNode, _ node: NodeID, _ request: borrowing Request, _ nodes: BackedNodes
  ) -> BackedNodes.Backing? {
    do throws(Errno) {
      let (unique, wasSentBefore) = (request.unique, request.wasSentBefore)
      switch open {
      case .file(let source, _):
        return try nodes.open(node.rawValue, unique: unique, wasSentBefore: wasSentBefore) { (source.number, nil) }
      case .stored(let stored, _):
        return try nodes.open(node.rawValue, unique: unique, wasSentBefore: wasSentBefore) {
          (stored.file, stored)
        }
      case .distant, .archive, .passed, .generated:
        return try nodes.open(node.rawValue, unique: unique, wasSentBefore: wasSentBefore, file: nil)
      }
    } catch {
      reportRefusal(error, of: open)
      return nil
    }
  }

  /// What is refused once is refused again: the folder is shown without from now on.
  private func reportRefusal(_ error: Errno, of open: OpenNode) {
    // Too many, or a supervisor that is busy: another time.
    if [.tooManyFiles, .timedOut, .outOfMemory, .notConnected, .brokenPipe].contains(error) { return }
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
