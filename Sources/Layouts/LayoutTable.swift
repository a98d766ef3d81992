package import Model

/// The layouts there are. A front end more is a row more.
package enum LayoutTable {
  package static func layout(_ name: LayoutName) -> Layout {
    switch name {
    case .library: library
    case .esDE: esDE
    case .batocera: batocera
    case .retroArch: retroArch
    case .retroPie: retroPie
    case .mister: mister
    case .pocket: pocket
    case .onion: onion
    case .romM: romM
    case .pegasus: pegasus
    }
  }

  /// The library as it is, under one name for each system.
  package static let library = Layout(
    name: .library, folder: "{system}", naming: .key, games: .asItLies, trees: [:], extensions: [:],
    isCaseStrict: false, movesMedia: false, gamelist: nil, media: [:], pegasus: nil)

  /// ES-DE reads its lists and pictures in its own folder, never beside the ROMs, unless it is told to
  /// (`LegacyGamelistFileLocation`): so they are at both places.
  package static let esDE = Layout(
    name: .esDE, folder: "{system}", naming: .key, games: .folderAsFile,
    trees: [
      "dos": .archive, "pc": .archive, "windows3x": .archive, "windows9x": .archive,
      "scummvm": .folderAsFile(startedBy: ["scummvm", "svm"]), "easyrpg": .folderAsFile(startedBy: ["easyrpg"]),
    ],
    extensions: [:], isCaseStrict: true, movesMedia: true,
    gamelist: Layout.Gamelist(
      dialect: .esDE, places: ["{system}/gamelist.xml", "ES-DE/gamelists/{system}/gamelist.xml"]),
    media: [
      .cover: "ES-DE/downloaded_media/{system}/covers/{path}.{extension}",
      .backCover: "ES-DE/downloaded_media/{system}/backcovers/{path}.{extension}",
      .box3D: "ES-DE/downloaded_media/{system}/3dboxes/{path}.{extension}",
      .physicalMedia: "ES-DE/downloaded_media/{system}/physicalmedia/{path}.{extension}",
      .screenshot: "ES-DE/downloaded_media/{system}/screenshots/{path}.{extension}",
      .titleScreen: "ES-DE/downloaded_media/{system}/titlescreens/{path}.{extension}",
      .marquee: "ES-DE/downloaded_media/{system}/marquees/{path}.{extension}",
      .fanart: "ES-DE/downloaded_media/{system}/fanart/{path}.{extension}",
      .mix: "ES-DE/downloaded_media/{system}/miximages/{path}.{extension}",
      .video: "ES-DE/downloaded_media/{system}/videos/{path}.{extension}",
      .manual: "ES-DE/downloaded_media/{system}/manuals/{path}.{extension}",
    ], pegasus: nil)

  /// Batocera and Recalbox list a folder whose name has an extension of the system as a game.
  package static let batocera = Layout(
    name: .batocera, folder: "{system}", naming: .batocera, games: .playlistBeside,
    trees: [
      "dos": .folder(withExtension: "pc"), "pc": .folder(withExtension: "pc"),
      "scummvm": .folder(withExtension: "scummvm"),
    ],
    extensions: [
      "dos": ["pc", "dos", "zip", "squashfs"], "pc": ["pc", "dos", "zip", "squashfs"],
      "scummvm": ["scummvm", "squashfs"], "psx": words("cue img mdf pbp toc cbn m3u ccd chd iso"),
      "dreamcast": words("cdi cue gdi chd m3u"), "psp": words("iso cso pbp chd"),
    ],
    isCaseStrict: false, movesMedia: true,
    gamelist: Layout.Gamelist(dialect: .batocera, places: ["{system}/gamelist.xml"]),
    media: [
      .screenshot: "{system}/images/{path}-image.{extension}", .cover: "{system}/images/{path}-thumb.{extension}",
      .marquee: "{system}/images/{path}-marquee.{extension}", .fanart: "{system}/images/{path}-fanart.{extension}",
      .backCover: "{system}/images/{path}-boxback.{extension}", .box3D: "{system}/images/{path}-box.{extension}",
      .titleScreen: "{system}/images/{path}-titleshot.{extension}", .map: "{system}/images/{path}-map.{extension}",
      .physicalMedia: "{system}/images/{path}-cartridge.{extension}",
      .mix: "{system}/images/{path}-mix.{extension}", .bezel: "{system}/images/{path}-bezel.{extension}",
      .video: "{system}/videos/{path}-video.{extension}", .manual: "{system}/manuals/{path}-manual.{extension}",
    ], pegasus: nil)

  /// Folders as the playlists are called, thumbnails where `thumbnails_directory` may point.
  package static let retroArch = Layout(
    name: .retroArch, folder: "{system}", naming: .playlist, games: .playlistBeside,
    trees: ["dos": .archive, "pc": .archive], extensions: [:], isCaseStrict: false, movesMedia: true, gamelist: nil,
    media: thumbnails, pegasus: nil)

  /// RetroArch's thumbnails, of the playlist that has the system's name.
  package static let thumbnails: [MediaKind: PlaceTemplate] = [
    .cover: "thumbnails/{system}/Named_Boxarts/{label}.{extension}",
    .screenshot: "thumbnails/{system}/Named_Snaps/{label}.{extension}",
    .titleScreen: "thumbnails/{system}/Named_Titles/{label}.{extension}",
    .marquee: "thumbnails/{system}/Named_Logos/{label}.{extension}",
  ]

  package static let retroPie = Layout(
    name: .retroPie, folder: "{system}", naming: .retroPie, games: .hiddenFolder, trees: [:], extensions: [:],
    isCaseStrict: true, movesMedia: true,
    gamelist: Layout.Gamelist(dialect: .classic, places: ["{system}/gamelist.xml"]),
    media: [
      .screenshot: "{system}/images/{path}-image.{extension}", .cover: "{system}/images/{path}-thumb.{extension}",
      .marquee: "{system}/images/{path}-marquee.{extension}", .video: "{system}/videos/{path}-video.{extension}",
    ], pegasus: nil)

  /// A folder for each disc game; ROMs may be in ZIPs, which must not be folders.
  package static let mister = Layout(
    name: .mister, folder: "games/{system}", naming: .mister, games: .folder, trees: [:], extensions: [:],
    isCaseStrict: false, movesMedia: true, gamelist: nil, media: [:], pegasus: nil)

  package static let pocket = Layout(
    name: .pocket, folder: "Assets/{system}/common", naming: .pocket, games: .folder, trees: [:], extensions: [:],
    isCaseStrict: false, movesMedia: true, gamelist: nil, media: [:], pegasus: nil)

  package static let onion = Layout(
    name: .onion, folder: "Roms/{system}", naming: .onion, games: .hiddenFolder, trees: [:], extensions: [:],
    isCaseStrict: false, movesMedia: true,
    gamelist: Layout.Gamelist(dialect: .classic, places: ["Roms/{system}/miyoogamelist.xml"]),
    media: [.cover: "Roms/{system}/Imgs/{name}.{extension}"], pegasus: nil)

  package static let romM = Layout(
    name: .romM, folder: "roms/{system}", naming: .romM, games: .folder, trees: [:], extensions: [:],
    isCaseStrict: false, movesMedia: true,
    gamelist: Layout.Gamelist(dialect: .classic, places: ["roms/{system}/gamelist.xml"]),
    media: [
      .cover: "roms/{system}/covers/{path}.{extension}", .screenshot: "roms/{system}/screenshots/{path}.{extension}",
      .marquee: "roms/{system}/marquees/{path}.{extension}", .video: "roms/{system}/videos/{path}.{extension}",
      .manual: "roms/{system}/manuals/{path}.{extension}",
    ], pegasus: nil)

  package static let pegasus = Layout(
    name: .pegasus, folder: "{system}", naming: .key, games: .hiddenFolder, trees: [:], extensions: [:],
    isCaseStrict: false, movesMedia: true, gamelist: nil,
    media: [
      .cover: "{system}/media/{path}/boxFront.{extension}", .backCover: "{system}/media/{path}/boxBack.{extension}",
      .screenshot: "{system}/media/{path}/screenshot.{extension}",
      .titleScreen: "{system}/media/{path}/titlescreen.{extension}",
      .marquee: "{system}/media/{path}/logo.{extension}", .fanart: "{system}/media/{path}/background.{extension}",
      .video: "{system}/media/{path}/video.{extension}",
    ], pegasus: "{system}/metadata.pegasus.txt")

  private static func words(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }
}
