package import Configuration
internal import Model
internal import Platform
internal import Scan
internal import Text

/// What only the machine can tell of a configuration: directories that are not there, or in each other's way.
///
/// Nothing waits for a server that is away: what does not answer is reported as such.
package struct MachineCheck {
  package enum Purpose: Sendable {
    /// Only to be told.
    case report
    /// The mount point is looked at by whoever mounts.
    case mount
    /// Of what is mounted at that place, absolute and without links, while programs save in those directories, and
    /// what is fetched is kept in that one.
    case reload(mountPoint: String, saves: [SaveDirectory] = [], downloads: String? = nil)
  }

  var loaded: LoadedSettings
  let purpose: Purpose
  private let isRoot = Account.current.isRoot
  /// The roots' paths before links were followed.
  private let written: [String]

  /// - Returns: `loaded` with what was found, and its roots without links in their paths.
  package static func run(_ loaded: LoadedSettings, for purpose: Purpose) -> LoadedSettings {
    var check = MachineCheck(loaded: loaded, purpose: purpose)
    check.checkRoots()
    check.checkRelations()
    check.checkPlaces()
    check.checkNames()
    check.sortDiagnostics()
    return check.loaded
  }

  private init(loaded: LoadedSettings, purpose: Purpose) {
    self.loaded = loaded
    self.purpose = purpose
    written = loaded.settings.roots.map(\.path)
  }

  /// Line by line in each source, whoever found it.
  private mutating func sortDiagnostics() {
    var sources: [Origin.Source: Int] = [:]
    for diagnostic in loaded.diagnostics where sources[diagnostic.origin.source] == nil {
      sources[diagnostic.origin.source] = sources.count
    }
    let order = loaded.diagnostics.enumerated().sorted { left, right in
      let first = (sources[left.element.origin.source] ?? 0, left.element.origin.place ?? .start, left.offset)
      let second = (sources[right.element.origin.source] ?? 0, right.element.origin.place ?? .start, right.offset)
      return first < second
    }
    loaded.diagnostics = order.map(\.element)
  }

  // MARK: Roots

  private enum Condition: Sendable {
    case fine
    case unreadable
    case file
    case missing(meant: String?)
    case failing(Errno)
  }

  private func key(_ index: Int) -> String { "roots[\(index + 1)].path" }

  private mutating func checkRoots() {
    if loaded.settings.roots.isEmpty, loaded.isUsable, case .reload = purpose {
      loaded.report(.mistake, "roots", "there are no roots, so nothing would be shown: name one")
    }
    for index in loaded.settings.roots.indices where !isOperand(index) && !written[index].isEmpty {
      let path = loaded.settings.roots[index].path
      guard
        let (resolved, condition) = attempt(
          within: 3, { (resolvedAsFarAsPossible(path), MachineCheck.condition(of: path)) })
      else {
        loaded.report(.warning, key(index), "\(path) does not answer: what was known of it is shown until it does")
        continue
      }
      loaded.settings.roots[index].path = resolved
      switch condition {
      case .fine: break
      case .unreadable: loaded.report(.warning, key(index), "this user may not read \(path)")
      case .file: loaded.report(.mistake, key(index), "\(path) is no directory: a root is the one that holds the games")
      case .missing(let meant):
        loaded.report(
          .warning, key(index),
          "there is no directory \(path)\(meant.map { " (did you mean `\($0)`?)" } ?? ""): correct the path, or mount "
            + "its disk; what was known of it stays listed")
      case .failing(let error): loaded.report(.warning, key(index), "\(path) cannot be read: \(error)")
      }
    }
  }

  /// Whether the root is the one of the command line, which `vitrine mount` looks at itself.
  private func isOperand(_ index: Int) -> Bool {
    guard case .mount = purpose, case .option = loaded.origin(of: key(index)).source else { return false }
    return true
  }

  // MARK: What lies in what

  private mutating func checkRelations() {
    let paths = loaded.settings.roots.map(\.path)
    let mounts = (try? MountTable.current())?.entries.filter { $0.type == FUSEMount.type } ?? []
    for (index, path) in paths.enumerated() where !isOperand(index) && !path.isEmpty {
      if written[..<index].contains(written[index]) {
        // Whoever read them has told.
        continue
      } else if let other = paths[..<index].firstIndex(of: path) {
        loaded.report(.mistake, key(index), "this is the same directory as root \(other + 1): take one out")
      } else if let outer = paths.indices.first(where: {
        paths[$0] != path && !paths[$0].isEmpty && isPath(path, within: paths[$0])
      }) {
        loaded.report(
          .warning, key(index),
          "this lies in root \(outer + 1), \(paths[outer]): what is in it is shown as this root says, and once")
      }
      if let mount = mounts.first(where: { isPath(path, within: $0.mountPoint) }) {
        let relation =
          path == mount.mountPoint ? "is a Vitrine mount" : "is inside the Vitrine mount \(mount.mountPoint)"
        loaded.report(.mistake, key(index), "\(path) \(relation): name the real directory")
      }
    }
  }

  var mountPoint: String? {
    switch purpose {
    case .report: loaded.settings.mountPoint.flatMap { path in attempt(within: 3) { resolvedAsFarAsPossible(path) } }
    case .mount: nil
    case .reload(let mountPoint, _, _): mountPoint
    }
  }

  private mutating func checkPlaces() {
    let roots = loaded.settings.roots.map(\.path)
    if let mountPoint {
      var isTold = false
      for (index, root) in roots.enumerated() where !root.isEmpty {
        // What was written last is what is wrong at a reload, otherwise the mount point is as likely.
        let key = if case .reload = purpose { key(index) } else { "mountpoint" }
        if isPath(mountPoint, within: root) {
          // Of roots inside each other, or given twice, once for the one place that is wrong.
          if isTold, key == "mountpoint" { continue }
          isTold = true
          loaded.report(
            .mistake, key, "the mount point \(mountPoint) is inside the root \(root): the mount would show itself")
        } else if isPath(root, within: mountPoint) {
          loaded.report(
            .mistake, key, "the root \(root) is inside the mount point \(mountPoint): the mount would cover it")
        }
      }
    }
    checkSaves()
    checkSavesInUse()
    checkDownloads()
    if case .reload = purpose { return }
    checkCacheDirectory()
    let places = [
      ("state", loaded.settings.state), ("cache.directory", cacheDirectory), ("log.file", loaded.settings.log.file),
    ]
    for (name, place) in places {
      // The log lies in the state directory unless somebody has put it elsewhere.
      guard let place, name != "log.file" || loaded.origin(of: name) != .standard,
        let root = roots.first(where: { !$0.isEmpty && isPath(place, within: $0) })
      else { continue }
      loaded.report(
        .warning, name, "\(place) is inside the root \(root), which Vitrine otherwise never writes to: choose another")
    }
  }

  // MARK: Names

  private mutating func checkNames() {
    for (index, root) in loaded.settings.roots.enumerated() {
      if let platform = root.platform { checkPlatform(platform, "roots[\(index + 1)].platform") }
    }
    for source in loaded.settings.sources {
      if let platform = source.platform { checkPlatform(platform, "sources.\(source.name).platform") }
    }
    for view in loaded.settings.views {
      for (index, system) in (view.systems ?? []).enumerated() {
        checkPlatform(system, "views.\(view.name).systems[\(index + 1)]")
      }
    }
    if case .listed(let names) = loaded.settings.hashing.platforms {
      for (index, name) in names.enumerated() { checkPlatform(name, "hashing.platforms[\(index + 1)]") }
    }
    guard let user = loaded.settings.user else { return }
    if case .reload = purpose { return }
    do throws(Errno) { _ = try Account.named(user) } catch {
      loaded.report(.mistake, "user", error == .noSuchFile ? "there is no user `\(user)`" : "\(user): \(error)")
      return
    }
    if !isRoot {
      let isMount = if case .mount = purpose { true } else { false }
      loaded.report(
        isMount ? .mistake : .warning, "user", "only root can serve as somebody else: take it out, or mount as root")
    }
  }

  private mutating func checkPlatform(_ name: String, _ key: String) {
    let table = PlatformTable.standard
    guard table.platform(forFolder: name.utf8) == nil else { return }
    loaded.report(
      .warning, key,
      "no platform is called \"\(name)\"\(suggestion(name, from: table.keys)): it is taken as the name of a system of "
        + "your own")
  }
}

extension MachineCheck {
  private static func condition(of path: String) -> Condition {
    do throws(Errno) {
      let status = try FileStatus.of(path)
      if status.kind != .directory { return .file }
      return Host.canRead(path, isDirectory: true) ? .fine : .unreadable
    } catch {
      switch error {
      case .noSuchFile, .notDirectory: return .missing(meant: neighbour(of: path))
      case .accessDenied: return .unreadable
      default: return .failing(error)
      }
    }
  }

  /// The directory beside `path` whose name is near.
  private static func neighbour(of path: String) -> String? {
    guard let slash = path.lastIndex(of: "/") else { return nil }
    let parent = slash == path.startIndex ? "/" : String(path[..<slash])
    var names: [String] = []
    do throws(Errno) {
      let stream = try DirectoryStream(try FileDescriptor.open(parent, [.readOnly, .directory]))
      // Who has more beside it reads them faster than this.
      while names.count < 10_000, try stream.next({ name, _ in names.append(String(decoding: name, as: UTF8.self)) }) {}
    } catch { return nil }
    let name = String(path[path.index(after: slash)...])
    return nearest(name, from: names.sorted()).map { parent == "/" ? "/\($0)" : "\(parent)/\($0)" }
  }
}
