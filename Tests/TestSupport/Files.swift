internal import Glibc
package import Platform

/// Files that a test makes, changes and looks at. Paths are the process's; parents must exist unless said otherwise.
package enum Files {
  /// Writes a new file, with the directories above it, replacing one that is there (same inode).
  package static func write(_ bytes: [UInt8], to path: String) throws(Errno) {
    if let slash = path.lastIndex(of: "/"), slash != path.startIndex { try createDirectories(String(path[..<slash])) }
    let file = try FileDescriptor.open(path, [.writeOnly, .create, .truncate])
    let written: Result<Void, Errno> = bytes.withUnsafeBytes { buffer in
      do throws(Errno) { return .success(try file.write(buffer)) } catch { return .failure(error) }
    }
    try written.get()
  }

  package static func write(_ text: String, to path: String) throws(Errno) { try write(Array(text.utf8), to: path) }

  /// Replaces `path` as careful programs do: a new file beside it, renamed over it.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(Errno) {
    try write(bytes, to: path + ".new")
    try rename(path + ".new", path)
  }

  /// Makes a file of `size` bytes that are all zero and occupy nothing.
  package static func writeSparse(_ path: String, size: Int64) throws(Errno) {
    try write([], to: path)
    try truncate(path, to: size)
  }

  package static func truncate(_ path: String, to size: Int64) throws(Errno) {
    try check(Glibc.truncate(path, off_t(size)))
  }

  /// All bytes of a file.
  package static func read(_ path: String) throws(Errno) -> [UInt8] {
    let file = try FileDescriptor.open(path, .readOnly)
    var bytes: [UInt8] = []
    var failure: Errno?
    withUnsafeTemporaryAllocation(byteCount: 1 << 20, alignment: 4096) { buffer in
      do throws(Errno) {
        while true {
          let count = try file.read(into: buffer)
          if count == 0 { return }
          bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
      } catch { failure = error }
    }
    if let failure { throw failure }
    return bytes
  }

  /// `count` bytes at `offset` through pread(2); fewer at the file's end.
  package static func read(_ path: String, at offset: Int64, count: Int) throws(Errno) -> [UInt8] {
    try read(try FileDescriptor.open(path, .readOnly), at: offset, count: count)
  }

  /// The same of an open file.
  package static func read(
    _ file: borrowing FileDescriptor, at offset: Int64, count: Int
  ) throws(Errno) -> [UInt8] {
    var failure: Errno?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      do throws(Errno) {
        initialized = try file.read(into: UnsafeMutableRawBufferPointer(buffer), at: offset)
      } catch { failure = error }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Sets the modification time, in seconds and nanoseconds since 1970; links are not followed.
  package static func setModified(_ path: String, seconds: Int, nanoseconds: Int = 0) throws(Errno) {
    let time = timespec(tv_sec: seconds, tv_nsec: nanoseconds)
    let times = [time, time]
    try check(utimensat(AT_FDCWD, path, times, AT_SYMLINK_NOFOLLOW))
  }

  package static func createLink(at path: String, to target: String) throws(Errno) { try check(symlink(target, path)) }

  package static func rename(_ old: String, _ new: String) throws(Errno) { try check(Glibc.rename(old, new)) }

  package static func remove(_ path: String) throws(Errno) { try check(unlink(path)) }

  package static func setPermissions(_ path: String, _ permissions: UInt32) throws(Errno) {
    try check(chmod(path, mode_t(permissions)))
  }

  /// Gives `path` alone to the user and the group of that number.
  package static func setOwner(_ path: String, _ user: UInt32) throws(Errno) { try check(lchown(path, user, user)) }

  package static func exists(_ path: String) -> Bool { (try? FileStatus.of(path, followingLinks: false)) != nil }

  /// SHA-256 of files in hexadecimal, in their order, by coreutils' `sha256sum`.
  package static func sha256(_ paths: [String]) throws -> [String] {
    var sums: [String] = []
    for start in stride(from: 0, to: paths.count, by: 500) {
      let part = Array(paths[start..<min(start + 500, paths.count)])
      let result = try ExternalProgram.run("sha256sum", ["--zero", "--"] + part, timeout: 600_000_000_000)
      guard result.status == 0 else { throw TestFailure("sha256sum: \(result.errorText)") }
      sums += result.text.split(separator: "\0").map { String($0.prefix(64)) }
    }
    return sums
  }

  package static func sha256(_ path: String) throws -> String { try sha256([path])[0] }

  /// CRC-32 of a file, by Python's zlib.
  package static func crc32(_ path: String) throws -> UInt32 {
    let script =
      "import sys,zlib\nc=0\nfor b in iter(lambda f=open(sys.argv[1],'rb'):f.read(1<<20),b''):c=zlib.crc32(b,c)\nprint(c)"
    let result = try ExternalProgram.run("python3", ["-c", script, path], timeout: 600_000_000_000)
    guard result.status == 0, let sum = UInt32(result.text.filter(\.isNumber)) else {
      throw TestFailure("zlib.crc32 of \(path): \(result.errorText)")
    }
    return sum
  }

  private static func check(_ result: Int32) throws(Errno) {
    if result == -1 { throw Errno(rawValue: errno) }
  }
}

/// What a test could not do, in words.
package struct TestFailure: Error, CustomStringConvertible {
  package let description: String
  package init(_ description: String) { self.description = description }
}
