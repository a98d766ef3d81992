internal import Synchronization

/// Openings of nodes the kernel was to read itself, and could not, which bypass the page cache instead.
///
/// As long as a node has one, it is opened in no other way: a program that maps it makes the kernel refuse all others.
final class DirectOpenings: Sendable {
  private struct State {
    var counts: [UInt64: Int] = [:]
    /// By handle.
    var nodes: [UInt64: UInt64] = [:]
  }

  private let state = Mutex(State())
  /// Nodes with one: asked for every entry of every listing.
  private let count = Atomic<Int>(0)

  func contains(_ node: UInt64) -> Bool {
    guard count.load(ordering: .relaxed) > 0 else { return false }
    return state.withLock { $0.counts[node] != nil }
  }

  /// From now on the node is read through the service, whoever opens it.
  func avoid(_ node: UInt64) {
    state.withLock { state in
      state.counts[node, default: 0] += 1
      count.store(state.counts.count, ordering: .relaxed)
    }
  }

  func add(_ node: UInt64, handle: UInt64) {
    state.withLock { state in
      state.counts[node, default: 0] += 1
      state.nodes[handle] = node
      count.store(state.counts.count, ordering: .relaxed)
    }
  }

  func remove(handle: UInt64) {
    guard count.load(ordering: .relaxed) > 0 else { return }
    state.withLock { state in
      guard let node = state.nodes.removeValue(forKey: handle), let openings = state.counts[node] else { return }
      state.counts[node] = openings > 1 ? openings - 1 : nil
      count.store(state.counts.count, ordering: .relaxed)
    }
  }
}
