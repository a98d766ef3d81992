internal import Platform
internal import Service

/// Finds the mount that a command is about: by its paths, or by the one that was named.
struct MountChoice {
  private let directories: Directories
  /// What is done with one mount at a time.
  private let verb: String
  /// Of `--mount`, as given.
  private let named: String?

  init(_ directories: Directories, verb: String = "scan", named: String? = nil) {
    self.directories = directories
    self.verb = verb
    self.named = named
  }

  /// - Parameter paths: as given; none is all of the one mount there is.
  /// - Returns: the mount point, and what of it; no place is everything.
  func find(_ paths: [String]) throws(Complaint) -> (mountPoint: String, places: [ScanOrder.Place]) {
    let surroundings = ScanPlaces.Surroundings(
      workingDirectory: (try? resolvedPath(".")) ?? "/", resolve: MountChoice.resolved)
    let mountPoints = try chosen().map { [$0] } ?? KnownMounts.all(directories)
    do throws(Complaint) {
      let mounts = mountPoints.map { ScanPlaces.Mount(mountPoint: $0, libraries: []) }
      return try ScanPlaces(mounts, verb: verb).find(paths, surroundings)
    } catch {
      // The services of all mounts are asked only where a path is in none of them: one that hangs is to hold up no
      // other.
      guard error.code == .notMounted, !mountPoints.isEmpty else { throw error }
      let mounts = KnownMounts.withLibraries(mountPoints, directories)
      return try ScanPlaces(mounts, verb: verb).find(paths, surroundings)
    }
  }

  /// The mount that was named; nil where none was.
  private func chosen() throws(Complaint) -> String? {
    guard let named else { return nil }
    let place: String
    do throws(Errno) { place = try resolvedMountPoint(named) } catch {
      throw Complaint(.notMounted, "\(named): \(error)")
    }
    let service = MountedService(at: place, directories)
    if !KnownMounts.all(directories).contains(place) { throw service.nothingMounted }
    return place
  }

  /// Without waiting for a mount that hangs.
  private static func resolved(_ path: String) -> String {
    attempt(within: 5) { resolvedAsFarAsPossible(path) } ?? path
  }
}
