internal import Configuration
internal import Model
internal import Platform

extension MachineCheck {
  /// A view is not mounted as one that can be written to where that would not work.
  mutating func checkSaves() {
    var surroundings = SaveDirectory.Surroundings()
    surroundings.roots = loaded.settings.roots.map(\.path)
    surroundings.mountPoint = mountPoint
    surroundings.state = loaded.settings.state.flatMap { path in attempt(within: 3) { resolvedAsFarAsPossible(path) } }
    surroundings.cache = cacheDirectory.flatMap { path in attempt(within: 3) { resolvedAsFarAsPossible(path) } }
    for view in loaded.settings.views where view.saves == nil && view.savesLimit != nil {
      loaded.report(
        .warning, "views.\(view.name).savesLimit",
        "nothing is saved in \(view.name): name a directory with \"saves\", or take this out")
    }
    for saves in loaded.settings.saveDirectories {
      let key = "views.\(saves.view).saves"
      guard let place = attempt(within: 3, { resolvedAsFarAsPossible(saves.path) }) else {
        loaded.report(.mistake, key, "\(saves.path) does not answer: choose a directory of a local disk")
        continue
      }
      if let problem = SaveDirectory.problem(place, surroundings) ?? SaveDirectory.mountProblem(place, surroundings) {
        loaded.report(.mistake, key, problem)
      } else {
        surroundings.others.append((saves.view, place))
        checkWriting(place, key)
      }
    }
  }

  /// New save directories take effect with the next mount, and new roots at once: these are checked against the
  /// directories that programs go on to save in.
  mutating func checkSavesInUse() {
    guard case .reload(_, let inUse, _) = purpose else { return }
    // Those that stay as they are have been checked by what names them.
    let new = loaded.settings.saveDirectories
    for saves in inUse where !new.contains(where: { $0.view == saves.view && $0.path == saves.path }) {
      for (index, root) in loaded.settings.roots.enumerated() where !root.path.isEmpty {
        if let obstacle = saves.obstacle(to: root.path) {
          loaded.report(.mistake, "roots[\(index + 1)].path", obstacle)
        }
      }
    }
  }

  private mutating func checkWriting(_ place: String, _ key: String) {
    if let mount = (try? MountTable.current())?.holding(place), mount.mayStall {
      loaded.report(
        .mistake, key,
        "\(place) is on \(mount.type), which may not answer, and then neither would the mount: choose a directory of a "
          + "local disk")
      return
    }
    // Root can write anywhere, and what the user it becomes may do is found out at the mount.
    if loaded.settings.user != nil { return }
    switch attempt(within: 3, { MachineCheck.writability(of: place) }) {
    case .writable?: break
    case .denied(let existing)?:
      loaded.report(.mistake, key, "this user may not write to \(existing): choose another directory")
    case .file(let existing)?:
      loaded.report(.mistake, key, "\(existing) is no directory: choose another")
    case nil: loaded.report(.mistake, key, "\(place) does not answer: choose another directory")
    }
  }
}
