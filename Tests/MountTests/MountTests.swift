internal import Platform
internal import TestSupport
internal import Testing

/// Everything that needs a real mount, one test at a time: the tests count, kill and stall what others would use.
@Suite(
  "A mounted library", .serialized, .enabled(if: reasonAgainstMounting() == nil, "nothing can be mounted here"))
enum MountTests {
  /// A library of real games, mounted once for the tests that only look at it, with every checksum known.
  static func real() throws -> MountedLibrary { try realMount.get() }

  private static let realMount = Result {
    let mounted = try MountedLibrary(try Fixtures.library().path)
    try mounted.waitUntilSettled()
    return mounted
  }

  /// Long tests run in full with VITRINE_SOAK=1, and otherwise with `short` rounds.
  static func rounds(short: Int, long: Int) -> Int { isSoak ? long : short }

  static let isSoak = environmentVariables()["VITRINE_SOAK"] == "1"

  /// The ZIPs of the mount's Games, sorted, relative to the mount point.
  static func archives(of mounted: MountedLibrary) throws -> [String] {
    try listTree(mounted("Games")).filter { $0.status.kind == .regular && $0.path.hasSuffix(".zip") }
      .map { "Games/" + $0.path }
  }

  /// Runs a Python script and expects it to end well.
  static func python(
    _ script: String, _ arguments: [String], timeout: UInt64 = 300_000_000_000
  ) throws -> ProgramOutput {
    let result = try ExternalProgram.run("python3", ["-c", script] + arguments, timeout: timeout)
    guard result.status == 0 else { throw TestFailure("python3: exit \(result.status)\n\(result.errorText)") }
    return result
  }
}
