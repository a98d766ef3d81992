internal import Glibc
internal import Platform
internal import TestSupport

/// A small library whose view Loose has a save directory.
final class SavingLibrary: Sendable {
  let scratch: TemporaryDirectory
  let library: String
  /// The save directory.
  let saves: String
  let mounted: MountedLibrary

  /// - Parameters:
  ///   - saves: nil is a directory of this value's own.
  ///   - limit: as in the configuration.
  init(
    saves: String? = nil, limit: String? = nil, user: UInt32? = nil, options: [String] = [],
    environment: [String: String] = [:]
  ) throws {
    scratch = try TemporaryDirectory()
    library = scratch("library")
    let place = saves ?? scratch("saves")
    self.saves = place
    try Files.write("one", to: library + "/nes/One.nes")
    try Files.write("two", to: library + "/nes/USA/Two.nes")
    try Files.write("cue", to: library + "/psx/Game/Game.cue")
    try Files.write("bin", to: library + "/psx/Game/Game.bin")
    if let user {
      try createDirectories(place)
      try Files.setOwner(place, user)
    }
    var json = JSONWriter()
    json.object { json in
      json.member("Loose") { json in
        json.object { json in
          json.member("saves", place)
          if let limit { json.member("savesLimit", limit) }
          json.member("layout", "library")
        }
      }
      for other in ["Collections", "Playlists", "Download"] {
        json.member(other) { json in json.object { $0.member("enabled", false) } }
      }
    }
    mounted = try MountedLibrary(
      library, user: user, options: options,
      environment: ["VITRINE_VIEWS": json.text, "VITRINE_CACHE_POLICY": "never"].merging(environment) { $1 })
    try mounted.waitUntilSettled()
  }

  /// The path of a name in the view.
  func callAsFunction(_ name: String) -> String { mounted("Loose/" + name) }

  func killWorker() {
    for worker in mounted.processes("vitrine") { kill(worker, SIGKILL) }
  }
}
