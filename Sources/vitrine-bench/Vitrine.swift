internal import Glibc
internal import Platform

/// A mount of the Vitrine that was built beside this program.
struct Vitrine: Sendable {
  /// The program `vitrine` in the directory of this one.
  static let program: String = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let length = readlink("/proc/self/exe", &buffer, buffer.count)
    let own = String(decoding: buffer[..<max(0, length)].map(UInt8.init(bitPattern:)), as: UTF8.self)
    return (own.lastIndex(of: "/").map { String(own[..<$0]) } ?? ".") + "/vitrine"
  }()

  /// The mount point.
  let path: String
  /// The state directory.
  let state: String
  private let library: String
  /// Where its ZIPs are kept, unless the environment names another place.
  private let cache: String
  /// Settings, over those of the machine.
  private let environment: [String: String]

  /// Prepares a mount point and a state directory of that name; nothing is mounted yet.
  ///
  /// - Parameter environment: settings; without any, no ZIP is kept.
  init(scratch: Scratch, name: String, library: String, environment: [String: String] = [:]) throws {
    path = try scratch.makeDirectory("mount-" + name)
    state = scratch.path + "/state-" + name
    cache = scratch.path + "/cache-" + name
    self.library = library
    self.environment = ["VITRINE_CACHE_DIRECTORY": cache, "VITRINE_CACHE_POLICY": "never"].merging(environment) { $1 }
  }

  /// As it comes, with its cache.
  static let keeping = ["VITRINE_CACHE_POLICY": "lazy", "VITRINE_CACHE_RESERVE": "1G"]
  /// What is left where the kernel reads nothing itself and nothing is kept.
  static let unassisted = ["VITRINE_ASSUME_NO_PASSTHROUGH": "init"]

  /// Has ZIPs built, and waits for it.
  func prepare(_ names: String...) throws {
    let result = try ExternalProgram.run(
      Self.program, ["prepare", "--state", state] + names.map { path + "/" + $0 }, timeout: 600_000_000_000)
    guard result.status == 0 else {
      throw BenchFailure("vitrine prepare ended with \(result.status): \(result.errorText)\(result.text)")
    }
  }

  /// The arguments by which `vitrine` has one ZIP built.
  func preparing(_ name: String) -> [String] { ["prepare", "--state", state, path + "/" + name] }

  /// Milliseconds that the service needed for the ZIP it built last, from when it was wanted, by its log.
  func lastBuild() throws -> Double {
    let log = String(decoding: try readFile(state + "/vitrine.log", limit: 64 << 20), as: UTF8.self)
    let line = log.split(separator: "\n").last { $0.contains("is in the cache, built in ") }
    guard let text = line?.split(separator: "built in ").last?.prefix(while: { $0.isNumber || $0 == "." }),
      let milliseconds = Double(text)
    else { throw BenchFailure("the log does not tell of a build") }
    return milliseconds
  }

  /// Removes what was built.
  func clear() throws {
    let result = try ExternalProgram.run(Self.program, ["cache", "clear", "--mount", path], timeout: 60_000_000_000)
    guard result.status == 0 else { throw BenchFailure("vitrine cache clear: \(result.errorText)\(result.text)") }
  }

  /// The processes of the mount.
  var processes: [Int32] { Memory.processes(running: Self.program, naming: path) }

  /// Mounts and returns when the mount answers.
  func mount() throws {
    let result = try ExternalProgram.run(
      Self.program, ["mount", "--state", state, library, path], environment: environment)
    guard result.status == 0 else {
      throw BenchFailure("vitrine mount ended with \(result.status): \(result.errorText)\(result.text)")
    }
    if try FileStatus.of(path).device == FileStatus.of(path + "/..").device {
      throw BenchFailure("vitrine mount succeeded, but nothing is mounted")
    }
  }

  /// Whether all that was looked through is in the catalog.
  func isIdle() throws -> Bool {
    JSONValue(try readFile(path + "/.vitrine/status.json"))?["scan"]["state"].string == "idle"
  }

  func waitUntilIdle() throws {
    let deadline = monotonicNanoseconds() + 300_000_000_000
    while try !isIdle() {
      if monotonicNanoseconds() > deadline { throw BenchFailure("vitrine: still looking after five minutes") }
      sleep(nanoseconds: 5_000_000)
    }
  }

  /// Runs `vitrine scan` on the mount, and gives what it says in the end.
  func scan(_ arguments: String...) throws -> JSONValue {
    let result = try ExternalProgram.run(
      Self.program, ["scan", "--state", state, "--json"] + arguments + [path], timeout: 600_000_000_000)
    guard result.status == 0, let last = result.text.split(separator: "\n").last,
      let report = JSONValue(Array(last.utf8))
    else { throw BenchFailure("vitrine scan ended with \(result.status): \(result.errorText)\(result.text)") }
    return report
  }

  /// MiB resident, of all processes of the mount.
  var memory: Double { Memory.resident(processes) }

  /// The same when it has not changed by more than a MiB for four seconds; a minute at most.
  var settledMemory: Double {
    var last = memory
    var since = monotonicNanoseconds()
    let deadline = since + 60_000_000_000
    while monotonicNanoseconds() - since < 4_000_000_000, monotonicNanoseconds() < deadline {
      sleep(nanoseconds: 200_000_000)
      let now = memory
      if abs(now - last) > 1 {
        last = now
        since = monotonicNanoseconds()
      }
    }
    return memory
  }

  func unmount() {
    _ = try? ExternalProgram.run(Self.program, ["unmount", path])
    umount2(path, Int32(MNT_DETACH))
    // The next mount of the same state directory needs the last one to be gone.
    for _ in 0..<1000 where !processes.isEmpty { sleep(nanoseconds: 5_000_000) }
  }

  /// Forgets everything the service has learned. Only while nothing is mounted.
  func forget() throws {
    _ = try ExternalProgram.run("rm", ["-rf", "--", state, cache])
  }
}
