internal import Platform

/// A file system that shows what ``RemoteServer`` has and keeps what was read: how it is brought up, and taken down.
struct RemoteMount: Sendable {
  /// The folder of the mount in which the files are as on the server.
  let games: String
  let mount: @Sendable () throws -> Void
  let unmount: @Sendable () -> Void
  /// Forgets everything, while nothing is mounted.
  let forget: @Sendable () throws -> Void

  /// Vitrine itself, with the server as its only source.
  static func vitrine(_ scratch: Scratch, _ address: String, name: String) throws -> (mount: RemoteMount, Vitrine) {
    let vitrine = try Vitrine(
      scratch: scratch, name: name, library: try scratch.makeDirectory("no-library"),
      environment: Vitrine.keeping.merging(["VITRINE_SOURCES": "{\"far\": \"\(address)\"}"]) { $1 })
    let games = vitrine.path + "/Games"
    let mount = RemoteMount(
      games: games,
      mount: {
        try vitrine.mount()
        try waitFor([games + "/" + RemoteServer.game, games + "/" + RemoteServer.disc])
        // What a mount does after its beginning is nobody's read.
        sleep(nanoseconds: 1_000_000_000)
      }, unmount: { vitrine.unmount() }, forget: { try vitrine.forget() })
    return (mount, vitrine)
  }

  static func rclone(_ scratch: Scratch, _ address: String) throws -> RemoteMount {
    guard ExternalProgram.find("rclone") != nil else { throw BenchFailure("rclone is not installed") }
    let point = try scratch.makeDirectory("mount-rclone-http")
    let cache = scratch.path + "/rclone-http-cache"
    try DataSet.writeText(scratch.path + "/rclone-http.conf", "")
    let running = Monitor<ExternalProgram?>(nil)
    return RemoteMount(
      games: point,
      mount: {
        let program = try scratch.start(
          "rclone",
          [
            "mount", "--config", scratch.path + "/rclone-http.conf", "--http-url", address, "--cache-dir", cache,
            "--read-only", "--vfs-cache-mode", "full", "--dir-cache-time", "1h", ":http:", point,
          ], log: "rclone-http.log")
        running.withLock { $0 = program }
        try waitFor([point + "/" + RemoteServer.game], while: program, "rclone")
        sleep(nanoseconds: 1_000_000_000)
      },
      unmount: {
        _ = try? ExternalProgram.run("fusermount3", ["-u", point])
        let program = running.withLock { running in
          defer { running = nil }
          return running
        }
        program?.stop(grace: 10_000_000_000)
      },
      forget: { _ = try ExternalProgram.run("rm", ["-rf", "--", cache]) })
  }
}
