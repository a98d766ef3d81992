internal import FUSE
internal import Model
internal import Platform

/// Files that programs know from a service before this one, and that this one does not show yet: what sources offer
/// takes a while to be arranged where it is very much.
extension MountedTree {
  /// Whether a file that nobody knows may be shown in a moment.
  func mayBeRestored(_ node: UInt64, _ error: Errno) -> Bool {
    guard error == .stale, !library.isRestored else { return false }
    let kind = NodeID(rawValue: node).content.kind
    return kind == .source || kind == .archive
  }

  /// Carries a request out when everything is shown that was; it fails where that takes longer than the deadline.
  func carryOutWhenRestored(
    _ request: consuming Request, node: UInt64, handle: UInt64 = 0,
    _ body: @escaping @Sendable (consuming Request) -> Void
  ) {
    let waiting = WaitingRequest(request, budget: node, handle: handle) { waiting in
      if let request = waiting.take() { body(request) }
    }
    scheduler.parkUntilRestored(waiting, node: node)
    // It may have happened in between.
    if library.isRestored { scheduler.restored() }
  }

  /// Carries a request for a name, or for what a directory holds, out when everything is shown that was.
  func carryOutWhenNamed(
    _ request: consuming Request, node: UInt64, _ body: @escaping @Sendable (consuming Request) -> Void
  ) {
    let waiting = WaitingRequest(request, budget: node, handle: 0) { waiting in
      if let request = waiting.take() { body(request) }
    }
    if !names.keep(waiting) { waiting.work(waiting) }
  }
}
