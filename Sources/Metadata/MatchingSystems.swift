internal import Names

/// Which platforms are one, though they have two names, and which are easily taken for one another.
enum SystemTwins {
  enum Agreement: Hashable { case same, unknown, near, other }

  static func agreement(of system: String, with others: Set<String>) -> Agreement {
    if others.isEmpty { return .unknown }
    if others.contains(system) { return .same }
    let group = groups[system]
    if let group, others.contains(where: { groups[$0] == group }) { return .same }
    if collections.contains(system) { return .unknown }
    let near = neighbours[group ?? system]
    return near.map { near in others.contains { neighbours[groups[$0] ?? $0] == near } } == true ? .near : .other
  }

  /// Whether `system`, or the twin of it that the region was sold, is among `others`.
  static func isNative(_ system: String, regions: [Region], in others: Set<String>) -> Bool {
    guard let group = groups[system], regions == [.japan] || !regions.contains(.japan), !regions.isEmpty else {
      return others.contains(system)
    }
    let isJapanese = regions == [.japan]
    return others.contains { groups[$0] == group && japanese.contains($0) == isJapanese }
  }

  /// Whether only Japan calls a platform so.
  static func isJapanese(_ system: String) -> Bool { japanese.contains(system) }

  /// The first name of each line stands for all.
  private static let groups: [String: String] = {
    var groups: [String: String] = [:]
    let lines = """
      snes snesna sfc superfamicom
      nes famicom
      megadrive genesis megadrivejp
      megacd segacd megacdjp
      sega32x sega32xjp sega32xna
      saturn saturnjp
      pcengine tg16 turbografx16
      pcenginecd tg-cd turbografxcd
      neogeocd neogeocdjp
      gc gamecube ngc
      psx ps1 playstation
      n3ds 3ds
      atarilynx lynx
      atarijaguar jaguar
      mastersystem sms
      wonderswan ws
      wonderswancolor wsc
      odyssey2 videopac
      cdimono1 cdi
      atari800 atarixe
      amiga amiga500 amiga600 amiga1200
      msx msx1 msx2 msxturbor
      dos pc
      windows windows3x windows9x win
      macintosh mac
      channelf fairchild-channel-f
      arcade mame fba fbneo mame2003 cps cps1 cps2 cps3 neogeo naomi naomi2 naomigd atomiswave model2 model3 stv daphne
      """
    for line in lines.split(separator: "\n") {
      let names = line.split(separator: " ").map(String.init)
      for name in names { groups[name] = names[0] }
    }
    return groups
  }()

  /// Of each group the names that are used in Japan.
  private static let japanese: Set<String> = [
    "sfc", "superfamicom", "famicom", "megadrivejp", "megacdjp", "sega32xjp", "saturnjp", "pcengine", "pcenginecd",
    "neogeocdjp",
  ]

  /// One came after the other and took its games, or lies in its folder: a candidate, and no more.
  private static let neighbours: [String: String] = {
    var neighbours: [String: String] = [:]
    let lines = """
      gb gbc sgb
      nes fds
      snes satellaview sufami
      ngp ngpc
      wonderswan wonderswancolor
      n64 n64dd
      dos windows scummvm
      amiga amigacd32 cdtv
      megadrive sega32x
      pcengine supergrafx
      """
    for line in lines.split(separator: "\n") {
      let names = line.split(separator: " ").map(String.init)
      for name in names { neighbours[name] = names[0] }
    }
    return neighbours
  }()

  /// Folders of games of any platform.
  private static let collections: Set<String> = ["ports", "portmaster", "lutris", "desktop", "emulators", "mugen"]
}
