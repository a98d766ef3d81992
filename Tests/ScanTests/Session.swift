internal import Catalog
internal import Model
internal import Platform
internal import Scan

/// A library, a catalog, and what discovery makes of them.
final class Session: Sendable {
  let catalog: Catalog
  /// The first one.
  let root: LibraryRoot
  let discovery: Discovery
  /// By system folder; with several roots `root:folder`, the root by its last component.
  let shelves: Monitor<[String: Shelf]>
  /// Every change in its order: `+nes`, `-psx`.
  let changes: Monitor<[String]>
  private let roots: Monitor<[ScanRoot]>

  /// - Parameters:
  ///   - settings: of the roots; nil is the library itself.
  ///   - state: keeps a catalog of its own below the library's.
  ///   - scan: by default one folder after the other, and only when it is asked for.
  init(
    _ library: LibraryOnDisk, _ settings: [RootSettings]? = nil, catalog: Catalog? = nil, state: String? = nil,
    scan: ScanSettings = ScanSettings(workers: 1, watches: false), patience: UInt64 = 30_000_000_000,
    onChange: (@Sendable (Discovery.Change) -> Void)? = nil
  ) throws {
    let catalog = try catalog ?? Catalog.open(directory: state.map { library.state + "/" + $0 } ?? library.state)
    self.catalog = catalog
    let roots = try (settings ?? [RootSettings(path: library.path)]).map {
      ScanRoot(try catalog.root(forPath: $0.path), $0)
    }
    root = roots[0].root
    self.roots = Monitor(roots)
    let isNamed = settings != nil
    let name: @Sendable (Shelf.Location) -> String = { location in
      let folder = String(decoding: location.folder, as: UTF8.self)
      return isNamed ? "\(location.root.path.split(separator: "/").last ?? ""):\(folder)" : folder
    }
    let stored = try roots.flatMap { try catalog.shelves(of: $0.root) }
    let shelves = Monitor(Dictionary(uniqueKeysWithValues: stored.map { (name($0.location), $0) }))
    let changes = Monitor<[String]>([])
    self.shelves = shelves
    self.changes = changes
    discovery = Discovery(catalog: catalog, roots: roots, shelves: stored, settings: scan, patience: patience) {
      change in
      onChange?(change)
      switch change {
      case .updated(let shelf):
        shelves.withLock { $0[name(shelf.location)] = shelf }
        changes.withLock { $0.append("+" + name(shelf.location)) }
      case .removed(let location):
        shelves.withLock { $0[name(location)] = nil }
        changes.withLock { $0.append("-" + name(location)) }
      }
    }
  }

  deinit { discovery.stop() }

  /// Starts discovery and waits for its first run.
  func start() throws {
    try discovery.start()
    rescan()
  }

  func rescan(_ folder: String? = nil) {
    let isDone = Monitor(false)
    discovery.rescan(folder.map { Shelf.Location(root: root, folder: [UInt8]($0.utf8)) }) {
      isDone.signal { $0 = true }
    }
    isDone.wait { $0 ? () : nil }
  }

  /// Takes other roots, and waits for the look at them.
  func configure(_ settings: [RootSettings]) throws {
    let next = try settings.map { ScanRoot(try catalog.root(forPath: $0.path), $0) }
    let known = roots.withLock { roots in
      defer { roots = next }
      return roots.map(\.root)
    }
    let new = next.map(\.root).filter { !known.contains($0) }
    discovery.configure(next, shelves: try new.flatMap { try catalog.shelves(of: $0) })
    rescan()
  }

  var games: [String: Int] { shelves.withLock { $0.mapValues(\.gameCount) } }
  /// Files by shelf.
  var places: [String: Int] { shelves.withLock { $0.mapValues(\.files.count) } }
  var paths: [String: [String]] { shelves.withLock { $0.mapValues(\.files.paths) } }

  /// Every file with its size and time, by shelf.
  var contents: [String: [String]] {
    shelves.withLock { shelves in
      shelves.mapValues { shelf in
        (0..<shelf.files.count).map { index in
          let version = shelf.files.version(at: index)
          return "\(String(decoding: shelf.files.path(at: index), as: UTF8.self)) \(version.size) \(version.modified)"
        } + shelf.singles.map { "single \($0)" } + shelf.archives.map { "game \($0.members)" }
      }
    }
  }
  var changeList: [String] { changes.withLock { $0 } }

  /// What the catalog holds, as a second start would see it.
  func stored() throws -> [String: Int] {
    Dictionary(
      uniqueKeysWithValues: try catalog.shelves(of: root).map {
        (String(decoding: $0.location.folder, as: UTF8.self), $0.gameCount)
      })
  }
}
