internal import Content
internal import Model
internal import Platform

/// A ZIP put together byte by byte, with every field that a directory is read from open to lies.
struct ForgedZip {
  struct Member {
    var name: [UInt8]
    var data: [UInt8] = []
    var method: Int64 = 0
    var flags: Int64 = 0x0800
    var checksum: Int64?
    /// What the central header says; nil is the truth.
    var size: Int64?
    var compressedSize: Int64?
    var headerOffset: Int64?
    var centralExtra: [UInt8] = []
    var comment: [UInt8] = []

    init(_ name: String, _ data: [UInt8] = []) {
      self.name = Array(name.utf8)
      self.data = data
    }
  }

  var prefix: [UInt8] = []
  var members: [Member]
  /// Between the directory and the end record.
  var beforeEnd: [UInt8] = []
  var comment: [UInt8] = []
  /// Behind the end of everything.
  var appended: [UInt8] = []
  var diskNumber: Int64 = 0
  /// Headers the end record tells of; nil is the truth.
  var count: Int64?
  var directoryStart: Int64?
  var directoryLength: Int64?

  init(_ members: [Member]) { self.members = members }

  var bytes: [UInt8] {
    var bytes = prefix
    var central: [UInt8] = []
    for member in members {
      let offset = Int64(bytes.count - prefix.count)
      let crc = member.checksum ?? Int64(checksum(member.data))
      let shared = le(member.flags, 2) + le(member.method, 2) + le(0, 4) + le(crc, 4)
      bytes +=
        le(0x0403_4B50, 4) + le(20, 2) + shared + le(Int64(member.data.count), 4) + le(Int64(member.data.count), 4)
      bytes += le(Int64(member.name.count), 2) + le(0, 2) + member.name + member.data
      central += le(0x0201_4B50, 4) + le(0x0314, 2) + le(20, 2) + shared
      central +=
        le(member.compressedSize ?? Int64(member.data.count), 4) + le(member.size ?? Int64(member.data.count), 4)
      central += le(Int64(member.name.count), 2) + le(Int64(member.centralExtra.count), 2)
      central += le(Int64(member.comment.count), 2) + le(0, 2) + le(0, 2) + le(0, 4)
      central += le(member.headerOffset ?? offset, 4) + member.name + member.centralExtra + member.comment
    }
    let start = Int64(bytes.count - prefix.count)
    bytes += central + beforeEnd + endRecord(start, Int64(central.count)) + comment
    return bytes + appended
  }

  private func endRecord(_ start: Int64, _ length: Int64) -> [UInt8] {
    let count = count ?? Int64(members.count)
    return le(0x0605_4B50, 4) + le(diskNumber, 2) + le(0, 2) + le(count, 2) + le(count, 2)
      + le(directoryLength ?? length, 4) + le(directoryStart ?? start, 4) + le(Int64(comment.count), 2)
  }
}

/// A file in memory, and how it was read.
final class BytesOnDisk {
  let bytes: [UInt8]
  private(set) var bytesRead = 0
  private(set) var largestRead = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func read(_ buffer: UnsafeMutableRawBufferPointer, _ offset: Int64) throws(Errno) -> Int {
    // A reader that asks for what is outside the file has not checked an offset.
    guard offset >= 0, offset <= bytes.count else { throw .invalidArgument }
    let count = min(buffer.count, bytes.count - Int(offset))
    bytes.withUnsafeBytes { contents in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: contents[Int(offset)..<Int(offset) + count]))
    }
    bytesRead += count
    largestRead = max(largestRead, count)
    return count
  }

  func directory() throws(ZipDirectory.Failure) -> ZipDirectory {
    try ZipDirectory(size: Int64(bytes.count)) { (buffer, offset) throws(Errno) in try self.read(buffer, offset) }
  }

  /// The members' names, or why there are none.
  func names() -> Result<[String], ZipDirectory.Failure> {
    do throws(ZipDirectory.Failure) {
      return .success(try directory().entries.map { String(decoding: $0.member.name, as: UTF8.self) })
    } catch {
      return .failure(error)
    }
  }
}
