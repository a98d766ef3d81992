internal import Cache
internal import CacheTestSupport
internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

@Suite(.serialized) struct `A cache whose process is killed` {
  @Test func `holds complete ZIPs and nothing else`() throws {
    let workspace = try TemporaryDirectory()
    let fileSystem = try ScratchFileSystem.make(.xfs)
    let place = fileSystem?.path ?? workspace.path
    let fixture = try CacheFixture(library: "\(place)/library", cache: "\(place)/cache")
    var games: [CacheKey: [UInt8]] = [:]
    for number in 1...8 {
      let game = try fixture.makeGame("Game \(number)", [2_000_000 * number + 1, 100, 300_001])
      games[game.key] = try game.bytes()
    }
    var generator = SplitMix64(seed: 11)
    var unfinished = 0
    var adopted = 0
    var complete = 0
    let turns = Host.environment("VITRINE_SOAK") == nil ? 30 : 1000
    for turn in 0..<turns {
      let output = try FileDescriptor.open(workspace("output"), [.writeOnly, .create, .truncate])
      let errors = try FileDescriptor.open(workspace("errors"), [.writeOnly, .create, .truncate])
      let runner = try ExternalProgram(
        Products.directory + "/CacheRunner", [fixture.library, fixture.cache, "\(turn)"],
        streams: .init(output: output.rawValue, errors: errors.rawValue))
      while try Files.read(workspace("output")).isEmpty, runner.wait(timeout: 1_000_000) == nil {}
      _ = runner.wait(timeout: UInt64.random(in: 0...80_000_000, using: &generator))
      runner.signal(SIGKILL)
      let status = runner.wait(timeout: 60_000_000_000)
      let words = String(decoding: try Files.read(workspace("errors")), as: UTF8.self)
      try #require(status == -SIGKILL, "the runner ended by itself: \(words)")

      let store = try fixture.open()
      unfinished += store.findings.unfinished
      adopted += store.findings.adopted
      complete += store.found.count
      #expect(store.findings.damaged == 0 && store.findings.foreign == 0 && !store.findings.hasNewIndex)
      #expect(Set(try fixture.files()) == Set(store.found.map { "psx/\($0.key).zip" }))
      for zip in store.found {
        #expect(try Files.read(store.path(of: zip)) == games[zip.key], "\(zip)")
        _ = try store.open(zip).status()
      }
    }
    #expect(unfinished > 0 && complete > 0)
    print("killed \(turns) times: \(unfinished) unfinished, \(adopted) adopted, \(complete) complete")
  }
}
