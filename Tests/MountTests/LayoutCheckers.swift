internal import Platform
internal import TestSupport

/// What front ends list of a view, each by its own rules and not by what Vitrine thinks they are.
enum FrontEnd {
  /// Extensions that ES-DE lists in lower and in upper case, of its es_systems.xml.
  static let desktop: [String: String] = [
    "nes": "3dsen fds nes unf unif 7z zip", "snes": "bin bml bs bsx dx2 fig gd3 gd7 mgd sfc smc st swc 7z zip",
    "sfc": "bin bml bs bsx dx2 fig gd3 gd7 mgd sfc smc st swc 7z zip",
    "megadrive": "32x 68k bin bms chd cue gen gg iso m3u md mdx sg sgd smd sms 7z zip",
    "genesis": "32x 68k bin bms chd cue gen gg iso m3u md mdx sg sgd smd sms 7z zip",
    "segacd": "68k bin bms chd cue gen gg iso m3u md mdx sg sgd smd sms 7z zip",
    "psx": "bin cbn ccd chd cue ecm exe img iso m3u mdf mds minipsf pbp psexe psf toc z znx 7z zip",
    "saturn": "bin ccd chd cue iso m3u mds toc 7z zip", "dreamcast": "cdi chd cue dat elf gdi iso lst m3u",
    "psp": "chd cso elf iso pbp prx 7z zip", "3do": "bin chd cue iso 7z zip",
    "pcenginecd": "ccd chd cue img iso m3u pce sgx toc 7z zip",
    "amiga": "adf adz ccd chd cue dms fdi hdf hdz ipf iso lha m3u mds nrg rp9 uae 7z zip",
    "dos": "bat com conf cue dosz exe img iso 7z zip", "scummvm": "scummvm svm", "pico8": "p8 png",
    "mame": "cmd desktop neo sh 7z zip", "switch": "nca nro nso nsp xci", "gb": "bs cgb dmg gb gbc sgb sfc smc 7z zip",
  ]

  /// Extensions of Batocera's es_systems, in any case.
  static let batocera: [String: String] = [
    "nes": "nes unif unf zip 7z", "snes": "smc fig sfc gd3 gd7 dx2 bsx swc zip 7z",
    "megadrive": "bin gen md sg smd zip 7z", "segacd": "chd cue iso m3u zip 7z",
    "psx": "cue img mdf pbp toc cbn m3u ccd chd iso", "saturn": "cue ccd m3u chd iso zip",
    "dreamcast": "cdi cue gdi chd m3u", "psp": "iso cso pbp chd", "3do": "iso chd cue",
    "pcenginecd": "pce cue ccd iso img chd m3u zip 7z",
    "amiga500": "zip adf uae ipf dms dmz adz lha hdf exe m3u", "dos": "pc dos zip squashfs",
    "scummvm": "scummvm squashfs", "pico8": "p8 png", "mame": "zip 7z", "switch": "nsp xci", "gb": "gb zip 7z",
  ]

  /// What ES-DE lists of a system: every name with an extension of the system, folders too; other folders are looked
  /// into. A system it does not know it does not show.
  static func desktopGames(_ view: ShownView, _ system: String) -> [String] {
    guard let words = desktop[system] else { return [] }
    let endings = Set(words.split(separator: " ").flatMap { [".\($0)", ".\($0.uppercased())"] })
    func scan(_ folder: String) -> [String] {
      guard !view.exists(folder + "/noload.txt") else { return [] }
      return (view.folders[folder] ?? []).flatMap { entry -> [String] in
        let path = folder + "/" + entry.name
        if entry.name.hasPrefix(".") { return [] }
        if endings.contains(ShownView.ending(entry.name)) { return [path] }
        return entry.isFolder ? scan(path) : []
      }
    }
    return scan(system).sorted()
  }

  /// What ES-DE gives the emulator: in a folder that it takes for a file the file of the same name.
  static func desktopStart(_ view: ShownView, _ path: String) -> String? {
    guard view.isFolder(path) else { return path }
    let inside = path + "/" + ShownView.name(path)
    return view.files[inside] == nil ? nil : inside
  }

  /// ES-DE's kinds of media, and the extensions it tries in this order.
  static let desktopMedia: [String: [String]] = {
    var kinds: [String: [String]] = ["videos": [".avi", ".mkv", ".mov", ".mp4", ".wmv"], "manuals": [".pdf"]]
    for kind in [
      "3dboxes", "backcovers", "covers", "custom", "fanart", "marquees", "miximages", "physicalmedia", "screenshots",
      "titlescreens",
    ] { kinds[kind] = [".png", ".jpg"] }
    return kinds
  }()

  /// Where ES-DE looks for a game's media of a kind, in its order.
  static func desktopMediaPaths(_ view: ShownView, _ system: String, _ game: String, _ kind: String) -> [String] {
    let below = String(game.dropFirst(system.count + 1))
    let name = view.isFolder(game) ? ShownView.name(below) : ShownView.stem(below)
    let place = ShownView.join(ShownView.parent(below), name)
    return (desktopMedia[kind] ?? []).map { "ES-DE/downloaded_media/\(system)/\(kind)/\(place)\($0)" }
  }

  /// What Batocera lists: by the kinds that readdir gives, extensions in any case, folders with one are games; less
  /// what playlists, cue sheets, track lists and CloneCD's name, as it reads them.
  static func batoceraGames(_ view: ShownView, _ system: String) -> [String] {
    guard let words = batocera[system] else { return [] }
    let endings = Set(words.split(separator: " ").map { ".\($0)" })
    func scan(_ folder: String) -> [String] {
      (view.folders[folder] ?? []).flatMap { entry -> [String] in
        let path = folder + "/" + entry.name
        if entry.name.hasPrefix(".") { return [] }
        if endings.contains(ShownView.ending(entry.name).lowercased()) { return [path] }
        guard entry.isFolder else { return [] }
        let name = entry.name.lowercased()
        let passedOver = ["media", "medias", "images", "manuals", "videos", "assets", "artwork"]
        return passedOver.contains(name) || name.hasPrefix("downloaded_") ? [] : scan(path)
      }
    }
    let found = scan(system)
    var named: Set<[UInt8]> = []
    for path in found where endings.contains(ShownView.ending(path).lowercased()) && !view.isFolder(path) {
      for other in batoceraContents(view, path) { named.insert(Array(other.utf8)) }
    }
    return found.filter { !named.contains(Array($0.utf8)) }.sorted()
  }

  /// Paths that a file names, put together as text: another way to write a path is another path.
  private static func batoceraContents(_ view: ShownView, _ path: String) -> [String] {
    let folder = ShownView.parent(path)
    let lines = (view.files[path] ?? []).split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    switch ShownView.ending(path).lowercased() {
    case ".m3u":
      return lines.compactMap { line in
        let trimmed = FollowedGame.lines(Array(line.utf8)).first ?? ""
        return trimmed.isEmpty || "#\\/".contains(trimmed.prefix(1)) ? nil : folder + "/" + trimmed
      }
    case ".cue":
      return lines.filter { $0.hasPrefix("FILE") }.compactMap { line in
        tokens(line).dropFirst().first.map { folder + "/" + $0 }
      }
    case ".gdi":
      return lines.compactMap { line in
        let words = tokens(line)
        return words.count > 5 && words[4].contains(".") ? folder + "/" + words[4] : nil
      }
    case ".ccd": return [".cue", ".img", ".bin", ".sub"].map { folder + "/" + ShownView.stem(path) + $0 }
    default: return []
    }
  }

  /// Words, or what stands between quotation marks.
  private static func tokens(_ line: String) -> [String] {
    var found: [String] = []
    var word = ""
    var isQuoted = false
    for character in line + " " {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted, "\" \t\r\n".contains(character) {
        if !word.isEmpty { found.append(word) }
        word = ""
      } else if character != "\"" {
        word.append(character)
      }
    }
    return found
  }

  /// Paths that RetroArch's scan leaves out: those that a cue sheet or track list names, put together as text.
  static func named(bySheetsOf view: ShownView, below folder: String) -> Set<[UInt8]> {
    Set(
      view.files(below: folder).filter { [".cue", ".gdi"].contains(ShownView.ending($0).lowercased()) }
        .flatMap { path in
          let lines = FollowedGame.lines(view.files[path] ?? [])
          return lines.compactMap { line -> [UInt8]? in
            let words = tokens(line)
            let name = words.first == "FILE" ? words.dropFirst().first : words.count > 5 ? words[4] : nil
            return name.map { Array((ShownView.parent(path) + "/" + $0).utf8) }
          }
        })
  }
}
