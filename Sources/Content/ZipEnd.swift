internal import Model
internal import Platform

/// The end of a ZIP: where its central directory is.
struct ZipEnd {
  /// Of the central directory, from the start of the file.
  let start: Int64
  /// Bytes of the central directory.
  let length: Int64
  /// What stands before the archive in the file, as in one that extracts itself: offsets are counted from its end.
  let shift: Int64
  private let count: UInt64
  /// The plain end record has 16 bits for the number of members, and old programs let it overflow.
  private let isWide: Bool

  /// Whether the directory may have so many headers.
  func hasCount(_ headers: Int) -> Bool { isWide ? UInt64(headers) == count : UInt64(headers) & 0xFFFF == count }

  private static let recordBytes = 22
  private static let commentLimit = 65_535
  private static let locatorBytes = 20
  private static let wideRecordBytes = 56
  /// Marks of an end record that are followed up: a comment may be full of them.
  private static let candidateLimit = 64

  init(size: Int64, read: ZipDirectory.Read) throws(ZipDirectory.Failure) {
    let length = Int(min(size, Int64(ZipEnd.commentLimit + ZipEnd.recordBytes + ZipEnd.locatorBytes)))
    guard length >= ZipEnd.recordBytes else { throw .archive(.notAnArchive) }
    let tail = UnsafeMutableRawBufferPointer.allocate(byteCount: length, alignment: 8)
    defer { tail.deallocate() }
    try readWhole(tail, at: size - Int64(length), read)
    self = try ZipEnd.find(in: UnsafeRawBufferPointer(tail), at: size - Int64(length), read)
  }

  /// The last record that ends with the file wins; where there is none, the last that something was appended to.
  private static func find(
    in tail: UnsafeRawBufferPointer, at offset: Int64, _ read: ZipDirectory.Read
  ) throws(ZipDirectory.Failure) -> ZipEnd {
    var problem: ArchiveProblem?
    for reachesEnd in [true, false] {
      var candidates = 0
      var position = tail.count - recordBytes
      while position >= 0, candidates < candidateLimit {
        defer { position -= 1 }
        guard tail[position] == UInt8(ascii: "P"), tail.field(position, as: UInt32.self) == 0x0605_4B50 else {
          continue
        }
        let rest = tail.count - position - recordBytes - Int(tail.field(position + 20, as: UInt16.self))
        guard reachesEnd ? rest == 0 : rest > 0 else { continue }
        candidates += 1
        do throws(ZipDirectory.Failure) {
          return try ZipEnd(record: position, of: tail, at: offset, read)
        } catch {
          guard case .archive(let found) = error else { throw error }
          if problem == nil { problem = found }
        }
      }
    }
    throw .archive(problem ?? .notAnArchive)
  }

  private init(
    record position: Int, of tail: UnsafeRawBufferPointer, at offset: Int64, _ read: ZipDirectory.Read
  ) throws(ZipDirectory.Failure) {
    let record = UnsafeRawBufferPointer(rebasing: tail[position...])
    let disks = [record.field(4, as: UInt16.self), record.field(6, as: UInt16.self)]
    let counts = [record.field(8, as: UInt16.self), record.field(10, as: UInt16.self)]
    let length = record.field(12, as: UInt32.self)
    let start = record.field(16, as: UInt32.self)
    let isFull = counts[1] == 0xFFFF || length == 0xFFFF_FFFF || start == 0xFFFF_FFFF || disks.contains(0xFFFF)
    if isFull, position >= ZipEnd.locatorBytes {
      let locator = UnsafeRawBufferPointer(rebasing: tail[(position - ZipEnd.locatorBytes)..<position])
      if locator.field(0, as: UInt32.self) == 0x0706_4B50 {
        self = try ZipEnd(locator: locator, at: offset + Int64(position - ZipEnd.locatorBytes), read)
        return
      }
    }
    guard disks == [0, 0], counts[0] == counts[1] else { throw .archive(.severalDisks) }
    count = UInt64(counts[1])
    isWide = false
    self.length = Int64(length)
    self.start = try ZipEnd.directory(
      start: UInt64(start), length: UInt64(length), endingAt: offset + Int64(position), read)
    shift = self.start - Int64(start)
  }

  /// - Parameter offset: of the locator in the file.
  private init(
    locator: UnsafeRawBufferPointer, at offset: Int64, _ read: ZipDirectory.Read
  ) throws(ZipDirectory.Failure) {
    guard locator.field(4, as: UInt32.self) == 0, locator.field(16, as: UInt32.self) <= 1 else {
      throw .archive(.severalDisks)
    }
    let record = UnsafeMutableRawBufferPointer.allocate(byteCount: ZipEnd.wideRecordBytes, alignment: 8)
    defer { record.deallocate() }
    // Where the locator says; behind a program that extracts it, right before the locator.
    var position: Int64?
    for candidate in [Int64(clamping: locator.field(8, as: UInt64.self)), offset - Int64(ZipEnd.wideRecordBytes)] {
      guard candidate >= 0, candidate <= offset - Int64(ZipEnd.wideRecordBytes) else { continue }
      try readWhole(record, at: candidate, read)
      if UnsafeRawBufferPointer(record).field(0, as: UInt32.self) == 0x0606_4B50 {
        position = candidate
        break
      }
    }
    guard let position else { throw .archive(.damaged) }
    let fields = UnsafeRawBufferPointer(record)
    let disks = [fields.field(16, as: UInt32.self), fields.field(20, as: UInt32.self)]
    let counts = [fields.field(24, as: UInt64.self), fields.field(32, as: UInt64.self)]
    guard disks == [0, 0], counts[0] == counts[1] else { throw .archive(.severalDisks) }
    guard counts[1] <= UInt64(ZipDirectory.memberLimit) else { throw .archive(.tooLarge) }
    count = counts[1]
    isWide = true
    let start = fields.field(48, as: UInt64.self)
    let length = fields.field(40, as: UInt64.self)
    self.start = try ZipEnd.directory(start: start, length: length, endingAt: position, read)
    self.length = Int64(length)
    shift = self.start - Int64(start)
  }

  /// Where the directory really begins: right before the end record, or else where that says.
  private static func directory(
    start: UInt64, length: UInt64, endingAt end: Int64, _ read: ZipDirectory.Read
  ) throws(ZipDirectory.Failure) -> Int64 {
    guard length <= UInt64(end), start <= UInt64(end) - length else { throw .archive(.damaged) }
    if length == 0 { return Int64(start) }
    guard length >= 46 else { throw .archive(.damaged) }
    let mark = UnsafeMutableRawBufferPointer.allocate(byteCount: 4, alignment: 4)
    defer { mark.deallocate() }
    for candidate in [end - Int64(length), Int64(start)] {
      try readWhole(mark, at: candidate, read)
      if UnsafeRawBufferPointer(mark).field(0, as: UInt32.self) == 0x0201_4B50 { return candidate }
    }
    throw .archive(.damaged)
  }
}
