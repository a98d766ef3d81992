internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  @Suite("Files of a server whose network is cut") struct RemoteNetworks {
    @Test func `a reader goes on when it is mended, with the right bytes`() throws {
      guard let network = try CutNetwork() else { return }
      let library = try FetchingLibrary()
      let name = "snes/Large (USA).sfc"
      try library.writeLarge(name, 48_000_003)
      let server = try network.serve(library.scratch("far"))
      try library.configure("\"readDeadline\": 60, \"sources\": {\"nas\": \"\(server)/\"}")
      let mounted = try library.mount(through: network.command)
      try FetchingLibrary.run(mounted, ["sources", "sync"])
      try mounted.wait(for: ["Games/" + name])
      let pair = [(mounted: mounted("Games/" + name), source: library.far(name))]
      let reader = try RemoteReaders(.sequential, pair, pause: 10, in: library.scratch)
      try MountTests.eventually("it reads") {
        try Int(mounted.attribute("user.vitrine.cached", of: "Games/" + name) ?? "") ?? 0 > 1 << 20
      }
      try network.cut()
      sleep(nanoseconds: 3_000_000_000)
      #expect(reader.isRunning)
      #expect(try listTree(mounted("Games/nes")).count == 2)
      #expect(try Files.read(mounted("Games/nes/Own (USA).nes")).count == 40_976)
      try network.mend()
      try reader.finish("after the cut")
    }
  }
}
