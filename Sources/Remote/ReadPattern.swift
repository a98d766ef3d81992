/// How one opening of a file reads: in order, or here and there. Says how far ahead is worth fetching.
///
/// Pure. The kernel sends the reads of its own read-ahead in any order, so a little to and fro counts as in order.
package struct ReadPattern: Hashable, Sendable {
  package struct Limits: Hashable, Sendable {
    /// Bytes ahead of the reader after the first sign that it reads in order.
    package var first: Int64 = 512 << 10
    /// Bytes ahead of it at most.
    package var most: Int64 = 16 << 20
    /// A read that begins so far from where the last one ended counts as the next. Bytes.
    package var slack: Int64 = 2 << 20

    package init() {}
  }

  private let limits: Limits
  /// Where the next read begins if it goes on in order.
  private var next: Int64 = 0
  /// Bytes read in order, without a jump.
  private var run: Int64 = 0
  /// Bytes ahead; 0 without order.
  private var length: Int64 = 0
  /// What was given last.
  private var window: Range<Int64> = 0..<0
  /// Where reads begin that wait for what is not there.
  private var waiting: Set<Int64> = []
  package private(set) var reads = 0
  /// Bytes that were read, those that were read twice counted twice.
  package private(set) var bytes: Int64 = 0

  package init(_ limits: Limits = Limits()) { self.limits = limits }

  /// More can hardly wait: what was interrupted never comes again.
  private static let mostWaiting = 1024

  /// A read that waits is done again once its blocks are there, and is no other one then.
  ///
  /// - Returns: whether it was noted when it began to wait.
  package mutating func repeats(offset: Int64, isMissing: Bool) -> Bool {
    if !isMissing { return waiting.remove(offset) != nil }
    if waiting.count >= ReadPattern.mostWaiting { waiting = [] }
    return !waiting.insert(offset).inserted
  }

  /// Somebody reads.
  ///
  /// - Parameter size: of the file. Bytes.
  /// - Returns: what is to be there soon, and what the reader may still come back to: empty where nothing can be told;
  ///   nil where that is as before.
  package mutating func observe(offset: Int64, length count: Int, size: Int64) -> Range<Int64>? {
    let end = min(size, offset + Int64(count))
    guard offset < end else { return nil }
    let isFirst = reads == 0
    reads += 1
    bytes += end - offset
    let isInOrder = isFirst ? offset == 0 : offset <= next + limits.slack && offset >= next - limits.slack
    guard isInOrder else {
      (next, run, length) = (end, 0, 0)
      defer { window = 0..<0 }
      return window.isEmpty ? nil : 0..<0
    }
    run += max(0, end - next)
    next = max(next, end)
    if length == 0 {
      length = limits.first
    } else if run >= length {
      length = min(length * 2, limits.most)
      run = 0
    }
    let wanted = min(size, next + length)
    // Told in quarters: each new window is a request at the server.
    guard wanted - window.upperBound >= length / 4 || wanted == size && window.upperBound < size || window.isEmpty
    else {
      return nil
    }
    // What the reader may still come back to is kept.
    window = max(0, min(offset, next - limits.slack))..<wanted
    return window
  }
}
