internal import Compression
internal import Glibc
internal import Platform

/// The measured loops: raw system calls and the monotonic clock around them.
enum FileLoops {
  /// Reads the whole file in order, 1 MiB a call. Returns bytes and nanoseconds, the open included.
  static func readAll(_ path: String) throws -> (bytes: Int64, nanoseconds: UInt64) {
    try read(path) { _ in }
  }

  /// Reads the whole file as ``readAll(_:)`` does and computes its CRC-32.
  static func hash(_ path: String) throws -> (crc: UInt32, nanoseconds: UInt64) {
    var crc = CRC32()
    let nanoseconds = try read(path) { crc.update($0) }.nanoseconds
    return (crc.value, nanoseconds)
  }

  private static func read(
    _ path: String, _ body: (UnsafeRawBufferPointer) -> Void
  ) throws -> (bytes: Int64, nanoseconds: UInt64) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
    defer { buffer.deallocate() }
    let start = monotonicNanoseconds()
    let file = try FileDescriptor.open(path, .readOnly)
    var offset: Int64 = 0
    while true {
      let count = pread(file.rawValue, buffer.baseAddress, buffer.count, off_t(offset))
      if count < 0 { throw BenchFailure("read of \(path) at \(offset): \(Errno(rawValue: errno))") }
      if count == 0 { break }
      body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      offset += Int64(count)
    }
    return (offset, monotonicNanoseconds() - start)
  }

  /// `bytes` at random offsets that are multiples of it, one after the other. Returns microseconds of each read.
  static func readRandom(
    _ path: String, bytes: Int = 4096, count: Int, seed: UInt64, limit: UInt64
  ) throws -> [Double] {
    let file = try FileDescriptor.open(path, .readOnly)
    let blocks = UInt64(try file.status().size) / UInt64(bytes)
    guard blocks > 0 else { throw BenchFailure("\(path) is too small to read at random") }
    var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
    var microseconds: [Double] = []
    microseconds.reserveCapacity(count)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes, alignment: 4096)
    defer { buffer.deallocate() }
    let deadline = monotonicNanoseconds() + limit
    for _ in 0..<count {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      let offset = off_t(state % blocks * UInt64(bytes))
      let start = monotonicNanoseconds()
      if pread(file.rawValue, buffer.baseAddress, bytes, offset) != bytes {
        throw BenchFailure("read of \(path) at \(offset): \(Errno(rawValue: errno))")
      }
      let end = monotonicNanoseconds()
      microseconds.append(Double(end - start) / 1000)
      if end > deadline { break }
    }
    return microseconds
  }

  /// Opens and closes the file again and again. Returns microseconds for one open and close.
  static func openAndClose(_ path: String, count: Int, limit: UInt64) throws -> Double {
    let start = monotonicNanoseconds()
    var done = 0
    while done < count, monotonicNanoseconds() - start < limit {
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      if descriptor < 0 { throw BenchFailure("open of \(path): \(Errno(rawValue: errno))") }
      close(descriptor)
      done += 1
    }
    return Double(monotonicNanoseconds() - start) / 1000 / Double(max(1, done))
  }

  /// Reads a directory and lstats every entry, as `ls -l` does. Returns their number and nanoseconds.
  static func list(_ path: String) throws -> (entries: Int, nanoseconds: UInt64) {
    let start = monotonicNanoseconds()
    let directory = try DirectoryStream(try FileDescriptor.open(path, [.readOnly, .directory]))
    var names: [[UInt8]] = []
    while try directory.next({ name, _ in names.append(Array(name) + [0]) }) {}
    var status = stat()
    for name in names {
      let result = name.withUnsafeBufferPointer { bytes in
        bytes.withMemoryRebound(to: CChar.self) { text in
          text.baseAddress.map { fstatat(directory.descriptor, $0, &status, AT_SYMLINK_NOFOLLOW) } ?? -1
        }
      }
      if result != 0 { throw BenchFailure("lstat in \(path): \(Errno(rawValue: errno))") }
    }
    return (names.count, monotonicNanoseconds() - start)
  }

  /// Reads a directory and nothing else, as front ends do that go by the kinds of entries. Returns nanoseconds.
  static func listKinds(_ path: String, entries: Int) throws -> UInt64 {
    let start = monotonicNanoseconds()
    let directory = try DirectoryStream(try FileDescriptor.open(path, [.readOnly, .directory]))
    var files = 0
    while try directory.next({ _, kind in files += kind == .regular ? 1 : 0 }) {}
    guard files >= entries else { throw BenchFailure("\(path) has \(files) files instead of \(entries)") }
    return monotonicNanoseconds() - start
  }

  /// Looks at every name and at places of pictures, films and manuals that are not there. Returns nanoseconds.
  ///
  /// - Parameter endings: put in the place of the last four letters of each name.
  static func browse(_ path: String, names: [String], endings: [String]) throws -> UInt64 {
    let directory = try FileDescriptor.open(path, [.readOnly, .directory])
    let probes = names.map { name in endings.map { String(name.dropLast(4)) + $0 } }
    var status = stat()
    let start = monotonicNanoseconds()
    for (name, absent) in zip(names, probes) {
      guard fstatat(directory.rawValue, name, &status, 0) == 0 else {
        throw BenchFailure("stat of \(path)/\(name): \(Errno(rawValue: errno))")
      }
      for probe in absent where fstatat(directory.rawValue, probe, &status, 0) == 0 {
        throw BenchFailure("\(path)/\(probe) is there")
      }
    }
    return monotonicNanoseconds() - start
  }

  /// lstats `count` names in a directory, every second one with an ending that does not exist, as front ends probe
  /// for side-cars. Returns microseconds for one call.
  static func probe(_ directory: String, names: [String], count: Int, limit: UInt64) throws -> Double {
    let descriptor = try FileDescriptor.open(directory, [.readOnly, .directory])
    let paths = (0..<count).map { index in
      let name = names[index / 2 % names.count]
      return index % 2 == 0 ? name : name.dropLast(4) + ".png"
    }
    var status = stat()
    let start = monotonicNanoseconds()
    var done = 0
    for path in paths {
      let result = fstatat(descriptor.rawValue, path, &status, AT_SYMLINK_NOFOLLOW)
      if (result == 0) != (done % 2 == 0) { throw BenchFailure("lstat of \(directory)/\(path) is wrong") }
      done += 1
      if done % 64 == 0, monotonicNanoseconds() - start > limit { break }
    }
    return Double(monotonicNanoseconds() - start) / 1000 / Double(done)
  }

  /// Opens a file and reads its first 4 KiB. Returns nanoseconds.
  static func firstBytes(_ path: String) throws -> UInt64 {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 4096)
    defer { buffer.deallocate() }
    let start = monotonicNanoseconds()
    let file = try FileDescriptor.open(path, .readOnly)
    if pread(file.rawValue, buffer.baseAddress, 4096, 0) <= 0 {
      throw BenchFailure("first read of \(path): \(Errno(rawValue: errno))")
    }
    return monotonicNanoseconds() - start
  }
}
