internal import Synchronization

/// Page-aligned buffers of one READ's size, used again: a fresh MiB for every read would be a page fault for each
/// of its 256 pages.
final class ReadBuffers: Sendable {
  /// The largest READ the connection allows.
  static let size = 1 << 20
  /// How many are kept while nobody uses them.
  private static let kept = 12

  // A buffer is owned by whoever took it out; the list hands each to one thread at a time.
  private struct Buffer: @unchecked Sendable { let memory: UnsafeMutableRawBufferPointer }
  private let free = Mutex<[Buffer]>([])

  /// Calls `body` with a buffer of `length` bytes, at most ``size``.
  func withBuffer<Result>(_ length: Int, _ body: (UnsafeMutableRawBufferPointer) -> Result) -> Result {
    let buffer =
      free.withLock { $0.popLast() } ?? Buffer(memory: .allocate(byteCount: ReadBuffers.size, alignment: 4096))
    defer {
      let isKept = free.withLock { free in
        guard free.count < ReadBuffers.kept else { return false }
        free.append(buffer)
        return true
      }
      if !isKept { buffer.memory.deallocate() }
    }
    return body(UnsafeMutableRawBufferPointer(rebasing: buffer.memory[..<min(length, ReadBuffers.size)]))
  }

  deinit { free.withLock { for buffer in $0 { buffer.memory.deallocate() } } }
}
