internal import Platform
internal import Service
internal import TestSupport

/// A control socket as a mount would have it, with answers of a test's own, and `vitrine` as a user runs it. Nothing is
/// mounted.
final class ServedMount: Sendable {
  let scratch: TemporaryDirectory
  /// Where a mount would be.
  let place: String
  let environment: [String: String]
  private let entry: RuntimeEntry
  private let lock: FileDescriptor

  init(_ handlers: [String: ControlServer.Handler]) throws {
    scratch = try TemporaryDirectory()
    place = try resolvedPath(try scratch.makeDirectory("mount"))
    environment = [
      "XDG_RUNTIME_DIR": scratch.path, "XDG_STATE_HOME": scratch("state"), "XDG_CACHE_HOME": scratch("cache"),
      "HOME": scratch.path, "VITRINE_CONFIG": "",
    ]
    let variables = environment
    let directories = try Directories(
      stateOption: nil, isRoot: Account.current.isRoot, environment: { variables[$0] }, home: nil,
      workingDirectory: "/")
    try createDirectories(directories.runtime)
    // Looks as if a supervisor had it.
    entry = directories.runtimeEntry(of: place)
    guard let file = try entry.claim() else { throw TestFailure("\(entry.base) is taken") }
    lock = file
    var json = JSONWriter()
    json.object { json in json.member("mountpoint", place) }
    try entry.write(json.bytes, to: lock)
    try ControlServer(try UnixSocket.listen(at: entry.socketPath), handlers: handlers, unmount: {}).start()
  }

  deinit { entry.remove() }

  /// - Parameter arguments: `MOUNT` stands for ``place``.
  func run(_ arguments: [String], input: String = "") throws -> ProgramOutput {
    try ExternalProgram.run(
      Products.vitrine, arguments.map { $0.replacing("MOUNT", with: place) }, environment: environment,
      input: Array(input.utf8))
  }
}
