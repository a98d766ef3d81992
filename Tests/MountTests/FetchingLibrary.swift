internal import Platform
internal import TestSupport
internal import Testing

/// A small library, and games elsewhere that can be fetched into it.
final class FetchingLibrary: Sendable {
  let scratch: TemporaryDirectory
  /// The configuration.
  let file: String

  /// Below the folder of a source, with their sizes. The first is in the library as well.
  static let games: [(path: String, size: Int)] =
    [("nes/Common (USA).nes", 40_976)] + (1...6).map { ("snes/Far Game \($0) (Europe).sfc", 262_144 + $0) }
    + ["Alpha", "Beta"].flatMap { name in
      (1...3).map { ("psx/\(name) (USA)/\(name) (USA) (Track \($0)).bin", 700_000 + $0) }
        + [("psx/\(name) (USA)/\(name) (USA).cue", 0)]
    }

  init(_ settings: String = "") throws {
    scratch = try TemporaryDirectory()
    file = scratch("vitrine.json")
    for (path, size) in FetchingLibrary.games { try write(path, size, in: "far") }
    try Files.write(Files.read(scratch("far/nes/Common (USA).nes")), to: scratch("library/nes/Common (USA).nes"))
    try Files.write(SplitMix64.bytes(40_976, seed: 4711), to: scratch("library/nes/Own (USA).nes"))
    try configure(settings)
  }

  func configure(_ settings: String) throws {
    try Files.replace(file, with: Array("{\"roots\": [\"library\"]\(settings.isEmpty ? "" : ", " + settings)}".utf8))
  }

  func write(_ path: String, _ size: Int, in folder: String) throws {
    let bytes: [UInt8]
    if path.hasSuffix(".cue") {
      let name = path.split(separator: "/").last.map { String($0.dropLast(4)) } ?? ""
      bytes = Array(
        (1...3).map { "FILE \"\(name) (Track \($0)).bin\" BINARY\n  TRACK 0\($0) AUDIO\n    INDEX 01 00:00:00\n" }
          .joined().utf8)
    } else {
      bytes = SplitMix64.bytes(size, seed: UInt64(size))
    }
    let place = scratch(folder) + "/" + path
    try Files.write(bytes, to: place)
    try Files.setModified(place, seconds: 1_600_000_000)
  }

  /// - Parameter command: runs the mount's programs, such as in another network.
  func mount(through command: [String] = []) throws -> MountedLibrary {
    let mounted = try MountedLibrary(configuredBy: file, through: command)
    try mounted.waitUntilSettled()
    return mounted
  }

  /// Runs a command about the mount, and expects it to end well.
  @discardableResult
  static func run(
    _ mounted: MountedLibrary, _ arguments: [String], status: Int32 = 0, timeout: UInt64 = 120_000_000_000
  ) throws -> ProgramOutput {
    let output = try mounted.vitrine(
      arguments + ["--mount", mounted.path, "--state", mounted.state], timeout: timeout)
    #expect(
      output.status == status, "vitrine \(arguments): \(output.text)\(output.errorText)\(mounted.log.suffix(2000))")
    return output
  }

  /// What the mount says of downloads.
  static func acquisition(_ mounted: MountedLibrary) throws -> JSONValue {
    try #require(JSONValue(Files.read(mounted(".vitrine/jobs.json"))))["acquisition"]
  }

  static func job(_ mounted: MountedLibrary) throws -> JSONValue {
    try acquisition(mounted)["jobs"].array.last ?? .null
  }

  /// Every file that was fetched has the bytes of the source, and nothing else lies there.
  func expectLanded(_ mounted: MountedLibrary, _ games: [(path: String, size: Int)], in folder: String = "far") throws {
    let directory = mounted.state + "/downloads"
    for (path, _) in games {
      #expect(try Files.read(directory + "/" + path) == Files.read(scratch(folder) + "/" + path), "\(path)")
    }
    let landed = try listTree(directory).filter { $0.status.kind == .regular }.map(\.path)
    #expect(Set(landed) == Set(games.map(\.path)), "\(landed)")
  }
}
