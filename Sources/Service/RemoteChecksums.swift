internal import Configuration
package import Model

/// CRC-32 of files at sources, as far as they are known. It forgets what is shown no more.
package struct RemoteChecksums: Sendable {
  /// Of what is shown, from sources and from the catalog: made anew each time that it is arranged.
  package var listed: [SourceExposure: [ContentKey: UInt32]] = [:]
  /// What was computed since.
  package var computed: [ContentKey: UInt32] = [:]

  package init() {}

  package subscript(key: ContentKey) -> UInt32? {
    if let value = computed[key] { return value }
    for values in listed.values { if let value = values[key] { return value } }
    return nil
  }

  /// Leaves out what was computed and is listed by now, or of files that are not shown any more.
  package mutating func prune(_ shown: some Collection<RemoteShelves>) {
    guard !computed.isEmpty else { return }
    let listed = listed
    computed = computed.filter { key, _ in
      !listed.values.contains { $0[key] != nil } && shown.contains { $0.shows(key) }
    }
  }
}

extension RemoteShelves {
  /// Whether a file is one of these, in this version.
  fileprivate func shows(_ key: ContentKey) -> Bool {
    guard key.root == root.id else { return false }
    var maker = FileNodeMaker(root: root)
    return places[maker.node(key.version).rawValue] != nil
  }
}
