package import Platform

/// Reads one of libretro's databases, `<playlist>.rdb`, front to back.
///
/// | bytes | are |
/// |---|---|
/// | `RARCHDB\0` | what it is |
/// | 8, big-endian | where `{"count": n}` stands |
/// | maps of MessagePack | entries |
/// | `C0` | the end of the entries; indexes, which nobody needs here, stand behind `{"count": n}` |
///
/// The file is untrusted: a value of another kind than its field has costs the field, an entry that is none is passed
/// over, and what is no MessagePack ends the reading, because nothing tells where the next entry begins. Memory does
/// not depend on the file. Belongs to one thread at a time.
package struct RDBFile: ~Copyable {
  package enum Failure: Error, Sendable, Hashable {
    case file(Errno)
    /// It begins otherwise.
    case notADatabase
    /// It is no MessagePack from there on, or ends inside an entry.
    case damaged(offset: Int64)
  }

  /// Keys of an entry: the largest have some forty.
  private static let mostFields = 1000

  /// How many entries there should be; nil where the file does not say.
  package private(set) var count: UInt64?
  /// How many there have been.
  package private(set) var readCount: UInt64 = 0
  /// Where the entry that was read last begins.
  package private(set) var entryOffset: Int64 = 0
  /// Places of values and entries that make no sense, and how many there were.
  package private(set) var badOffsets: [Int64] = []
  package private(set) var badCount = 0
  /// How far it has been read.
  package var offset: Int64 { reader.offset }

  private var reader: MessagePackReader
  private var isAtEnd = false

  package init(_ file: consuming FileDescriptor) throws(Failure) {
    let size: Int64
    var header = [UInt8](repeating: 0, count: 16)
    let headerCount: Int
    do throws(Errno) {
      size = try file.status().size
      headerCount = try RDBFile.read(file, into: &header)
    } catch { throw .file(error) }
    guard headerCount == 16, header.starts(with: "RARCHDB\0".utf8) else { throw .notADatabase }
    reader = MessagePackReader(file, size: size, at: 16)
    let place = header[8...].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    if place >= 16, place < UInt64(size) { count = RDBFile.count(&reader, at: Int64(place)) }
    reader.move(to: 16)
  }

  private static func read(_ file: borrowing FileDescriptor, into bytes: inout [UInt8]) throws(Errno) -> Int {
    var result: Result<Int, Errno> = .success(0)
    bytes.withUnsafeMutableBytes { buffer in
      do throws(Errno) { result = .success(try file.read(into: buffer, at: 0)) } catch { result = .failure(error) }
    }
    return try result.get()
  }

  /// Of no use to reading, and so nothing that could end it.
  private static func count(_ reader: inout MessagePackReader, at offset: Int64) -> UInt64? {
    reader.move(to: offset)
    guard case .map(let fields) = try? reader.next(), fields < mostFields else { return nil }
    for _ in 0..<fields {
      guard let key = try? reader.next(), let value = try? reader.next() else { return nil }
      if key == .bytes(Array("count".utf8)), case .unsigned(let count) = value { return count }
    }
    return nil
  }

  /// The next entry; nil at the end.
  package mutating func next() throws(Failure) -> RDBEntry? {
    if isAtEnd { return nil }
    do throws(MessagePackReader.Failure) {
      while true {
        entryOffset = reader.offset
        let value = try reader.next()
        if value == .null {
          isAtEnd = true
          return nil
        }
        readCount += 1
        guard case .map(let fields) = value, fields <= RDBFile.mostFields else {
          noteBad(entryOffset)
          try reader.skipRest(of: value)
          continue
        }
        let entry = try entry(fields)
        if !entry.name.isEmpty { return entry }
        noteBad(entryOffset)
      }
    } catch {
      isAtEnd = true
      if case .file(let error) = error { throw .file(error) }
      throw .damaged(offset: reader.offset)
    }
  }

  private mutating func entry(_ fields: Int) throws(MessagePackReader.Failure) -> RDBEntry {
    var entry = RDBEntry()
    for _ in 0..<fields {
      let offset = reader.offset
      let key = try reader.next()
      if case .bytes = key {} else { try reader.skipRest(of: key) }
      let value = try reader.next()
      try reader.skipRest(of: value)
      guard case .bytes(let name) = key, entry.take(name, value) else {
        noteBad(offset)
        continue
      }
    }
    // Nothing of the description that the name has already.
    if entry.description == entry.name { entry.description = nil }
    return entry
  }

  private mutating func noteBad(_ offset: Int64) {
    badCount += 1
    if badOffsets.count < 100 { badOffsets.append(offset) }
  }
}
