internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  /// Programs of Debian start what the lists name.
  @Suite("Programs start what lists name") struct FrontEndPrograms {
    private static let cores = "/usr/lib/x86_64-linux-gnu/libretro/"

    @Test func `RetroArch starts a ROM, a member of an archive and discs by a playlist, as its playlists say`() throws {
      guard hasTool("retroarch"), hasTool("dbus-run-session") else { return }
      let scratch = try TemporaryDirectory()
      let mounted = try Self.mount(scratch)
      let paths = try Self.listed(mounted)
      #expect(paths.count == 3)
      try Files.write([UInt8](repeating: 0, count: 256 << 10), to: scratch("system/syscard3.pce"))
      for path in paths {
        let core = path.contains("pcenginecd") ? "mednafen_pce_fast_libretro.so" : "mgba_libretro.so"
        guard Files.exists(Self.cores + core) else {
          print("skipped: \(core) is not installed, for \(path)")
          continue
        }
        let result = try Self.retroArch(scratch, path, core: core, video: "null")
        // A core that misses a disc of the playlist ends by a signal.
        #expect(result.status == 0, "\(path): \(result.errorText.suffix(3000))")
        let said = result.text + result.errorText
        #expect(said.contains(path), "\(said.suffix(3000))")
        #expect(!said.contains("Failed to load content"), "\(said.suffix(3000))")
      }
    }

    @Test func `RetroArch shows the pictures that a ROM of the mount draws`() throws {
      guard hasTool("retroarch"), hasTool("dbus-run-session"), hasTool("xvfb-run") else { return }
      guard Files.exists(Self.cores + "mgba_libretro.so") else {
        print("skipped: the package libretro-mgba is not installed")
        return
      }
      let scratch = try TemporaryDirectory()
      let mounted = try Self.mount(scratch)
      let path = try #require(try Self.listed(mounted).first { $0.contains(".zip#") })
      let picture = scratch("shown.png")
      let result = try Self.retroArch(
        scratch, path, core: "mgba_libretro.so", video: "gl",
        ["--max-frames-ss", "--max-frames-ss-path=\(picture)"])
      #expect(result.status == 0, "\(result.errorText.suffix(3000))")
      let script = """
        import struct, sys, zlib
        data = open(sys.argv[1], 'rb').read(); at = 8; packed = b''
        while at < len(data):
            size, kind = struct.unpack('>I4s', data[at:at + 8])
            if kind == b'IHDR': print(*struct.unpack('>II', data[at + 8:at + 16]))
            if kind == b'IDAT': packed += data[at + 8:at + 8 + size]
            at += 12 + size
        print(len(set(zlib.decompress(packed))))
        """
      let numbers = try MountTests.python(script, [picture]).text.split(whereSeparator: \.isWhitespace)
        .compactMap { Int($0) }
      // A picture of one colour has that colour's bytes, and those that PNG puts in front of lines.
      #expect(numbers.count == 3 && numbers[0] >= 160 && numbers[1] >= 144 && numbers[2] > 6, "\(numbers)")
    }

    @Test(arguments: [
      ("Beneath a Steel Sky", "sky:sky"), ("Flight of the Amazon Queen", "queen:queen"),
      ("Drascula", "drascula:drascula"), ("Lure of the Temptress", "lure:lure"),
    ]) func `ScummVM recognizes a game where it is shown as files`(_ folder: String, _ game: String) throws {
      let program = "/usr/games/scummvm"
      guard Files.exists(program) else {
        print("skipped: the package scummvm is not installed")
        return
      }
      guard Files.exists(try Fixtures.library().path + "/scummvm/" + folder) else {
        print("skipped: the game \(folder) is not installed")
        return
      }
      let scratch = try TemporaryDirectory()
      let mounted = try MountTests.real()
      let result = try ExternalProgram.run(
        program, ["--detect", "--recursive", "--path=\(mounted("Loose/scummvm/\(folder)"))"],
        environment: ["HOME": scratch.path, "XDG_RUNTIME_DIR": scratch.path], timeout: 120_000_000_000)
      #expect(result.text.contains(game), "\(result.text)\(result.errorText)")
    }

    // MARK: What they are given

    private static func mount(_ scratch: TemporaryDirectory) throws -> MountedLibrary {
      try Files.write(stripes(), to: scratch("library/gb/Stripes #1 (World).gb"))
      for disc in 1...2 {
        let stem = "Saga (USA) (Disc \(disc))"
        try Files.write(
          "FILE \"\(stem).bin\" BINARY\n  TRACK 01 MODE1/2352\n    INDEX 01 00:00:00\n",
          to: scratch("library/pcenginecd/\(stem).cue"))
        try Files.write(
          [UInt8](repeating: UInt8(disc), count: 2352 * 200), to: scratch("library/pcenginecd/\(stem).bin"))
      }
      let script = """
        import sys, zipfile
        with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z: z.write(sys.argv[2], 'Packed Stripes.gb')
        """
      _ = try MountTests.python(
        script, [scratch("library/gb/Packed Stripes (World).zip"), scratch("library/gb/Stripes #1 (World).gb")])
      let mounted = try MountedLibrary(scratch("library"))
      try mounted.wait(for: ["Playlists/Nintendo - Game Boy.lpl"])
      try MountTests.eventually("all games are in playlists") { try listed(mounted).count == 3 }
      return mounted
    }

    private static func listed(_ mounted: MountedLibrary) throws -> [String] {
      let names = try listTree(mounted("Playlists")).map(\.path).filter { $0.hasSuffix(".lpl") }
      return try ShownLists.playlists(names.map { mounted("Playlists/\($0)") }).flatMap { $0 }.compactMap { $0["path"] }
    }

    private static func retroArch(
      _ scratch: TemporaryDirectory, _ path: String, core: String, video: String, _ options: [String] = []
    ) throws -> ProgramOutput {
      try Files.write(
        """
        video_driver = "\(video)"
        audio_driver = "null"
        input_driver = "null"
        joypad_driver = "null"
        menu_driver = "null"
        midi_driver = "null"
        config_save_on_exit = "false"
        savefile_directory = "\(scratch.path)"
        savestate_directory = "\(scratch.path)"
        system_directory = "\(scratch("system"))"

        """, to: scratch("retroarch.cfg"))
      // Debian's RetroArch aborts where there is no session bus at all.
      let screen = video == "null" ? [] : ["xvfb-run", "-a"]
      let command =
        screen + ["dbus-run-session", "--", "retroarch", "--config", scratch("retroarch.cfg")]
        + ["-L", cores + core, "--max-frames=60", "--verbose"] + options + [path]
      return try ExternalProgram.run(
        command[0], Array(command.dropFirst()),
        environment: ["HOME": scratch.path, "XDG_CONFIG_HOME": scratch.path])
    }

    /// 32 KiB for a Game Boy: fills the screen with a tile of two shades.
    private static func stripes() -> [UInt8] {
      var rom = [UInt8](repeating: 0, count: 32 << 10)
      rom.replaceSubrange(0x100..<0x104, with: [0x00, 0xC3, 0x50, 0x01])
      // Emulators know a ROM by the first bytes of the logo.
      rom.replaceSubrange(0x104..<0x108, with: [0xCE, 0xED, 0x66, 0x66])
      rom.replaceSubrange(0x134..<0x13B, with: Array("STRIPES".utf8))
      let code: [UInt8] = [
        // Waits for the end of the picture, and switches the screen off.
        0xF0, 0x44, 0xFE, 0x90, 0x20, 0xFA, 0xAF, 0xE0, 0x40,
        // Eight lines of the first tile.
        0x21, 0x00, 0x80, 0x06, 0x08, 0x3E, 0x3C, 0x22, 0x3E, 0x7E, 0x22, 0x05, 0x20, 0xF7,
        // The palette, and the screen on.
        0x3E, 0xE4, 0xE0, 0x47, 0x3E, 0x91, 0xE0, 0x40, 0x18, 0xFE,
      ]
      rom.replaceSubrange(0x150..<(0x150 + code.count), with: code)
      rom[0x14D] = rom[0x134...0x14C].reduce(0) { $0 &- $1 &- 1 }
      return rom
    }
  }
}
