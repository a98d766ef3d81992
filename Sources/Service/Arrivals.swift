internal import Model
internal import Platform
internal import Synchronization

/// Has the mount show files that come into the library one after the other: the first at once, and of many the next
/// ones together, so that looking through their folder takes half of the time at most.
///
/// Any thread. Nothing is called with the lock held.
final class Arrivals: Sendable {
  private struct Look {
    var began: UInt64
    /// More has come since.
    var isStale = false
  }

  private let library: MountedLibrary
  private let looks = Mutex<[Shelf.Location: Look]>([:])

  init(_ library: MountedLibrary) { self.library = library }

  /// A file has come into a system folder, which may be new.
  func note(_ location: Shelf.Location) {
    let isFirst = looks.withLock { looks in
      if looks[location] != nil {
        looks[location]?.isStale = true
        return false
      }
      looks[location] = Look(began: monotonicNanoseconds())
      return true
    }
    if isFirst { look(location) }
  }

  private func look(_ location: Shelf.Location) {
    library.arrived(at: location) { [weak self] in self?.ended(location) }
  }

  private func ended(_ location: Shelf.Location) {
    let now = monotonicNanoseconds()
    let rest = looks.withLock { looks -> UInt64? in
      guard let look = looks[location], look.isStale else {
        looks[location] = nil
        return nil
      }
      let time = now - look.began
      looks[location] = Look(began: now + time)
      return time
    }
    guard let rest else { return }
    // Not on the thread of the look.
    Task { [self] in
      try? await Task.sleep(nanoseconds: rest)
      look(location)
    }
  }
}
