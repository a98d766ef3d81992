internal import Cache
internal import Configuration
internal import Platform
internal import Synchronization
internal import Tree

/// The policy `always`: what the library has is built ahead of use.
extension ZipCache {
  /// How long the library is left to change before what it shows then is built, nanoseconds.
  private static let settling: UInt64 = 5_000_000_000

  private var buildsEverything: Bool { state.withLock { $0.settings.cache.policy == .always } }

  /// Something in the library is different.
  func libraryChanged() {
    let isFirst = state.withLock { state in
      guard state.settings.cache.policy == .always, !state.isFillPending else { return false }
      state.isFillPending = true
      return true
    }
    guard isFirst else { return }
    do throws(Errno) {
      try WorkerThread(name: "cache-fill") { [self] in
        sleep(nanoseconds: ZipCache.settling)
        state.withLock { $0.isFillPending = false }
        fill()
      }.detach()
    } catch {
      Log.warning("no thread to look for ZIPs that are to be built: \(error)")
      state.withLock { $0.isFillPending = false }
    }
  }

  /// Has every ZIP there is built, where that is the policy.
  func fill() {
    guard let cache = engine?.cache else { return }
    guard buildsEverything else { return cache.fill(from: nil) }
    let archives = ArchiveQueue(library.tree.archives(at: library.wholeRoots))
    let library = library
    cache.fill {
      while let archive = archives.next() {
        if let open = try? OpenArchive(archive) { return LibraryBlueprint(open, library) }
      }
      return nil
    }
  }
}

/// ZIPs that are taken one after the other, from any thread.
private final class ArchiveQueue: Sendable {
  private let rest: Mutex<ArraySlice<ArchiveContent>>

  init(_ archives: [ArchiveContent]) { rest = Mutex(archives[...]) }

  func next() -> ArchiveContent? { rest.withLock { $0.popFirst() } }
}
