package import Model

/// One directory of the mount as it is at one moment: names, in byte order, and what they lead to.
///
/// What it refers to is immutable: a listing that is being read stays whole while the tree goes on, and its positions
/// are stable.
package struct Directory: Sendable {
  private enum Place {
    case system(SystemView, folder: Int)
    case top(TopFolder)
  }

  private let place: Place

  init(_ view: SystemView, folder: Int) { place = .system(view, folder: folder) }
  init(_ folder: TopFolder) { place = .top(folder) }

  package var node: NodeID {
    switch place {
    case .system(let view, let folder): NodeID(rawValue: view.node(folder: folder))
    case .top(let folder): folder.node
    }
  }

  package var parent: NodeID {
    switch place {
    case .system(let view, let folder): view.parent(ofFolder: folder)
    case .top(let folder): folder.parent
    }
  }

  /// Nanoseconds since 1970.
  package var modified: Int64 {
    switch place {
    case .system(let view, let folder): view.listing.folders[folder].modified
    case .top(let folder): folder.modified
    }
  }

  package var count: Int {
    switch place {
    case .system(let view, let folder): Int(view.listing.folders[folder].count)
    case .top(let folder): folder.entries.count
    }
  }

  package var attributes: Attributes { Attributes(node: node, isDirectory: true, size: 0, modified: modified) }

  /// Whether the directory looks like this now: it has not been replaced or removed since.
  package var isCurrent: Bool {
    switch place {
    case .system(let view, _): view.isCurrent
    case .top(let folder): folder.isCurrent
    }
  }

  /// The entry called exactly `name`.
  package func find(_ name: UnsafeRawBufferPointer) -> Int? {
    switch place {
    case .system(let view, let folder): view.listing.find(name, in: folder)
    case .top(let folder): folder.find(name)
    }
  }

  /// The name's bytes, valid during the call.
  package func withName<Result>(at number: Int, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    switch place {
    case .system(let view, let folder):
      view.listing.withName(of: view.listing.entry(at: number, in: folder), body)
    case .top(let folder): folder.entries[number].name.withUnsafeBytes(body)
    }
  }

  /// What the entry leads to.
  package func attributes(at number: Int) -> Attributes {
    switch place {
    case .system(let view, let folder): view.attributes(at: number, in: folder)
    case .top(let folder): folder.entries[number].attributes
    }
  }

  /// The listing goes to the kernel: its entries have to be taken back when they change.
  package func markSeen() { note(.entries) }

  func note(_ mark: SeenFolders.Marks) {
    switch place {
    case .system(let view, let folder): view.seen.note(mark, folder: folder)
    case .top(let folder): folder.seen.note(mark, folder: 0)
    }
  }

  /// What the kernel was told of the directory.
  var marks: SeenFolders.Marks {
    switch place {
    case .system(let view, let folder): view.seen[folder]
    case .top(let folder): folder.seen[0]
    }
  }
}
