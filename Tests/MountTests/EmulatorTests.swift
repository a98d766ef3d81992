internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  @Suite("Emulators") struct Emulators {
    @Test func `RetroArch runs a ROM from the mount with the mGBA core, without a screen`() throws {
      let core = "/usr/lib/x86_64-linux-gnu/libretro/mgba_libretro.so"
      guard hasTool("retroarch"), hasTool("dbus-run-session") else { return }
      guard Files.exists(core) else {
        print("skipped: the package libretro-mgba is not installed")
        return
      }
      let scratch = try TemporaryDirectory()
      try Files.write(Self.gameBoyROM(), to: scratch("library/gb/Endless Loop (World).gb"))
      let mounted = try MountedLibrary(scratch("library"))
      try mounted.wait(for: ["Games/gb/Endless Loop (World).gb", "Loose/gb/Endless Loop (World).gb"])
      try Files.write(
        """
        video_driver = "null"
        audio_driver = "null"
        input_driver = "null"
        joypad_driver = "null"
        menu_driver = "null"
        config_save_on_exit = "false"
        savefile_directory = "\(scratch.path)"
        savestate_directory = "\(scratch.path)"
        system_directory = "\(scratch.path)"

        """, to: scratch("retroarch.cfg"))
      for view in ["Games", "Loose"] {
        let result = try ExternalProgram.run(
          // Debian's RetroArch aborts where there is no session bus at all.
          "dbus-run-session",
          [
            "--", "retroarch", "--config", scratch("retroarch.cfg"), "-L", core, "--max-frames=120", "--verbose",
            mounted("\(view)/gb/Endless Loop (World).gb"),
          ], environment: ["HOME": scratch.path, "XDG_CONFIG_HOME": scratch.path])
        #expect(result.status == 0, "\(result.errorText.suffix(3000))")
        // The core says what it runs; without a game the run would end well, too.
        let said = result.text + result.errorText
        #expect(said.contains("Endless Loop (World).gb"), "\(said.suffix(3000))")
        #expect(!said.contains("Failed to load content"), "\(said.suffix(3000))")
      }
    }

    /// 32 KiB for a Game Boy: a header with its checksum, and a jump to itself.
    private static func gameBoyROM() -> [UInt8] {
      var rom = [UInt8](repeating: 0, count: 32 << 10)
      rom.replaceSubrange(0x100..<0x104, with: [0x00, 0xC3, 0x50, 0x01])
      // Emulators know a ROM by the first bytes of the logo.
      rom.replaceSubrange(0x104..<0x108, with: [0xCE, 0xED, 0x66, 0x66])
      rom.replaceSubrange(0x134..<0x13B, with: Array("VITRINE".utf8))
      rom.replaceSubrange(0x150..<0x152, with: [0x18, 0xFE])
      rom[0x14D] = rom[0x134...0x14C].reduce(0) { $0 &- $1 &- 1 }
      return rom
    }
  }
}
