internal import Glibc

/// What one descriptor is watched for, and what came of it. Wraps `struct pollfd`.
package struct PollItem: Sendable {
  package let descriptor: Int32
  /// Whether data to read is waited for; an error and a hang-up always are.
  package let wantsInput: Bool
  package private(set) var isReadable = false
  /// The other end is closed, or the connection is gone.
  package private(set) var isBroken = false

  package init(_ descriptor: Int32, wantsInput: Bool = true) {
    self.descriptor = descriptor
    self.wantsInput = wantsInput
  }

  /// Sleeps until something happens to one of `items` or `deadline` (``monotonicNanoseconds()``, nil: for ever) passes.
  package static func wait(for items: inout [PollItem], until deadline: UInt64? = nil) throws(Errno) {
    var raw = items.map { pollfd(fd: $0.descriptor, events: $0.wantsInput ? Int16(POLLIN) : 0, revents: 0) }
    while true {
      var milliseconds: Int32 = -1
      if let deadline {
        let now = monotonicNanoseconds()
        // Rounded up: a wait that ends just before its deadline would only be repeated.
        milliseconds = deadline <= now ? 0 : Int32(clamping: (deadline - now + 999_999) / 1_000_000)
      }
      let count = poll(&raw, nfds_t(raw.count), milliseconds)
      if count >= 0 { break }
      let number = errno
      if number != EINTR { throw Errno(rawValue: number) }
    }
    for index in items.indices {
      let events = Int32(raw[index].revents)
      items[index].isReadable = events & POLLIN != 0
      items[index].isBroken = events & (POLLHUP | POLLERR | POLLNVAL) != 0
    }
  }
}

/// Waits until `descriptor` is readable or closed at its other end.
///
/// - Returns: false when `deadline` passed first.
package func waitForInput(_ descriptor: borrowing FileDescriptor, until deadline: UInt64?) throws(Errno) -> Bool {
  var items = [PollItem(descriptor.rawValue)]
  try PollItem.wait(for: &items, until: deadline)
  return items[0].isReadable || items[0].isBroken
}
