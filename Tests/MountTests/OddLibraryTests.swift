internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension SharedMountTests {
  @Suite("Members and names at the edges") struct OddLibrary {
    @Test func `a member of 5 GiB is readable at its end, and the ZIP is valid`() throws {
      let scratch = try TemporaryDirectory()
      let folder = scratch("library/psx/Huge")
      let size: Int64 = 5 << 30
      try Files.write(
        "FILE \"Huge.bin\" BINARY\n  TRACK 01 MODE2/2352\n    INDEX 01 00:00:00\n", to: folder + "/Huge.cue")
      try Files.writeSparse(folder + "/Huge.bin", size: size)
      let mounted = try MountedLibrary(scratch("library"))
      try mounted.wait(for: ["Games/psx/Huge.zip"])
      let script = """
        import sys, zipfile
        z = zipfile.ZipFile(sys.argv[1])
        print([(i.filename, i.file_size) for i in z.infolist()])
        with z.open('Huge.bin') as f:
            f.seek(5 * 2**30 - 3); print(f.read())
        """
      // The central directory needs the checksum of all 5 GiB.
      try mounted.waitUntilSettled()
      let seen = try MountTests.python(script, [mounted("Games/psx/Huge.zip")]).text
      #expect(seen.contains("('Huge.bin', \(size))"), "\(seen)")
      #expect(seen.hasSuffix("b'\\x00\\x00\\x00'\n"), "\(seen)")
      for command in ["zipinfo -t \"$1\"", "7z l \"$1\""] + (MountTests.isSoak ? ["unzip -tqq \"$1\""] : []) {
        let result = try ExternalProgram.run(
          "sh", ["-c", command, "sh", mounted("Games/psx/Huge.zip")], timeout: 300_000_000_000)
        #expect(result.status == 0, "\(command): \(result.text)\(result.errorText)")
      }
    }

    @Test func `70,000 members make a valid ZIP`() throws {
      let scratch = try TemporaryDirectory()
      let script = """
        import os, sys
        for i in range(70):
            # A folder with nothing but folders in it would be a place where games lie.
            d = f'{sys.argv[1]}/part{i:02}' if i else sys.argv[1]; os.makedirs(d)
            for j in range(1000):
                with open(f'{d}/file{j:04}.dat', 'w') as f: f.write(f'{i} {j}')
        """
      _ = try MountTests.python(script, [scratch("library/scummvm/Many")])
      let mounted = try MountedLibrary(scratch("library"))
      try mounted.waitUntilSettled()
      let check = """
        import sys, zipfile
        z = zipfile.ZipFile(sys.argv[1])
        print(len(z.infolist()), z.testzip(), z.read('part69/file0999.dat'))
        """
      let seen = try MountTests.python(check, [mounted("Games/scummvm/Many.zip")]).text
      #expect(seen == "70000 None b'69 999'\n", "\(seen)")
      let listed = try ExternalProgram.run("7z", ["t", "-bso0", "-bsp0", mounted("Games/scummvm/Many.zip")])
      #expect(listed.status == 0, "\(listed.errorText)")
    }

    @Test func `an empty folder is no game, and empty members are members`() throws {
      let scratch = try TemporaryDirectory()
      try createDirectories(scratch("library/psx/Empty"))
      try Files.write("", to: scratch("library/scummvm/Hollow/nothing.dat"))
      try Files.write("", to: scratch("library/scummvm/Hollow/more.dat"))
      try Files.write("", to: scratch("library/nes/Zero.nes"))
      let mounted = try MountedLibrary(scratch("library"))
      try mounted.waitUntilSettled()
      try mounted.wait(for: ["Games/scummvm/Hollow.zip"])
      #expect(!Files.exists(mounted("Games/psx/Empty.zip")))
      #expect(try Files.read(mounted("Games/nes/Zero.nes")).isEmpty)
      let tested = try ExternalProgram.run("unzip", ["-l", mounted("Games/scummvm/Hollow.zip")])
      #expect(tested.status == 0)
      #expect(tested.text.contains("nothing.dat") && tested.text.contains("more.dat"), "\(tested.text)")
    }

    @Test func `names that are not UTF-8, hold line feeds, are too long or clash are all there, the same every time`()
      throws
    {
      let scratch = try TemporaryDirectory()
      let script = """
        import os, sys
        root = os.fsencode(sys.argv[1]); nes = root + b'/nes'; os.makedirs(nes)
        names = [b'Latin \\xe9t\\xe9.nes', b'Line\\nFeed.nes', b'Tab\\tStop.nes', b'L' * 251 + b'.nes', b'Clash.nes',
                 b'CLASH.nes', b'clash.NES', b'Percent%E9.nes', b'Dot .nes', b'trailing.nes ', b'a:b*c?.nes', b'\\xff\\xfe.nes',
                 'Pok\\u00e9mon.nes'.encode(), 'Poke\\u0301mon.nes'.encode()]
        for n in names: open(nes + b'/' + n, 'wb').write(n)
        game = root + b'/scummvm/Odd \\xe9 Game'; os.makedirs(game)
        for n in [b'\\xe9.dat', b'line\\nfeed.dat', b'back\\\\slash.dat', b'A.dat', b'a.dat', b'M' * 255]:
            open(game + b'/' + n, 'wb').write(n)
        """
      _ = try MountTests.python(script, [scratch("library")])
      let mounted = try MountedLibrary(scratch("library"))
      try mounted.waitUntilSettled()
      let check = """
        import os, sys, zipfile, unicodedata
        root = os.fsencode(sys.argv[1])
        for view in (b'Games', b'Loose'):
            d = root + b'/' + view + b'/nes'
            names = sorted(n for n in os.listdir(d) if n != b'gamelist.xml'); folded = set()
            contents = set()
            for n in names:
                t = n.decode('utf-8')
                assert t == unicodedata.normalize('NFC', t) and len(n) <= 255, n
                assert t[-1] not in ' .', n
                assert t.casefold() not in folded, n
                folded.add(t.casefold())
                contents.add(open(d + b'/' + n, 'rb').read())
            assert len(contents) == 14, (view, len(contents), names)
            print(names)
        d = root + b'/Games/scummvm/'
        zips = os.listdir(d); assert len(zips) == 1, zips
        with zipfile.ZipFile(os.fsdecode(d + zips[0])) as z:
            assert z.testzip() is None
            members = z.namelist(); assert len(members) == 6, members
            assert len({m.casefold() for m in members}) == 6, members
            assert all('\\\\' not in m and '\\n' not in m for m in members), members
            assert len({z.read(m) for m in members}) == 6
            print(members)
        """
      let first = try MountTests.python(check, [mounted.path]).text
      try mounted.remount()
      try mounted.waitUntilSettled()
      #expect(try MountTests.python(check, [mounted.path]).text == first)
      let tested = try ExternalProgram.run(
        "sh",
        ["-c", "for z in \"$1\"/*.zip; do 7z t -bso0 -bsp0 \"$z\" || exit 1; done", "sh", mounted("Games/scummvm")])
      #expect(tested.status == 0, "\(tested.errorText)")
    }

    @Test func `links that lead nowhere, in circles or outside, pipes and unreadable folders disturb nothing`() throws {
      let scratch = try TemporaryDirectory()
      let library = scratch("library")
      try Files.write("good", to: library + "/nes/Good.nes")
      try Files.write("secret", to: scratch("outside/secret.nes"))
      try Files.createLink(at: library + "/nes/Dangling.nes", to: "nowhere.nes")
      try Files.createLink(at: library + "/nes/Circle.nes", to: "Circle.nes")
      try Files.createLink(at: library + "/nes/Loop", to: "../nes")
      try Files.createLink(at: library + "/nes/Linked.nes", to: "Good.nes")
      try Files.createLink(at: library + "/nes/Outside.nes", to: "../../outside/secret.nes")
      mkfifo(library + "/nes/Pipe.nes", 0o644)
      try Files.write("hidden", to: library + "/nes/Locked/Inside.nes")
      try Files.write("unreadable", to: library + "/nes/Unreadable.nes")
      try Files.setPermissions(library + "/nes/Locked", 0)
      try Files.setPermissions(library + "/nes/Unreadable.nes", 0)
      defer { try? Files.setPermissions(library + "/nes/Locked", 0o755) }
      // Root may read everything; another user sees the library as it is.
      let user = geteuid() == 0 ? ordinaryUser : nil
      let mounted = try MountedLibrary(library, user: user)
      try mounted.waitUntilSettled()
      let names = try mounted.run("ls", [mounted("Games/nes")]).text
      #expect(names.contains("Good.nes\n"), "\(names)")
      #expect(names.contains("Linked.nes\n"), "\(names)")
      for absent in ["Dangling", "Circle", "Loop", "Pipe", "Inside"] { #expect(!names.contains(absent), "\(names)") }
      #expect(try mounted.run("cat", [mounted("Games/nes/Good.nes")]).text == "good")
      #expect(try mounted.run("cat", [mounted("Games/nes/Linked.nes")]).text == "good")
      #expect(try mounted.run("cat", [mounted("Games/nes/Unreadable.nes")]).status != 0)
      #expect(try mounted.run("find", [mounted.path, "-type", "f", "-name", "*secret*"]).text.isEmpty)
      let report = try mounted.status()
      #expect(report.contains("\"problems\":{\""), "\(report)")
    }
  }
}
