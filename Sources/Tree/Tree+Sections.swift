package import Model
internal import Synchronization

/// A folder that is put together outside of the tree: a choice of games, or side-cars and media by themselves.
package struct GuestSection: Sendable {
  package enum Content: Sendable {
    /// By shelf, the numbers of its files and, behind them, its archives.
    case games([ShelfNodes], chosen: [[Int]])
    case extras([Extra])
  }

  /// From the view's name on.
  package var path: [String]
  package var content: Content

  package init(path: [String], _ content: Content) {
    self.path = path
    self.content = content
  }
}

/// A system's folder in a view.
package struct SystemFolder: Sendable {
  package var view: ViewDefinition
  /// From the view's name on, as configured and in the layout.
  package var path: [String]
  /// As it is shown: a raw path below the mount point.
  package var shownPath: [UInt8]
  package var node: NodeID
  /// Of all systems that the folder shows.
  package var shelves: [ShelfNodes]
  let listing: SystemListing

  /// The games in it; takes time for each entry.
  package var games: [ShownGame] { listing.games(view.layout) }
}

extension Tree {
  /// What is in the library, and what sources offer for every view, system by system, in the order in which names are
  /// given.
  package var shelves: [ShelfNodes] { assembly.withLock { $0.orderedShelves }.filter { !$0.isOnlyAvailable } }

  /// The systems in which a file or ZIP of the library is.
  package func systems(of node: NodeID) -> Set<String> {
    Set(
      contents(of: node).compactMap { content in
        switch content {
        case .file(let file): file.nodes.shelf.system
        case .archive(let archive): archive.system
        case .generated, .sideCar: nil
        }
      })
  }

  package var views: [ViewDefinition] { assembly.withLock { $0.views } }

  /// The folders in which views show systems.
  ///
  /// - Parameter systems: only these; nil for all.
  package func systemFolders(of systems: Set<String>? = nil) -> [SystemFolder] {
    assembly.withLock { systemFolders(of: systems, $0) }
  }

  private func systemFolders(of systems: Set<String>?, _ assembly: Assembly) -> [SystemFolder] {
    assembly.systemFolders(of: systems).compactMap { path, section in
      guard let view = assembly.view(named: path[0]) else { return nil }
      return SystemFolder(
        view: view, path: path, shownPath: shownPath(path), node: NodeID(rawValue: section.node(folder: 0)),
        shelves: section.listing.shelves, listing: section.listing)
    }
  }

  /// The shelves of some systems, and the folders that show them, at one moment.
  ///
  /// - Parameter isWanted: by the system's name.
  package func content(
    where isWanted: (String) -> Bool
  ) -> (shelves: [ShelfNodes], folders: [SystemFolder]) {
    assembly.withLock { assembly in
      let shelves = assembly.orderedShelves.filter { isWanted($0.shelf.system) && !$0.isOnlyAvailable }
      return (shelves, systemFolders(of: Set(shelves.map(\.shelf.system)), assembly))
    }
  }

  /// Every directory there is but those of downloads, in no order.
  package var directories: [NodeID] {
    let tops = state.withLock { state in state.tops.keys.map { NodeID(rawValue: $0) } }
    return tops + assembly.withLock { $0.folders }
  }

  /// Whether a view shows a system at this path.
  package func isSystemFolder(_ path: [String]) -> Bool { assembly.withLock { $0.isSystemFolder(path) } }

  /// How a path of configured names is shown.
  private func shownPath(_ path: [String]) -> [UInt8] {
    Array(path.map { EntryName.sanitized(Array($0.utf8)) }.joined(separator: [UInt8(ascii: "/")]))
  }

  /// Shows side-cars and media in a system's folder, instead of those it had.
  ///
  /// - Parameter path: from the view's name on.
  /// - Returns: what the kernel has to be told, in that order.
  package func setExtras(_ extras: [Extra], at path: [String]) -> [Change] {
    assembly.withLock { assembly in show(assembly.setExtras(extras, at: path), &assembly) }
  }

  /// What is shown with ``setExtras(_:at:)``.
  package func extras(at path: [String]) -> [Extra] { assembly.withLock { $0.extras(at: path) } }

  /// What is shown of an owner now: what was given last, carried over to the shelves that there are. By path.
  package func guests(of owner: String) -> [GuestSection] { assembly.withLock { $0.guests(of: owner) } }

  /// Shows these folders, and no others of the same owner; a view's system folder comes before them.
  ///
  /// - Returns: what the kernel has to be told, in that order.
  package func setGuests(_ guests: [GuestSection], of owner: String) -> [Change] {
    let shelves = shelves
    var made: [[String]: Guest] = [:]
    for guest in guests { made[guest.path] = Guest(guest.content, shelves) }
    // Built before: who shows a folder that was found waits for this lock. What was replaced meanwhile is carried over.
    return assembly.withLock { assembly in
      for (path, guest) in made { made[path] = assembly.current(guest) }
      return show(assembly.setGuests(made, of: owner), &assembly)
    }
  }
}
