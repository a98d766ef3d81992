package import Model

/// One directory of the mount as it is at one moment: names, in byte order, and what they lead to.
///
/// What it refers to is immutable: a listing that is being read stays whole while the tree goes on, and its positions
/// are stable.
package struct Directory: Sendable {
  private enum Place {
    case system(SystemView, folder: Int)
    case top(TopFolder)
    case download(DownloadListing)
  }

  private let place: Place

  init(_ view: SystemView, folder: Int) { place = .system(view, folder: folder) }
  init(_ folder: TopFolder) { place = .top(folder) }
  init(_ listing: DownloadListing) { place = .download(listing) }

  package var node: NodeID {
    switch place {
    case .system(let view, let folder): NodeID(rawValue: view.node(folder: folder))
    case .top(let folder): folder.node
    case .download(let listing): listing.node
    }
  }

  package var parent: NodeID {
    switch place {
    case .system(let view, let folder): view.parent(ofFolder: folder)
    case .top(let folder): folder.parent
    case .download(let listing): listing.parent
    }
  }

  /// Nanoseconds since 1970.
  package var modified: Int64 {
    switch place {
    case .system(let view, let folder): view.listing.folders[folder].modified
    case .top(let folder): folder.modified
    case .download(let listing): listing.modified
    }
  }

  package var count: Int {
    switch place {
    case .system(let view, let folder): Int(view.listing.folders[folder].count)
    case .top(let folder): folder.entries.count
    case .download(let listing): listing.entries.count
    }
  }

  package var attributes: Attributes { Attributes(node: node, isDirectory: true, size: 0, modified: modified) }

  /// Whether the directory looks like this now: it has not been replaced or removed since.
  package var isCurrent: Bool {
    switch place {
    case .system(let view, _): view.isCurrent
    case .top(let folder): folder.isCurrent
    case .download(let listing): listing.isCurrent
    }
  }

  /// Whether the kernel is told when an entry changes. Where it is not, it must not believe one for long.
  package var isAnnounced: Bool {
    if case .download = place { return false }
    return true
  }

  /// What the directory is a part of, which is replaced as a whole.
  var snapshot: any TreeSnapshot {
    switch place {
    case .system(let view, _): view
    case .top(let folder): folder
    case .download(let listing): listing
    }
  }

  /// The entry called exactly `name`.
  package func find(_ name: UnsafeRawBufferPointer) -> Int? {
    switch place {
    case .system(let view, let folder): view.listing.find(name, in: folder)
    case .top(let folder): folder.find(name)
    case .download(let listing): listing.find(name)
    }
  }

  /// The name's bytes, valid during the call.
  package func withName<Result>(at number: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    switch place {
    case .system(let view, let folder):
      view.listing.withName(of: view.listing.entry(at: number, in: folder), body)
    case .top(let folder): folder.entries[number].name.withUnsafeBytes(body)
    case .download(let listing): listing.entries[number].name.withUnsafeBytes(body)
    }
  }

  /// What the entry leads to.
  package func attributes(at number: Int) -> Attributes {
    switch place {
    case .system(let view, let folder): view.attributes(at: number, in: folder)
    case .top(let folder): folder.entries[number].attributes
    case .download(let listing): listing.entries[number].attributes
    }
  }

  /// The listing goes to the kernel: its entries have to be taken back when they change.
  package func markSeen() { note(.entries) }

  /// The listing goes to the kernel from its beginning, which may keep it.
  ///
  /// - Parameter time: now, in ``monotonicNanoseconds()``.
  package func markListed(at time: UInt64) { note(.listed, at: time) }

  /// Whether a listing that the kernel has kept of this directory is this one: it was given none since `time`, or an
  /// older one, otherwise.
  package func isListed(since time: UInt64) -> Bool {
    switch place {
    case .system(let view, let folder): view.seen.isListed(folder: folder, since: time)
    case .top(let folder): folder.seen.isListed(folder: 0, since: time)
    case .download: false
    }
  }

  func note(_ mark: SeenFolders.Marks, at time: UInt64? = nil) {
    switch place {
    case .system(let view, let folder): view.seen.note(mark, folder: folder, at: time)
    case .top(let folder): folder.seen.note(mark, folder: 0, at: time)
    case .download: break
    }
  }

  /// When its part of the tree was first listed.
  var listedSince: UInt64? {
    switch place {
    case .system(let view, _): view.seen.listedSince
    case .top(let folder): folder.seen.listedSince
    case .download: nil
    }
  }

  /// What the kernel was told of the directory.
  var marks: SeenFolders.Marks {
    switch place {
    case .system(let view, let folder): view.seen[folder]
    case .top(let folder): folder.seen[0]
    case .download: []
    }
  }
}
