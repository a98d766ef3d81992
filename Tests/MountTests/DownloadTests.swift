internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  @Suite("Folders as ZIPs") struct Downloads {
    /// A few systems with single files, games of several files and folders that sort, in a few MB.
    private func write(to library: String) throws {
      try DiscSet("Saga", .subfolders, tags: DiscSet.numbered(2), sectors: 200).write(to: library + "/psx")
      try DiscSet("Solo", .oneFolder, tags: [""], sectors: 200).write(to: library + "/psx")
      for (number, name) in ["USA/a.nes", "USA/b.nes", "Europe/In/c.nes", "d.nes"].enumerated() {
        try Files.write(SplitMix64.bytes(40_000 + number, seed: UInt64(number)), to: library + "/nes/" + name)
      }
      for number in 0..<20 {
        try Files.write(
          SplitMix64.bytes(300_000, seed: UInt64(100 + number)), to: library + "/dos/Quest/DATA/\(number).dat")
      }
      try Files.write("@echo off\r\n", to: library + "/dos/Quest/RUN.BAT")
    }

    private func archives(of mounted: MountedLibrary) throws -> [String] {
      try listTree(mounted("Download")).filter { $0.status.kind == .regular }.map(\.path)
    }

    @Test func `every program accepts every ZIP, and every member is the file in the folder`() throws {
      let scratch = try TemporaryDirectory()
      try write(to: scratch("library"))
      let mounted = try MountedLibrary(scratch("library"), environment: MountTests.plainViews)
      try mounted.waitUntilSettled()
      let archives = try archives(of: mounted)
      for expected in [
        "Games.zip", "Games/psx.zip", "Loose.zip", "Loose/nes/Europe/In.zip", "Loose/dos/Quest/DATA.zip",
        "Loose/psx/Saga.zip",
      ] { #expect(archives.contains(expected), "\(archives)") }
      for archive in archives {
        for command in [
          "unzip -tqq \"$1\"", "7z t -bso0 -bsp0 \"$1\"", "bsdtar -xOf \"$1\" > /dev/null",
          "cat \"$1\" | bsdtar -xOf - > /dev/null",
        ] {
          let result = try ExternalProgram.run(
            "sh", ["-c", "set -e; \(command)", "sh", mounted("Download/" + archive)])
          #expect(result.status == 0, "\(command): \(archive): \(result.text)\(result.errorText)")
        }
      }
      let checked = try MountTests.python(Self.check, [mounted.path])
      #expect(checked.text == "\(archives.count) ZIPs are their folders\n", "\(checked.text)\(checked.errorText)")
    }

    /// Reads every member of every ZIP below Download and holds it against the file in the folder, by every name.
    private static let check = """
      import os, sys, zipfile
      mount, count = sys.argv[1], 0
      for folder, _, names in os.walk(os.path.join(mount, 'Download')):
          for name in names:
              path = os.path.join(folder, name)
              shown = os.path.join(mount, os.path.relpath(path[:-4], os.path.join(mount, 'Download')))
              files = sorted(os.path.relpath(os.path.join(f, n), shown) for f, _, ns in os.walk(shown) for n in ns)
              with zipfile.ZipFile(path) as z:
                  assert sorted(z.namelist()) == files, (path, z.namelist(), files)
                  newest = 0
                  for info in z.infolist():
                      with open(os.path.join(shown, info.filename), 'rb') as f: expected = f.read()
                      assert z.read(info) == expected, (path, info.filename)
                      newest = max(newest, os.stat(os.path.join(shown, info.filename)).st_mtime_ns)
                  assert os.stat(path).st_mtime_ns == newest, path
              size = os.stat(path).st_size
              with open(path, 'rb') as f: assert len(f.read()) == size, path
              count += 1
      print(count, 'ZIPs are their folders')
      """

    @Test func `bytes, numbers, sizes and times are the same after a remount`() throws {
      let scratch = try TemporaryDirectory()
      try write(to: scratch("library"))
      let mounted = try MountedLibrary(scratch("library"), environment: MountTests.plainViews)
      try mounted.waitUntilSettled()
      let before = try listTree(mounted("Download"))
      let archives = try archives(of: mounted).map { mounted("Download/" + $0) }
      let sums = try Files.sha256(archives)
      try mounted.remount()
      #expect(try listTree(mounted("Download")) == before)
      // Checksums of single files are in the catalog only.
      #expect(try Files.sha256(archives) == sums)
    }

    @Test func `an opening goes on in the service after the one that died`() throws {
      let scratch = try TemporaryDirectory()
      try write(to: scratch("library"))
      let mounted = try MountedLibrary(scratch("library"), environment: MountTests.plainViews)
      try mounted.waitUntilSettled()
      let path = mounted("Download/Games.zip")
      let whole = try Files.read(path)
      let before = try listTree(mounted("Download"))
      let file = try FileDescriptor.open(path, .readOnly)
      #expect(try Files.read(file, at: 0, count: 4096) == Array(whole[..<4096]))
      let workers = mounted.processes("vitrine")
      for worker in workers { kill(worker, SIGKILL) }
      try MountTests.eventually("another worker serves") {
        let now = mounted.processes("vitrine")
        return !now.isEmpty && now != workers && Files.exists(mounted("Games/nes/d.nes"))
      }
      file.adviseNotNeeded(from: 0, length: 0)
      let middle = whole.count / 2
      #expect(
        try Files.read(file, at: Int64(middle), count: 200_000) == Array(whole[middle..<middle + 200_000]))
      #expect(try Files.read(file, at: Int64(whole.count) - 22, count: 22) == whole.suffix(22))
      #expect(try listTree(mounted("Download")) == before)
    }

    @Test func `a change of the library is a new ZIP, and the old one is never a mixture`() throws {
      let scratch = try TemporaryDirectory()
      let library = scratch("library")
      try write(to: library)
      let mounted = try MountedLibrary(library, environment: MountTests.plainViews)
      try mounted.waitUntilSettled()
      let path = mounted("Download/Loose/dos.zip")
      let old = try Files.read(path)
      let before = try FileStatus.of(path)
      let file = try FileDescriptor.open(path, .readOnly)
      try Files.replace(library + "/dos/Quest/DATA/7.dat", with: SplitMix64.bytes(310_000, seed: 7777))
      // Where it is: then nobody has the old bytes any more.
      try Files.write(SplitMix64.bytes(305_000, seed: 8888), to: library + "/dos/Quest/DATA/8.dat")
      try MountTests.eventually("the ZIP is another one") { try FileStatus.of(path).inode != before.inode }
      #expect(try FileStatus.of(path).size > before.size)
      file.adviseNotNeeded(from: 0, length: 0)
      // What is of the changed members fails, everything else is as it was.
      var failures = 0
      for start in stride(from: 0, to: old.count, by: 65_536) {
        do throws(Errno) {
          let part = try Files.read(file, at: Int64(start), count: 65_536)
          #expect(part == Array(old[start..<min(old.count, start + 65_536)]), "at \(start)")
        } catch {
          #expect(error == .ioError)
          failures += 1
        }
      }
      #expect(failures > 0 && failures <= 24, "\(failures)")
      try mounted.waitUntilSettled()
      let tested = try ExternalProgram.run("unzip", ["-tqq", path])
      #expect(tested.status == 0, "\(tested.text)\(tested.errorText)")
      // A folder beside it has not changed at all.
      #expect(!old.isEmpty && Files.exists(mounted("Download/Loose/psx.zip")))
    }

    @Test func `a large folder lists and reads at once, and has its directory once the checksums are there`() throws {
      let scratch = try TemporaryDirectory()
      let library = scratch("library")
      let size: Int64 = 2 << 30
      for number in 0..<10 { try Files.writeSparse(library + "/wii/Disc \(number).iso", size: size) }
      try Files.write(SplitMix64.bytes(50_000, seed: 3), to: library + "/nes/Small.nes")
      let mounted = try MountedLibrary(
        library, environment: MountTests.plainViews.merging(["VITRINE_HASHING_PLATFORMS": "none"]) { $1 })
      let path = mounted("Download/Games/wii.zip")
      try mounted.wait(for: ["Download/Games/wii.zip", "Games/nes/Small.nes"])
      try mounted.waitUntilSettled(checksums: false)
      let status = try FileStatus.of(path)
      #expect(status.size > 10 * size)
      // Inside of members nothing has to be known.
      let ranges = """
        import os, random, sys
        f = os.open(sys.argv[1], os.O_RDONLY)
        random.seed(1)
        for i in range(200):
            at = random.randrange(10) * (2 << 30) + random.randrange(1 << 20, 2 << 30)
            assert os.pread(f, 5000, at) == bytes(5000), at
        print('read')
        """
      #expect(try MountTests.python(ranges, [path]).text == "read\n")
      #expect(try MountTests.statusValue(mounted)["downloads"] == .array([]))
      // The directory needs all of them.
      let lister = try ExternalProgram("7z", ["l", "-bso0", path])
      var download = JSONValue.null
      try MountTests.eventually("the status tells of it") {
        download = try MountTests.statusValue(mounted)["downloads"].array.first ?? .null
        return download["secondsLeft"].number != nil
      }
      #expect(download["folder"].string == "Games/wii")
      #expect(download["members"].integer == 10)
      #expect((download["known"].integer ?? -1) + (download["missing"].integer ?? -1) == 10)
      #expect((download["bytesLeft"].number ?? 0) > 0)
      let text = try mounted.vitrine(["status", mounted.path]).text
      #expect(text.contains("Games/wii as a ZIP waits for checksums"), "\(text)")
      // Others do not wait, not even for a checksum.
      let nes = mounted("Download/Games/nes.zip")
      let small = try ExternalProgram.run("unzip", ["-tqq", nes], timeout: 20_000_000_000)
      #expect(small.status == 0, "\(small.text)\(small.errorText)")
      guard MountTests.isSoak else {
        lister.signal(SIGKILL)
        #expect(lister.wait(timeout: 10_000_000_000) == -SIGKILL)
        return try MountTests.eventually("nobody waits any more") {
          try MountTests.statusValue(mounted)["downloads"] == .array([])
        }
      }
      #expect(lister.wait(timeout: 600_000_000_000) == 0)
      #expect(try MountTests.statusValue(mounted)["downloads"] == .array([]))
      let tested = try ExternalProgram.run("7z", ["t", "-bso0", path], timeout: 900_000_000_000)
      #expect(tested.status == 0, "\(tested.text)\(tested.errorText)")
    }

    @Test func `whoever is not hashed by default is hashed for a reader, and the directory is complete`() throws {
      let scratch = try TemporaryDirectory()
      let library = scratch("library")
      for number in 0..<400 {
        try Files.write(SplitMix64.bytes(20_000, seed: UInt64(number)), to: library + "/nes/\(number).nes")
      }
      let mounted = try MountedLibrary(
        library, environment: MountTests.plainViews.merging(["VITRINE_HASHING_PLATFORMS": "none"]) { $1 })
      try mounted.wait(for: ["Games/nes/399.nes"])
      try mounted.waitUntilSettled(checksums: false)
      #expect(try MountTests.statusValue(mounted)["checksums"]["done"].integer == 0)
      let listed = try ExternalProgram.run("7z", ["l", mounted("Download/Games/nes.zip")])
      #expect(listed.status == 0 && listed.text.contains("400 files"), "\(listed.text)\(listed.errorText)")
      let tested = try ExternalProgram.run("unzip", ["-tqq", mounted("Download/Games/nes.zip")])
      #expect(tested.status == 0, "\(tested.text)\(tested.errorText)")
    }

    @Test func `nginx serves a ZIP that curl goes on with in the middle`() throws {
      guard hasTool("nginx"), hasTool("curl") else { return }
      let scratch = try TemporaryDirectory()
      try write(to: scratch("library"))
      let mounted = try MountedLibrary(scratch("library"), environment: MountTests.plainViews)
      try mounted.waitUntilSettled()
      let server = try WebServer(of: mounted("Download"), in: scratch)
      let path = mounted("Download/Loose.zip")
      let size = try FileStatus.of(path).size
      let copy = scratch("copy.zip")
      // A third of it, and then what is missing.
      let part = try ExternalProgram.run(
        "curl", ["-sS", "--fail", "-r", "0-\(size / 3)", "-o", copy, server.address + "/Loose.zip"])
      #expect(part.status == 0, "\(part.errorText)")
      #expect(try FileStatus.of(copy).size == size / 3 + 1)
      let rest = try ExternalProgram.run(
        "curl", ["-sS", "--fail", "-C", "-", "-o", copy, "-w", "%{http_code}", server.address + "/Loose.zip"])
      #expect(rest.status == 0 && rest.text == "206", "\(rest.text)\(rest.errorText)")
      #expect(try Files.sha256(copy) == Files.sha256(path))
      let unpacked = try scratch.makeDirectory("unpacked")
      let unzipped = try ExternalProgram.run("unzip", ["-qq", copy, "-d", unpacked])
      #expect(unzipped.status == 0, "\(unzipped.text)\(unzipped.errorText)")
      let compared = try ExternalProgram.run("diff", ["-r", unpacked, mounted("Loose")])
      #expect(compared.status == 0, "\(compared.text)")
    }

    @Test func `20,000 games are listed without a wait`() throws {
      let scratch = try TemporaryDirectory()
      let library = scratch("library")
      let script = """
        import os, sys
        os.makedirs(sys.argv[1])
        for i in range(20000): open('%s/Game %05d (USA).nes' % (sys.argv[1], i), 'wb').write(b'x')
        """
      _ = try MountTests.python(script, [library + "/nes"])
      let mounted = try MountedLibrary(
        library, environment: MountTests.plainViews.merging(["VITRINE_HASHING_PLATFORMS": "none"]) { $1 })
      try mounted.waitUntilSettled(checksums: false)
      let start = monotonicNanoseconds()
      let entries = try listTree(mounted("Download/Games"))
      let first = monotonicNanoseconds() - start
      #expect(entries.map(\.path) == ["nes.zip"])
      let again = monotonicNanoseconds()
      _ = try listTree(mounted("Download/Games"))
      print("Download/Games of 20,000 games: \(first / 1000) µs, again \((monotonicNanoseconds() - again) / 1000) µs")
    }
  }

  /// `.vitrine/status.json` as it is now.
  static func statusValue(_ mounted: MountedLibrary) throws -> JSONValue {
    try #require(JSONValue(Files.read(mounted(".vitrine/status.json"))))
  }
}

/// nginx with a directory, on a port of the loopback interface, until the last reference goes.
private final class WebServer {
  let address: String
  private let program: ExternalProgram

  init(of directory: String, in scratch: TemporaryDirectory) throws {
    let state = try scratch.makeDirectory("nginx")
    let port = try freePorts(1)[0]
    address = "http://127.0.0.1:\(port)"
    let user = geteuid() == 0 ? "user root;" : ""
    try Files.write(
      """
      \(user)
      daemon off;
      pid \(state)/pid;
      error_log \(state)/error.log;
      events {}
      http {
        access_log off;
        client_body_temp_path \(state)/body; proxy_temp_path \(state)/proxy; fastcgi_temp_path \(state)/fastcgi;
        uwsgi_temp_path \(state)/uwsgi; scgi_temp_path \(state)/scgi;
        sendfile on;
        server { listen 127.0.0.1:\(port); root "\(directory)"; autoindex on; }
      }
      """, to: state + "/nginx.conf")
    program = try ExternalProgram("nginx", ["-p", state, "-c", state + "/nginx.conf", "-e", state + "/error.log"])
    for _ in 0..<200 {
      if try ExternalProgram.run("curl", ["-sS", "--fail", "-o", "/dev/null", address + "/"]).status == 0 { return }
      sleep(nanoseconds: 25_000_000)
    }
    program.signal(SIGTERM)
    throw TestFailure("nginx does not answer: \(String(decoding: try Files.read(state + "/error.log"), as: UTF8.self))")
  }

  deinit {
    program.signal(SIGTERM)
    if program.wait(timeout: 10_000_000_000) == nil { program.signal(SIGKILL) }
  }
}
