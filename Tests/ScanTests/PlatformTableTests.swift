internal import Scan
internal import Testing

@Suite struct PlatformTableTests {
  static let names: [(folder: String, system: String?)] = [
    // ES-DE's own names win, also over those that mean the same machine.
    ("nes", "nes"), ("famicom", "famicom"), ("snes", "snes"), ("sfc", "sfc"), ("genesis", "genesis"),
    ("megadrive", "megadrive"), ("tg16", "tg16"), ("pcengine", "pcengine"), ("msx1", "msx1"), ("pc", "pc"),
    ("dos", "dos"), ("arcade", "arcade"), ("mame", "mame"), ("megacd", "megacd"), ("segacd", "segacd"),
    ("tg-cd", "tg-cd"), ("sg-1000", "sg-1000"),
    // Any case.
    ("NES", "nes"), ("PSX", "psx"), ("GBA", "gba"), ("MegaDrive", "megadrive"),
    // Spaces, hyphens and underscores.
    ("Mega Drive", "megadrive"), ("mega-drive", "megadrive"), ("MEGA_DRIVE", "megadrive"), ("SG1000", "sg-1000"),
    ("Master System", "mastersystem"), ("neo-geo-cd", "neogeocd"), ("PC Engine", "pcengine"),
    // Other tools' names.
    ("gamecube", "gc"), ("ngc", "gc"), ("3ds", "n3ds"), ("lynx", "atarilynx"), ("jaguar", "atarijaguar"),
    ("wswan", "wonderswan"), ("wswanc", "wonderswancolor"), ("c20", "vic20"), ("o2em", "odyssey2"), ("ps", "psx"),
    ("sms", "mastersystem"), ("genesis-slash-megadrive", "megadrive"), ("turbografx16--1", "pcengine"),
    ("neo-geo-pocket-color", "ngpc"), ("philips-cd-i", "cdimono1"), ("xegs", "atarixe"), ("dc", "dreamcast"),
    ("TGFX16", "pcengine"), ("TGFX16-CD", "pcenginecd"), ("S32X", "sega32x"), ("Gameboy", "gb"), ("AO486", nil),
    // Onion.
    ("FC", "nes"), ("MD", "megadrive"), ("PCE", "pcengine"), ("MS", "mastersystem"), ("GG", "gamegear"),
    ("WS", "wonderswan"),
    // MinUI.
    ("Game Boy Color (GBC)", "gbc"), ("Sega Genesis (MD)", "megadrive"), ("Sony PlayStation (PS)", "psx"),
    // DATs and playlists, with what a download adds to their names.
    ("Nintendo - Nintendo Entertainment System", "nes"), ("Nintendo - Super Nintendo Entertainment System", "snes"),
    ("Sega - Mega Drive - Genesis", "megadrive"), ("Nintendo - Game Boy", "gb"), ("Sony - PlayStation 2", "ps2"),
    ("Nintendo - Game Boy Advance (20240101-120000)", "gba"), ("Atari - Lynx", "atarilynx"),
    ("NEC - PC Engine - TurboGrafx-16", "pcengine"), ("Sega - Mega CD & Sega CD", "segacd"), ("Microsoft - MSX", "msx"),
    // What people write.
    ("Super Nintendo", "snes"), ("super famicom", "sfc"), ("Playstation", "psx"), ("PS1", "psx"),
    ("Atari", "atari2600"),
    ("Commodore 64", "c64"), ("ZX Spectrum", "zxspectrum"), ("Amiga", "amiga"), ("Game Boy Advance", "gba"),
    ("MS-DOS", "dos"), ("Nintendo 64", "n64"), ("Sega Saturn", "saturn"), ("Atari ST", "atarist"),
    // Nobody's.
    ("roms", nil), ("games", nil), ("bios", nil), ("USA", nil), ("My Machine", nil), ("", nil), ("()", nil),
    ("(USA)", nil),
  ]

  @Test(arguments: names)
  func aFolderIsFoundByTheNamesOfAllTools(_ example: (folder: String, system: String?)) {
    #expect(PlatformTable.standard.platform(forFolder: example.folder.utf8)?.key == example.system)
  }

  @Test func everyPlatformOfTheTableIsFoundByItsOwnName() {
    #expect(PlatformTable.standard.count == 206)
    #expect(PlatformTable.standard.platform(forFolder: "zxspectrum".utf8)?.key == "zxspectrum")
    #expect(PlatformTable.standard.platform(forFolder: "3do".utf8)?.key == "3do")
  }

  @Test func aFolderNobodyKnowsIsASystemOfItsOwn() {
    #expect(PlatformTable.standard.platformOrOwn(forFolder: "My Machine".utf8).key == "My Machine")
  }
}
