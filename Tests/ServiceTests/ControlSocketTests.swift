internal import Platform
internal import Service
internal import Synchronization
internal import TestSupport
internal import Testing

@Suite("Control socket") struct ControlSocketTests {
  private final class Calls: Sendable {
    let rescans = Atomic<Int>(0)
    let unmounts = Atomic<Int>(0)
  }

  private func serve(_ entry: RuntimeEntry, _ calls: Calls, status: [UInt8]) throws {
    let listener = try UnixSocket.listen(at: entry.socketPath)
    try ControlServer(
      listener,
      handlers: [
        "status": { _ in status },
        "rescan": { _ in
          calls.rescans.add(1, ordering: .relaxed)
          return ControlServer.done
        },
        "repeat": { $0.joined(separator: [0x0A]) + [0x0A] },
      ],
      unmount: { calls.unmounts.add(1, ordering: .relaxed) }
    ).start()
  }

  @Test func `answers its requests, also with more bytes than a socket holds`() throws {
    let directory = try TemporaryDirectory()
    // Longer than the 108 bytes of a socket's address.
    let deep = try directory.makeDirectory(
      String(repeating: "d", count: 100) + "/" + String(repeating: "e", count: 100))
    let entry = RuntimeEntry(base: "\(deep)/mount")
    let calls = Calls()
    let status = Array(repeating: UInt8(ascii: "x"), count: 3 << 20)
    try serve(entry, calls, status: status)
    #expect(try FileStatus.of(entry.socketPath).permissions == 0o600)
    #expect(try ControlClient.ask("status", of: entry) == status)
    #expect(JSONValue(try ControlClient.ask("version", of: entry))?["version"].string == Version.current)
    #expect(JSONValue(try ControlClient.ask("rescan", of: entry))?["ok"].boolean == true)
    #expect(JSONValue(try ControlClient.ask("unmount", of: entry))?["ok"].boolean == true)
    let unknown = JSONValue(try ControlClient.ask("reboot", of: entry))
    #expect(unknown?["ok"].boolean == false)
    #expect(unknown?["error"].string?.contains("rescan") == true)
    #expect(calls.rescans.load(ordering: .relaxed) == 1)
    #expect(calls.unmounts.load(ordering: .relaxed) == 1)
  }

  @Test func `arguments of any bytes arrive whole`() throws {
    let directory = try TemporaryDirectory()
    let entry = RuntimeEntry(base: directory("mount"))
    try serve(entry, Calls(), status: [])
    let arguments: [[UInt8]] = [
      Array("/roms/A game (USA) 100%.zip".utf8), [], [0x0A, 0x0D, 0x20, 0x25, 0xFF, 0x00], Array("%41".utf8),
      Array(repeating: 0xFE, count: 4095),
    ]
    let answer = try ControlClient.ask(ControlRequest("repeat", arguments), of: entry)
    #expect(answer == Array(arguments.joined(separator: [0x0A])) + [0x0A])
  }

  @Test func `a client that says nothing, or goes away, does not keep the next one from being served`() throws {
    let directory = try TemporaryDirectory()
    let entry = RuntimeEntry(base: directory("mount"))
    try serve(entry, Calls(), status: Array(repeating: 0x20, count: 1 << 20))
    for _ in 0..<3 {
      let client = try UnixSocket.connect(to: entry.socketPath)
      try client.sendMessage(Array("status\n".utf8))
    }
    let silent = try UnixSocket.connect(to: entry.socketPath)
    #expect(try ControlClient.ask("version", of: entry, within: 30).isEmpty == false)
    _ = silent.release()
  }

  @Test func `nobody there is told apart from nobody listening`() throws {
    let directory = try TemporaryDirectory()
    let entry = RuntimeEntry(base: directory("mount"))
    #expect(throws: Errno.noSuchFile) { _ = try ControlClient.ask("status", of: entry) }
    do { _ = try UnixSocket.listen(at: entry.socketPath) }
    #expect(throws: Errno.connectionRefused) { _ = try ControlClient.ask("status", of: entry) }
  }
}
