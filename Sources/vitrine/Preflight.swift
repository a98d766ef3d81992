internal import Configuration
internal import Model
internal import Platform
internal import Service

/// What a mount needs, found and checked.
struct Preparation {
  /// What is mounted: the roots are there or were said not to be, and their paths are without links.
  var settings: Settings
  /// Absolute, without links; a directory.
  var mountPoint: String
  var entry: RuntimeEntry
  /// This program, which is also the worker's.
  var executable: String
  var supervisor: String
}

/// Everything that can be known to go wrong before a mount is tried.
struct Preflight {
  private let request: MountRequest
  private let loaded: LoadedSettings
  private let directories: Directories
  private let account = Account.current

  /// - Parameter loaded: without mistakes.
  init(_ request: MountRequest, _ loaded: LoadedSettings, _ directories: Directories) {
    self.request = request
    self.loaded = loaded
    self.directories = directories
  }

  /// - Throws: what is wrong, and what to do.
  func prepare() throws(Complaint) -> Preparation {
    var settings = loaded.settings
    if let library = request.library { settings.roots = [RootSettings(path: try findLibrary(library))] }
    if settings.roots.isEmpty { throw nothingConfigured("roots", "what to show", "{\"roots\": [\"/srv/roms\"]}") }
    guard let place = settings.mountPoint else {
      throw nothingConfigured("mountpoint", "where to show it", "{\"mountpoint\": \"/mnt/games\"}")
    }
    let mountPoint = try findMountPoint(place, settings.roots.map(\.path))
    let (executable, supervisor) = try findPrograms()
    try checkFUSE()
    try prepareDirectories()
    let entry = directories.runtimeEntry(of: mountPoint)
    try clear(mountPoint, entry)
    try checkCache(mountPoint)
    try prepareSaves(settings, mountPoint)
    try makeMountPoint(mountPoint)
    if holdsFiles(mountPoint) {
      Output.complain("\(mountPoint) is not empty: its files are hidden while it is mounted")
    }
    if account.isRoot, let note = settings.visibilityNote { Output.complain(note) }
    return Preparation(
      settings: settings, mountPoint: mountPoint, entry: entry, executable: executable, supervisor: supervisor)
  }

  /// - Parameter key: has no value, and nothing was given in its place.
  private func nothingConfigured(_ key: String, _ purpose: String, _ example: String) -> Complaint {
    let place =
      loaded.file.map { "in \($0)" } ?? SettingsSources.ofThisProcess(config: request.config).file.map {
        "in \($0.path), which is not there"
      }
      ?? "anywhere"
    return Complaint(
      .usage,
      "no \(key) configured \(place), and none given, so it is not known \(purpose): write \(example), or "
        + Output.command("mount", "LIBRARY", "MOUNTPOINT"))
  }

  private func findLibrary(_ given: String) throws(Complaint) -> String {
    let whole = absolute(given)
    // Of somebody else's mount nothing but its place is known.
    if let complaint = complaint(library: (try? resolvedPath(given)) ?? whole) { throw complaint }
    do throws(Errno) {
      let path = try resolvedPath(given)
      guard try FileStatus.of(path).kind == .directory else { throw .notDirectory }
      guard Host.canRead(path, isDirectory: true) else { throw .accessDenied }
      return path
    } catch {
      let advice =
        switch error {
        case .noSuchFile: "there is no such directory"
        case .notDirectory: "that is not a directory; the library is the directory that holds the system folders"
        case .accessDenied: "this user may not read it"
        case .notConnected: "a dead mount is there: umount -l \(Output.quoted(whole))"
        default: "\(error)"
        }
      throw Complaint(.library, "library \(whole): \(advice)")
    }
  }

  /// What is wrong with a library that is a mount of Vitrine's, or in one.
  private func complaint(library path: String) -> Complaint? {
    guard let mount = (try? MountTable.current())?.holding(path), mount.type == FUSEMount.type else { return nil }
    let relation = path == mount.mountPoint ? "is a Vitrine mount" : "is inside the Vitrine mount \(mount.mountPoint)"
    return Complaint(.library, "library \(path) \(relation); name the real library")
  }

  /// What was given, as it reads from any directory.
  private func absolute(_ given: String) -> String {
    if given.hasPrefix("/") { return given }
    if let path = try? resolvedMountPoint(given) { return path }
    let directory = (try? resolvedPath(".")) ?? "."
    return "\(directory == "/" ? "" : directory)/\(given)"
  }

  /// - Parameter place: absolute.
  private func findMountPoint(_ place: String, _ roots: [String]) throws(Complaint) -> String {
    let path: String
    do throws(Errno) {
      let parents = "/" + place.split(separator: "/").dropLast().joined(separator: "/")
      // What is missing above it is made as well; what is there may be a link.
      if (try? resolvedPath(parents)) == nil { try createDirectories(parents) }
      path = try resolvedMountPoint(place)
    } catch {
      throw cannotMake(place, error)
    }
    for root in roots {
      if isPath(path, within: root) {
        throw Complaint(.mountPoint, "mount point \(path) is inside the library \(root): it would show itself")
      }
      if isPath(root, within: path) {
        throw Complaint(.mountPoint, "library \(root) is inside the mount point \(path): the mount would cover it")
      }
    }
    if let cache = loaded.settings.cache.directory, loaded.settings.cache.policy != .never,
      let place = attempt(within: 3, { resolvedAsFarAsPossible(cache) }), isPath(place, within: path)
    {
      throw Complaint(
        .mountPoint,
        "the cache directory \(place) is inside the mount point \(path), and the mount would cover it: "
          + "configure another as cache.directory")
    }
    let isFetching = loaded.settings.sources.contains(where: \.isEnabled)
    if isFetching || loaded.origin(of: "downloads.directory") != .standard,
      let downloads = loaded.settings.downloads.directory,
      let place = attempt(within: 3, { resolvedAsFarAsPossible(downloads) }), isPath(place, within: path)
    {
      throw Complaint(
        .mountPoint,
        "\(place), where what is fetched is kept, is inside the mount point \(path), and the mount would cover it: "
          + "configure another as downloads.directory")
    }
    return path
  }

  private func findPrograms() throws(Complaint) -> (executable: String, supervisor: String) {
    let name = "vitrine-supervisor"
    guard let executable = try? Host.executablePath(), let slash = executable.lastIndex(of: "/") else {
      throw Complaint(.failed, "cannot find this program's own file: is /proc mounted?")
    }
    let supervisor = "\(executable[...slash])\(name)"
    guard Host.canExecute(supervisor) else {
      throw Complaint(.failed, "\(supervisor) is missing or no program: it belongs beside \(executable)")
    }
    return (executable, supervisor)
  }

  private func checkFUSE() throws(Complaint) {
    if let problem = FUSEAvailability.deviceProblem() { throw Complaint(.fuse, problem) }
    if account.isRoot { return }
    if let problem = FUSEAvailability.helperProblem() { throw Complaint(.fuse, problem) }
    if loaded.settings.allowOther, !FUSEAvailability.usersMayAllowOthers() {
      throw Complaint(
        .fuse, "-o allow_other: put a line `user_allow_other` into /etc/fuse.conf (as root), or mount as root")
    }
  }

  private func prepareDirectories() throws(Complaint) {
    let state = directories.state
    do throws(Errno) {
      let isNew = (try? FileStatus.of(state)) == nil
      try createDirectories(state, permissions: account.isRoot ? 0o755 : 0o700)
      if isNew, let user = loaded.settings.user { try changeOwner(of: state, to: try Account.named(user)) }
      let probe = "\(state)/.probe-\(Host.processID)"
      _ = try FileDescriptor.open(probe, [.writeOnly, .create])
      try removeFile(probe)
    } catch {
      throw Complaint(.state, "state directory \(state): \(error); choose another with --state DIR")
    }
    do throws(Errno) {
      try createDirectories(directories.runtime, permissions: account.isRoot ? 0o755 : 0o700)
    } catch {
      throw Complaint(.state, "runtime directory \(directories.runtime): \(error)")
    }
  }

  /// One mount has a cache directory at a time. Who named it is told that it cannot be had; where it is the place all
  /// mounts have, the second one does without.
  private func checkCache(_ mountPoint: String) throws(Complaint) {
    let settings = loaded.settings.cache
    guard settings.policy != .never, let directory = settings.directory else { return }
    if let user = loaded.settings.user, (try? FileStatus.of(directory)) == nil {
      do throws(Errno) {
        try createDirectories(directory, permissions: 0o700)
        try changeOwner(of: directory, to: try Account.named(user))
      } catch {
        Output.complain("cache directory \(directory): \(error); no ZIPs are kept")
        return
      }
    }
    // At the place all mounts have the service does without, says so, and waits for it.
    guard loaded.origin(of: "cache.directory") != .standard else { return }
    var holder: String?
    // One that was unmounted a moment ago is about to end.
    for _ in 0..<20 {
      holder = attempt(within: 3) { cacheHolder(of: directory, besides: mountPoint) } ?? nil
      if holder == nil { break }
      sleep(nanoseconds: 100_000_000)
    }
    if let holder { throw Complaint(.busy, holder) }
  }

  /// Makes the save directories where they are missing, for the user the service becomes.
  private func prepareSaves(_ settings: Settings, _ mountPoint: String) throws(Complaint) {
    var surroundings = SaveDirectory.Surroundings()
    surroundings.roots = settings.roots.map(\.path)
    surroundings.mountPoint = mountPoint
    for saves in settings.saveDirectories {
      let place = attempt(within: 3) { resolvedAsFarAsPossible(saves.path) } ?? saves.path
      if let problem = SaveDirectory.problem(place, surroundings) ?? SaveDirectory.mountProblem(place, surroundings) {
        throw Complaint(.configuration, "views.\(saves.view).saves: \(problem)")
      }
      surroundings.others.append((saves.view, place))
      guard (try? FileStatus.of(saves.path)) == nil else { continue }
      do throws(Errno) {
        try createDirectories(saves.path, permissions: account.isRoot ? 0o755 : 0o700)
        if let user = settings.user { try changeOwner(of: saves.path, to: try Account.named(user)) }
      } catch {
        throw Complaint(.configuration, "views.\(saves.view).saves: \(saves.path): \(error)")
      }
    }
  }

  /// Takes a dead mount away; refuses a living one.
  private func clear(_ mountPoint: String, _ entry: RuntimeEntry) throws(Complaint) {
    while true {
      switch MountCondition.of(mountPoint, entry: entry) {
      case .free: return
      case .live:
        if let owner = (try? MountTable.current())?.topmost(at: mountPoint)?.owner, !account.isRoot,
          owner != account.user
        {
          let name = Account.name(of: owner) ?? "number \(owner)"
          throw Complaint(
            .mountPoint,
            "\(mountPoint) is mounted already by \(name), and only \(owner == 0 ? name : "\(name) and root") can end that; "
              + "choose another mount point")
        }
        throw Complaint(
          .mountPoint, "\(mountPoint) is mounted already; to end that: \(Output.command("unmount", mountPoint))")
      case .stale:
        do throws(MountFailure) { try FUSEMount.end(at: mountPoint, lazily: true) } catch {
          throw Complaint(
            .mountPoint,
            "the service of \(mountPoint) died, and its mount cannot be taken away: \(error.message); "
              + "as root: umount -l \(Output.quoted(mountPoint))")
        }
        entry.remove()
        Output.line("took away the dead mount at \(mountPoint), left by a service that was killed")
      }
    }
  }

  /// - Parameter path: absolute.
  private func cannotMake(_ path: String, _ error: Errno) -> Complaint {
    var missing = ""
    for component in path.split(separator: "/") {
      missing += "/\(component)"
      if (try? FileStatus.of(missing)) == nil { break }
      // What is no directory cannot hold one.
      if (try? FileStatus.of(missing))?.kind != .directory {
        return Complaint(.mountPoint, "cannot make the mount point \(path): \(missing) is not a directory")
      }
    }
    let place = missing == path ? "" : "cannot make \(missing): "
    return Complaint(.mountPoint, "cannot make the mount point \(path): \(place)\(error)")
  }

  /// Whether anything is in the directory, as far as this user may see that.
  private func holdsFiles(_ path: String) -> Bool {
    do throws(Errno) {
      let stream = try DirectoryStream(try FileDescriptor.open(path, [.readOnly, .directory]))
      return try stream.next { _, _ in }
    } catch { return false }
  }

  private func makeMountPoint(_ path: String) throws(Complaint) {
    do throws(Errno) { try createDirectories(path) } catch {
      if (try? FileStatus.of(path)) == nil, error != .notConnected { throw cannotMake(path, error) }
    }
    do throws(Errno) {
      guard try FileStatus.of(path).kind == .directory else { throw .notDirectory }
      guard Host.canWrite(path) else { throw .notPermitted }
    } catch {
      let advice =
        switch error {
        case .notDirectory, .exists: "that is not a directory"
        case .notPermitted: "this user may not write to it, and may mount only where that is so"
        case .accessDenied: "this user may not make or enter it"
        case .notConnected: "a dead mount is there: umount -l \(Output.quoted(path))"
        default: "\(error)"
        }
      throw Complaint(.mountPoint, "mount point \(path): \(advice)")
    }
  }
}
