/// The kernel's list of mounts, as this process sees it. Parses `/proc/self/mountinfo` (proc(5)).
package struct MountTable: Sendable {
  package struct Entry: Hashable, Sendable {
    /// The mount's number, which is used again when it is gone.
    package var id: UInt64
    /// The device number of what is mounted. Of a FUSE mount, the minor is also the number of its connection.
    package var major: UInt32
    package var minor: UInt32
    /// What of the file system is mounted: the path of a directory in it, "/" for all of it.
    package var root: String
    /// Absolute.
    package var mountPoint: String
    /// Such as `ext4` or `fuse.vitrine`.
    package var type: String
    package var source: String
    /// The options of the file system itself, such as `user_id=0`.
    package var options: String

    /// The number of the user who made a FUSE mount; nil for other kinds.
    package var owner: UInt32? {
      words.first { $0.hasPrefix("user_id=") }.flatMap { UInt32($0.dropFirst("user_id=".count)) }
    }

    /// Whether the kernel lets that user into a FUSE mount: whoever made it, and all with `allow_other`.
    package func admits(user: UInt32) -> Bool { owner == user || words.contains("allow_other") }

    private var words: [Substring] { options.split(separator: ",") }
  }

  /// In the order they were mounted.
  package let entries: [Entry]

  /// Lines that do not have the fields of proc(5) are left out.
  package init(parsing text: String) {
    entries = text.utf8.split(separator: UInt8(ascii: "\n")).compactMap(Entry.init(line:))
  }

  package static func current() throws(Errno) -> MountTable {
    let file = try FileDescriptor.open("/proc/self/mountinfo", .readOnly)
    return MountTable(parsing: String(decoding: try file.readToEnd(limit: 64 << 20), as: UTF8.self))
  }

  /// What is seen at `path`: the last mount on it. nil where nothing is mounted.
  package func topmost(at path: String) -> Entry? { entries.last { $0.mountPoint == path } }

  /// The innermost mount that holds `path`.
  package func holding(_ path: String) -> Entry? {
    entries.enumerated().filter { isPath(path, within: $0.element.mountPoint) }
      .max { ($0.element.mountPoint.utf8.count, $0.offset) < ($1.element.mountPoint.utf8.count, $1.offset) }?.element
  }
}

/// Whether `path` is `directory` or below it. Both absolute and without links, `.`, `..` or doubled slashes.
package func isPath(_ path: String, within directory: String) -> Bool {
  if directory == "/" { return path.utf8.first == UInt8(ascii: "/") }
  guard path.utf8.starts(with: directory.utf8) else { return false }
  let rest = path.utf8.dropFirst(directory.utf8.count)
  return rest.isEmpty || rest.first == UInt8(ascii: "/")
}

extension MountTable.Entry {
  /// `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue`
  fileprivate init?(line: Substring.UTF8View.SubSequence) {
    let fields = line.split(separator: UInt8(ascii: " "))
    guard fields.count >= 10,
      // Between the sixth field and the hyphen stand any number of optional ones.
      let hyphen = fields[6...].firstIndex(where: { $0.elementsEqual("-".utf8) }), hyphen + 3 < fields.count
    else { return nil }
    let device = fields[2].split(separator: UInt8(ascii: ":"))
    guard device.count == 2, let major = UInt32(String(Substring(device[0]))),
      let minor = UInt32(String(Substring(device[1])))
    else { return nil }
    guard let id = UInt64(String(Substring(fields[0]))) else { return nil }
    self.id = id
    self.major = major
    self.minor = minor
    root = unescaped(fields[3])
    mountPoint = unescaped(fields[4])
    type = unescaped(fields[hyphen + 1])
    source = unescaped(fields[hyphen + 2])
    options = unescaped(fields[hyphen + 3])
  }
}

/// Space, tab, line feed, hash and backslash stand in mountinfo as a backslash and three octal digits.
private func unescaped(_ field: Substring.UTF8View.SubSequence) -> String {
  var bytes: [UInt8] = []
  var index = field.startIndex
  while index < field.endIndex {
    let next = field.index(after: index)
    if field[index] == UInt8(ascii: "\\"), let end = field.index(index, offsetBy: 4, limitedBy: field.endIndex),
      let value = UInt8(String(Substring(field[next..<end])), radix: 8)
    {
      bytes.append(value)
      index = end
    } else {
      bytes.append(field[index])
      index = next
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}
