internal import Synchronization

/// Page-aligned buffers of one READ's size, used again: a fresh MiB for every read would be a page fault for each
/// of its 256 pages.
final class ReadBuffers: Sendable {
  /// The largest READ the connection allows.
  static let size = 1 << 20

  // Raw buffers are owned by whoever took them out; the list hands each to one thread at a time.
  private struct Free: @unchecked Sendable { var buffers: [UnsafeMutableRawBufferPointer] = [] }
  private let free = Mutex(Free())

  /// Calls `body` with a buffer of `length` bytes, at most ``size``.
  func withBuffer<Result>(_ length: Int, _ body: (UnsafeMutableRawBufferPointer) -> Result) -> Result {
    let taken = free.withLock { Free(buffers: $0.buffers.popLast().map { [$0] } ?? []) }.buffers.first
    let buffer = taken ?? .allocate(byteCount: ReadBuffers.size, alignment: 4096)
    defer { free.withLock { [kept = Free(buffers: [buffer])] in $0.buffers += kept.buffers } }
    return body(UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(length, ReadBuffers.size)]))
  }

  deinit { free.withLock { for buffer in $0.buffers { buffer.deallocate() } } }
}
