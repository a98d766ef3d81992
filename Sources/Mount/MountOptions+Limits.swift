internal import Platform

extension MountOptions {
  /// How many reads of one file may wait, so that a stalled file leaves room for all others.
  ///
  /// The kernel lets the connection of an ordinary user have `max_user_bgreq` requests outstanding, which it derives
  /// from the memory, and root's what the connection asks for.
  package static func waitingReadsPerFile(isPrivileged: Bool) -> Int {
    let most = 1024
    guard !isPrivileged,
      let file = try? FileDescriptor.open("/sys/module/fuse/parameters/max_user_bgreq", .readOnly)
    else { return most }
    let limit = withUnsafeTemporaryAllocation(byteCount: 32, alignment: 1) { buffer -> Int? in
      guard let count = try? file.read(into: buffer) else { return nil }
      return Int(String(decoding: buffer[..<count].prefix { $0 != 0x0A }, as: UTF8.self))
    }
    return max(4, min(most, (limit ?? most) / 4))
  }
}
