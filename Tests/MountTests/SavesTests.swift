internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  @Suite("Saving in a view") struct Saves {
    /// Runs a Python script in which `t(f, …)` gives the result or the name of the error.
    private func outcome(_ script: String, _ arguments: [String], _ library: SavingLibrary) throws -> String {
      let head = """
        import ctypes, errno, fcntl, json, os, stat, sys, time
        libc = ctypes.CDLL(None, use_errno=True)
        def t(f, *a, **k):
            try: return f(*a, **k)
            except OSError as e: return errno.errorcode[e.errno]
        def put(p, b=b'x', flags=os.O_WRONLY | os.O_CREAT):
            f = os.open(p, flags); os.write(f, b); os.close(f)
        def get(p): return open(p, 'rb').read()
        def exchange(a, b, flags=2):
            if libc.renameat2(-100, os.fsencode(a), -100, os.fsencode(b), flags):
                raise OSError(ctypes.get_errno(), '')
        v = sys.argv[1]

        """
      let result = try library.mounted.run("python3", ["-c", head + script] + arguments)
      guard result.status == 0 else { throw TestFailure("python3: \(result.errorText)\n\(library.mounted.log)") }
      return result.text
    }

    @Test func `what programs do has the same outcome as on a disk`() throws {
      let library = try SavingLibrary()
      let native = try library.scratch.makeDirectory("native")
      let expected = try MountTests.python(SavingCases.script, [native]).text.split(separator: "\n")
      #expect(expected.count > 25 && !expected.contains { $0.contains("FAILED") }, "\(expected)")
      for folder in ["nes", "", "psx/Game", "wholly/saved"] {
        let place = library(folder) + "/cases"
        try createDirectories(place)
        let lines = try MountTests.python(SavingCases.script, [place]).text.split(separator: "\n")
        for (line, wanted) in zip(lines, expected) { #expect(line == wanted, "in \(folder)") }
        #expect(lines.count == expected.count)
        if !MountTests.isSoak { break }
      }
    }

    @Test func `a file at random is what a model says it is, on a disk and in a view`() throws {
      let library = try SavingLibrary()
      try createDirectories(library("nes/random"))
      let seconds = MountTests.isSoak ? "600" : "2"
      let seed = "\(monotonicNanoseconds() % 1_000_000)"
      for place in [try library.scratch.makeDirectory("native"), library("nes/random")] {
        let result = try MountTests.python(
          SavingPrograms.exerciser, [place, seed, seconds], timeout: 900_000_000_000)
        #expect((Int(result.text.filter(\.isNumber)) ?? 0) >= 50, "\(result.text)")
      }
    }

    /// A Python expression that wants to change what the view shows, and what it gets; `f` is a library file of it, `d`
    /// a folder, `s` a saved file, `n` a new name.
    private static let refusals = """
      os.open(f, os.O_WRONLY) => EROFS
      os.open(f, os.O_RDWR) => EROFS
      os.open(f, os.O_RDONLY | os.O_TRUNC) => EROFS
      os.open(f, os.O_WRONLY | os.O_APPEND) => EROFS
      os.open(f, os.O_CREAT | os.O_WRONLY) => EROFS
      os.open(f, os.O_CREAT | os.O_EXCL | os.O_WRONLY) => EEXIST
      os.truncate(f, 0) => EROFS
      os.chmod(f, 0o600) => EROFS
      os.chown(f, 1, 1) => EROFS
      os.utime(f) => EROFS
      os.utime(f, (1, 1)) => EROFS
      os.unlink(f) => EROFS
      os.rename(f, n) => EROFS
      os.rename(s, f) => EROFS
      exchange(s, f) => EROFS
      exchange(f, s) => EROFS
      exchange(s, f, 1) => EEXIST
      os.link(f, n) => EROFS
      os.link(s, f) => EEXIST
      os.symlink('x', f) => EEXIST
      os.mkdir(f) => EEXIST
      os.mkdir(d) => EEXIST
      os.rmdir(f) => ENOTDIR
      os.rmdir(d) => EROFS
      os.rename(d, n) => EROFS
      os.rename(s, d) => EISDIR
      os.chmod(d, 0o700) => EROFS
      os.utime(d, (1, 1)) => EROFS
      os.setxattr(f, 'user.x', b'1') => EROFS
      os.setxattr(d, 'user.x', b'1') => EROFS
      os.removexattr(f, 'user.x') => EROFS
      os.setxattr(s, 'user.' + 'x' * 200, b'1' * 5000) => ENOTSUP
      os.removexattr(s, 'user.x') => ENOTSUP
      os.mkfifo(n) => EPERM
      os.chown(s, 1, 1) => EPERM
      os.rmdir(v) => EROFS
      os.rename(v, v + '2') => EROFS
      os.mkdir(v + '/../new') => EROFS
      os.rename(s, v + '/../new') => EROFS
      os.rename(s, v + '/../Games/nes/new') => EROFS
      os.link(s, v + '/../Games/nes/new') => EROFS
      put(v + '/../Games/new') => EROFS
      os.mkdir(v + '/../.vitrine/new') => EROFS
      put(v + '/../.vitrine/status.json', flags=os.O_WRONLY) => EROFS
      os.unlink(v + '/../.vitrine/jobs.json') => EROFS
      os.symlink('x', v + '/../Games/nes/new') => EROFS
      os.utime(v + '/../Games', (1, 1)) => EROFS
      os.setxattr(v + '/../Games/nes/One.nes', 'user.x', b'1') => EROFS
      os.rmdir(v + '/../Games/nes') => EROFS
      """

    @Test func `what the library has is never changed, nor is anything elsewhere`() throws {
      let library = try SavingLibrary()
      let script = """
        f, d, s, n = v + '/nes/One.nes', v + '/nes/USA', v + '/nes/One.srm', v + '/nes/new'
        put(s, b'saved')
        for row in sys.argv[2].split('\\n'):
            change, expected = row.split(' => ')
            found = t(eval, change, globals()), get(f), get(s), sorted(os.listdir(v + '/nes')), sorted(os.listdir(v + '/..'))
            wanted = expected, b'one', b'saved', ['One.nes', 'One.srm', 'USA'], ['Games', 'Loose']
            if found != wanted: print(row, found)
        """
      #expect(try outcome(script, [library.mounted("Loose"), Self.refusals], library) == "")
      #expect(try Files.read(library.library + "/nes/One.nes") == Array("one".utf8))
      #expect(try listTree(library.saves).map(\.path) == ["nes", "nes/One.srm"])
    }

    @Test func `a directory can be renamed at any time while others work in it`() throws {
      let library = try SavingLibrary()
      let script = """
        import threading
        os.mkdir(v + '/nes/a'); d = os.open(v + '/nes/a', os.O_RDONLY); made = []; wrong = []; done = threading.Event()
        put(v + '/nes/a/old', b'old')
        def move():
            names = [v + '/nes/a', v + '/nes/USA/b', v + '/c']; n = 0
            while not done.is_set():
                os.rename(names[n % 3], names[(n + 1) % 3]); n += 1
            made.append(n)
        def work(number):
            for n in range(40):
                name = '%d %d' % (number, n)
                try:
                    f = os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, dir_fd=d); os.write(f, b'x'); os.close(f)
                    os.mkdir(name + ' d', dir_fd=d); os.rename(name, name + ' r', src_dir_fd=d, dst_dir_fd=d)
                    assert os.stat(name + ' r', dir_fd=d).st_size == 1 and os.fstat(d).st_nlink >= 1
                    f = os.open('old', os.O_RDONLY, dir_fd=d); assert os.read(f, 9) == b'old'; os.close(f)
                    # An opening of its own: others' listings move the position of the one that all have.
                    f = os.open('.', os.O_RDONLY, dir_fd=d); listed = os.listdir(f); os.close(f)
                    assert name + ' r' in listed, listed
                except (OSError, AssertionError) as e: wrong.append((name, repr(e)))
        mover = threading.Thread(target=move); mover.start()
        workers = [threading.Thread(target=work, args=(n,)) for n in range(3)]
        for w in workers: w.start()
        for w in workers: w.join()
        done.set(); mover.join()
        print(wrong[:5], len(os.listdir(d)), made[0] > 3)
        """
      let said = try outcome(script, [library.mounted("Loose")], library)
      #expect(said == "[] 241 True\n", "\(said)")
      // Nothing was made where the directory had been, and folders that only stood for the view's are gone.
      let folders = try listTree(library.saves).map(\.path).filter { $0.hasSuffix("old") }
      #expect(folders.count == 1)
    }

    @Test func `saved files stand beside the library's in listings, with stable positions`() throws {
      let library = try SavingLibrary()
      let script = """
        for n in range(300): put(v + '/nes/save %d' % n, b'x' * n)
        os.makedirs(v + '/nes/USA/slots/deep'); os.mkdir(v + '/own'); os.symlink('One.nes', v + '/nes/link')
        for top, folders, files in os.walk(v):
            assert len(set(folders + files)) == len(folders + files), top
            for e in os.scandir(top):
                s = e.stat(follow_symlinks=False)
                assert e.inode() == s.st_ino and s.st_nlink >= 1, e.path
                assert e.is_dir(follow_symlinks=False) == stat.S_ISDIR(s.st_mode), e.path
                assert e.is_symlink() == stat.S_ISLNK(s.st_mode), e.path
            assert os.stat(top + '/..').st_ino == os.stat(os.path.dirname(top)).st_ino, top
            for kept in (1, 2, 3): assert os.listdir(top) == os.listdir(top)
        class Entry(ctypes.Structure):
            _fields_ = [('ino', ctypes.c_uint64), ('off', ctypes.c_int64), ('len', ctypes.c_uint16), ('type', ctypes.c_uint8), ('name', ctypes.c_char * 256)]
        libc.opendir.restype = ctypes.c_void_p; libc.readdir.restype = ctypes.POINTER(Entry)
        libc.seekdir.argtypes = [ctypes.c_void_p, ctypes.c_long]; libc.readdir.argtypes = [ctypes.c_void_p]
        d = libc.opendir(os.fsencode(v + '/nes')); seen = []
        while e := libc.readdir(d): seen.append((e.contents.name, e.contents.off))
        for n in range(0, len(seen) - 1, 13):
            libc.seekdir(d, seen[n][1]); assert libc.readdir(d).contents.name == seen[n + 1][0], n
        print(len(seen), get(v + '/nes/save 299')[:3], get(v + '/nes/link'), get(v + '/nes/USA/Two.nes'), os.stat(v + '/own').st_nlink)
        """
      #expect(try outcome(script, [library.mounted("Loose")], library) == "305 b'xxx' b'one' b'two' 2\n")
      #expect(Files.exists(library.saves + "/nes/USA/slots/deep"))
      #expect(try Files.read(library.saves + "/nes/save 5") == Array("xxxxx".utf8))
    }

    @Test func `the library's file wins where a saved one has its name, and the saved one comes back`() throws {
      let library = try SavingLibrary()
      try Files.write("saved", to: library("nes/Three.nes"))
      try Files.write("saved too", to: library("nes/USA/Two.srm"))
      try Files.write("library", to: library.library + "/nes/Three.nes")
      try MountTests.eventually("the library's is shown") {
        try Files.read(library("nes/Three.nes")) == Array("library".utf8)
      }
      #expect(
        try listTree(library("nes")).map(\.path) == ["One.nes", "Three.nes", "USA", "USA/Two.nes", "USA/Two.srm"])
      #expect(try Files.read(library.saves + "/nes/Three.nes") == Array("saved".utf8))
      try MountTests.eventually("it is told") { library.mounted.log.contains("nes/Three.nes is not shown") }
      try Files.remove(library.library + "/nes/Three.nes")
      try MountTests.eventually("the saved one is back") {
        (try? Files.read(library("nes/Three.nes"))) == Array("saved".utf8)
      }
      // A folder that goes: what is saved in it stays where it was.
      _ = try ExternalProgram.run("rm", ["-r", library.library + "/nes/USA"])
      try MountTests.eventually("the library's file is gone") { !Files.exists(library("nes/USA/Two.nes")) }
      #expect(try Files.read(library("nes/USA/Two.srm")) == Array("saved too".utf8))
      try Files.write("more", to: library("nes/USA/More.srm"))
      #expect(try listTree(library("nes/USA")).map(\.path) == ["More.srm", "Two.srm"])
      try Files.write("back", to: library.library + "/nes/USA/Two.nes")
      try MountTests.eventually("it is back") { Files.exists(library("nes/USA/Two.nes")) }
      #expect(try listTree(library("nes/USA")).map(\.path) == ["More.srm", "Two.nes", "Two.srm"])
    }

    @Test func `what somebody changes in the save directory itself is seen, also where nothing was before`() throws {
      let library = try SavingLibrary()
      #expect(!Files.exists(library("nes/One.srm")) && !Files.exists(library("snes/One.srm")))
      try Files.write("first", to: library.saves + "/nes/One.srm")
      try Files.write("other", to: library.saves + "/snes/One.srm")
      try MountTests.eventually("both are there") {
        Files.exists(library("nes/One.srm")) && Files.exists(library("snes/One.srm"))
      }
      #expect(try Files.read(library("nes/One.srm")) == Array("first".utf8))
      try Files.write("longer than before", to: library.saves + "/nes/One.srm")
      try MountTests.eventually("the new bytes are read") {
        try Files.read(library("nes/One.srm")) == Array("longer than before".utf8)
      }
      try Files.remove(library.saves + "/nes/One.srm")
      try MountTests.eventually("it is gone") { !Files.exists(library("nes/One.srm")) }
      // A link that leads out is only a link: whoever reads it follows it by itself.
      try Files.write("outside", to: library.scratch("outside/file"))
      try Files.createLink(at: library.saves + "/nes/out", to: library.scratch("outside"))
      try MountTests.eventually("the link is there") { Files.exists(library("nes/out")) }
      #expect(try FileStatus.of(library("nes/out"), followingLinks: false).kind == .symbolicLink)
    }

    @Test func `a remount shows the same nodes, and a mount with -o ro writes nothing`() throws {
      let library = try SavingLibrary()
      try Files.write("saved", to: library("nes/deep/One.srm"))
      let before = try listTree(library.mounted("Loose"))
      try library.mounted.remount()
      try library.mounted.waitUntilSettled()
      #expect(try listTree(library.mounted("Loose")) == before)
      try library.mounted.remount(["-o", "ro"])
      try library.mounted.waitUntilSettled()
      #expect(try Files.read(library("nes/deep/One.srm")) == Array("saved".utf8))
      #expect(throws: Errno.readOnly) { try Files.write("x", to: library("nes/deep/Two.srm")) }
      #expect(throws: Errno.readOnly) { try Files.remove(library("nes/deep/One.srm")) }
    }

    @Test func `a directory is one mount's at a time, and one that is gone is told of`() throws {
      let library = try SavingLibrary()
      try Files.write("saved", to: library("nes/One.srm"))
      do {
        // Also one inside of it, and one around it.
        for place in [library.saves, library.saves + "/nes", library.scratch.path] {
          let other = try SavingLibrary(saves: place)
          #expect(try other.mounted.status().contains("anothermountsavesin"), "\(place)")
          #expect(throws: Errno.readOnly) { try Files.write("x", to: other("nes/Two.srm")) }
        }
        let beside = try SavingLibrary(saves: library.scratch("beside"))
        try Files.write("x", to: beside("nes/Two.srm"))
      }
      library.killWorker()
      try Files.write("saved", to: library("nes/Two.srm"))
      try library.mounted.unmount()
      let next = try SavingLibrary(saves: library.saves)
      #expect(try Files.read(next("nes/Two.srm")) == Array("saved".utf8))
      #expect(try !next.mounted.status().contains("\"reason\":\"thedirectory"))
      _ = try MountTests.python("import shutil, sys; shutil.rmtree(sys.argv[1])", [library.saves])
      try MountTests.eventually("the status says so") {
        try next.mounted.status().contains("\"reason\":\"thedirectorywasremoved")
      }
      #expect(throws: Errno.noSuchFile) { try Files.write("x", to: next("nes/Three.srm")) }
      #expect(try Files.read(next("nes/One.nes")) == Array("one".utf8))
    }

    @Test func `a mount without save directories is read-only to the kernel, as before`() throws {
      let mounted = try MountTests.real()
      let options = try MountTable.current().topmost(at: mounted.path)?.options ?? ""
      #expect(options.split(separator: ",").contains("ro"), "\(options)")
      let status = try mounted.status()
      #expect(status.contains("\"saves\":[]"), "\(status)")
    }
  }
}
