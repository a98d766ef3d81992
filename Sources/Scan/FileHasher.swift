internal import Compression
internal import Content
internal import Digest
internal import Model
internal import Platform

/// Reads library files from front to back for their checksums, all of them in one pass.
///
/// Belongs to one thread at a time; its buffers and digest contexts are used for one file after the other. A file that
/// is half read can go on on another thread.
final class FileHasher: @unchecked Sendable {
  // Handed from thread to thread under the lock of the queue, never shared.

  /// Bytes of a read: what has been read is still in the processor's cache when it is hashed.
  static let bufferBytes = 64 << 10

  /// What came of a file.
  struct Outcome: Sendable {
    var checksums: Checksums?
    var listing: ArchiveListing?
    /// Of the listing's members, as far as they can be read.
    var memberAlgorithms: ChecksumAlgorithms = []
  }

  private(set) var file: LibraryFile?
  private var wants: HashFacts = []
  private var open: OpenFile?
  private(set) var offset: Int64 = 0

  private var crc = CRC32()
  private var sha1 = ReusedDigest(.sha1)
  private var md5 = ReusedDigest(.md5)
  private var sha256 = ReusedDigest(.sha256)
  private var reader = CacheSparingReader()
  private var sparesCache = true
  private var members: MemberReader?
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bufferBytes, alignment: 4096)

  deinit { buffer.deallocate() }

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - wants: what ``finish()`` is to give.
  ///   - sparesCache: the page cache is to hold no more of the file afterwards than before.
  /// - Throws: ESTALE for a file that is not the version asked for, and what opening it failed with.
  func begin(_ file: LibraryFile, wants: HashFacts, sparesCache: Bool) throws(Errno) {
    close()
    let root = try FileDescriptor.open(file.root.path, [.path, .directory])
    let descriptor = try root.openForReading(beneath: file.path)
    let status = try descriptor.status()
    guard status.kind == .regular, try FileHasher.isVersion(file, descriptor, status, root) else { throw .stale }
    self.file = file
    self.wants = wants
    self.sparesCache = sparesCache
    offset = 0
    crc = CRC32()
    if wants.algorithms.contains(.sha1) { sha1.begin() }
    if wants.algorithms.contains(.md5) { md5.begin() }
    if wants.algorithms.contains(.sha256) { sha256.begin() }
    if sparesCache { reader.begin(descriptor, status) }
    if wants.algorithms.isEmpty { descriptor.adviseRandom() } else { descriptor.adviseSequential() }
    open = OpenFile(descriptor, status)
  }

  /// Whether bytes of the file itself are left to read.
  var hasMore: Bool {
    guard let file, !wants.algorithms.isEmpty else { return false }
    return offset < file.version.size
  }

  /// Reads and hashes the next bytes.
  ///
  /// - Returns: how many they were.
  /// - Throws: ESTALE where the file has become shorter.
  func step() throws(Errno) -> Int {
    guard let file else { throw .invalidArgument }
    let wanted = Int(min(Int64(buffer.count), file.version.size - offset))
    let count = try read(UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]), offset)
    guard count > 0 else { throw .stale }
    let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
    crc.update(bytes)
    if wants.algorithms.contains(.sha1) { sha1.update(bytes) }
    if wants.algorithms.contains(.md5) { md5.update(bytes) }
    if wants.algorithms.contains(.sha256) { sha256.update(bytes) }
    offset += Int64(count)
    return count
  }

  private func read(_ buffer: UnsafeMutableRawBufferPointer, _ offset: Int64) throws(Errno) -> Int {
    guard let open else { throw .invalidArgument }
    if sparesCache { return try reader.read(open.descriptor, into: buffer, at: offset) }
    return try open.descriptor.read(into: buffer, at: offset)
  }

  /// Goes on for somebody who waits: without digests that are less than half computed, and what comes into the page
  /// cache stays there.
  func hurry() {
    sparesCache = false
    reader.keep()
    guard let file, offset < file.version.size / 2 else { return }
    wants = wants.intersection(.crc32)
  }

  /// The end of a file that has been read.
  ///
  /// - Parameter progress: called after pieces of archive members with their bytes; false ends reading.
  /// - Throws: ESTALE where the file has changed meanwhile; ECANCELED when `progress` ended it.
  func finish(progress: (Int) -> Bool = { _ in true }) throws(Errno) -> Outcome {
    defer { close() }
    var outcome = Outcome()
    if !wants.algorithms.isEmpty {
      outcome.checksums = Checksums(
        crc32: crc.value, sha1: wants.algorithms.contains(.sha1) ? sha1.finish() : nil,
        md5: wants.algorithms.contains(.md5) ? md5.finish() : nil,
        sha256: wants.algorithms.contains(.sha256) ? sha256.finish() : nil)
    }
    if wants.contains(.listing) { try list(&outcome, progress) }
    guard let open, open.isUnchanged(try open.descriptor.status()) else { throw .stale }
    return outcome
  }

  /// Lets go of the file.
  func close() {
    if let open, sparesCache { reader.end(open.descriptor) }
    open = nil
    file = nil
  }

  // MARK: Archives

  private func list(_ outcome: inout Outcome, _ progress: (Int) -> Bool) throws(Errno) {
    guard let file else { throw .invalidArgument }
    let directory: ZipDirectory
    do throws(ZipDirectory.Failure) {
      directory = try ZipDirectory(size: file.version.size) { (buffer, offset) throws(Errno) in
        try read(buffer, offset)
      }
    } catch {
      switch error {
      case .file(let number): throw number
      case .archive(let problem):
        outcome.listing = ArchiveListing(members: [], problem: problem)
        // There is nothing to be had from it by another try.
        outcome.memberAlgorithms = wants.memberAlgorithms
      }
      return
    }
    var listing = ArchiveListing(members: directory.entries.map(\.member))
    if !wants.memberAlgorithms.isEmpty {
      for (index, entry) in directory.entries.enumerated() {
        switch try hash(entry, progress) {
        case .success(let checksums): listing.members[index].checksums = checksums
        case .failure(let problem): listing.problem = listing.problem ?? problem
        }
      }
      outcome.memberAlgorithms = wants.memberAlgorithms
    }
    outcome.listing = listing
  }

  private func hash(
    _ entry: ZipDirectory.Entry, _ progress: (Int) -> Bool
  ) throws(Errno) -> Result<Checksums, ArchiveProblem> {
    if members == nil { members = MemberReader() }
    guard let members else { throw .outOfMemory }
    let algorithms = wants.memberAlgorithms
    crc = CRC32()
    if algorithms.contains(.sha1) { sha1.begin() }
    if algorithms.contains(.md5) { md5.begin() }
    if algorithms.contains(.sha256) { sha256.begin() }
    let outcome = try members.reader.read(entry) { (buffer, offset) throws(Errno) in
      try read(buffer, offset)
    } output: { bytes in
      crc.update(bytes)
      if algorithms.contains(.sha1) { sha1.update(bytes) }
      if algorithms.contains(.md5) { md5.update(bytes) }
      if algorithms.contains(.sha256) { sha256.update(bytes) }
      return progress(bytes.count)
    }
    switch outcome {
    case .complete:
      return .success(
        Checksums(
          crc32: crc.value, sha1: algorithms.contains(.sha1) ? sha1.finish() : nil,
          md5: algorithms.contains(.md5) ? md5.finish() : nil,
          sha256: algorithms.contains(.sha256) ? sha256.finish() : nil))
    case .stopped: throw .cancelled
    case .damaged: return .failure(.damagedMember)
    case .unsupported: return .failure(.unsupportedMethod)
    }
  }

  private static func isVersion(
    _ file: LibraryFile, _ descriptor: borrowing FileDescriptor, _ status: FileStatus,
    _ root: borrowing FileDescriptor
  ) throws(Errno) -> Bool {
    let volume = try Volumes.shared.volume(of: descriptor, status, in: file.root, root, mayWait: true)
    return volume?.version(status) { file.path } == file.version
  }
}

/// A file of which something has been read, as it was when that began.
private final class OpenFile {
  let descriptor: FileDescriptor
  private let status: FileStatus

  init(_ descriptor: consuming FileDescriptor, _ status: FileStatus) {
    self.descriptor = descriptor
    self.status = status
  }

  func isUnchanged(_ now: FileStatus) -> Bool { now.size == status.size && now.modified == status.modified }
}

/// The buffers for members of archives, made for the first of them.
private final class MemberReader {
  var reader: ZipMemberReader

  init?() {
    guard let reader = ZipMemberReader() else { return nil }
    self.reader = reader
  }
}

/// A digest's context that is made at its first use and used again.
private struct ReusedDigest: ~Copyable {
  private let algorithm: DigestStream.Algorithm
  private var stream: DigestStream?

  init(_ algorithm: DigestStream.Algorithm) { self.algorithm = algorithm }

  mutating func begin() {
    if stream == nil { stream = DigestStream(algorithm) } else { stream?.reset() }
  }

  mutating func update(_ bytes: UnsafeRawBufferPointer) { stream?.update(bytes) }

  /// nil where libcrypto does not offer the algorithm.
  mutating func finish<Value: DigestValue>() -> Value? { stream?.finish() }
}
