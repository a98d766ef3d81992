internal import Configuration
internal import Model
internal import Platform

extension MachineCheck {
  /// What is fetched lies outside of everything that is shown, and the places it comes from outside of that.
  mutating func checkDownloads() {
    checkSourceFolders()
    guard let directory = downloadsDirectory else { return }
    let key = "downloads.directory"
    guard let place = attempt(within: 3, { resolvedAsFarAsPossible(directory) }) else {
      loaded.report(.warning, key, "\(directory) does not answer: nothing is fetched until it does")
      return
    }
    for (index, root) in loaded.settings.roots.enumerated() where !root.path.isEmpty {
      guard let problem = MachineCheck.problem(place, withRoot: root.path, isNamed: isDownloadsNamed) else { continue }
      // What was written last is what is wrong at a reload, where the directory stays that of the mount.
      let isReload = if case .reload = purpose { true } else { false }
      loaded.report(.mistake, isReload ? "roots[\(index + 1)].path" : key, problem)
    }
    if let mountPoint, isPath(place, within: mountPoint) || isPath(mountPoint, within: place) {
      loaded.report(
        .mistake, key, "\(place) and the mount point \(mountPoint) lie in each other: choose a directory outside of it")
    }
    if let cache = cacheDirectory.flatMap({ path in attempt(within: 3) { resolvedAsFarAsPossible(path) } }),
      isPath(cache, within: place) || isPath(place, within: cache)
    {
      loaded.report(
        .mistake, key, "\(place) and the cache in \(cache) lie in each other: choose a directory of its own")
    }
    for source in loaded.settings.sources where source.isEnabled {
      guard let folder = folder(of: source), isPath(folder, within: place) || isPath(place, within: folder) else {
        continue
      }
      loaded.report(
        .mistake, "sources.\(source.name).path",
        "\(folder) and \(place), where what is fetched is kept, lie in each other: take the source out, or make it a root"
      )
    }
    checkWriting(toDownloads: place, key)
  }

  /// The directory in use; nil where nobody has named one and nothing is fetched.
  private var downloadsDirectory: String? {
    let configured = loaded.settings.downloads.directory
    if case .reload(_, _, let inUse?) = purpose, inUse != configured { return inUse }
    return isDownloadsNamed || loaded.settings.sources.contains(where: \.isEnabled) ? configured : nil
  }

  private var isDownloadsNamed: Bool { loaded.origin(of: "downloads.directory") != .standard }

  private static func problem(_ place: String, withRoot root: String, isNamed: Bool) -> String? {
    let what = isNamed ? place : "\(place), where what is fetched is kept unless another is named,"
    if place == root {
      return "\(what) is a root as well: what is fetched is shown without that; take the root out, or choose another"
    }
    if isPath(place, within: root) {
      return "\(what) is inside the root \(root), which is never written to: choose a directory outside of it"
    }
    if isPath(root, within: place) {
      return "the root \(root) is inside \(what) and would be written to: choose a directory of its own"
    }
    return nil
  }

  // MARK: Folders that are sources

  private func folder(of source: SourceSettings) -> String? {
    guard case .folder(let path) = source.place else { return nil }
    return attempt(within: 3) { resolvedAsFarAsPossible(path) } ?? path
  }

  private mutating func checkSourceFolders() {
    for source in loaded.settings.sources where source.isEnabled {
      guard let folder = folder(of: source) else { continue }
      let key = "sources.\(source.name).path"
      if let mountPoint, isPath(folder, within: mountPoint) {
        loaded.report(
          .mistake, key,
          "\(folder) is inside the mount point \(mountPoint), which would fetch from itself: choose another")
      } else if let root = loaded.settings.roots.first(where: { !$0.path.isEmpty && isPath(folder, within: $0.path) }) {
        loaded.report(.warning, key, "\(folder) is inside the root \(root.path), whose games are shown anyway")
      }
      // A share that is away at a mount is nothing to complain about; its path is looked at where mistakes are.
      guard case .report = purpose, case .folder(let path) = source.place else { continue }
      switch attempt(within: 3, { try? FileStatus.of(path).kind }) {
      case .directory??: break
      case .some(.some): loaded.report(.warning, key, "\(path) is no folder, so nothing is fetched from it")
      case .some(nil): loaded.report(.warning, key, "there is no folder \(path): correct the path, or mount its share")
      case nil: loaded.report(.warning, key, "\(path) does not answer: nothing is fetched from it until it does")
      }
    }
  }

  private mutating func checkWriting(toDownloads place: String, _ key: String) {
    // Root can write anywhere, and what the user it becomes may do is found out when something is fetched.
    guard isDownloadsNamed, loaded.settings.user == nil else { return }
    switch attempt(within: 3, { MachineCheck.writability(of: place) }) {
    case .writable?: break
    case .denied(let existing)?:
      loaded.report(.warning, key, "this user may not write to \(existing), so nothing is fetched: choose another")
    case .file(let existing)?:
      loaded.report(.warning, key, "\(existing) is no directory, so nothing is fetched: choose another")
    case nil: loaded.report(.warning, key, "\(place) does not answer: nothing is fetched until it does")
    }
  }
}
