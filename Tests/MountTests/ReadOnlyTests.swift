internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  @Suite("What the mount refuses") struct ReadOnly {
    /// One Python expression that tries to change something; `f` is a file, `d` its directory.
    @Test(arguments: [
      "os.open(f, os.O_WRONLY)", "os.open(f, os.O_RDWR)", "os.open(f, os.O_RDONLY | os.O_TRUNC)",
      "os.open(d + '/new', os.O_CREAT | os.O_WRONLY)", "os.mkdir(d + '/new')", "os.rmdir(d)", "os.unlink(f)",
      "os.rename(f, d + '/new')", "os.symlink('x', d + '/new')", "os.link(f, d + '/new')", "os.truncate(f, 0)",
      "os.chmod(f, 0o600)", "os.chown(f, 1, 1)", "os.utime(f, (1, 1))", "os.mkfifo(d + '/new')",
      "os.setxattr(f, 'user.x', b'1')", "os.removexattr(f, 'user.x')",
    ])
    func `every change is refused as on a read-only file system`(expression: String) throws {
      let mounted = try MountTests.real()
      let script = """
        import errno, os, sys
        f, d = sys.argv[1:]
        try: \(expression)
        except OSError as e: print(errno.errorcode[e.errno])
        else: print('allowed')
        """
      let archive = try #require(try MountTests.archives(of: mounted).first)
      let file = mounted(archive)
      let folder = String(file[..<(file.lastIndex(of: "/") ?? file.endIndex)])
      #expect(try MountTests.python(script, [file, folder]).text == "EROFS\n", "\(expression)")
    }

    @Test func `security and system attributes are not supported, other programs' user attributes are absent`() throws {
      let mounted = try MountTests.real()
      let script = """
        import errno, os, sys
        for name in ['security.selinux', 'security.capability', 'system.posix_acl_access', 'user.mime_type']:
            try: os.getxattr(sys.argv[1], name); print('there')
            except OSError as e: print(errno.errorcode[e.errno])
        """
      let archive = try #require(try MountTests.archives(of: mounted).first)
      let answer = try MountTests.python(script, [mounted(archive)]).text
      #expect(answer == "ENOTSUP\nENOTSUP\nENOTSUP\nENODATA\n")
    }

    @Test func `what is known of a game is told by attributes, which are few and short`() throws {
      let scratch = try TemporaryDirectory()
      try Files.write("rom", to: scratch("roms/nes/Robo Farm (USA, Europe) (Rev 1).nes"))
      try Files.write("read me", to: scratch("roms/nes/readme.txt"))
      try Files.write("cue", to: scratch("roms/psx/Saga (Japan)/Saga (Japan).cue"))
      try Files.write("bin", to: scratch("roms/psx/Saga (Japan)/Saga (Japan).bin"))
      let mounted = try MountedLibrary(scratch("roms"))
      try mounted.waitUntilSettled()
      let script = """
        import os, sys
        for path in sys.argv[1:]:
            print({name: os.getxattr(path, name).decode() for name in sorted(os.listxattr(path))})
        """
      let crc = try Files.crc32(scratch("roms/nes/Robo Farm (USA, Europe) (Rev 1).nes"))
      let zip = try Files.crc32(mounted("Games/psx/Saga (Japan).zip"))
      func digits(_ value: UInt32) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: 8 - text.count) + text
      }
      let answer = try MountTests.python(
        script,
        [
          mounted("Games/nes/Robo Farm (USA, Europe) (Rev 1).nes"), mounted("Games/psx/Saga (Japan).zip"),
          mounted("Loose/nes/readme.txt"), mounted("Games/nes"), mounted(".vitrine/status.json"),
        ]
      ).text.split(separator: "\n").map(String.init)
      try #require(answer.count == 5)
      #expect(answer[0].contains("'user.vitrine.crc32': '\(digits(crc))'"), "\(answer)")
      #expect(answer[0].contains("'user.vitrine.game': 'Robo Farm'"), "\(answer)")
      #expect(answer[0].contains("'user.vitrine.region': 'USA,Europe'"), "\(answer)")
      #expect(answer[0].contains("'user.vitrine.status': 'local'"), "\(answer)")
      #expect(answer[0].contains("'user.vitrine.sha1': '"), "\(answer)")
      #expect(answer[1].contains("'user.vitrine.crc32': '\(digits(zip))'"), "\(answer)")
      #expect(answer[1].contains("'user.xdg.tags': 'psx,Japan'"), "\(answer)")
      #expect(answer[2] == "{'user.vitrine.status': 'local', 'user.xdg.tags': 'nes'}", "\(answer)")
      #expect(answer[3] == "{}" && answer[4] == "{}", "\(answer)")
    }

    @Test func `directories have kinds, dots, links and stable positions`() throws {
      let mounted = try MountTests.real()
      let script = """
        import os, stat, sys
        for folder, names, files in os.walk(sys.argv[1]):
            s = os.stat(folder)
            assert s.st_nlink >= 1 and stat.S_ISDIR(s.st_mode), folder
            with os.scandir(folder) as entries:
                for e in entries:
                    t = os.lstat(e.path)
                    assert e.inode() == t.st_ino, e.path
                    assert e.is_dir(follow_symlinks=False) == stat.S_ISDIR(t.st_mode), e.path
                    assert t.st_nlink >= 1, e.path
            first = os.listdir(folder)
            assert first == os.listdir(folder) and len(first) == len(set(first)), folder
        v = os.statvfs(sys.argv[1])
        assert v.f_bsize > 0 and v.f_namemax == 255, v
        """
      _ = try MountTests.python(script, [mounted.path])
    }

    @Test func `the hidden folder resolves and is not listed`() throws {
      let mounted = try MountTests.real()
      #expect(try !listTree(mounted.path).contains { $0.path.hasPrefix(".vitrine") })
      #expect(try mounted.status().hasPrefix("{\"version\":"))
    }
  }
}
