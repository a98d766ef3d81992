internal import Platform

/// The lines of a descriptor, without what ends them.
struct InputLines: ~Copyable {
  private let descriptor: Int32
  private var pending: [UInt8] = []
  /// Where the next line begins in ``pending``.
  private var start = 0
  private var isAtEnd = false

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// The next line; nil behind the last.
  mutating func next() throws(Errno) -> [UInt8]? {
    var searched = start
    while true {
      if let end = pending[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = end + 1 }
        return line(start..<end)
      }
      if isAtEnd {
        defer { start = pending.count }
        return start < pending.count ? line(start..<pending.count) : nil
      }
      pending.removeFirst(start)
      start = 0
      searched = pending.count
      try readMore()
    }
  }

  private func line(_ range: Range<Int>) -> [UInt8] {
    let line = pending[range]
    return Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
  }

  private mutating func readMore() throws(Errno) {
    var block = [UInt8](repeating: 0, count: 65536)
    let result = block.withUnsafeMutableBytes { buffer -> Result<Int, Errno> in
      let input = FileDescriptor(owning: descriptor)
      let result: Result<Int, Errno>
      do throws(Errno) { result = .success(try input.read(into: buffer)) } catch { result = .failure(error) }
      // It is not this value's to close.
      _ = input.release()
      return result
    }
    let count = try result.get()
    isAtEnd = count == 0
    pending += block[..<count]
  }
}
