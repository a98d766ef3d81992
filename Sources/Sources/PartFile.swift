internal import Model
internal import Platform

/// Where a file is put together, and what it is called when it is whole.
package struct LandingPlace: Hashable, Sendable {
  /// Of the library's files. Absolute.
  package var root: String
  /// Of the directory below the root; it is there.
  package var directory: [UInt8]
  /// In that directory.
  package var name: [UInt8]
  /// The file's name until it is whole, in the same directory.
  package var partName: [UInt8]
  /// What has the name already goes. Otherwise it stays, and the file does not come.
  package var replaces: Bool

  package init(root: String, directory: [UInt8], name: [UInt8], partName: [UInt8], replaces: Bool = false) {
    self.root = root
    self.directory = directory
    self.name = name
    self.partName = partName
    self.replaces = replaces
  }
}

/// A file that is not whole yet. Belongs to one thread.
struct PartFile: ~Copyable {
  private let place: LandingPlace
  private let directory: FileDescriptor
  private let file: FileDescriptor
  private var checksums: StreamedChecksums
  /// What the file holds. Bytes.
  private(set) var bytes: Int64
  /// Up to where the bytes are on the disk for good.
  private var synchronized: Int64

  /// Opens the part, or makes an empty one.
  ///
  /// - Parameter known: how much of what may be there is good.
  init(_ place: LandingPlace, known: Int64, _ algorithms: ChecksumAlgorithms) throws(Errno) {
    let root = try FileDescriptor.open(place.root, [.path, .directory])
    // For fsync the directory itself has to be open.
    let directory = try root.open(inside: place.directory, [.readOnly, .directory])
    let file = try directory.open(inside: place.partName, [.readWrite, .create], permissions: 0o644)
    let size = try file.status().size
    let bytes = min(known, size)
    if size > bytes { try file.setSize(bytes) }
    self.place = place
    self.directory = directory
    self.file = file
    self.bytes = bytes
    synchronized = bytes
    checksums = StreamedChecksums(algorithms)
  }

  /// Drops everything behind the first `count` bytes.
  mutating func cut(to count: Int64) throws(Errno) {
    guard count < bytes else { return }
    try file.setSize(count)
    bytes = count
    synchronized = min(synchronized, count)
    if checksums.bytes > count { checksums.reset() }
  }

  /// Takes the room for the whole file, so that the disk is not full in the middle of it.
  ///
  /// - Parameters:
  ///   - size: of the whole file.
  ///   - free: what must be left on the disk. Bytes.
  /// - Throws: ENOSPC without that; EFBIG where the disk would have to be larger.
  func reserve(_ size: Int64, leaving free: Int64) throws(Errno) {
    let status = try file.status()
    let space = try file.fileSystemSpace()
    if size <= 0 { return }
    let missing = max(0, size - status.allocated)
    if size > space.total { throw .fileTooLarge }
    if missing > space.free - free { throw .noSpace }
    do throws(Errno) { try file.reserve(size) } catch { if error != .notSupported { throw error } }
  }

  /// Whether the bytes at `offset`, which the file has, are these.
  func holds(_ part: ArraySlice<UInt8>, at offset: Int64) throws(Errno) -> Bool {
    var known = [UInt8](repeating: 0, count: part.count)
    let result: Result<Int, Errno> = known.withUnsafeMutableBytes { buffer in
      do throws(Errno) { return .success(try file.read(into: buffer, at: offset)) } catch { return .failure(error) }
    }
    return try result.get() == part.count && known[...] == part
  }

  /// Writes behind what is there.
  mutating func append(_ part: ArraySlice<UInt8>) throws(Errno) {
    // A closure that throws a typed error out of `withUnsafeBytes` is erased to `any Error`.
    let result: Result<Void, Errno> = part.withUnsafeBytes { buffer in
      do throws(Errno) {
        try file.write(buffer, at: bytes)
        if checksums.bytes == bytes { checksums.update(buffer) }
        return .success(())
      } catch { return .failure(error) }
    }
    try result.get()
    bytes += Int64(part.count)
  }

  /// Has everything that was written reach the disk.
  mutating func synchronize() throws(Errno) {
    if synchronized == bytes { return }
    try file.synchronizeData()
    synchronized = bytes
  }

  /// Of all bytes; what was not read when it was written is read.
  ///
  /// - Parameter goesOn: asked now and then; ECANCELED where it says no.
  mutating func finishChecksums(_ goesOn: () -> Bool) throws(Errno) -> Checksums {
    try checksums.read(file, upTo: bytes, goesOn)
    let found = checksums.finish()
    checksums.reset()
    return found
  }

  /// Gives the file its name, for good. What has that name stays, unless it is to be replaced.
  ///
  /// - Parameter modified: what the file's time is to be, seconds since 1970; nil leaves it.
  /// - Throws: EEXIST where the name is taken.
  mutating func land(modified: Int64?) throws(Errno) {
    // What was reserved beyond the end is given back.
    try file.setSize(bytes)
    if let modified { try file.setModified(modified &* 1_000_000_000) }
    try file.synchronize()
    try directory.rename(named: place.partName, to: directory, named: place.name, place.replaces ? .replace : .refuse)
    try directory.synchronize()
  }

  mutating func discard() throws(Errno) { try directory.remove(named: place.partName) }
}
