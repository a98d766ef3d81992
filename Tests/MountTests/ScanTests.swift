internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  @Suite("Scans") struct Scans {
    private let scratch: TemporaryDirectory
    private let library: String
    /// Changes are found by scans alone, and nothing is hashed that nobody asked for.
    private let environment = ["VITRINE_SCAN_WATCH": "false", "VITRINE_HASHING_BACKGROUND": "false"]

    init() throws {
      scratch = try TemporaryDirectory()
      library = scratch("library")
      for number in 0..<20 {
        try Files.write(SplitMix64.bytes(20_000, seed: UInt64(number)), to: library + "/nes/Game \(number).nes")
      }
      try Files.write(SplitMix64.bytes(3_000_000, seed: 99), to: library + "/psx/Disc.chd")
      // A folder that changed a moment ago is looked at once more by itself.
      try Files.setModified(library, seconds: 1_000_000_000)
    }

    private func mount(_ options: [String] = []) throws -> MountedLibrary {
      let mounted = try MountedLibrary(library, options: options, environment: environment)
      try mounted.waitUntilSettled(checksums: false)
      return mounted
    }

    /// Runs `vitrine scan` and gives the last object it wrote.
    private func scan(_ mounted: MountedLibrary, _ arguments: String..., status: Int32 = 0) throws -> [String: String] {
      let result = try mounted.vitrine(["scan", "--state", mounted.state, "--json"] + arguments)
      guard result.status == status, let last = result.text.split(separator: "\n").last else {
        throw TestFailure(
          "vitrine scan \(arguments): exit \(result.status): \(result.errorText)\(result.text)\n\(mounted.log)")
      }
      return try Self.fields(of: String(last))
    }

    /// Members of an object of JSON, those of objects in it with a dot: `counts.files`.
    private static func fields(of json: String) throws -> [String: String] {
      let script = """
        import json, sys
        def flat(value, name):
            if isinstance(value, dict):
                for key in value: flat(value[key], name + '.' + key if name else key)
            elif isinstance(value, list): print(name + '=' + ','.join(str(v) for v in value))
            else: print(name + '=' + str(value))
        flat(json.loads(sys.argv[1]), '')
        """
      var fields: [String: String] = [:]
      for line in try MountTests.python(script, [json]).text.split(separator: "\n") {
        let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2 { fields[String(parts[0])] = String(parts[1]) }
      }
      return fields
    }

    @Test func `a scan finds what is new, changed and gone, and shows it when it has ended`() throws {
      let mounted = try mount()
      try Files.write("new", to: library + "/nes/New.nes")
      try Files.replace(library + "/nes/Game 1.nes", with: Array("other".utf8))
      try Files.remove(library + "/nes/Game 2.nes")
      let job = try scan(mounted, mounted.path)
      #expect(job["state"] == "done")
      #expect(job["type"] == "quick")
      #expect(job["counts.new"] == "1")
      #expect(job["counts.changed"] == "1")
      #expect(job["counts.gone"] == "1")
      #expect(job["counts.files"] == "21")
      #expect(job["counts.systemsDone"] == "2")
      #expect(try Files.read(mounted("Games/nes/New.nes")) == Array("new".utf8))
      #expect(!Files.exists(mounted("Games/nes/Game 2.nes")))
      let words = try mounted.vitrine(["scan", "--state", mounted.state, mounted.path])
      #expect(words.status == 0)
      #expect(words.text.contains("quick scan of the library: done in"), "\(words.text)")
      #expect(words.text.contains("changes   0 new, 0 changed, 0 gone"), "\(words.text)")
      #expect(!words.text.contains("\u{1B}"))
    }

    @Test func `what a scan is about is a mount, a place in it, or a place of its library`() throws {
      let mounted = try mount()
      try Files.write("new", to: library + "/nes/New.nes")
      try Files.write("new", to: library + "/psx/New.chd")
      let psx = try scan(mounted, mounted("Games/psx"))
      #expect(psx["counts.new"] == "1")
      #expect(psx["counts.systemsDone"] == "1")
      #expect(psx["platforms"] == "psx")
      #expect(try scan(mounted, library + "/nes")["counts.new"] == "1")
      try Files.write("new", to: library + "/nes/Newer.nes")
      #expect(try scan(mounted, "--platform", "psx", library)["counts.new"] == "0")
      #expect(try scan(mounted, mounted("Games/nes/Game 3.nes"))["counts.new"] == "1")
      // A folder that is not known.
      try Files.write("new", to: library + "/gb/New.gb")
      try Files.write("new", to: library + "/nes/Newest.nes")
      let new = try scan(mounted, "--type", "new", mounted.path)
      #expect(new["counts.new"] == "1")
      #expect(new["counts.systemsDone"] == "1")
      #expect(Files.exists(mounted("Games/gb/New.gb")))
      #expect(!Files.exists(mounted("Games/nes/Newest.nes")))
    }

    @Test(arguments: [
      (["/"], Int32(8), "in no library that is mounted"), (["--platform", "nez", "MOUNT"], 2, "did you mean `nes`?"),
      (["MOUNT/Games/none"], 2, "nothing called Games/none"), (["LIBRARY/none"], 2, "there is nothing at"),
      (["LIBRARY/nes/none.nes"], 2, "there is nothing at"), (["LIBRARY/nes/none.nes/"], 2, "there is nothing at"),
      (["--type", "all", "MOUNT"], 2, "it is one of quick, new, hashes, complete"),
    ])
    func `what is no place to scan is refused with what to do`(
      arguments: [String], status: Int32, message: String
    ) throws {
      let mounted = try mount()
      let given = arguments.map { $0.replacing("MOUNT", with: mounted.path).replacing("LIBRARY", with: library) }
      let result = try mounted.vitrine(["scan", "--state", mounted.state] + given)
      #expect(result.status == status)
      #expect(result.errorText.contains(message), "\(result.errorText)")
    }

    @Test func `a scan for hashes hashes what the settings leave out, once`() throws {
      let mounted = try mount()
      #expect(try scan(mounted, mounted.path)["counts.filesToHash"] == "0")
      let first = try scan(mounted, "--type", "hashes", mounted.path)
      #expect(first["counts.hashedFiles"] == "21")
      #expect(first["counts.hashedBytes"] == "3400000")
      #expect(try scan(mounted, "--type", "hashes", mounted.path)["counts.filesToHash"] == "0")
      try Files.write("another", to: library + "/nes/New.nes")
      #expect(try scan(mounted, "--type", "hashes", library + "/psx")["counts.filesToHash"] == "0")
      #expect(try scan(mounted, "--type", "hashes", mounted.path)["counts.hashedFiles"] == "1")
    }

    @Test func `a complete scan reads everything again, and names what is not what it was`() throws {
      let mounted = try mount()
      _ = try scan(mounted, "--type", "hashes", mounted.path)
      let sound = try scan(mounted, "--type", "complete", mounted.path)
      #expect(sound["counts.hashedFiles"] == "21")
      #expect(sound["counts.damaged"] == "0")
      // A failing disk changes bytes and neither size nor time.
      let file = library + "/nes/Game 7.nes"
      let status = try FileStatus.of(file)
      try Files.write(SplitMix64.bytes(20_000, seed: 1000), to: file)
      try Files.setModified(
        file, seconds: Int(status.modified / 1_000_000_000), nanoseconds: Int(status.modified % 1_000_000_000))
      let damaged = try scan(mounted, "--type", "complete", mounted.path, status: 11)
      #expect(damaged["counts.damaged"] == "1")
      #expect(damaged["problems"]?.contains(file) == true)
      let words = try mounted.vitrine(["scan", "--state", mounted.state, "--type", "complete", mounted.path])
      #expect(words.status == 11)
      #expect(words.text.contains("damaged file: 1\n              \(file)\n"), "\(words.text)")
    }

    @Test func `a library that is away is said to be, and keeps its games`() throws {
      let mounted = try mount()
      try Files.rename(library, scratch("away"))
      defer { try? Files.rename(scratch("away"), library) }
      let job = try scan(mounted, mounted.path, status: 3)
      #expect(job["state"] == "failed")
      #expect(job["message"]?.contains(library) == true)
      #expect(Files.exists(mounted("Games/nes/Game 3.nes")))
    }

    /// Takes several seconds to hash.
    private func makeLarge(_ size: Int64 = 100 << 20) throws {
      for number in 0..<60 { try Files.writeSparse(library + "/psx/Large \(number).chd", size: size) }
    }

    private func report(_ mounted: MountedLibrary) throws -> String {
      try mounted.vitrine(["status", "--state", mounted.state, "--json", mounted.path]).text
    }

    @Test func `a paused scan stays paused when its service dies, and goes on where it was`() throws {
      try makeLarge()
      let mounted = try mount()
      let begun = try scan(mounted, "--type", "hashes", "--detach", mounted.path)
      try MountTests.eventually("some files are hashed") {
        try !report(mounted).contains("\"hashedFiles\":0,")
      }
      #expect(try scan(mounted, "--pause", mounted.path)["state"] == "paused")
      for worker in mounted.processes("vitrine") { kill(worker, SIGKILL) }
      try mounted.wait(for: ["Games/nes/Game 3.nes"])
      try MountTests.eventually("another service knows the scan") {
        try report(mounted).contains("\"id\":\(begun["id"] ?? "?"),\"type\":\"hashes\",\"state\":\"paused\"")
      }
      try mounted.remount()
      let resumed = try scan(mounted, "--resume", mounted.path)
      #expect(resumed["id"] == begun["id"])
      #expect(resumed["state"] == "running")
      // Asking for the same scan joins it.
      let done = try scan(mounted, "--type", "hashes", mounted.path)
      #expect(done["id"] == begun["id"])
      #expect(done["counts.hashedFiles"] == "81")
      #expect(done["counts.filesToHash"] == "81")
      #expect(try scan(mounted, "--type", "hashes", mounted.path)["counts.filesToHash"] == "0")
    }

    @Test func `who watches a scan goes on watching when its service is replaced`() throws {
      try makeLarge()
      let mounted = try mount()
      let output = try FileDescriptor.open(scratch("output"), [.writeOnly, .create])
      let watcher = try ExternalProgram(
        Products.vitrine, ["scan", "--state", mounted.state, "--type", "complete", mounted.path],
        streams: .init(output: output.rawValue))
      try MountTests.eventually("some files are hashed") {
        let text = try report(mounted)
        return text.contains("\"phase\":\"hash\"") && !text.contains("\"hashedFiles\":0,")
      }
      for worker in mounted.processes("vitrine") where worker != watcher.processID { kill(worker, SIGKILL) }
      #expect(watcher.wait(timeout: 120_000_000_000) == 0)
      let text = String(decoding: try Files.read(scratch("output")), as: UTF8.self)
      #expect(text.contains("complete scan of the library: done in"), "\(text)")
      #expect(text.contains("hashed    81 files"), "\(text)")
      // What was verified before the service died was not read again.
      #expect(text.contains("none is damaged"))
    }

    @Test func `ctrl-C cancels the scan, and what was found stays`() throws {
      try makeLarge()
      let mounted = try mount()
      let watcher = try ExternalProgram(
        Products.vitrine, ["scan", "--state", mounted.state, "--type", "hashes", mounted.path])
      try MountTests.eventually("it hashes") { try report(mounted).contains("\"phase\":\"hash\"") }
      #expect(watcher.signal(SIGINT))
      #expect(watcher.wait(timeout: 60_000_000_000) == 10)
      #expect(try report(mounted).contains("\"state\":\"cancelled\""))
      let other = try mounted.vitrine(["scan", "--state", mounted.state, "--cancel", mounted.path])
      #expect(other.status == 0)
      #expect(other.text == "there is no scan to cancel\n")
    }

    @Test func `a scan of a part is not cancelled in the name of another, and others wait for it`() throws {
      try makeLarge(1 << 30)
      let mounted = try mount()
      let begun = try scan(mounted, "--type", "hashes", "--detach", mounted.path)
      let part = try mounted.vitrine(["scan", "--state", mounted.state, "--cancel", library + "/nes"])
      #expect(part.status == 2)
      #expect(part.errorText.contains("is about more than that"), "\(part.errorText)")
      // A quick look does not wait for all the hashing.
      #expect(try scan(mounted, library + "/nes")["state"] == "done")
      let cancelled = try scan(mounted, "--cancel", mounted.path)
      #expect(cancelled["id"] == begun["id"])
      #expect(cancelled["state"] == "cancelled")
    }
  }
}
