internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  /// What is made of the library while the library changes, as at a mount after many changes.
  @Suite("Lists and collections are of one moment") struct Making {
    @Test func `after a mount nothing comes back that is gone, and no playlist is empty`() throws {
      let scratch = try TemporaryDirectory()
      let library = scratch("library")
      let systems = ["atari2600", "gb", "gba", "megadrive", "n64", "nes", "snes", "virtualboy"]
      for system in systems {
        for number in 0..<300 { try Files.write("x", to: "\(library)/\(system)/Game \(number) (USA).rom") }
      }
      let file = scratch("vitrine.json")
      try Files.write(#"{"roots": ["library"], "collections": {"All": ["*"]}}"#, to: file)
      let mounted = try MountedLibrary(configuredBy: file)
      try mounted.waitUntilSettled()
      let list = mounted("Playlists/Nintendo - Game Boy.lpl")
      for system in systems {
        try MountTests.eventually("\(system) is in its collection") {
          Files.exists(mounted("Collections/All/\(system)/Game 299 (USA).rom"))
        }
      }
      try MountTests.eventually("there is a playlist") { Files.exists(list) }
      try mounted.unmount()
      for system in systems.dropLast() {
        for number in 0..<5 { try Files.remove("\(library)/\(system)/Game \(number) (USA).rom") }
      }
      for number in 0..<300 { try Files.remove("\(library)/virtualboy/Game \(number) (USA).rom") }
      try mounted.mountAgain()
      // From the moment on when the games are right, so is what is made of them.
      var gone: Set<String> = []
      let end = monotonicNanoseconds() + 4_000_000_000
      while monotonicNanoseconds() < end {
        for system in systems {
          let game = "\(system)/Game 0 (USA).rom"
          if !Files.exists(mounted("Games/\(game)")) { gone.insert(system) }
          if gone.contains(system) {
            #expect(!Files.exists(mounted("Collections/All/\(game)")), "\(game)")
            #expect(!Files.exists(mounted("Collections/Recently Added/\(game)")), "\(game)")
          }
          #expect(
            system == "virtualboy" || Files.exists(mounted("Collections/All/\(system)/Game 299 (USA).rom")), "\(system)"
          )
        }
        #expect(try FileStatus.of(list).size > 40_000)
        sleep(nanoseconds: 10_000_000)
      }
      #expect(gone.count == systems.count)
    }
  }
}
