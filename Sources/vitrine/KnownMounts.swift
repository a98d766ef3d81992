internal import Platform
internal import Service

/// The running mounts that this user may ask.
enum KnownMounts {
  /// The mounts this user's runtime directory knows, and those the kernel lets this user into; root gets all.
  static func all(_ directories: Directories) -> [String] {
    var places = Set<String>()
    if let open = try? FileDescriptor.open(directories.runtime, [.readOnly, .directory]),
      let stream = try? DirectoryStream(open)
    {
      var names: [String] = []
      while (try? stream.next { name, _ in names.append(String(decoding: name, as: UTF8.self)) }) == true {}
      for name in names where name.hasSuffix(".json") {
        let entry = RuntimeEntry(base: "\(directories.runtime)/\(name.dropLast(5))")
        if entry.isHeld, let place = entry.description?["mountpoint"].string { places.insert(place) }
      }
    }
    let mounted = (try? MountTable.current())?.entries.filter { $0.type == FUSEMount.type } ?? []
    let account = Account.current
    let own = mounted.filter { account.isRoot || $0.admits(user: account.user) }
    return places.union(own.map(\.mountPoint)).sorted()
  }

  /// What a mount says of itself.
  static func report(of mountPoint: String, _ directories: Directories) throws(Complaint) -> [UInt8] {
    do throws(Complaint) {
      return try MountedService(at: mountPoint, directories).ask("status")
    } catch {
      // Somebody else's socket; the same report is in the mount, for whoever may enter it.
      if error.code == .failed, let report = MountedService.reportBytes(in: mountPoint) { return report }
      throw error
    }
  }

  /// Those at `mountPoints`, with the roots they show.
  static func withLibraries(_ mountPoints: [String], _ directories: Directories) -> [ScanPlaces.Mount] {
    mountPoints.map { mountPoint in
      let report = (try? report(of: mountPoint, directories)).flatMap { JSONValue($0) } ?? .null
      let roots = report["libraries"].array.compactMap { $0["path"].string }
      return ScanPlaces.Mount(mountPoint: mountPoint, libraries: roots)
    }
  }

  /// Whether somebody else made that mount, and this user is not root.
  static func isStrangers(_ mountPoint: String) -> Bool {
    let account = Account.current
    guard !account.isRoot, let owner = (try? MountTable.current())?.topmost(at: mountPoint)?.owner else { return false }
    return owner != account.user
  }
}
