internal import Glibc
internal import Platform
internal import TestSupport

/// A library with one game on a disc, mounted with a cache of its own in which only what is prepared is built, unless
/// the environment says otherwise.
final class CachedGame {
  let scratch: TemporaryDirectory
  let mounted: MountedLibrary
  /// The ZIP in the mount.
  let archive: String
  private let track: String
  private var changes: UInt64 = 0

  init(
    environment: [String: String] = ["VITRINE_CACHE_MINIMUM": "1T"], sectors: Int = 900, library: String? = nil,
    user: UInt32? = nil
  ) throws {
    scratch = try TemporaryDirectory()
    let library = library ?? scratch("library")
    try DiscSet("Game", .oneFolder, tags: [""], sectors: sectors).write(to: library + "/psx")
    track = library + "/psx/Game/Game (Track 1).bin"
    let free = ["VITRINE_CACHE_RESERVE": "0"]
    mounted = try MountedLibrary(library, user: user, environment: free.merging(environment) { $1 })
    archive = mounted("Games/psx/Game.zip")
    try mounted.waitUntilSettled()
  }

  /// The ZIP files in the cache.
  var entries: [String] {
    let files = (try? listTree(mounted.cache)) ?? []
    return files.filter { $0.status.kind == .regular && $0.path.hasSuffix(".zip") }.map {
      mounted.cache + "/" + $0.path
    }
    .sorted()
  }

  /// What a build that did not end would leave.
  var leftovers: [String] {
    ((try? listTree(mounted.cache)) ?? []).map(\.path).filter { $0.hasSuffix(".part") }
  }

  func prepare() throws {
    let result = try mounted.vitrine(["prepare", "--state", mounted.state, archive])
    guard result.status == 0 else { throw TestFailure("prepare: \(result.errorText)\(result.text)\n\(mounted.log)") }
  }

  func clear() throws {
    let result = try mounted.vitrine(["cache", "clear", "--mount", mounted.path])
    guard result.status == 0 else { throw TestFailure("cache clear: \(result.errorText)\(result.text)") }
  }

  /// Puts another track into the library, by rename, and waits until the mount shows the game with it.
  func replaceTrack() throws {
    changes += 1
    let old = try FileStatus.of(archive).inode
    let size = Int(try FileStatus.of(track).size)
    try Files.replace(track, with: SplitMix64.bytes(size, seed: 1000 + changes))
    try MountTests.eventually("the new version is shown") {
      (try? FileStatus.of(archive).inode).map { $0 != old } ?? false
    }
    try mounted.waitUntilSettled()
  }

  /// The SHA-256 of the track in the library, and of the track in the ZIP as unzip(1) sees it.
  func tracks() throws -> (library: String, zip: String) {
    let script = "unzip -p \"$1\" 'Game (Track 1).bin' | sha256sum"
    let result = try mounted.run("bash", ["-o", "pipefail", "-c", script, "bash", archive])
    return (try Files.sha256(track), String(result.text.prefix(64)))
  }

  /// A number of the status, by its key.
  func number(_ key: String) throws -> Int {
    let status = try mounted.status()
    guard let rest = status.split(separator: "\"\(key)\":").dropFirst().first,
      let value = Int(rest.prefix { $0.isNumber })
    else { throw TestFailure("no \(key) in \(status)") }
    return value
  }
}

/// All bytes of an open file from its start, without those the kernel has in its cache.
func readAll(_ file: borrowing FileDescriptor) throws(Errno) -> [UInt8] {
  file.adviseNotNeeded(from: 0, length: 0)
  return try Files.read(file, at: 0, count: Int(try file.status().size))
}
