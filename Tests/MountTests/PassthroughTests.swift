internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  /// Single files that the kernel reads itself.
  @Suite(
    "Reads past the service", .enabled(if: reasonAgainstPassthrough() == nil, "\(reasonAgainstPassthrough() ?? "")"))
  struct PassedThrough {
    private let scratch: TemporaryDirectory
    private let library: String
    private let content = SplitMix64.bytes(4_000_000, seed: 11)

    init() throws {
      scratch = try TemporaryDirectory()
      library = scratch("library")
      try Files.write(content, to: library + "/nes/Game.nes")
      try Files.write(SplitMix64.bytes(4_000_000, seed: 12), to: library + "/nes/Other.nes")
      try DiscSet("Saga", .oneFolder, tags: [""], sectors: 600).write(to: library + "/psx")
    }

    private func openFiles(_ mounted: MountedLibrary) throws -> Int {
      let status = try mounted.status()
      guard let part = status.split(separator: "\"openFiles\":").dropFirst().first,
        let count = Int(part.prefix { $0.isNumber })
      else { throw TestFailure("no openFiles in \(status)") }
      return count
    }

    @Test func `a single file is read while the service stands still`() throws {
      let mounted = try MountedLibrary(library)
      #expect(try mounted.status().contains("\"passthrough\":true"))
      let file = try FileDescriptor.open(mounted("Games/nes/Game.nes"), .readOnly)
      try eventually("it is open") { try openFiles(mounted) == 1 }
      for worker in mounted.processes("vitrine") { kill(worker, SIGSTOP) }
      defer { for worker in mounted.processes("vitrine") { kill(worker, SIGCONT) } }
      try? Files.write("1", to: "/proc/sys/vm/drop_caches")
      #expect(try Files.read(file, at: 0, count: content.count) == content)
    }

    @Test func `number, size and time are those of the library file's other views, and it can be mapped`() throws {
      let mounted = try MountedLibrary(library)
      let games = try FileStatus.of(mounted("Games/nes/Game.nes"))
      let loose = try FileStatus.of(mounted("Loose/nes/Game.nes"))
      #expect(games == loose)
      #expect(games.modified == (try FileStatus.of(library + "/nes/Game.nes")).modified)
      try mounted.remount()
      #expect(try FileStatus.of(mounted("Games/nes/Game.nes")).inode == games.inode)
      #expect(try mapped(mounted("Games/nes/Game.nes")) == sha256(content))
    }

    private func mapped(_ path: String) throws -> String {
      let script = """
        import hashlib, mmap, os, sys
        f = os.open(sys.argv[1], os.O_RDONLY)
        print(hashlib.sha256(mmap.mmap(f, 0, mmap.MAP_SHARED, mmap.PROT_READ)).hexdigest())
        """
      return String(try MountTests.python(script, [path]).text.prefix(64))
    }

    private func sha256(_ bytes: [UInt8]) throws -> String {
      try Files.write(bytes, to: scratch("expected"))
      return try Files.sha256(scratch("expected"))
    }

    @Test func `open files go on when the service is killed, and the same file opens again beside them`() throws {
      let mounted = try MountedLibrary(library)
      let path = mounted("Games/nes/Game.nes")
      var before: FileDescriptor? = try FileDescriptor.open(path, .readOnly)
      for round in 1...3 {
        for worker in mounted.processes("vitrine") { kill(worker, SIGKILL) }
        if let file = before.take() {
          #expect(try Files.read(file, at: 1_000_000, count: 5000) == Array(content[1_000_000..<1_005_000]))
          let again = try FileDescriptor.open(path, .readOnly)
          #expect(try Files.read(again, at: 3_000_000, count: 5000) == Array(content[3_000_000..<3_005_000]))
          try eventually("one file is open, round \(round)") { try openFiles(mounted) == 1 }
          before = consume again
        }
      }
      before = nil
      try eventually("nothing is open any more") { try openFiles(mounted) == 0 }
      #expect(try Files.read(path) == content)
    }

    @Test func `who opens and closes while the service is killed leaves no opening counted`() throws {
      let mounted = try MountedLibrary(library)
      let script = """
        import os, sys, time
        end = time.time() + float(sys.argv[3])
        while time.time() < end:
            for path in sys.argv[1:3]:
                f = os.open(path, os.O_RDONLY)
                g = os.open(path, os.O_RDONLY)
                assert len(os.pread(f, 100, 5)) == 100
                os.close(f)
                assert len(os.pread(g, 100, 5)) == 100
                os.close(g)
        """
      let rounds = MountTests.rounds(short: 6, long: 15)
      let seconds = "\(Double(rounds) * 0.4)"
      let openers = try (0..<3).map { _ in
        try ExternalProgram(
          "python3", ["-c", script, mounted("Games/nes/Game.nes"), mounted("Loose/nes/Other.nes"), seconds])
      }
      for round in 0..<rounds {
        sleep(nanoseconds: 150_000_000 + UInt64(round % 7) * 10_000_000)
        for worker in mounted.processes("vitrine") { kill(worker, SIGKILL) }
      }
      for opener in openers { #expect(opener.wait(timeout: 120_000_000_000) == 0) }
      try eventually("nothing is open any more") { try openFiles(mounted) == 0 }
    }

    @Test func `who has a file open keeps its bytes when it is replaced, and the next opening has the new ones`() throws
    {
      let mounted = try MountedLibrary(library)
      let path = mounted("Games/nes/Game.nes")
      let old = try FileDescriptor.open(path, .readOnly)
      let other = SplitMix64.bytes(3_000_000, seed: 13)
      try Files.replace(library + "/nes/Game.nes", with: other)
      try eventually("the new file is shown") { try Files.read(path) == other }
      #expect(try Files.read(old, at: 0, count: content.count) == content)
      let new = try FileDescriptor.open(path, .readOnly)
      #expect(try old.status().inode != new.status().inode)
      #expect(try old.status().size == Int64(content.count))
    }

    @Test func `what a program has read ahead comes from the service, and a handle from before is found again`() throws
    {
      let mounted = try MountedLibrary(library)
      let path = mounted("Games/nes/Game.nes")
      let script = """
        import ctypes, os, sys
        libc = ctypes.CDLL(None, use_errno=True)
        class Handle(ctypes.Structure):
            _fields_ = [('bytes', ctypes.c_uint), ('type', ctypes.c_int), ('data', ctypes.c_char * 128)]
        handle, mount = Handle(bytes=128), ctypes.c_int()
        path = sys.argv[1].encode()
        if libc.name_to_handle_at(-100, path, ctypes.byref(handle), ctypes.byref(mount), 0):
            raise OSError(ctypes.get_errno(), 'name_to_handle_at')
        at = os.open(os.path.dirname(sys.argv[1]), os.O_RDONLY)
        print('ready', flush=True)
        sys.stdin.readline()
        f = libc.open_by_handle_at(at, ctypes.byref(handle), os.O_RDONLY)
        if f < 0: raise OSError(ctypes.get_errno(), 'open_by_handle_at')
        os.posix_fadvise(f, 0, 0, os.POSIX_FADV_WILLNEED)
        import hashlib
        print(hashlib.sha256(os.read(f, 10_000_000)).hexdigest())
        """
      // The kernel's memory of the file goes, so that it has to ask for it by its number.
      let result = try ExternalProgram.run(
        "bash",
        ["-c", "(sleep 1; echo 2 > /proc/sys/vm/drop_caches; echo) | python3 -c \"$1\" \"$2\"", "bash", script, path])
      #expect(result.status == 0, "\(result.errorText)")
      #expect(result.text.contains(try sha256(content)))
      #expect(!mounted.log.contains("changed since"))
    }

    @Test func `a library behind another program or another file system is read by the service`() throws {
      let stalling = try StallingDirectory(of: library)
      let mounted = try MountedLibrary(stalling.path)
      let file = try FileDescriptor.open(mounted("Games/nes/Game.nes"), .readOnly)
      #expect(try Files.read(file, at: 10, count: 100) == Array(content[10..<110]))
      #expect(try openFiles(mounted) == 0)
      #expect(try mounted.status().contains("readswithadeadline"))
    }

    @Test func `a library on overlayfs is read by the service, and status says so`() throws {
      let merged = scratch("merged")
      try createDirectories(merged)
      try createDirectories(scratch("upper"))
      try createDirectories(scratch("work"))
      let options = "lowerdir=\(library),upperdir=\(scratch("upper")),workdir=\(scratch("work"))"
      let result = try ExternalProgram.run("mount", ["-t", "overlay", "overlay", "-o", options, merged])
      try #require(result.status == 0, "overlayfs cannot be mounted here: \(result.errorText)")
      defer { _ = try? ExternalProgram.run("umount", ["-l", merged]) }
      let mounted = try MountedLibrary(merged)
      #expect(try Files.read(mounted("Games/nes/Game.nes")) == content)
      #expect(try mapped(mounted("Games/nes/Game.nes")) == sha256(content))
      #expect(try mounted.status().contains("liesonoverlay"))
      #expect(try openFiles(mounted) == 0)
    }

    @Test(arguments: ["init", "ioctl"])
    func `a kernel that refuses changes nothing but speed, and status says why`(refusal: String) throws {
      let mounted = try MountedLibrary(library, environment: ["VITRINE_ASSUME_NO_PASSTHROUGH": refusal])
      let file = try FileDescriptor.open(mounted("Games/nes/Game.nes"), .readOnly)
      #expect(try Files.read(mounted("Games/nes/Game.nes")) == content)
      #expect(try mapped(mounted("Loose/nes/Game.nes")) == sha256(content))
      #expect(try Files.read(file, at: 10, count: 100) == Array(content[10..<110]))
      let status = try mounted.status()
      #expect(status.contains("\"passthrough\":false"))
      #expect(status.contains(refusal == "init" ? "CONFIG_FUSE_PASSTHROUGH" : "CAP_SYS_ADMIN"), "\(status)")
      for worker in mounted.processes("vitrine") { kill(worker, SIGKILL) }
      #expect(try Files.read(file, at: 3_999_000, count: 1000) == Array(content[3_999_000...]))
    }
  }
}

/// Why the kernel cannot read files itself on this machine; nil where it can.
private func reasonAgainstPassthrough() -> String? {
  if geteuid() != 0 { return "only root can let the kernel read files itself" }
  return Host.kernelVersion.canPassThrough ? nil : "kernel \(Host.kernelVersion) is older than 6.9"
}

private func eventually(_ what: String, _ body: () throws -> Bool) throws { try MountTests.eventually(what, body) }
