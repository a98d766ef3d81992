internal import Content
internal import Model
internal import Platform

/// The text of LaunchBox's `Metadata.xml`, from that file or out of the ZIP it comes in, piece by piece: it has some
/// hundred megabytes, of which no more than a piece is in memory.
enum LaunchBoxFile {
  enum Outcome: Hashable {
    case complete
    /// `take` wanted no more.
    case stopped
    /// What was wrong; what had been given out before may be of use.
    case failed(String)
  }

  /// A member of more bytes is none of LaunchBox's, however small the ZIP is.
  private static let largestText: Int64 = 16 << 30
  private static let pieceBytes = 256 << 10

  /// - Parameters:
  ///   - didRead: is told how many bytes of the file have been read.
  ///   - take: false ends reading.
  static func read(_ path: String, didRead: (Int64) -> Void, take: (UnsafeRawBufferPointer) -> Bool) -> Outcome {
    do throws(Errno) {
      let file = try FileDescriptor.open(path, .readOnly)
      let size = try file.status().size
      file.adviseSequential()
      var start: [UInt8] = [0, 0]
      var failure: Errno?
      start.withUnsafeMutableBytes { buffer in
        do throws(Errno) { _ = try file.read(into: buffer, at: 0) } catch { failure = error }
      }
      if let failure { throw failure }
      return start == Array("PK".utf8)
        ? try readMember(file, size, didRead, take) : try readText(file, didRead, take)
    } catch {
      return .failed("it cannot be read (\(error))")
    }
  }

  private static func readText(
    _ file: borrowing FileDescriptor, _ didRead: (Int64) -> Void, _ take: (UnsafeRawBufferPointer) -> Bool
  ) throws(Errno) -> Outcome {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceBytes, alignment: 4096)
    defer { buffer.deallocate() }
    var offset: Int64 = 0
    while true {
      let count = try file.read(into: buffer, at: offset)
      if count == 0 { return .complete }
      offset += Int64(count)
      didRead(offset)
      guard take(UnsafeRawBufferPointer(rebasing: buffer[..<count])) else { return .stopped }
    }
  }

  private static func readMember(
    _ file: borrowing FileDescriptor, _ size: Int64, _ didRead: (Int64) -> Void,
    _ take: (UnsafeRawBufferPointer) -> Bool
  ) throws(Errno) -> Outcome {
    // A move-only value is not captured by a closure.
    let whole = try FileDescriptor(duplicating: file.rawValue)
    let read: ZipDirectory.Read = { buffer, offset throws(Errno) in
      let count = try whole.read(into: buffer, at: offset)
      didRead(min(offset + Int64(count), size))
      return count
    }
    let directory: ZipDirectory
    do throws(ZipDirectory.Failure) {
      directory = try ZipDirectory(size: size, read: read)
    } catch {
      switch error {
      case .file(let error): throw error
      case .archive(let problem): return .failed("it is no whole ZIP (\(problem)): download it again")
      }
    }
    let wanted = Array("metadata.xml".utf8)
    let entry = directory.entries.first { entry in
      let name = entry.member.name.split(separator: UInt8(ascii: "/")).last ?? []
      return name.elementsEqual(wanted) { $0 == $1 || $0 | 0x20 == $1 }
    }
    guard let entry else { return .failed("there is no Metadata.xml in it: it is not LaunchBox's") }
    guard entry.member.size <= largestText else { return .failed("its Metadata.xml is too large to be LaunchBox's") }
    guard var reader = ZipMemberReader() else { throw .outOfMemory }
    switch try reader.read(entry, read, output: take) {
    case .complete: return .complete
    case .stopped: return .stopped
    case .unsupported: return .failed("its Metadata.xml is encrypted, or compressed otherwise than by Deflate")
    case .damaged: return .failed("its Metadata.xml is damaged: download it again")
    }
  }
}
