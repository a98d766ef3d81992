package import Configuration
internal import Platform

/// A view's save directory as it is configured.
package struct SaveDirectory: Hashable, Sendable {
  /// The view's name.
  package var view: String
  /// Absolute; links are not resolved.
  package var path: String
  /// Bytes; nil for no limit.
  package var limit: Int64?

  /// What a save directory must keep away from; all without links in their paths.
  package struct Surroundings: Sendable {
    package var roots: [String] = []
    package var mountPoint: String?
    /// The catalog's.
    package var state: String?
    package var cache: String?
    /// The save directories of other views, with the views' names.
    package var others: [(view: String, path: String)] = []

    package init() {}
  }

  /// Why programs may not write there, in words for the user; nil where they may. Pure.
  ///
  /// - Parameter place: the directory, without links in its path.
  package static func problem(_ place: String, _ surroundings: Surroundings) -> String? {
    for root in surroundings.roots where !root.isEmpty {
      if isPath(place, within: root) {
        return "\(place) is inside the root \(root), which is never written to: choose a directory outside of it"
      }
      if isPath(root, within: place) {
        return "the root \(root) is inside \(place), and would be written to: choose a directory of its own"
      }
    }
    if let mountPoint = surroundings.mountPoint {
      if isPath(place, within: mountPoint) {
        return "\(place) is inside the mount point \(mountPoint), and the mount would cover it: choose another"
      }
      if isPath(mountPoint, within: place) {
        return "the mount point \(mountPoint) is inside \(place), and would show itself: choose a directory of its own"
      }
    }
    for other in surroundings.others where isPath(place, within: other.path) || isPath(other.path, within: place) {
      return place == other.path
        ? "the view \(other.view) has \(place) already: each view needs a directory of its own"
        : "\(place) and \(other.path) of the view \(other.view) lie in each other: each view needs a directory of its own"
    }
    if let state = surroundings.state, isPath(state, within: place) {
      return "the catalog in \(state) is inside \(place): choose a directory of its own"
    }
    if let cache = surroundings.cache, isPath(cache, within: place) || isPath(place, within: cache) {
      return "\(place) and the cache in \(cache) lie in each other: choose a directory of its own"
    }
    return nil
  }

  /// Why programs may not write there, though its path is in nobody's way: what is mounted leads into a root or into
  /// the directory of another view. Looks at the directories, and waits a few seconds at most for each.
  ///
  /// - Parameter place: the directory, without links in its path; it need not exist.
  package static func mountProblem(_ place: String, _ surroundings: Surroundings) -> String? {
    let places = DirectoryPlaces.current(place)
    for root in surroundings.roots where !root.isEmpty && places.overlaps(.current(root)) {
      return "what is mounted makes \(place) and the root \(root) share directories, and the root is never written to: "
        + "choose a directory outside of it"
    }
    for other in surroundings.others where places.overlaps(.current(other.path)) {
      return "what is mounted makes \(place) and \(other.path) of the view \(other.view) share directories: each view "
        + "needs a directory of its own"
    }
    return nil
  }

  /// Why `root` cannot be shown while programs save here; nil where it can. As ``problem(_:_:)`` and
  /// ``mountProblem(_:_:)``, of a directory that stays in use whatever the new settings say.
  func obstacle(to root: String) -> String? {
    let place = attempt(within: 3) { [path] in resolvedAsFarAsPossible(path) } ?? path
    guard
      isPath(root, within: place) || isPath(place, within: root)
        || DirectoryPlaces.current(place).overlaps(.current(root))
    else { return nil }
    return "until the next mount programs save in \(place), the directory of the view \(view), and \(root) shares "
      + "directories with it: unmount first, or choose another root"
  }
}

extension Settings {
  /// The save directories of the views that are shown.
  package var saveDirectories: [SaveDirectory] {
    views.filter(\.isEnabled).compactMap { view in
      view.saves.map { SaveDirectory(view: view.name, path: $0, limit: view.savesLimit) }
    }
  }

  /// Lets the save directories be those the mount was made with.
  ///
  /// - Returns: the keys that take effect with the next mount.
  mutating func keepSaves(of old: Settings) -> [String] {
    var keys: [String] = []
    for (index, view) in views.enumerated() {
      let before = old.views.first { $0.name == view.name }
      if view.saves != before?.saves || (view.isEnabled && view.saves != nil && before?.isEnabled == false) {
        keys.append("views.\(view.name).saves")
      }
      if view.savesLimit != before?.savesLimit { keys.append("views.\(view.name).savesLimit") }
      views[index].saves = before?.saves
      views[index].savesLimit = before?.savesLimit
    }
    return keys
  }
}
