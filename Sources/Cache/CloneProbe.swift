internal import Platform
internal import Synchronization

/// Whether files of other places can be reflinked into the cache: tried once for each file system, with a file of it,
/// for nothing that the kernel says of one beforehand tells.
///
/// Any thread may call.
final class CloneProbe: Sendable {
  /// A device number alone is given to another disk when the first is gone.
  private struct Place: Hashable {
    var device: UInt64
    var identity: FileSystemIdentity
  }

  private struct State {
    var answers: [Place: Bool] = [:]
    var probes = 0
  }

  private let directory: CacheDirectory
  private let state = Mutex(State())

  init(_ directory: CacheDirectory) { self.directory = directory }

  /// - Parameter descriptor: of a file with more than ``ArchiveBuild/alignment`` bytes, open for reading.
  func canClone(from descriptor: Int32) throws(Errno) -> Bool {
    let source = try FileDescriptor(duplicating: descriptor)
    let place = Place(device: try source.status().device, identity: try source.fileSystemIdentity())
    let (known, number) = state.withLock { state -> (Bool?, Int) in
      state.probes += 1
      return (state.answers[place], state.probes)
    }
    if let known { return known }
    let refusal = try attempt(source, number)
    // Files that cannot share though others around them can, such as those without copy-on-write, are EINVAL.
    if refusal != .invalidArgument { state.withLock { $0.answers[place] = refusal == nil } }
    return refusal == nil
  }

  /// As a build does it: whole blocks from the file's start, to a place that is aligned as members are.
  ///
  /// - Returns: why it did not work, or nil.
  private func attempt(_ source: borrowing FileDescriptor, _ number: Int) throws(Errno) -> Errno? {
    let file = try directory.makeProbe(number: number)
    do throws(Errno) {
      try file.clone(from: source.rawValue, at: 0, to: ArchiveBuild.alignment, length: ArchiveBuild.alignment)
      return nil
    } catch {
      switch error {
      // These say nothing about the next time.
      case .noSpace, .quotaExceeded, .ioError, .outOfMemory, .stale: throw error
      default: return error
      }
    }
  }
}
