internal import Model

/// The directories above the listings: the root, the views, and what lies between a view and its listings.
///
/// Keeps what each of them has in it, and makes anew only those in which something has changed.
struct TopFolders: Sendable {
  /// What is in each directory, by its path from the view's name on; the root's is empty.
  private var children: [[String]: [String: Attributes]] = [:]
  /// Paths at which there is a listing: no directory of ours.
  private var sections: Set<[String]> = []
  private var views: [String] = []
  private var changed: Set<[String]> = [[]]

  init(views: [String]) { setViews(views) }

  /// A view is there also when it is empty.
  mutating func setViews(_ names: [String]) {
    for name in views where !names.contains(name) {
      children[[], default: [:]][name] = nil
      if children[[name]]?.isEmpty ?? false { children[[name]] = nil }
      changed.insert([name])
    }
    for name in names where !views.contains(name) { changed.insert([name]) }
    views = names
    changed.insert([])
  }

  /// - Parameter attributes: of the listing that is now at `path`; nil for none.
  mutating func change(_ path: [String], to attributes: Attributes?) {
    let parent = Array(path.dropLast())
    if let attributes {
      if sections.insert(path).inserted { changed.insert(path) }
      children[parent, default: [:]][path[path.count - 1]] = attributes
    } else {
      sections.remove(path)
      children[parent]?[path[path.count - 1]] = nil
      // Something below it may have waited for the name.
      changed.insert(path)
    }
    changed.insert(parent)
  }

  /// What has changed since the last call.
  ///
  /// - Returns: the directories there are now, and the nodes of those that are gone.
  mutating func takeChanges() -> (folders: [TopFolder], gone: [NodeID]) {
    var folders: [TopFolder] = []
    var gone: [NodeID] = []
    // From below: a directory that comes, goes or changes is a change of the one above it.
    while let path = changed.max(by: { $0.count < $1.count }) {
      // A view that has nothing of its own is as new as the others.
      if path.isEmpty, refreshEmptyViews() { continue }
      changed.remove(path)
      let parent = Array(path.dropLast())
      if let folder = folder(at: path) {
        folders.append(folder)
        if let name = path.last {
          children[parent, default: [:]][name] = Directory(folder).attributes
          changed.insert(parent)
        }
      } else {
        gone.append(SystemView.node(ofFolder: path))
        guard !sections.contains(path), let name = path.last else { continue }
        if children[parent]?.removeValue(forKey: name) != nil { changed.insert(parent) }
      }
    }
    return (folders, gone)
  }

  /// - Returns: whether one is to be made anew.
  private mutating func refreshEmptyViews() -> Bool {
    let newest = newestView
    let outdated = views.filter { view in
      !sections.contains([view]) && children[[view]]?.isEmpty ?? true && children[[]]?[view]?.modified != newest
    }
    for view in outdated { changed.insert([view]) }
    return !outdated.isEmpty
  }

  /// Of the views that have something.
  private var newestView: Int64 {
    views.compactMap { view in
      sections.contains([view]) || !(children[[view]]?.isEmpty ?? true) ? children[[]]?[view]?.modified : nil
    }.max() ?? 0
  }

  /// nil where there is none: a listing is there, or nothing.
  private func folder(at path: [String]) -> TopFolder? {
    if path.isEmpty {
      let entries = views.compactMap { name in children[[]]?[name].map { (name: name, attributes: $0) } }
      return TopFolder(node: .root, parent: .root, modified: newest(entries), entries: entries)
    }
    let entries = (children[path] ?? [:]).map { (name: $0, attributes: $1) }
    guard !sections.contains(path), views.contains(path[0]), path.count == 1 || !entries.isEmpty else { return nil }
    let parent = path.count == 1 ? NodeID.root : SystemView.node(ofFolder: path.dropLast())
    return TopFolder(
      node: SystemView.node(ofFolder: path), parent: parent,
      modified: entries.isEmpty ? newestView : newest(entries), entries: entries)
  }

  private func newest(_ entries: [(name: String, attributes: Attributes)]) -> Int64 {
    entries.map(\.attributes.modified).max() ?? 0
  }
}
