internal import Glibc
internal import Platform

/// What is mounted where, from the kernel's own list.
package enum Mounts {
  /// The mount points at or below `path`, deepest first. From `/proc/self/mountinfo`.
  package static func below(_ path: String) -> [String] {
    let table = (try? Files.read("/proc/self/mountinfo")).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return table.split(separator: "\n").compactMap { line -> String? in
      let fields = line.split(separator: " ")
      guard fields.count > 4 else { return nil }
      let point = unescaped(fields[4])
      return point == path || point.hasPrefix(path + "/") ? point : nil
    }.reversed()
  }

  /// Whether something is mounted exactly at `path`.
  package static func isMountPoint(_ path: String) -> Bool { below(path).contains(path) }

  /// Takes every mount at or below `path` out of the tree at once, however busy (lazily).
  package static func detach(below path: String) {
    for point in below(path) where umount2(point, Int32(MNT_DETACH)) == -1 {
      _ = try? ExternalProgram.run("fusermount3", ["-u", "-z", "-q", point], timeout: 10_000_000_000)
    }
  }

  /// The kernel writes space, tab, line feed and backslash as `\` and three octal digits.
  private static func unescaped(_ field: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(field.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"), rest.count >= 3,
        let value = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8)
      {
        bytes.append(value)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
