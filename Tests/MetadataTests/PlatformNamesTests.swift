internal import Layouts
internal import Metadata
internal import Testing

@Suite("Platforms of offline databases") struct PlatformNamesTests {
  private static let cases: [String: String] = [
    "Super Nintendo Entertainment System": "snes snesna sfc",
    "Sony Playstation": "psx",
    "SONY PLAYSTATION": "psx",
    "Sega Genesis": "genesis megadrive",
    "Nintendo Entertainment System": "nes famicom",
    "NEC TurboGrafx-16": "tg16 pcengine",
    "Nintendo - Super Nintendo Entertainment System": "snes sfc",
    "Sony - PlayStation": "psx",
    "Sega - Mega Drive - Genesis": "genesis megadrive",
    "Nintendo - Game Boy": "gb sgb",
    "Nintendo SNES (Super Nintendo)": "snes snesna sfc",
    "Atari Lynx": "atarilynx",
    "Microsoft - Xbox": "xbox",
    "Some Fridge": "",
    "": "",
  ]

  @Test(arguments: cases)
  func `a name is of all systems that are sold under it`(name: String, systems: String) {
    #expect(PlatformNames.standard.systems(of: name) == Set(systems.split(separator: " ").map(String.init)))
  }

  @Test func `all keys are those of the table of systems`() {
    let known = Set(SystemTable.standard.all.map(\.key))
    #expect(PlatformNames.standard.allSystems.subtracting(known) == [])
  }
}
