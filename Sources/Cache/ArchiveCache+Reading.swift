package import Platform

/// A ZIP of the cache, open. It is not removed as long as the value lives.
package final class OpenedZip: Sendable {
  package let zip: CachedZip
  package let descriptor: FileDescriptor
  private let cache: ArchiveCache

  init(_ zip: CachedZip, _ descriptor: consuming FileDescriptor, _ cache: ArchiveCache) {
    self.zip = zip
    self.descriptor = descriptor
    self.cache = cache
  }

  deinit { cache.close(zip.key) }
}

/// What the mount calls.
extension ArchiveCache {
  /// Whether a ZIP is there. Called for each ZIP of each listing: one small lock.
  ///
  /// - Parameter short: ``CacheKey/short``.
  package func isComplete(short: UInt64) -> Bool { index.contains(short) }

  /// Opens a ZIP; nil where it is not there. Where its file is not what was built it is removed, and is built anew
  /// when it is read the next time.
  package func open(short: UInt64) -> OpenedZip? {
    guard let key = index[short], let zip = monitor.withLock({ $0.ledger.opened(key, now: now) }) else { return nil }
    do throws(Errno) {
      return OpenedZip(zip, try storage.open(zip), self)
    } catch {
      post { state in
        let isBroken = error == .stale || error == .noSuchFile
        Log.warning(
          "cache: \(storage.path(of: zip)) cannot be used: \(isBroken ? "it is not what was built" : "\(error)")")
        let actions = isBroken ? state.ledger.damaged(key, now: now) : []
        return actions + state.ledger.closed(key, now: now)
      }
      return nil
    }
  }

  func close(_ key: CacheKey) { post { $0.ledger.closed(key, now: now) } }

  /// A ZIP was read, and not from the cache. Called at every such read; all but the first cost one small lock.
  ///
  /// - Parameters:
  ///   - size: of the ZIP.
  ///   - blueprint: called at most once, on this thread; nil where the ZIP is not there any more.
  package func wasRead(short: UInt64, size: Int64, blueprint: () -> (any ArchiveBlueprint)?) {
    guard index.shouldAsk(short, size: size) else { return }
    guard let blueprint = blueprint() else {
      monitor.withLock { $0.undescribed.append((short, now + 60)) }
      return
    }
    post { ask(for: blueprint, .read, &$0) }
  }

  /// Under the lock.
  func ask(
    for blueprint: any ArchiveBlueprint, _ cause: CacheLedger.Cause, _ state: inout State
  ) -> [CacheLedger.Action] {
    let key = blueprint.key
    if state.isStopping || state.loss != nil { return [] }
    if state.blueprints[key] == nil { state.blueprints[key] = blueprint }
    let request = CacheLedger.Request(key: key, name: blueprint.name, size: blueprint.size)
    return state.ledger.ask(request, cause, now: now)
  }
}
