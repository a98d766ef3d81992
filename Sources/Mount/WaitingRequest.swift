internal import FUSE
internal import Platform
internal import Synchronization

/// A request that is not answered at once. Whoever takes it first answers it: the thread that has the answer, the
/// deadline, or the cancellation.
final class WaitingRequest: Sendable {
  /// The file whose thread budget it counts against.
  let budget: UInt64
  let handle: UInt64
  /// The thread that made the request.
  let process: Int32
  /// What a thread of a pool does for it.
  let work: @Sendable (WaitingRequest) -> Void
  private let request: Mutex<Request?>

  init(
    _ request: consuming Request, budget: UInt64, handle: UInt64,
    work: @escaping @Sendable (WaitingRequest) -> Void
  ) {
    process = request.processID
    self.request = Mutex(consume request)
    self.budget = budget
    self.handle = handle
    self.work = work
  }

  /// The same request with other work; nil where it has been answered.
  convenience init?(
    moving other: WaitingRequest, budget: UInt64, work: @escaping @Sendable (WaitingRequest) -> Void
  ) {
    guard let request = other.take() else { return nil }
    self.init(request, budget: budget, handle: other.handle, work: work)
  }

  func reply(_ bytes: UnsafeRawBufferPointer) {
    if let request = take() { request.reply(bytes) }
  }

  func fail(_ error: Errno) {
    if let request = take() { request.fail(error) }
  }

  /// The request, once.
  func take() -> Request? { request.withLock { $0.take() } }
}
