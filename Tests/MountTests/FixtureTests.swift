internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

@Suite("The test library is what the tests say it is") struct FixtureTests {
  @Test func `the ROMs and discs are real`() throws {
    let library = try Fixtures.library()
    if library.singleFiles.contains("nes/Glass Case (USA).nes") {
      let rom = try Files.read(library.path + "/nes/Glass Case (USA).nes")
      #expect(Array(rom.prefix(8)) == [0x4E, 0x45, 0x53, 0x1A, 0x02, 0x01, 0x03, 0x00])
      #expect(rom.count == 40_976)
    }
    for (system, set) in library.discSets {
      for name in set.files { #expect(Files.exists("\(library.path)/\(system)/\(name)"), "\(name)") }
    }
    if library.folders.contains("scummvm/Lure of the Temptress") {
      let link = library.path + "/scummvm/Lure of the Temptress/de/Disk3.vga"
      #expect(try FileStatus.of(link, followingLinks: false).kind == .symbolicLink)
      #expect(try FileStatus.of(link).kind == .regular)
    }
  }

  @Test func `what a program writes, its end and its time limit are seen`() throws {
    let echoed = try ExternalProgram.run("sh", ["-c", "cat; echo oops >&2; exit 3"], input: Array("hello".utf8))
    #expect(echoed.status == 3)
    #expect(echoed.text == "hello")
    #expect(echoed.errorText == "oops\n")
    let large = try ExternalProgram.run("head", ["-c", "3000000", "/dev/zero"], directory: "/")
    #expect(large.output.count == 3_000_000)
    let endless = try ExternalProgram.run("sleep", ["1000"], timeout: 50_000_000)
    #expect(endless.status == -SIGKILL)
    let leaving = try ExternalProgram.run("sh", ["-c", "sleep 1000 & echo gone; echo $!"])
    #expect(leaving.text.hasPrefix("gone"))
    if let left = Int32(leaving.text.split(separator: "\n")[1]) { kill(left, SIGKILL) }
    #expect(throws: Errno.noSuchFile) { try ExternalProgram.run("no-such-program-anywhere", []) }
  }

  @Test func `a temporary directory goes, and what is mounted in it stays whole`() throws {
    let kept = try TemporaryDirectory()
    try Files.write("kept", to: kept("library/file"))
    var path = ""
    do {
      let scratch = try TemporaryDirectory()
      path = scratch.path
      try Files.write("x", to: scratch("a/b/c"))
      try Files.setPermissions(scratch("a/b"), 0)
      if reasonAgainstMounting() == nil {
        let target = try scratch.makeDirectory("mounted here")
        try Files.write("", to: scratch("control"))
        let program = try ExternalProgram(Products.stallfs, [kept("library"), target, scratch("control")])
        while !Mounts.isMountPoint(target), program.wait(timeout: 10_000_000) == nil {}
        #expect(Files.exists(target + "/file"))
      }
    }
    #expect(!Files.exists(path))
    #expect(Files.exists(kept("library/file")))
  }

  @Test func `checksums are those of the published test vectors`() throws {
    let scratch = try TemporaryDirectory()
    try Files.write("123456789", to: scratch("vector"))
    #expect(try Files.crc32(scratch("vector")) == 0xCBF4_3926)
    #expect(
      try Files.sha256(scratch("vector")) == "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225")
  }
}
