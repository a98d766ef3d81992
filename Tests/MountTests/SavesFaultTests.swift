internal import CacheTestSupport
internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  @Suite("Saving when something goes wrong") struct SavesFaults {
    @Test func `two programs save while the service is killed, and nothing they did is lost or done twice`() throws {
      let library = try SavingLibrary()
      try createDirectories(library("psx/Game"))
      for round in 0..<MountTests.rounds(short: 1, long: 30) {
        let stop = library.scratch("stop \(round)")
        let logs = (1...2).map { library.scratch("log \($0)") }
        let place = library("psx/Game/round \(round)")
        try createDirectories(place)
        let errors = try FileDescriptor.open(library.scratch("errors"), [.writeOnly, .create, .truncate])
        let programs = try (1...2).map { number in
          try ExternalProgram(
            "python3", ["-c", SavingPrograms.emulator, place, stop, logs[number - 1], "\(number)"],
            streams: ExternalProgram.Streams(errors: errors.rawValue))
        }
        // They have saved something before the first death, however busy the machine is.
        for number in 1...2 {
          let journal = library.saves + "/psx/Game/round \(round)/player \(number)/journal"
          try MountTests.eventually("player \(number) saves") { (try? FileStatus.of(journal).size) ?? 0 > 0 }
        }
        for kill in 0..<5 {
          library.killWorker()
          sleep(nanoseconds: 150_000_000 + UInt64((round * 7 + kill * 13) % 17) * 20_000_000)
        }
        try Files.write("", to: stop)
        for program in programs {
          let status = program.wait(timeout: 60_000_000_000)
          let words = String(decoding: try Files.read(library.scratch("errors")), as: UTF8.self)
          #expect(status == 0, "round \(round): \(words)")
        }
        var total = 0
        for number in 1...2 {
          let synchronized = Int(String(decoding: try Files.read(logs[number - 1]), as: UTF8.self)) ?? 0
          #expect(synchronized > 0)
          total += synchronized
          let folder = library.saves + "/psx/Game/round \(round)/player \(number)"
          #expect(try FileStatus.of(folder + "/journal").size == Int64(9 * synchronized))
          #expect(try listTree(folder).map(\.path) == ["Game.srm", "journal"])
        }
        let shared = try Files.read(library.saves + "/psx/Game/round \(round)/shared")
        #expect(shared.count == 11 * total)
        // Each has its own lines in order, whoever else wrote between.
        let lines = String(decoding: shared, as: UTF8.self).split(separator: "\n")
        for number in ["1 ", "2 "] {
          let own = lines.filter { $0.hasPrefix(number) }
          #expect(own == own.sorted() && Set(own).count == own.count)
        }
        if MountTests.isSoak { try library.mounted.remount() }
      }
    }

    @Test func `what was synchronized is on the disk when the whole service is killed, and the next mount has it`()
      throws
    {
      let library = try SavingLibrary()
      let script = """
        import os, sys
        f = os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY); n = 0
        try:
            while True:
                os.pwrite(f, b'%06d' % n, 6 * n); n += 1
                if n == 300: open(sys.argv[2], 'w').close()
        except OSError: print(n)
        """
      let writer = try start(script, [library("nes/log"), library.scratch("enough")], library.scratch("written"))
      try MountTests.eventually("it writes") { Files.exists(library.scratch("enough")) }
      for process in library.mounted.processes("vitrine-supervisor") { kill(process, SIGSTOP) }
      for program in ["vitrine", "vitrine-supervisor"] {
        for process in library.mounted.processes(program) { kill(process, SIGKILL) }
      }
      #expect(writer.wait(timeout: 60_000_000_000) == 0)
      let count =
        Int(String(decoding: try Files.read(library.scratch("written")), as: UTF8.self).filter(\.isNumber)) ?? 0
      let expected = (0..<count).flatMap { number in
        Array((String(repeating: "0", count: 6 - "\(number)".count) + "\(number)").utf8)
      }
      // The last write may have been done, too, without an answer.
      #expect(try Array(Files.read(library.saves + "/nes/log").prefix(expected.count)) == expected)
      try library.mounted.mountAgain()
      #expect(try Array(Files.read(library("nes/log")).prefix(expected.count)) == expected)
      try Files.write("goes on", to: library("nes/log"))
    }

    @Test func `an older kernel's mount is made anew after a death, and can be written to again`() throws {
      let library = try SavingLibrary(environment: ["VITRINE_ASSUME_NO_RESEND": "1"])
      try Files.write("before", to: library("nes/One.srm"))
      library.killWorker()
      try MountTests.eventually("it is mounted again") {
        (try? Files.read(library("nes/One.srm"))) == Array("before".utf8)
      }
      try Files.write("after", to: library("nes/One.srm"))
      #expect(try Files.read(library.saves + "/nes/One.srm") == Array("after".utf8))
    }

    @Test func `the limit is kept, and df and status tell it`() throws {
      let library = try SavingLibrary(limit: "1 MiB")
      let script = """
        import errno, os, sys
        v = sys.argv[1]; f = os.open(v + '/nes/big', os.O_CREAT | os.O_RDWR); n = 0
        def t(f, *a):
            try: return f(*a)
            except OSError as e: return errno.errorcode[e.errno]
        while (r := t(os.write, f, b'x' * 65536)) == 65536: n += 1
        s = os.statvfs(v); before = os.statvfs(v + '/nes/One.nes')
        print(n, r, s.f_blocks * s.f_frsize, s.f_bavail * s.f_frsize, t(os.pwrite, f, b'y' * 4096, 8192), os.fstat(f).st_size)
        os.ftruncate(f, 0); s = os.statvfs(v); print(s.f_bavail * s.f_frsize, os.write(f, b'x' * 65536))
        os.unlink(v + '/nes/big'); os.close(f); g = os.open(v + '/new', os.O_CREAT | os.O_WRONLY)
        print(t(os.posix_fallocate, g, 0, 1 << 20), t(os.posix_fallocate, g, 0, (1 << 20) + 1))
        """
      let text = try MountTests.python(script, [library.mounted("Loose")]).text
      #expect(
        text == "16 EDQUOT 1048576 0 4096 1048576\n1048576 65536\nNone EDQUOT\n", "\(text)")
      try MountTests.eventually("the status tells it") {
        try library.mounted.status().contains(
          "\"state\":\"on\",\"reason\":null,\"used\":1048576,\"limit\":1048576")
      }
      let words = try library.mounted.vitrine(["status", "--state", library.mounted.state, library.mounted.path]).text
      #expect(words.contains("saves      Loose in \(library.saves): 1.0 MiB of 1.0 MiB"), "\(words)")
      // Room somebody makes in the directory itself is found when it is needed.
      try Files.remove(library.saves + "/new")
      try Files.write("x", to: library("nes/small"))
    }

    @Test func `a full disk is ENOSPC, nothing that was saved is harmed, and room that is made is used`() throws {
      guard let disk = try ScratchFileSystem.make(.ext4, mebibytes: 16) else { return }
      let library = try SavingLibrary(saves: disk("saves"))
      try Files.write("kept", to: library("nes/One.srm"))
      let script = """
        import errno, os, sys
        f = os.open(sys.argv[1], os.O_CREAT | os.O_RDWR); n = 0; why = None
        while why is None:
            try: n += os.write(f, b'x' * 100_000)
            except OSError as e: why = errno.errorcode[e.errno]
        os.fsync(f)
        print(why, os.fstat(f).st_size == n, n > 4_000_000, os.pread(f, 5, n - 5))
        s = os.statvfs(sys.argv[1]); print(s.f_bavail * s.f_frsize < 200_000, s.f_blocks * s.f_frsize < 20_000_000)
        """
      #expect(try MountTests.python(script, [library("nes/big")]).text == "ENOSPC True True b'xxxxx'\nTrue True\n")
      #expect(try Files.read(library("nes/One.srm")) == Array("kept".utf8))
      try Files.remove(library("nes/big"))
      try Files.write([UInt8](repeating: 1, count: 1_000_000), to: library("nes/next"))
      #expect(try FileStatus.of(disk("saves/nes/next")).size == 1_000_000)
      try library.mounted.unmount()
    }

    @Test func `a node that the kernel has outlives the worker, and an unlinked file's bytes do not`() throws {
      let library = try SavingLibrary()
      try Files.write("here", to: library("nes/sub/One.srm"))
      let script = """
        import errno, os, sys, time
        v, go, gone = sys.argv[1:]
        d = os.open(v + '/nes/sub', os.O_RDONLY); f = os.open('One.srm', os.O_RDWR, dir_fd=d)
        u = os.open(v + '/unlinked', os.O_CREAT | os.O_RDWR); os.write(u, b'x' * 10); os.unlink(v + '/unlinked')
        os.chdir(v + '/nes/sub'); i = os.fstat(f).st_ino
        open(go, 'w').close()
        while not os.path.exists(gone): time.sleep(0.02)
        os.posix_fadvise(f, 0, 0, os.POSIX_FADV_DONTNEED)
        print(os.pread(f, 9, 0), os.write(f, b'THERE'), os.fstat(f).st_ino == i, os.listdir(d), os.listdir('.'))
        os.rename('One.srm', '../Two.srm'); os.ftruncate(f, 3); os.fsync(f); os.fsync(d)
        print(open('../Two.srm', 'rb').read(), open('new', 'w').write('n'))
        os.posix_fadvise(u, 0, 0, os.POSIX_FADV_DONTNEED)
        try: os.pwrite(u, b'y', 0); print('written')
        except OSError as e: print(errno.errorcode[e.errno])
        """
      let program = try start(
        script, [library.mounted("Loose"), library.scratch("go"), library.scratch("gone")], library.scratch("said"))
      try MountTests.eventually("everything is open") { Files.exists(library.scratch("go")) }
      let before = library.mounted.processes("vitrine")
      library.killWorker()
      try MountTests.eventually("another worker serves") {
        let now = library.mounted.processes("vitrine")
        return !now.isEmpty && now != before
      }
      try Files.write("", to: library.scratch("gone"))
      #expect(program.wait(timeout: 60_000_000_000) == 0)
      let said = String(decoding: try Files.read(library.scratch("said")), as: UTF8.self)
      #expect(said == "b'here' 5 True ['One.srm'] ['One.srm']\nb'THE' 1\nESTALE\n", "\(said)")
    }

    /// Starts a Python script that prints into a file.
    private func start(_ script: String, _ arguments: [String], _ output: String) throws -> ExternalProgram {
      try ExternalProgram("sh", ["-c", "exec python3 -c \"$@\" >\"$0\"", output, script] + arguments)
    }

    @Test func `a reload that changes save directories waits for the next mount`() throws {
      let scratch = try TemporaryDirectory()
      try Files.write("one", to: scratch("roms/nes/One.nes"))
      func configure(_ view: String) throws {
        try Files.replace(
          scratch("v.json"), with: Array("{\"roots\": [\"roms\"], \"views\": {\"Loose\": \(view)}}".utf8))
      }
      try configure("{}")
      let mounted = try MountedLibrary(configuredBy: scratch("v.json"))
      try mounted.wait(for: ["Loose/nes/One.nes"])
      try configure("{\"saves\": \"saves\"}")
      let answer = try mounted.vitrine(["config", "reload", "--state", mounted.state, mounted.path])
      #expect(
        answer.text.contains("takes effect with the next mount: views.Loose.saves"), "\(answer.text)\(answer.errorText)"
      )
      #expect(throws: Errno.readOnly) { try Files.write("x", to: mounted("Loose/nes/One.srm")) }
      try mounted.remount()
      try mounted.wait(for: ["Loose/nes/One.nes"])
      try Files.write("x", to: mounted("Loose/nes/One.srm"))
      #expect(Files.exists(scratch("saves/nes/One.srm")))
      try mounted.unmount()
      try configure("{\"saves\": \"roms/saves\"}")
      let refused = try mounted.vitrine([
        "mount", "--config", scratch("v.json"), "--state", mounted.state, mounted.path,
      ])
      #expect(refused.status == 12 && refused.errorText.contains("is inside the root"), "\(refused.errorText)")
      #expect(!Files.exists(scratch("roms/saves")))
    }
  }

  @Suite("Who may save", .enabled(if: geteuid() == 0, "only root can become another user")) struct SavesUsers {
    private let cases = """
      import errno, os, sys
      v = sys.argv[1]
      def t(f, *a):
          try: return f(*a)
          except OSError as e: return errno.errorcode[e.errno]
      def put(p): os.close(os.open(p, os.O_CREAT | os.O_WRONLY))
      print(t(put, v + '/Loose/nes/One.srm'), t(put, v + '/Loose/nes/root.srm'), t(os.mkdir, v + '/Loose/x'),
            t(os.unlink, v + '/Loose/nes/One.nes'), t(put, v + '/Games/nes/x'), t(os.mkdir, v + '/x'),
            t(os.chmod, v + '/Loose/nes/One.nes', 0o644), t(os.utime, v + '/Loose/nes'), t(os.rename, v + '/Loose/nes/One.nes', v + '/Loose/y'),
            t(os.access, v + '/Loose/nes', os.W_OK), t(os.access, v + '/Games/nes', os.W_OK))
      """

    @Test func `whoever mounts saves as on a disk of its own`() throws {
      guard hasTool("fusermount3"), hasTool("setpriv") else { return }
      let library = try SavingLibrary(user: ordinaryUser)
      let mounted = library.mounted
      let result = try mounted.run("/usr/bin/python3", ["-c", cases, mounted.path])
      #expect(
        result.text == "None None None EROFS EACCES EACCES EROFS EROFS EROFS True False\n",
        "\(result.text)\(result.errorText)")
      #expect(try FileStatus.of(library.saves + "/nes/One.srm").owner == ordinaryUser)
      _ = try mounted.run("mkdir", [mounted("Loose/nes/cases")])
      let outcome = try mounted.run("/usr/bin/python3", ["-c", SavingCases.script, mounted("Loose/nes/cases")]).text
      let native = try library.scratch.makeDirectory("native")
      try Files.setOwner(native, ordinaryUser)
      #expect(outcome == (try mounted.run("/usr/bin/python3", ["-c", SavingCases.script, native]).text))
      #expect(!outcome.contains("FAILED") && outcome.contains("left []"), "\(outcome)")
    }

    @Test func `on root's mount others read what was saved, and write nothing, whatever they could make root do`()
      throws
    {
      guard hasTool("setpriv") else { return }
      let library = try SavingLibrary(options: ["-o", "allow_other"])
      let mounted = library.mounted
      try Files.write("root's", to: library("nes/root.srm"))
      try Files.write("private", to: library("nes/private.srm"))
      try Files.setPermissions(library("nes/private.srm"), 0o600)
      let other = ["--reuid=\(ordinaryUser)", "--regid=\(ordinaryUser)", "--clear-groups", "--"]
      let result = try ExternalProgram.run("setpriv", other + ["/usr/bin/python3", "-c", cases, mounted.path])
      #expect(
        result.text == "EACCES EACCES EACCES EACCES EACCES EACCES EPERM EACCES EACCES False False\n",
        "\(result.text)\(result.errorText)")
      #expect(try ExternalProgram.run("setpriv", other + ["cat", library("nes/root.srm")]).text == "root's")
      #expect(try ExternalProgram.run("setpriv", other + ["cat", library("nes/private.srm")]).status != 0)
      // A program with another's rights cannot be saved.
      try Files.setPermissions(library("nes/root.srm"), 0o6755)
      #expect(try FileStatus.of(library.saves + "/nes/root.srm").permissions == 0o755)
    }

    @Test func `root's mount that is served as a user belongs to that user`() throws {
      guard hasTool("setpriv") else { return }
      let scratch = try TemporaryDirectory()
      let state = try scratch.makeDirectory("state")
      try Files.setOwner(state, ordinaryUser)
      let library = try SavingLibrary(options: ["-o", "allow_other", "--user", "nobody", "--state", state])
      let mounted = library.mounted
      let user = ["--reuid=\(ordinaryUser)", "--regid=\(ordinaryUser)", "--clear-groups", "--"]
      let result = try ExternalProgram.run("setpriv", user + ["/usr/bin/python3", "-c", cases, mounted.path])
      #expect(
        result.text.hasPrefix("None None None EROFS EACCES EACCES EROFS EROFS EROFS True False"),
        "\(result.text)\(result.errorText)")
      #expect(try FileStatus.of(library.saves).owner == ordinaryUser)
      #expect(try FileStatus.of(library.saves + "/nes/One.srm").owner == ordinaryUser)
    }
  }
}
