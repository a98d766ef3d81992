internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  /// Nobody asks for a look: what changes in the library is in the mount by itself. How long that takes is printed.
  @Suite("Changes of the library appear by themselves") struct Watched {
    /// Waits, and prints how long that was from the end of `change`.
    private func expect(
      _ what: String, in mounted: MountedLibrary, after change: () throws -> Void, _ isRight: () throws -> Bool
    ) throws {
      try change()
      let start = monotonicNanoseconds()
      while !(try isRight()) {
        guard monotonicNanoseconds() - start < 60_000_000_000 else {
          throw TestFailure("\(what): not within a minute\n\(try mounted.status())\n\(mounted.log)")
        }
        sleep(nanoseconds: 20_000_000)
      }
      print("\(what): right after \((monotonicNanoseconds() - start) / 1_000_000) ms")
    }

    private func names(_ mounted: MountedLibrary, _ folder: String) throws -> [String] {
      // Counted by readdir alone: a stat of thousands would be what is measured.
      guard let descriptor = try? FileDescriptor.open(mounted(folder), [.readOnly, .directory]) else { return [] }
      let stream = try DirectoryStream(descriptor)
      var names: [String] = []
      while try stream.next({ name, _ in names.append(String(decoding: name, as: UTF8.self)) }) {}
      return names.sorted()
    }

    @Test func `5,000 files that are moved to other folders`() throws {
      let scratch = try TemporaryDirectory()
      let library = scratch("library")
      for number in 0..<5000 { try Files.write("\(number)", to: "\(library)/nes/USA/Game \(10_000 + number).zip") }
      let mounted = try MountedLibrary(library)
      try mounted.waitUntilSettled()
      let inode = try FileStatus.of(mounted("Loose/nes/USA/Game 12345.zip")).inode
      let wanted = (0..<5000).map { "Game \(10_000 + $0).zip" }
      try expect("5,000 files moved", in: mounted) {
        for folder in 0..<10 { try createDirectories("\(library)/snes/Folder \(folder)") }
        for number in 0..<5000 {
          let name = "Game \(10_000 + number).zip"
          try Files.rename("\(library)/nes/USA/\(name)", "\(library)/snes/Folder \(number % 10)/\(name)")
        }
      } _: {
        try names(mounted, "Games/snes") == wanted && names(mounted, "Games").contains("nes") == false
      }
      #expect(try Files.read(mounted("Games/snes/Game 12345.zip")) == Array("2345".utf8))
      #expect(try names(mounted, "Loose/snes").count == 10)
      // Whether a moved file keeps its number is the tree's own business; that it has one is not.
      #expect(try FileStatus.of(mounted("Loose/snes/Folder 5/Game 12345.zip")).inode != 0 && inode != 0)
    }

    @Test func `10,000 files that are made in a second`() throws {
      let scratch = try TemporaryDirectory()
      let library = scratch("library")
      try Files.write("x", to: library + "/nes/First.zip")
      let mounted = try MountedLibrary(library)
      try mounted.waitUntilSettled()
      try expect("10,000 files made", in: mounted) {
        for number in 0..<10_000 { try Files.write("x", to: "\(library)/nes/Folder \(number % 7)/Game \(number).zip") }
      } _: {
        try names(mounted, "Games/nes").count == 10_001
      }
      try expect("10,000 files deleted", in: mounted) {
        for number in 0..<7 { try removeTree("\(library)/nes/Folder \(number)") }
      } _: {
        try names(mounted, "Games/nes") == ["First.zip"]
      }
    }

    @Test func `a library whose disk goes and comes back`() throws {
      guard geteuid() == 0 else { return print("skipped: mounting a disk needs root") }
      let scratch = try TemporaryDirectory()
      let library = try scratch.makeDirectory("library")
      try mountMemory(at: library)
      for number in 0..<200 { try Files.write("\(number)", to: "\(library)/nes/Game \(number).zip") }
      let disk = try scratch.makeDirectory("disk")
      // A second place keeps the disk alive while it is not mounted.
      guard mount(library, disk, nil, UInt(MS_BIND), nil) == 0 else { throw Errno(rawValue: errno) }
      let mounted = try MountedLibrary(library)
      try mounted.waitUntilSettled()
      #expect(try Files.read(mounted("Games/nes/Game 7.zip")) == Array("7".utf8))
      try expect("a disk unplugged", in: mounted) {
        Mounts.detach(below: library)
      } _: {
        try mounted.status().contains("\"state\":\"unavailable\"")
      }
      #expect(try names(mounted, "Games/nes").count == 200)
      // Listed, and an error at once when it is opened.
      let start = monotonicNanoseconds()
      let result = try mounted.run("cat", [mounted("Games/nes/Game 8.zip")], timeout: 30_000_000_000)
      #expect(result.status != 0 && result.errorText.contains("Input/output error"), "\(result.errorText)")
      print("the error came after \((monotonicNanoseconds() - start) / 1_000_000) ms")
      // What the disk lay on is not the library, though something lies there.
      try Files.write("x", to: library + "/readme.zip")
      try Files.write("x", to: library + "/snes/other.zip")
      sleep(nanoseconds: 3_000_000_000)
      #expect(try names(mounted, "Games") == ["nes"])
      try expect("a disk plugged in again, with a file more", in: mounted) {
        try Files.write("new", to: disk + "/nes/While it was away.zip")
        guard mount(disk, library, nil, UInt(MS_BIND), nil) == 0 else { throw Errno(rawValue: errno) }
      } _: {
        try names(mounted, "Games/nes").count == 201 && mounted.status().contains("\"state\":\"available\"")
      }
      #expect(try Files.read(mounted("Games/nes/Game 8.zip")) == Array("8".utf8))
      // It is watched again.
      try expect("a file on the disk that is back", in: mounted) {
        try Files.write("new", to: library + "/nes/Later.zip")
      } _: {
        Files.exists(mounted("Games/nes/Later.zip"))
      }
      Mounts.detach(below: scratch.path)
    }

    @Test func `a disk that was read from can be unmounted`() throws {
      guard geteuid() == 0 else { return print("skipped: mounting a disk needs root") }
      let scratch = try TemporaryDirectory()
      let library = try scratch.makeDirectory("library")
      try mountMemory(at: library)
      for track in 1...2 { try Files.write("track \(track)", to: "\(library)/psx/Game/Game (Track \(track)).bin") }
      let sheet = (1...2).map {
        "FILE \"Game (Track \($0)).bin\" BINARY\n  TRACK 0\($0) AUDIO\n    INDEX 01 00:00:00\n"
      }
      try Files.write(sheet.joined(), to: library + "/psx/Game/Game.cue")
      try Files.write("x", to: library + "/nes/Game.nes")
      let mounted = try MountedLibrary(library)
      try mounted.waitUntilSettled()
      #expect(try Files.read(mounted("Games/psx/Game.zip")).count > 0)
      #expect(try Files.read(mounted("Games/nes/Game.nes")) == Array("x".utf8))
      try MountTests.eventually("nothing on the disk is open") { umount(library) == 0 }
    }

    @Test func `a library that is moved away and back`() throws {
      let scratch = try TemporaryDirectory()
      let library = scratch("library")
      try Files.write("x", to: library + "/nes/Game.zip")
      let mounted = try MountedLibrary(library)
      try mounted.waitUntilSettled()
      try expect("a library gone", in: mounted) {
        try Files.rename(library, scratch("away"))
      } _: {
        try mounted.status().contains("\"state\":\"unavailable\"")
      }
      #expect(try names(mounted, "Games/nes") == ["Game.zip"])
      try expect("a library back", in: mounted) {
        try Files.write("x", to: scratch("away/nes/Other.zip"))
        try Files.rename(scratch("away"), library)
      } _: {
        try names(mounted, "Games/nes") == ["Game.zip", "Other.zip"]
      }
    }

    @Test func `a user with a hundred watches`() throws {
      guard geteuid() == 0 else { return print("skipped: the limit is root's to set") }
      let limit = try SystemLimit.watches(left: 100)
      defer { withExtendedLifetime(limit) {} }
      let scratch = try TemporaryDirectory()
      let library = scratch("library")
      for number in 0..<300 { try Files.write("x", to: "\(library)/nes/Folder \(number)/Game \(number).zip") }
      for number in 0..<300 { try Files.write("x", to: "\(library)/snes/Folder \(number)/Game \(number).zip") }
      let mounted = try MountedLibrary(library)
      try mounted.waitUntilSettled()
      let status = try mounted.status()
      #expect(status.contains("\"mode\":\"eventsandpolling\""), "\(status)")
      try changeEverything(library, mounted)
    }

    @Test func `a user who may not watch at all`() throws {
      guard geteuid() == 0 else { return print("skipped: the limit is root's to set") }
      var limit: SystemLimit? = try SystemLimit("fs/inotify/max_user_instances", "0")
      let scratch = try TemporaryDirectory()
      let library = scratch("library")
      for number in 0..<300 { try Files.write("x", to: "\(library)/nes/Folder \(number)/Game \(number).zip") }
      for number in 0..<300 { try Files.write("x", to: "\(library)/snes/Folder \(number)/Game \(number).zip") }
      let mounted = try MountedLibrary(library)
      withExtendedLifetime(limit) {}
      limit = nil
      try mounted.waitUntilSettled()
      #expect(try mounted.status().contains("\"mode\":\"polling\""))
      try changeEverything(library, mounted)
    }

    /// In folders with and without a watch.
    private func changeEverything(_ library: String, _ mounted: MountedLibrary) throws {
      try expect("new files", in: mounted) {
        for number in 0..<300 { try Files.write("x", to: "\(library)/nes/Folder \(number)/New \(number).zip") }
      } _: {
        try names(mounted, "Games/nes").count == 600
      }
      try expect("files moved between systems", in: mounted) {
        for number in 0..<300 {
          try Files.rename(
            "\(library)/nes/Folder \(number)/New \(number).zip", "\(library)/snes/Folder \(number)/New \(number).zip")
        }
      } _: {
        try names(mounted, "Games/nes").count == 300 && names(mounted, "Games/snes").count == 600
      }
      try expect("folders renamed", in: mounted) {
        for number in 0..<300 {
          try Files.rename("\(library)/snes/Folder \(number)", "\(library)/snes/Other \(number)")
        }
      } _: {
        try names(mounted, "Loose/snes").allSatisfy { $0.hasPrefix("Other") || $0 == "gamelist.xml" }
      }
      try expect("files rewritten", in: mounted) {
        for number in 0..<300 { try Files.write("longer", to: "\(library)/nes/Folder \(number)/Game \(number).zip") }
      } _: {
        try (0..<300).allSatisfy { try FileStatus.of(mounted("Games/nes/Game \($0).zip")).size == 6 }
      }
      try expect("a new system", in: mounted) {
        try Files.write("x", to: "\(library)/gb/Game.zip")
      } _: {
        Files.exists(mounted("Games/gb/Game.zip"))
      }
      try expect("systems gone", in: mounted) {
        try removeTree("\(library)/gb")
        try removeTree("\(library)/snes")
      } _: {
        try names(mounted, "Games") == ["nes"]
      }
    }

    private func removeTree(_ path: String) throws {
      let result = try ExternalProgram.run("rm", ["-rf", "--", path])
      guard result.status == 0 else { throw TestFailure("rm: \(result.errorText)") }
    }

    private func mountMemory(at path: String) throws(Errno) {
      guard mount("tmpfs", path, "tmpfs", 0, nil) == 0 else { throw Errno(rawValue: errno) }
    }
  }
}
