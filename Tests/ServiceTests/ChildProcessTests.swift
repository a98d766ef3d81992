internal import Platform
internal import TestSupport
internal import Testing

@Suite("Child processes") struct ChildProcessTests {
  private func deadline() -> UInt64 { monotonicNanoseconds() + 60_000_000_000 }

  @Test func `get the descriptors they are given, in order, and no other`() throws {
    let directory = try TemporaryDirectory()
    let output = try FileDescriptor.open(directory("output"), [.writeOnly, .create])
    // Opened so that the numbers asked for are the ones the others have here.
    var held: [Int32] = []
    defer { for number in held { _ = FileDescriptor(owning: number) } }
    for name in ["c", "b", "a"] {
      try Files.write(name, to: directory(name))
      held.append(try FileDescriptor.open(directory(name), .readOnly).release())
    }
    var setting = ChildProcess.Setting()
    setting.descriptors = held.reversed()
    setting.output = output.rawValue
    setting.environment = ["GREETING=a b", "HOME=/elsewhere"]
    setting.leadsGroup = true
    let script = "cat <&3; cat <&4; cat <&5; (: <&6) 2>/dev/null && echo six; echo $GREETING $HOME; cat; exit 7"
    let child = try ChildProcess.start("/bin/sh", ["sh", "-c", script], setting)
    #expect(try child.end(until: deadline()) == .exited(code: 7))
    #expect(String(decoding: try Files.read(directory("output")), as: UTF8.self) == "abca b /elsewhere\n")
  }

  @Test func `end by a signal, which is told apart from an exit code`() throws {
    let child = try ChildProcess.start("/bin/sleep", ["sleep", "1000"])
    #expect(try child.end() == nil)
    child.send(.kill)
    #expect(try child.end(until: deadline()) == .killed(signal: 9))
  }

  @Test func `that are no program are an error at once`() {
    #expect(throws: Errno.noSuchFile) { _ = try ChildProcess.start("/nonexistent", ["x"]) }
  }
}
