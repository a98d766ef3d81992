internal import Platform
internal import Synchronization

/// A lock on a directory, for as long as the object lives.
final class HeldLock: Sendable {
  private let directory: FileDescriptor

  init(_ directory: consuming FileDescriptor) { self.directory = directory }
}

extension SavesLayer {
  /// Keeps other mounts from saving in the directory, or in one inside of it or around it, as long as this layer lives:
  /// the kernel would believe sizes of files that another has changed, and what is appended would overwrite.
  ///
  /// The directory itself is locked for this layer alone, those above it together with others that save below them.
  ///
  /// - Parameter deadline: in ``monotonicNanoseconds()``: so long a service that ends may still hold it.
  package func claim(until deadline: UInt64) throws(SavesFailure) {
    var held: [HeldLock] = []
    do throws(Errno) {
      try wait(until: deadline) { () throws(Errno) in try root.lockExclusively() }
      var place = resolvedAsFarAsPossible(directory)
      while let slash = place.lastIndex(of: "/"), place != "/" {
        place = slash == place.startIndex ? "/" : String(place[..<slash])
        // One that may not be read cannot be another's either, unless that is root, who reads everything.
        guard let above = try? FileDescriptor.open(place, [.readOnly, .directory]) else { continue }
        try wait(until: deadline) { () throws(Errno) in try above.lockShared() }
        held.append(HeldLock(above))
      }
    } catch {
      throw SavesFailure(
        message: error == .timedOut
          ? "another mount saves in \(directory), or above or below it: give this one a directory of its own, or unmount "
            + "the other"
          : "\(directory) cannot be locked: \(error)")
    }
    claims.withLock { $0 = held }
  }

  /// - Throws: ETIMEDOUT.
  private func wait(
    until deadline: UInt64, _ isLocked: () throws(Errno) -> Bool
  ) throws(Errno) {
    while try !isLocked() {
      if monotonicNanoseconds() >= deadline { throw .timedOut }
      sleep(nanoseconds: 20_000_000)
    }
  }
}
