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
        \(Self.quiet)
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

    @Test func `RetroArch saves beside the ROM, and finds there what it saved`() throws {
      let core = "/usr/lib/x86_64-linux-gnu/libretro/mgba_libretro.so"
      guard hasTool("retroarch"), hasTool("dbus-run-session") else { return }
      guard Files.exists(core) else {
        print("skipped: the package libretro-mgba is not installed")
        return
      }
      let library = try SavingLibrary()
      let home = library.scratch.path
      try Files.write(Self.countingROM(), to: library.library + "/gb/Counter (World).gb")
      try library.mounted.wait(for: ["Loose/gb/Counter (World).gb"])
      try Files.write(
        """
        \(Self.quiet)
        savefiles_in_content_dir = "true"
        savestates_in_content_dir = "true"

        """, to: home + "/retroarch.cfg")
      for start in 1...3 {
        let result = try ExternalProgram.run(
          "dbus-run-session",
          [
            "--", "retroarch", "--config", home + "/retroarch.cfg", "-L", core, "--max-frames=60", "--verbose",
            library("gb/Counter (World).gb"),
          ], environment: ["HOME": home, "XDG_CONFIG_HOME": home])
        #expect(result.status == 0, "\(result.errorText.suffix(3000))")
        let saved = try Files.read(library("gb/Counter (World).srm"))
        #expect(saved.count == 8192 && saved.first == UInt8(truncatingIfNeeded: 0xFF + start), "start \(start)")
      }
      #expect(try Files.read(library.saves + "/gb/Counter (World).srm").first == 2)
      #expect(try listTree(library.library + "/gb").map(\.path) == ["Counter (World).gb"])
    }

    /// RetroArch's settings for a run that nobody watches.
    private static let quiet = """
      video_driver = "null"
      audio_driver = "null"
      input_driver = "null"
      joypad_driver = "null"
      menu_driver = "null"
      config_save_on_exit = "false"
      """

    /// Adds one to a byte of its battery's memory at each start.
    private static func countingROM() -> [UInt8] {
      var rom = gameBoyROM()
      // A cartridge with a battery and 8 KiB.
      rom[0x147] = 3
      rom[0x149] = 2
      // ld a,0A; ld (0000),a: the memory is there; ld hl,A000; inc (hl); jr -2
      let code: [UInt8] = [0x3E, 0x0A, 0xEA, 0x00, 0x00, 0x21, 0x00, 0xA0, 0x34, 0x18, 0xFE]
      rom.replaceSubrange(0x150..<0x150 + code.count, with: code)
      rom[0x14D] = rom[0x134...0x14C].reduce(0) { $0 &- $1 &- 1 }
      return rom
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
