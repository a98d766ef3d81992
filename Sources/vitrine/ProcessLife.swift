internal import Platform

/// Whether a process still has a thread that runs or waits. One that was killed ends only when its last system call
/// has come back, and its first thread may have ended long before.
func isAlive(process: Int32) -> Bool {
  let directory = "/proc/\(process)/task"
  var threads: [String] = []
  do throws(Errno) {
    let stream = try DirectoryStream(try FileDescriptor.open(directory, [.readOnly, .directory]))
    while try stream.next({ name, _ in threads.append(String(decoding: name, as: UTF8.self)) }) {}
  } catch {
    return false
  }
  return threads.contains { thread in
    guard let bytes = try? readFile("\(directory)/\(thread)/stat"),
      // The name before it stands in parentheses and may hold anything.
      let name = bytes.lastIndex(of: UInt8(ascii: ")")), name + 2 < bytes.count
    else { return false }
    return !"ZX".utf8.contains(bytes[name + 2])
  }
}
