internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  @Suite("ZIPs that are kept on the disk") struct CachedZips {
    private static let everythingRead = ["VITRINE_CACHE_MINIMUM": "0"]

    @Test func `what is read is built, keeps its number, and is then read past the service`() throws {
      let game = try CachedGame(environment: Self.everythingRead)
      let before = try FileStatus.of(game.archive)
      let expected = try Files.read(game.archive)
      try eventually("it is built") { game.entries.count == 1 }
      #expect(try Files.read(game.entries[0]) == expected)
      #expect(try FileStatus.of(game.entries[0]).modified == before.modified)
      try eventually("it is opened from the cache") {
        let file = try FileDescriptor.open(game.archive, .readOnly)
        #expect(try readAll(file) == expected)
        return try game.number("hits") > 0
      }
      #expect(try FileStatus.of(game.archive) == before)
      #expect(game.leftovers == [])
      guard geteuid() == 0, Host.kernelVersion.canPassThrough else { return }
      let file = try FileDescriptor.open(game.archive, .readOnly)
      for worker in game.mounted.processes("vitrine") { kill(worker, SIGSTOP) }
      defer { for worker in game.mounted.processes("vitrine") { kill(worker, SIGCONT) } }
      try? Files.write("1", to: "/proc/sys/vm/drop_caches")
      #expect(try readAll(file) == expected)
    }

    @Test func `thirty-two first readers have it built once, and read the right bytes`() throws {
      let game = try CachedGame(environment: Self.everythingRead)
      let script = """
        import hashlib, sys, threading
        sums = []
        gate = threading.Barrier(32)
        def read():
            gate.wait()
            with open(sys.argv[1], 'rb', buffering=0) as f:
                h = hashlib.sha256()
                while b := f.read(100_001): h.update(b)
            sums.append(h.hexdigest())
        threads = [threading.Thread(target=read) for _ in range(32)]
        for t in threads: t.start()
        for t in threads: t.join()
        assert len(sums) == 32, len(sums)
        print(*set(sums))
        """
      let sums = try MountTests.python(script, [game.archive]).text.split(whereSeparator: \.isWhitespace)
      try eventually("it is built") { game.entries.count == 1 }
      #expect(sums.map(String.init) == [try Files.sha256(game.entries[0])])
      try eventually("the status is new") { try game.number("misses") > 0 }
      #expect(try game.number("misses") == 1)
      #expect(game.leftovers == [])
    }

    @Test func `after a remount it is read from the cache at once`() throws {
      let game = try CachedGame()
      try game.prepare()
      let expected = try Files.sha256(game.entries[0])
      let built = try FileStatus.of(game.entries[0])
      let number = try FileStatus.of(game.archive).inode
      try game.mounted.remount()
      #expect(try Files.sha256(game.archive) == expected)
      #expect(try FileStatus.of(game.archive).inode == number)
      #expect(try FileStatus.of(game.entries[0]) == built)
      try eventually("it was opened from the cache") { try game.number("hits") > 0 }
    }

    @Test func `pinned and open ones survive a clearing, others go, and the library is untouched`() throws {
      let game = try CachedGame()
      let watch = try WriteWatch(game.scratch("library"))
      try game.prepare()
      let file = try FileDescriptor.open(game.archive, .readOnly)
      try game.clear()
      #expect(game.entries.count == 1, "it is open")
      let pinned = try game.mounted.vitrine(["cache", "pin", "--mount", game.mounted.path, game.archive])
      #expect(pinned.status == 0, "\(pinned.errorText)")
      withExtendedLifetime(consume file) {}
      try eventually("it is closed") { try game.number("openFiles") == 0 }
      try game.clear()
      #expect(game.entries.count == 1, "it is pinned")
      let unpinned = try game.mounted.vitrine(["cache", "unpin", "--mount", game.mounted.path, game.archive])
      #expect(unpinned.status == 0, "\(unpinned.errorText)")
      try eventually("it goes") {
        try game.clear()
        return game.entries.isEmpty
      }
      let (library, zip) = try game.tracks()
      #expect(library == zip)
      #expect(try watch.events() == [])
    }

    @Test func `with the policy never nothing is built, and with always everything is`() throws {
      let never = try CachedGame(environment: ["VITRINE_CACHE_MINIMUM": "0", "VITRINE_CACHE_POLICY": "never"])
      _ = try Files.read(never.archive)
      let refused = try never.mounted.vitrine(["prepare", "--state", never.mounted.state, never.archive])
      #expect(refused.status != 0 && refused.errorText.contains("never"), "\(refused.errorText)\(refused.text)")
      #expect(never.entries == [])
      let always = try CachedGame(environment: ["VITRINE_CACHE_MINIMUM": "1T", "VITRINE_CACHE_POLICY": "always"])
      try eventually("it is built without a reader") { always.entries.count == 1 }
      let (library, zip) = try always.tracks()
      #expect(library == zip)
    }

    @Test func `a second mount is refused the directory it names, and says who has it`() throws {
      let game = try CachedGame()
      let other = try TemporaryDirectory()
      try Files.write("one", to: other("library/nes/One.nes"))
      let result = try ExternalProgram.run(
        Products.vitrine, ["mount", "--state", other("state"), other("library"), other("mount")],
        environment: ["VITRINE_CACHE_DIRECTORY": game.mounted.cache])
      #expect(result.status == 9, "\(result.text)\(result.errorText)")
      #expect(result.errorText.contains(game.mounted.cache) && result.errorText.contains(game.mounted.path))
      #expect(!Mounts.isMountPoint(other("mount")))
      #expect(try Files.read(game.archive).count > 0)
    }

    @Test func `a damaged entry is noticed when it is opened, and the ZIP is right`() throws {
      let game = try CachedGame()
      try game.prepare()
      let expected = try Files.sha256(game.archive)
      // As long as the kernel has the file it is not looked at again.
      try game.mounted.remount()
      try Files.truncate(game.entries[0], to: 1000)
      #expect(try Files.sha256(game.archive) == expected)
      try eventually("it is gone") { game.entries.isEmpty }
    }

    @Test func `an entry that vanishes while its name is known leaves nobody with an error`() throws {
      let game = try CachedGame(environment: Self.everythingRead)
      try game.prepare()
      let expected = try Files.sha256(game.archive)
      // Nobody has it open, and the kernel knows the name still.
      try eventually("it is let go") {
        sleep(nanoseconds: 4_000_000_000)
        return try game.number("openFiles") == 0
      }
      for entry in game.entries { try Files.remove(entry) }
      let script = """
        import hashlib, mmap, os, sys, time
        f = os.open(sys.argv[1], os.O_RDONLY)
        m = mmap.mmap(f, 0, mmap.MAP_SHARED, mmap.PROT_READ)
        print(hashlib.sha256(m).hexdigest())
        end = time.time() + 3
        while time.time() < end:
            g = os.open(sys.argv[1], os.O_RDONLY)
            assert len(os.pread(g, 4096, 0)) == 4096
            os.close(g)
        print(hashlib.sha256(m).hexdigest())
        """
      let sums = try MountTests.python(script, [game.archive]).text.split(whereSeparator: \.isWhitespace)
      #expect(sums.map(String.init) == [expected, expected])
      try eventually("it is built anew") { game.entries.count == 1 }
    }

    @Test func `a cache whose directory is taken away leaves readers alone, and status says so`() throws {
      let game = try CachedGame(environment: Self.everythingRead)
      try game.prepare()
      let expected = try Files.sha256(game.archive)
      let held = try FileDescriptor.open(game.archive, .readOnly)
      let result = try ExternalProgram.run("rm", ["-rf", game.mounted.cache])
      #expect(result.status == 0)
      #expect(try readAll(held).count == Int(try FileStatus.of(game.archive).size))
      withExtendedLifetime(consume held) {}
      #expect(try Files.sha256(game.archive) == expected)
      try eventually("the status says so") { try game.mounted.status().contains("removedorreplaced") }
      #expect(try Files.sha256(game.archive) == expected)
      try game.mounted.remount()
      try game.prepare()
      #expect(game.entries.count == 1)
    }

    @Test func `a game that has changed can be unpinned by its name`() throws {
      let game = try CachedGame()
      try game.prepare()
      let arguments = ["--mount", game.mounted.path, game.archive]
      #expect(try game.mounted.vitrine(["cache", "pin"] + arguments).status == 0)
      try game.replaceTrack()
      #expect(try game.mounted.vitrine(["cache", "unpin"] + arguments).status == 0)
      try eventually("the old version goes") {
        try game.clear()
        return game.entries.isEmpty
      }
    }

    @Test func `a cache on a disk that is too small changes nothing for readers, and status says why`() throws {
      let game = try CachedGame(environment: [
        "VITRINE_CACHE_MINIMUM": "0", "VITRINE_CACHE_RESERVE": "100000T",
      ])
      let (library, zip) = try game.tracks()
      #expect(library == zip)
      try eventually("the status says why") { try game.mounted.status().contains("thediskisfull") }
      #expect(game.entries == [] && game.leftovers == [])
    }

    @Test func `a cache that cannot be opened leaves a mount without one, and status says why`() throws {
      let game = try CachedGame(environment: ["VITRINE_CACHE_DIRECTORY": "/proc/nowhere"])
      let (library, zip) = try game.tracks()
      #expect(library == zip)
      #expect(try game.mounted.status().contains("/proc/nowhere"))
    }

    @Test func `an ordinary user's mount keeps ZIPs as well`() throws {
      guard geteuid() == 0, hasTool("fusermount3"), hasTool("setpriv") else { return }
      let game = try CachedGame(user: ordinaryUser)
      let result = try game.mounted.vitrine(["prepare", "--state", game.mounted.state, game.archive])
      #expect(result.status == 0, "\(result.errorText)\(result.text)")
      let (library, zip) = try game.tracks()
      #expect(library == zip)
      try eventually("it was opened from the cache") { try game.number("hits") > 0 }
      #expect(try game.mounted.status().contains("\"passthrough\":false"))
    }
  }
}

private func eventually(_ what: String, _ body: () throws -> Bool) throws { try MountTests.eventually(what, body) }
