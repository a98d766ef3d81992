internal import Platform

/// Finds out which mount a path of the command line is about, and what of it.
///
/// | the path | what it is about |
/// |---|---|
/// | a mount point | everything shown there |
/// | something below a mount point | a view, a system, a folder or a game of it |
/// | a root of a mounted library, or something below one | that part of the library |
///
/// Of mount points inside one another, and of roots, the innermost counts. A path is taken as it was given first, and
/// then without links: a folder of a library may be a link that leads out of it.
package struct ScanPlaces: Sendable {
  package struct Mount: Hashable, Sendable {
    /// Absolute, without links.
    package var mountPoint: String
    /// The roots it shows; empty where its service does not answer.
    package var libraries: [String]

    package init(mountPoint: String, libraries: [String]) {
      self.mountPoint = mountPoint
      self.libraries = libraries
    }
  }

  /// What is asked of the machine.
  package struct Surroundings {
    package var workingDirectory: String
    /// The path without links, as far as it exists. Never waits for a mount.
    package var resolve: (String) -> String

    package init(workingDirectory: String, resolve: @escaping (String) -> String) {
      self.workingDirectory = workingDirectory
      self.resolve = resolve
    }
  }

  private let mounts: [Mount]
  /// What is done with one mount at a time, for what is said to the user.
  private let verb: String

  package init(_ mounts: [Mount], verb: String = "scan") {
    self.mounts = mounts
    self.verb = verb
  }

  /// - Parameter paths: as given; none is the one mount there is.
  /// - Returns: the mount point, and what of it; no place is everything.
  package func find(
    _ paths: [String], _ surroundings: Surroundings
  ) throws(Complaint) -> (mountPoint: String, places: [ScanOrder.Place]) {
    guard !paths.isEmpty else { return (try onlyMount(), []) }
    var found: (mountPoint: String, path: String)?
    var places: [ScanOrder.Place] = []
    var isEverything = false
    for path in paths {
      let (mountPoint, place) = try find(path, surroundings)
      if let found, found.mountPoint != mountPoint {
        throw Complaint(
          .usage,
          "\(found.path) is of the mount at \(found.mountPoint), \(path) of the one at \(mountPoint): "
            + "\(verb) them one after the other")
      }
      found = (mountPoint, path)
      if let place { places.append(place) } else { isEverything = true }
    }
    return (found?.mountPoint ?? "", isEverything ? [] : places)
  }

  private func onlyMount() throws(Complaint) -> String {
    if let mount = mounts.first, mounts.count == 1 { return mount.mountPoint }
    if mounts.isEmpty { throw Complaint(.notMounted, "nothing is mounted") }
    let places = mounts.map(\.mountPoint).sorted().joined(separator: ", ")
    throw Complaint(.usage, "there are several mounts, say which to \(verb): \(places)")
  }

  private func find(
    _ given: String, _ surroundings: Surroundings
  ) throws(Complaint) -> (mountPoint: String, place: ScanOrder.Place?) {
    let names = candidates(given, surroundings)
    for path in names {
      let holding = mounts.filter { isPath(path, within: $0.mountPoint) }
      if let mount = holding.max(by: { $0.mountPoint.utf8.count < $1.mountPoint.utf8.count }) {
        let rest = path.utf8.dropFirst(mount.mountPoint.utf8.count).drop { $0 == UInt8(ascii: "/") }
        return (mount.mountPoint, rest.isEmpty ? nil : .view(Array(rest)))
      }
    }
    for path in names {
      let roots = Set(mounts.flatMap(\.libraries)).filter { isPath(path, within: $0) }
      guard let root = roots.max(by: { $0.utf8.count < $1.utf8.count }) else { continue }
      let showing = mounts.filter { $0.libraries.contains(root) }.map(\.mountPoint).sorted()
      if showing.count > 1 {
        throw Complaint(
          .usage,
          "\(given) is shown at \(showing.joined(separator: " and at ")): give one of these, or a path below one")
      }
      return (showing[0], .library(Array(path.utf8)))
    }
    let known = mounts.map(\.mountPoint).sorted()
    throw Complaint(
      .notMounted,
      "\(given) is no mount point, in no mount, and in no library that is mounted"
        + (known.isEmpty ? ": nothing is mounted" : "; mounted are \(known.joined(separator: ", "))"))
  }

  /// The absolute paths that `given` may stand for, most literal first.
  private func candidates(_ given: String, _ surroundings: Surroundings) -> [String] {
    let absolute = given.hasPrefix("/") ? given : "\(surroundings.workingDirectory)/\(given)"
    let components = absolute.split(separator: "/").filter { $0 != "." }.map(String.init)
    let resolved = surroundings.resolve(absolute)
    // What two dots lead to depends on links.
    guard !components.contains("..") else { return [resolved] }
    var found = ["/" + components.joined(separator: "/")]
    // The root under another name, and links below it left as they are.
    let roots = Set(mounts.flatMap(\.libraries))
    for count in stride(from: components.count, through: 1, by: -1) {
      let ancestor = surroundings.resolve("/" + components.prefix(count).joined(separator: "/"))
      if roots.contains(ancestor) { found.append(([ancestor] + components.dropFirst(count)).joined(separator: "/")) }
    }
    return found + [resolved]
  }
}
