/// IGDB's numbers of platforms, and the systems they are here.
///
/// Platforms that are one in all but the region (Super Famicom and SNES) stand for each other: IGDB has some games
/// under one of the two only.
package enum IGDBPlatforms {
  /// The platforms to look on for games of a system; none where IGDB has no such platform, or it is not known.
  package static func ids(of system: String) -> Set<Int> { idsBySystem[system] ?? [] }

  /// The systems that games of a platform may be in.
  package static func systems(of id: Int) -> Set<String> { systemsByID[id] ?? [] }

  private static let idsBySystem: [String: Set<Int>] = {
    var ids: [String: Set<Int>] = [:]
    for line in table.split(separator: "\n") {
      let parts = line.split(separator: "=")
      guard parts.count == 2 else { continue }
      let numbers = parts[0].split(separator: " ").compactMap { Int($0) }
      for system in parts[1].split(separator: " ") { ids[String(system), default: []].formUnion(numbers) }
    }
    return ids
  }()

  private static let systemsByID: [Int: Set<String>] = {
    var systems: [Int: Set<String>] = [:]
    for (system, ids) in idsBySystem { for id in ids { systems[id, default: []].insert(system) } }
    return systems
  }()

  /// `numbers = systems`: every number with every system of its line.
  private static let table = """
    4 = n64
    416 = n64dd
    5 = wii
    41 = wiiu
    130 = switch
    21 = gc
    18 99 = nes famicom
    51 = fds
    19 58 = snes sfc snesna sufami
    306 = satellaview
    33 = gb sgb
    22 = gbc
    24 = gba
    20 = nds
    37 = n3ds
    87 = virtualboy
    166 = pokemini
    307 = gameandwatch
    411 = lcdgames
    7 = psx
    8 = ps2
    9 = ps3
    38 = psp
    46 = psvita
    11 = xbox
    29 = megadrive genesis
    78 = megacd megacdjp segacd
    30 = sega32x sega32xjp sega32xna
    32 = saturn saturnjp
    23 = dreamcast
    64 = mastersystem
    35 = gamegear
    84 = sg-1000
    86 = pcengine tg16
    150 = pcenginecd tg-cd
    128 = supergrafx
    274 = pcfx
    80 79 = neogeo
    136 = neogeocd neogeocdjp
    119 = ngp
    120 = ngpc
    52 = arcade mame fbneo fba cps cps1 cps2 cps3 naomi naomi2 naomigd atomiswave model2 stv neogeo
    57 = wonderswan
    123 = wonderswancolor
    50 = 3do
    59 = atari2600
    66 = atari5200
    60 = atari7800
    61 = atarilynx
    62 = atarijaguar
    63 = atarist
    65 = atari800 atarixe
    67 = intellivision
    68 = colecovision
    70 = vectrex
    127 = channelf
    91 = astrocde
    473 = arcadia
    376 = scv
    378 = gamate
    379 = gamecom
    408 = megaduck
    415 = supervision
    439 = vsmile
    480 = supracan
    438 = arduboy
    504 = uzebox
    506 = gx4000
    117 = cdimono1
    15 = c64
    71 = vic20
    94 = plus4
    16 = amiga amiga600 amiga1200
    114 = amigacd32
    158 = cdtv
    25 = amstradcpc
    26 = zxspectrum
    373 = zx81
    27 = msx msx1
    53 = msx2 msxturbor
    69 = bbcmicro
    134 = electron
    116 = archimedes
    75 = apple2
    115 = apple2gs
    14 = macintosh
    118 = fmtowns
    152 = fm7
    121 = x68000
    77 = x1
    125 = pc88
    149 = pc98
    129 = ti99
    13 = dos pc windows3x
    6 = windows pc windows3x windows9x
    34 = android
    417 = palm
    """
}
