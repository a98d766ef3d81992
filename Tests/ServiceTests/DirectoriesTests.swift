internal import Platform
internal import Service
internal import TestSupport
internal import Testing

@Suite("Where files are kept") struct DirectoriesTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var isRoot = false
    var option: String?
    var environment: [String: String] = [:]
    var home: String?
    var state: String
    var runtime: String
    var testDescription: String { "\(isRoot ? "root" : "user") \(option ?? "") \(environment)" }
  }

  @Test(arguments: [
    Case(isRoot: true, home: "/h", state: "/var/lib/vitrine", runtime: "/run/vitrine"),
    Case(
      isRoot: true, option: "/s/", environment: ["XDG_STATE_HOME": "/x", "XDG_RUNTIME_DIR": "/r"], state: "/s",
      runtime: "/run/vitrine"),
    Case(environment: ["HOME": "/h"], state: "/h/.local/state/vitrine", runtime: "/h/.local/state/vitrine/run"),
    Case(home: "/h", state: "/h/.local/state/vitrine", runtime: "/h/.local/state/vitrine/run"),
    Case(
      environment: ["HOME": "/h", "XDG_STATE_HOME": "/x", "XDG_RUNTIME_DIR": "/r"], state: "/x/vitrine",
      runtime: "/r/vitrine"),
    Case(
      environment: ["HOME": "/h", "XDG_STATE_HOME": "x", "XDG_RUNTIME_DIR": "r"], state: "/h/.local/state/vitrine",
      runtime: "/h/.local/state/vitrine/run"),
    Case(option: "here", state: "/cwd/here", runtime: "/cwd/here/run"),
  ])
  func `state and runtime follow the option, the user and the environment`(given: Case) throws {
    let directories = try Directories(
      stateOption: given.option, isRoot: given.isRoot, environment: { given.environment[$0] }, home: given.home,
      workingDirectory: "/cwd")
    #expect(directories.state == given.state)
    #expect(directories.runtime == given.runtime)
    #expect(directories.log == "\(given.state)/vitrine.log")
  }

  @Test func `a user without a home has to name a directory`() {
    let complaint = #expect(throws: Complaint.self) {
      _ = try Directories(
        stateOption: nil, isRoot: false, environment: { _ in nil }, home: nil, workingDirectory: "/")
    }
    #expect(complaint?.code == .state)
    #expect(complaint?.message.contains("--state") == true)
  }

  @Test func `a mount point has the same runtime files in every process`() {
    let directories = Directories(state: "/s", runtime: "/r")
    // FNV-1a of the bytes, computed elsewhere.
    #expect(directories.runtimeEntry(of: "/mnt").socketPath == "/r/ce6b489c78c971c3.sock")
    #expect(directories.runtimeEntry(of: "").descriptionPath == "/r/cbf29ce484222325.json")
    #expect(directories.runtimeEntry(of: "/mnt/a").base != directories.runtimeEntry(of: "/mnt/b").base)
  }
}

@Suite("The files of a running mount") struct RuntimeEntryTests {
  @Test func `they belong to one process until it ends, however it ends`() throws {
    let directory = try TemporaryDirectory()
    let entry = RuntimeEntry(base: directory("mount"))
    #expect(!entry.isHeld)
    do {
      guard let claim = try entry.claim() else {
        Issue.record("nobody has it, and it cannot be had")
        return
      }
      #expect(entry.isHeld)
      if try entry.claim() != nil { Issue.record("two have it") }
      try entry.write(Array("{\"pid\":123,\"mountpoint\":\"/a long one\"}".utf8), to: claim)
      try entry.write(Array("{\"pid\":1}".utf8), to: claim)
      #expect(entry.description == .object(["pid": .number(1)]))
    }
    // Closed and not removed, as by kill -9.
    #expect(!entry.isHeld)
    let listener = try UnixSocket.listen(at: entry.socketPath)
    if try entry.claim() == nil { Issue.record("it still belongs to the dead one") }
    #expect((try? FileStatus.of(entry.socketPath)) == nil, "the socket of the dead one is in the way of the next")
    _ = listener.release()
    entry.remove()
    #expect(entry.description == nil)
  }
}

@Suite("Mount points") struct MountPointTests {
  @Test func `are resolved without looking at what is mounted there`() throws {
    let directory = try TemporaryDirectory()
    let base = try resolvedPath(directory.path)
    _ = try directory.makeDirectory("real/place")
    try Files.createLink(at: directory("link"), to: "real")
    try Files.createLink(at: directory("end"), to: "link/place")
    try Files.createLink(at: directory("loop"), to: "loop")
    #expect(try resolvedMountPoint(directory("real/place")) == "\(base)/real/place")
    #expect(try resolvedMountPoint(directory("real/place//")) == "\(base)/real/place")
    #expect(try resolvedMountPoint(directory("link/place")) == "\(base)/real/place")
    #expect(try resolvedMountPoint(directory("end")) == "\(base)/real/place")
    #expect(try resolvedMountPoint(directory("real/new")) == "\(base)/real/new")
    #expect(try resolvedMountPoint(directory("real/place/..")) == "\(base)/real")
    #expect(try resolvedMountPoint("/") == "/")
    #expect(throws: Errno.noSuchFile) { _ = try resolvedMountPoint(directory("none/new")) }
    #expect(throws: Errno.tooManyLinks) { _ = try resolvedMountPoint(directory("loop")) }
  }
}
