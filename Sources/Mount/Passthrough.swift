package import Platform
internal import Synchronization

/// Why the kernel does not read files itself.
package enum PassthroughObstacle: Hashable, Sendable {
  /// The kernel does not offer it: older than 6.9, or built without CONFIG_FUSE_PASSTHROUGH.
  case notOffered
  /// Only root may register files.
  case notPrivileged
  /// The kernel, or the supervisor, refused to register a file.
  case refused(Errno)
}

/// Whether the kernel reads files itself in this mount, and which.
final class Passthrough: Sendable {
  private enum State {
    case waiting
    case active(BackedNodes)
    case impossible(PassthroughObstacle)
  }

  private let state = Mutex(State.waiting)
  /// Asked for every entry of every listing.
  private let activity = Atomic<Bool>(false)

  var isActive: Bool { activity.load(ordering: .relaxed) }

  /// nil as long as the kernel reads nothing itself.
  var nodes: BackedNodes? {
    state.withLock { if case .active(let nodes) = $0 { nodes } else { nil } }
  }

  /// nil where there is none, or it is not known yet.
  var obstacle: PassthroughObstacle? {
    state.withLock { if case .impossible(let obstacle) = $0 { obstacle } else { nil } }
  }

  func start(_ nodes: BackedNodes) {
    state.withLock { $0 = .active(nodes) }
    activity.store(true, ordering: .relaxed)
  }

  func refuse(_ obstacle: PassthroughObstacle) { state.withLock { $0 = .impossible(obstacle) } }
}
