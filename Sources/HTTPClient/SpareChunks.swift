internal import Synchronization

/// Memory of bytes that were read, for those that come. Any thread; its lock is a leaf.
package final class SpareChunks: Sendable {
  /// Bytes of a chunk.
  package static let size = 256 << 10
  /// 4 MiB, about what two streams have under way.
  private static let most = 16

  private let chunks = Mutex<[[UInt8]]>([])

  package init() {}

  /// Empty, with room for a chunk.
  package func take() -> [UInt8] {
    if let chunk = chunks.withLock({ $0.popLast() }) { return chunk }
    var chunk: [UInt8] = []
    chunk.reserveCapacity(SpareChunks.size)
    return chunk
  }

  /// Does nothing with what others hold as well.
  package func keep(_ bytes: consuming [UInt8]) {
    guard bytes.capacity >= SpareChunks.size else { return }
    chunks.withLock { chunks in
      guard chunks.count < SpareChunks.most else { return }
      chunks.append([])
      swap(&chunks[chunks.count - 1], &bytes)
      chunks[chunks.count - 1].removeAll(keepingCapacity: true)
    }
  }
}
