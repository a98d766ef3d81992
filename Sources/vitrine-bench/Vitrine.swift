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
  private let state: String
  private let library: String
  /// Settings, over those of the machine.
  private let environment: [String: String]

  /// Prepares a mount point and a state directory of that name; nothing is mounted yet.
  init(scratch: Scratch, name: String, library: String, environment: [String: String] = [:]) throws {
    path = try scratch.makeDirectory("mount-" + name)
    state = scratch.path + "/state-" + name
    self.library = library
    self.environment = environment
  }

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
  var memory: Double { Memory.resident(Memory.processes(running: Self.program)) }

  func unmount() {
    _ = try? ExternalProgram.run(Self.program, ["unmount", path])
    umount2(path, Int32(MNT_DETACH))
    // The next mount of the same state directory needs the last one to be gone.
    for _ in 0..<1000 where !Memory.processes(running: Self.program).isEmpty { sleep(nanoseconds: 5_000_000) }
  }

  /// Forgets everything the service has learned. Only while nothing is mounted.
  func forget() throws {
    _ = try ExternalProgram.run("rm", ["-rf", "--", state])
  }
}
