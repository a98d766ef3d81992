internal import Configuration
internal import Platform

extension MachineCheck {
  /// Where ZIPs are to be kept; nil where none are.
  var cacheDirectory: String? {
    loaded.settings.cache.policy == .never ? nil : loaded.settings.cache.directory
  }

  /// A cache that cannot be used keeps nobody from mounting, but for one that the mount would cover.
  mutating func checkCacheDirectory() {
    guard let directory = cacheDirectory else { return }
    let key = "cache.directory"
    guard let place = attempt(within: 3, { resolvedAsFarAsPossible(directory) }) else {
      loaded.report(.warning, key, "\(directory) does not answer: no ZIP is kept until it does")
      return
    }
    if let mountPoint, isPath(place, within: mountPoint) {
      loaded.report(
        .mistake, key, "\(place) is inside the mount point \(mountPoint), and the mount would cover it: choose another")
      return
    }
    // Root can write anywhere, and what the user it becomes may do is found out when the cache is opened.
    if loaded.settings.user != nil { return }
    switch attempt(within: 3, { MachineCheck.writability(of: place) }) {
    case .writable?: break
    case .denied(let existing)?:
      loaded.report(
        .warning, key,
        "this user may not write to \(existing), so no ZIP is kept: choose another, or \"never\" as policy")
    case .file(let existing)?:
      loaded.report(.warning, key, "\(existing) is no directory, so no ZIP is kept: choose another")
    case nil: loaded.report(.warning, key, "\(place) does not answer: no ZIP is kept until it does")
    }
  }

  enum Writability: Sendable {
    case writable
    /// Of the directory, or the innermost that there is above it.
    case denied(String)
    case file(String)
  }

  static func writability(of path: String) -> Writability {
    let existing = innermostExisting(path)
    guard (try? FileStatus.of(existing))?.kind == .directory else { return .file(existing) }
    return Host.canWrite(existing) ? .writable : .denied(existing)
  }
}

/// `path`, or the innermost directory above it that there is. Absolute; waits for what does not answer.
package func innermostExisting(_ path: String) -> String {
  var existing = path
  while (try? FileStatus.of(existing)) == nil, let slash = existing.lastIndex(of: "/"), slash > existing.startIndex {
    existing = String(existing[..<slash])
  }
  return (try? FileStatus.of(existing)) == nil ? "/" : existing
}
