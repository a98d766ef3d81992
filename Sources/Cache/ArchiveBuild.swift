internal import Platform

/// Writes one ZIP as its blueprint says, in ascending order: that is what lets a cloned member end within a block, for
/// the end of the file is there at that moment.
///
/// Belongs to one thread.
struct ArchiveBuild: ~Copyable {
  /// Members that begin on a multiple of this can share blocks, on every file system with blocks no larger.
  static let alignment: Int64 = 4096
  /// Smaller ones are copied: an extent of its own is more trouble to the file system than so few bytes.
  private static let cloneMinimum: Int64 = 64 << 10
  /// Bytes of one ioctl: a million extents take the kernel a while, and it is not to be interrupted meanwhile.
  private static let cloneStep: Int64 = 1 << 30

  private let blueprint: any ArchiveBlueprint
  private let method: BuildMethod
  private var part: PartialFile
  private var reader = CacheSparingReader()
  /// Whether a member could not share its blocks though its file system can.
  private(set) var wasCloneRefused = false

  init(_ blueprint: any ArchiveBlueprint, _ method: BuildMethod, into file: consuming FileDescriptor) {
    self.blueprint = blueprint
    self.method = method
    part = PartialFile(file)
  }

  static func canShare(offset: Int64, length: Int64) -> Bool { offset % alignment == 0 && length >= cloneMinimum }

  /// Writes all of it, with its time, and brings it to the disk.
  ///
  /// - Returns: what the file is like.
  mutating func run(_ progress: (Int64) -> BuildStep) throws(BuildFailure) -> FileStatus {
    if method == .copy { try reserve() }
    for piece in blueprint.pieces {
      switch piece {
      case .structure(let range):
        guard range.lowerBound == part.position else { throw ArchiveBuild.gap }
        try render(upTo: range.upperBound, progress)
      case .member(let index, let offset, let length):
        guard offset == part.position, length >= 0 else { throw ArchiveBuild.gap }
        if method == .clone, ArchiveBuild.canShare(offset: offset, length: length) {
          try clone(index, length, progress)
        } else {
          try copy(index, length, progress)
        }
      }
    }
    try flush(progress)
    guard part.written == blueprint.size else { throw ArchiveBuild.gap }
    do throws(Errno) {
      try part.file.setModified(blueprint.modified)
      try part.finish()
      return try part.file.status()
    } catch { throw ArchiveBuild.writing(error) }
  }

  /// Gives the space of an unfinished build back. That of a removed file alone may take its time: until what is being
  /// written has been, or until the file system comes to it.
  func discard() { try? part.file.setSize(0) }

  func exclusiveBytes() throws(Errno) -> Int64 { try part.file.exclusiveBytes() }

  /// All of a copy's space at once: a full disk is then found out at the first byte and not at the last.
  private func reserve() throws(BuildFailure) {
    do throws(Errno) {
      try part.file.reserve(blueprint.size)
    } catch { if error.meansFull { throw .noSpace } }
  }

  private mutating func render(upTo end: Int64, _ progress: (Int64) -> BuildStep) throws(BuildFailure) {
    while part.position < end {
      let room = part.room(end - part.position)
      do throws(Errno) {
        try blueprint.read(into: room, at: part.position)
      } catch {
        throw error == .ioError || error == .stale ? .changed : .failed(error, "reading the ZIP's structure")
      }
      part.advance(room.count)
      if part.isFull { try flush(progress) }
    }
  }

  private mutating func copy(
    _ index: Int, _ length: Int64, _ progress: (Int64) -> BuildStep
  ) throws(BuildFailure) {
    let member = try open(index)
    let source = try ArchiveBuild.source(member)
    do throws(Errno) {
      reader.begin(source, try source.status())
    } catch { throw .failed(error, "opening a member") }
    defer { reader.end(source) }
    var done: Int64 = 0
    while done < length {
      let room = part.room(length - done)
      let count: Int
      do throws(Errno) {
        count = try reader.read(source, into: room, at: done)
      } catch {
        try verify(member)
        throw .failed(error, "reading a member")
      }
      guard count == room.count else { throw .changed }
      part.advance(count)
      done += Int64(count)
      if part.isFull {
        // One that changes early is not read to its end.
        try verify(member)
        try flush(progress)
      }
    }
    try verify(member)
  }

  private mutating func clone(
    _ index: Int, _ length: Int64, _ progress: (Int64) -> BuildStep
  ) throws(BuildFailure) {
    try flush(progress)
    let member = try open(index)
    var done: Int64 = 0
    while done < length {
      let step = min(ArchiveBuild.cloneStep, length - done)
      do throws(Errno) {
        try part.clone(from: member.descriptor, at: done, length: step)
      } catch {
        if error.meansFull { throw .noSpace }
        try verify(member)
        if error != .ioError { wasCloneRefused = true }
        throw .failed(error, "sharing the blocks of a member")
      }
      done += step
      // Before anybody is told: what was shared is of the right version.
      if done == length { try verify(member) }
      if case .cancel = progress(part.written) { throw .cancelled }
    }
  }

  private mutating func flush(_ progress: (Int64) -> BuildStep) throws(BuildFailure) {
    let before = part.written
    do throws(Errno) { try part.flush() } catch { throw ArchiveBuild.writing(error) }
    if part.written > before, case .cancel = progress(part.written) { throw .cancelled }
  }

  private func open(_ index: Int) throws(BuildFailure) -> any BlueprintMember {
    do throws(Errno) {
      return try blueprint.openMember(index)
    } catch {
      switch error {
      case .noSuchFile, .notDirectory, .stale, .ioError: throw .changed
      default: throw .failed(error, "opening a member")
      }
    }
  }

  private static func source(_ member: any BlueprintMember) throws(BuildFailure) -> FileDescriptor {
    do throws(Errno) {
      return try FileDescriptor(duplicating: member.descriptor)
    } catch { throw .failed(error, "opening a member") }
  }

  private func verify(_ member: any BlueprintMember) throws(BuildFailure) {
    do throws(Errno) { try member.verify() } catch { throw .changed }
  }

  private static let gap = BuildFailure.failed(.invalidArgument, "laying the pieces out")

  private static func writing(_ error: Errno) -> BuildFailure {
    error.meansFull ? .noSpace : .failed(error, "writing to the cache")
  }
}
