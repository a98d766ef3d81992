internal import Glibc
internal import Platform

/// Another file system that shows the same bytes, and how to bring it up.
struct Peer: Sendable {
  let name: String
  /// The program that must be installed; nil for the disk itself.
  let program: String?
  /// What of it is read, for the report.
  let shows: String
  let mount: @Sendable (DataSet, Scratch) throws -> MountedPeer

  var isInstalled: Bool { program.map { ExternalProgram.find($0) != nil } ?? true }
}

/// A peer that answers.
struct MountedPeer: Sendable {
  /// The large file: the game as a ZIP, or its largest member for those who open ZIPs.
  var file: String
  /// The directory of many small files.
  var directory: String
  /// The processes behind it.
  var processes: @Sendable () -> [Int32] = { [] }
  var unmount: @Sendable () -> Void = {}
}

/// Vitrine's name in all tables.
let vitrineName = "vitrine"
/// The same without passthrough and without a cache.
let unassistedName = "vitrine, virtual"
let nativeName = "native"

/// In the order of the report. All are read-only where they can be, and run with their own defaults otherwise.
let peers: [Peer] = [
  Peer(name: nativeName, program: nil, shows: "the ZIP built by Python, and the folder, on the disk") { data, _ in
    MountedPeer(file: data.zip, directory: data.library + "/nes")
  },
  showing(vitrineName, "the ZIP, built in the cache, and the folder in Games", Vitrine.keeping) {
    try $0.prepare("Games/psx/Game.zip")
  },
  showing(unassistedName, "the virtual ZIP, and the folder in Games", Vitrine.unassisted) { _ in },
  passingThrough("bindfs", "bindfs", shows: "the ZIP built by Python, and the folder") { data, point, _ in
    ["-f", "-r", data.root, point]
  },
  passingThrough("mergerfs", "mergerfs", shows: "the ZIP built by Python, and the folder") { data, point, _ in
    ["-f", "-o", "ro", data.root, point]
  },
  passingThrough(
    "rclone", "rclone", shows: "the ZIP built by Python, and the folder; all bytes in its cache on the disk"
  ) { data, point, scratch in
    let configuration = scratch.path + "/rclone.conf"
    try DataSet.writeText(configuration, "[disk]\ntype = local\n")
    return [
      "mount", "--config", configuration, "--cache-dir", try scratch.makeDirectory("rclone-cache"), "--read-only",
      "--vfs-cache-mode", "full", "--dir-cache-time", "1h", "disk:" + data.root, point,
    ]
  },
  openingZIPs("fuse-zip", "fuse-zip") { zip, point in ["-f", "-r", zip, point] },
  openingZIPs("ratarmount", "ratarmount") { zip, point in ["-f", "--index-file", ":memory:", zip, point] },
]

/// Vitrine itself.
private func showing(
  _ name: String, _ shows: String, _ environment: [String: String],
  _ prepare: @escaping @Sendable (Vitrine) throws -> Void
) -> Peer {
  Peer(name: name, program: Vitrine.program, shows: shows) { data, scratch in
    let vitrine = try Vitrine(
      scratch: scratch, name: name.filter { $0.isLetter }, library: data.library, environment: environment)
    try vitrine.mount()
    try waitFor([vitrine.path + "/Games/psx/Game.zip", vitrine.path + "/Games/nes/" + (data.entries.last ?? "")])
    try prepare(vitrine)
    return MountedPeer(
      file: vitrine.path + "/Games/psx/Game.zip", directory: vitrine.path + "/Games/nes",
      processes: { vitrine.processes }, unmount: { vitrine.unmount() })
  }
}

/// A peer that shows a directory as it is.
private func passingThrough(
  _ name: String, _ program: String, shows: String,
  _ arguments: @escaping @Sendable (DataSet, String, Scratch) throws -> [String]
) -> Peer {
  Peer(name: name, program: program, shows: shows) { data, scratch in
    let point = try scratch.makeDirectory("mount-" + name)
    let running = try scratch.start(program, try arguments(data, point, scratch), log: name + ".log")
    let file = point + "/plain/Game.zip"
    try waitFor([file], while: running, name)
    return MountedPeer(
      file: file, directory: point + "/library/nes", processes: { [running.processID] },
      unmount: { detach(point, running) })
  }
}

/// A peer that shows what is in a ZIP; it is mounted once for the game and once for the folder.
private func openingZIPs(
  _ name: String, _ program: String, _ arguments: @escaping @Sendable (String, String) -> [String]
) -> Peer {
  Peer(name: name, program: program, shows: "the largest member of the ZIP built by Python, and a ZIP of the folder") {
    data, scratch in
    let points = [try scratch.makeDirectory("mount-\(name)-game"), try scratch.makeDirectory("mount-\(name)-nes")]
    let running = try zip([data.zip, data.zipOfEntries], points).map { source, point in
      try scratch.start(program, arguments(source, point), log: name + ".log")
    }
    let file = points[0] + "/" + data.largestMember
    try waitFor([file], while: running[0], name)
    try waitFor([points[1] + "/" + (data.entries.last ?? "")], while: running[1], name)
    return MountedPeer(
      file: file, directory: points[1], processes: { running.map(\.processID) },
      unmount: { for (point, program) in zip(points, running) { detach(point, program) } })
  }
}

private func detach(_ point: String, _ program: ExternalProgram) {
  if umount2(point, Int32(MNT_DETACH)) == -1 {
    _ = try? ExternalProgram.run("fusermount3", ["-u", "-z", "-q", point])
  }
  program.stop(grace: 10_000_000_000)
}

/// Waits up to a minute until all paths can be looked up.
func waitFor(_ paths: [String], while program: ExternalProgram? = nil, _ name: String = vitrineName) throws {
  let deadline = monotonicNanoseconds() + 60_000_000_000
  for path in paths {
    while access(path, F_OK) != 0 {
      if let status = program?.wait(timeout: 0) { throw BenchFailure("\(name) ended with \(status)") }
      if monotonicNanoseconds() > deadline { throw BenchFailure("\(name): \(path) does not appear") }
      sleep(nanoseconds: 1_000_000)
    }
  }
}
