internal import FUSE
internal import Platform
internal import Synchronization

/// A READ that is not answered at once. Whoever takes the request first answers it: the thread that has the bytes,
/// the deadline, or the cancellation.
final class WaitingRead: Sendable {
  let open: OpenNode
  let node: UInt64
  let handle: UInt64
  let offset: Int64
  let length: Int
  let process: Int32
  private let request: Mutex<Request?>

  init(
    _ request: consuming Request, open: OpenNode, node: UInt64, handle: UInt64, offset: Int64, length: Int
  ) {
    process = request.processID
    self.request = Mutex(consume request)
    self.open = open
    self.node = node
    self.handle = handle
    self.offset = offset
    self.length = length
  }

  func reply(_ bytes: UnsafeRawBufferPointer) {
    if let request = take() { request.reply(bytes) }
  }

  func fail(_ error: Errno) {
    if let request = take() { request.fail(error) }
  }

  private func take() -> Request? { request.withLock { $0.take() } }
}
