internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

@Suite(
  "The file system of the tests that stalls", .serialized,
  .enabled(if: reasonAgainstMounting() == nil, "nothing can be mounted here"))
struct StallingTests {
  @Test func `a stalled file waits, another does not, and what waited goes on`() throws {
    let scratch = try TemporaryDirectory()
    let bytes = SplitMix64.bytes(300_000, seed: 1)
    try Files.write(bytes, to: scratch("library/a/slow.bin"))
    try Files.write(bytes, to: scratch("library/fast.bin"))
    let stalling = try StallingDirectory(of: scratch("library"))
    #expect(try Files.read(stalling.path + "/a/slow.bin") == bytes)

    try stalling.stall([(.read, "a/slow.bin")])
    let readers = try (0..<20).map { _ in try ExternalProgram("cmp", [stalling.path + "/a/slow.bin", "/dev/null"]) }
    #expect(readers[0].wait(timeout: 300_000_000) == nil)
    #expect(try Files.read(stalling.path + "/fast.bin") == bytes)
    #expect(readers.allSatisfy { $0.wait(timeout: 0) == nil })

    try stalling.resume()
    for reader in readers { #expect(reader.wait(timeout: 10_000_000_000) == 1) }
  }

  @Test func `open and stat can stall alone`() throws {
    let scratch = try TemporaryDirectory()
    try Files.write("x", to: scratch("library/one"))
    let stalling = try StallingDirectory(of: scratch("library"))
    for (request, command) in [(StallingDirectory.Request.open, "cat"), (.status, "stat")] {
      try stalling.stall([(request, "one")])
      let reader = try ExternalProgram(command, [stalling.path + "/one"])
      #expect(reader.wait(timeout: 200_000_000) == nil)
      try stalling.resume()
      #expect(reader.wait(timeout: 10_000_000_000) == 0)
    }
  }
}
