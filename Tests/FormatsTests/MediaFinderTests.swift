internal import Formats
internal import Model
internal import TestSupport
internal import Testing

@Suite("Media by their names") struct MediaFinderTests {
  private static func find(_ files: [String], _ games: [MediaFinder.Game]) -> [[MediaKind: String]] {
    MediaFinder.media(in: files.map { bytes($0) }, of: games).map { $0.mapValues { text($0) } }
  }

  private static func game(_ path: String, folder: Bool = false, names: [String] = []) -> MediaFinder.Game {
    MediaFinder.Game(path: bytes(path), isFolder: folder, names: names.map { bytes($0) })
  }

  /// One file, and what it is of `USA/Robo Farm (USA).nes`.
  @Test(
    arguments: [
      // ES-DE and RomM
      ("covers/USA/Robo Farm (USA).png", .cover), ("covers/Robo Farm (USA).png", .cover),
      ("media/covers/USA/Robo Farm (USA).jpg", .cover), ("downloaded_media/nes/covers/USA/Robo Farm (USA).png", .cover),
      ("downloaded_media/nes/3dboxes/Robo Farm (USA).png", .box3D), ("backcovers/Robo Farm (USA).png", .backCover),
      ("fanart/Robo Farm (USA).jpg", .fanart), ("manuals/Robo Farm (USA).pdf", .manual),
      ("marquees/Robo Farm (USA).png", .marquee),
      ("miximages/Robo Farm (USA).png", .mix), ("physicalmedia/Robo Farm (USA).png", .physicalMedia),
      ("screenshots/Robo Farm (USA).png", .screenshot), ("titlescreens/Robo Farm (USA).png", .titleScreen),
      ("videos/Robo Farm (USA).mp4", .video), ("USA/covers/Robo Farm (USA).png", .cover),
      // Batocera
      ("images/Robo Farm (USA)-image.png", .screenshot), ("images/Robo Farm (USA)-thumb.png", .cover),
      ("images/Robo Farm (USA)-marquee.png", .marquee), ("images/Robo Farm (USA)-fanart.jpg", .fanart),
      ("images/Robo Farm (USA)-boxback.png", .backCover), ("images/Robo Farm (USA)-box.png", .cover),
      ("images/Robo Farm (USA)-wheel.png", .marquee), ("images/Robo Farm (USA)-titleshot.png", .titleScreen),
      ("images/Robo Farm (USA)-map.png", .map), ("images/Robo Farm (USA)-cartridge.png", .physicalMedia),
      ("images/Robo Farm (USA)-bezel.png", .bezel), ("images/Robo Farm (USA)-mix.png", .mix),
      ("videos/Robo Farm (USA)-video.mp4", .video), ("manuals/Robo Farm (USA)-manual.pdf", .manual),
      ("images/USA/Robo Farm (USA)-image.png", .screenshot),
      // Skraper, Recalbox
      ("media/box2dfront/Robo Farm (USA).png", .cover), ("media/box2dback/Robo Farm (USA).png", .backCover),
      ("media/box3d/Robo Farm (USA).png", .box3D), ("media/wheel/Robo Farm (USA).png", .marquee),
      ("media/screenshot/Robo Farm (USA).png", .screenshot),
      ("media/screenshottitle/Robo Farm (USA).png", .titleScreen),
      ("media/support/Robo Farm (USA).png", .physicalMedia), ("media/mixrbv2/Robo Farm (USA).png", .mix),
      ("media/maps/Robo Farm (USA).png", .map), ("media/images/Robo Farm (USA).png", .cover),
      // RetroArch
      ("Named_Boxarts/Robo Farm (USA).png", .cover), ("Named_Snaps/Robo Farm (USA).png", .screenshot),
      ("Named_Titles/Robo Farm (USA).png", .titleScreen), ("Named_Logos/Robo Farm (USA).png", .marquee),
      ("thumbnails/Nintendo - NES/Named_Boxarts/Robo Farm (USA).png", .cover), ("Named_Boxarts/Robo Farm.png", .cover),
      // Onion, Pegasus, beside the game
      ("Imgs/Robo Farm (USA).png", .cover), ("media/Robo Farm (USA)/boxFront.png", .cover),
      ("media/Robo Farm (USA)/box_back.jpg", .backCover), ("media/Robo Farm (USA)/logo.png", .marquee),
      ("media/Robo Farm (USA)/wheel.png", .marquee), ("media/Robo Farm (USA)/screenshot.png", .screenshot),
      ("media/Robo Farm (USA)/screenshot02.png", .screenshot), ("media/Robo Farm (USA)/video.mp4", .video),
      (".media/Robo Farm (USA)/background.jpg", .fanart), ("media/USA/Robo Farm (USA)/titlescreen.png", .titleScreen),
      ("USA/Robo Farm (USA).png", .cover), ("USA/Robo Farm (USA).mp4", .video), ("USA/Robo Farm (USA).pdf", .manual),
      ("USA/Robo Farm (USA)-screenshot.png", .screenshot), ("USA/Robo Farm (USA).nes.png", .cover),
      // Case and composition
      ("COVERS/usa/ROBO FARM (usa).PNG", .cover), ("Images/robo farm (usa)-Thumb.JPG", .cover),
      // By a title
      ("media/covers/Robo Farm.png", .cover), ("media/Robo Farm/boxFront.png", .cover),
      // Not of the game, or no media
      ("covers/Robo Farm (Japan).png", nil), ("covers/Robo Farm (USA) 2.png", nil), ("covers/Robo Farm (USA).txt", nil),
      ("covers/Robo Farm (USA)", nil), ("covers/.png", nil), ("covers/Robo Farm (USA).pdf", nil),
      ("videos/Robo Farm (USA).png", nil), ("manuals/Robo Farm (USA).png", nil), ("manuals/Robo Farm (USA).mp4", nil),
      ("USA/Robo Farm (USA).nes", nil), ("USA/Robo Farm (USA).sav", nil), ("", nil), ("png", nil), ("covers/", nil),
      // What the extension says comes before the folder.
      ("screenshots/Robo Farm (USA).mp4", .video), ("Named_Snaps/Robo Farm (USA).mp4", .video),
    ] as [(String, MediaKind?)])
  func `each front end's places are known`(file: String, kind: MediaKind?) {
    let found = Self.find([file], [Self.game("USA/Robo Farm (USA).nes", names: ["Robo Farm"])])
    #expect(found == [kind.map { [$0: file] } ?? [:]])
  }

  struct Choice: Sendable, CustomTestStringConvertible {
    var best: String
    var others: [String]
    var testDescription: String { best }
    init(_ best: String, over others: [String]) {
      self.best = best
      self.others = others
    }
  }

  @Test(arguments: [
    Choice("covers/USA/Game.png", over: ["covers/Game.png", "images/Game-thumb.png", "USA/Game.png"]),
    // After its path rather than its name, whatever the place.
    Choice("images/USA/Game-thumb.png", over: ["covers/Game.png"]),
    Choice("covers/Game.png", over: ["images/Game-thumb.png", "media/Game/boxFront.png", "Imgs/Game.png"]),
    Choice("images/Game-thumb.png", over: ["media/Game/boxFront.png", "Imgs/Game.png", "images/Game.png"]),
    Choice("media/Game/boxFront.png", over: ["Imgs/Game.png"]),
    Choice("images/Game-thumb.png", over: ["images/Game-box.png"]),
    Choice("covers/Game.png", over: ["covers/Game.jpg", "covers/Game.webp"]),
    Choice("covers/Game.png", over: ["media/covers/Game.png"]),
    Choice("covers/Game.jpg", over: ["boxart/Game.png"]),
    Choice("A/covers/Game.png", over: ["B/covers/Game.png", "a/covers/Game.png"]),
  ])
  func `of several the one that says most is taken`(given: Choice) {
    for files in [[given.best] + given.others, given.others + [given.best]] {
      #expect(Self.find(files, [Self.game("USA/Game.nes")]) == [[.cover: given.best]])
    }
    for other in given.others {
      #expect(Self.find([other], [Self.game("USA/Game.nes")]) == [[.cover: other]], "\(other)")
    }
  }

  @Test func `a file may belong to several games, and a folder of its own goes before`() {
    let games = [Self.game("a/Game.cue"), Self.game("b/Game.chd"), Self.game("c/Other.chd")]
    #expect(Self.find(["covers/Game.png"], games) == [[.cover: "covers/Game.png"], [.cover: "covers/Game.png"], [:]])
    #expect(
      Self.find(["covers/Game.png", "covers/b/Game.png"], games)
        == [[.cover: "covers/Game.png"], [.cover: "covers/b/Game.png"], [:]])
  }

  @Test func `games that are folders, and those with dots in their names`() {
    #expect(
      Self.find(["covers/Game.m3u.png", "screenshots/Game.png"], [Self.game("Game.m3u", folder: true)])
        == [[.cover: "covers/Game.m3u.png"]])
    #expect(
      Self.find(["covers/Dr. Mario.png"], [Self.game("Dr. Mario", folder: true)]) == [[.cover: "covers/Dr. Mario.png"]])
    #expect(Self.find(["covers/Dr. Mario.png"], [Self.game("Dr. Mario.nes")]) == [[.cover: "covers/Dr. Mario.png"]])
    #expect(
      Self.find(["Dr. Mario/cover.jpg"], [Self.game("Dr. Mario", folder: true)]) == [[.cover: "Dr. Mario/cover.jpg"]])
  }

  @Test func `folders of games may be called as folders of media are`() {
    let games = [Self.game("Maps/Game.nes"), Self.game("Game.nes")]
    #expect(Self.find(["covers/Maps/Game.png"], games).first == [.cover: "covers/Maps/Game.png"])
    #expect(Self.find(["covers/Maps/Game.png", "maps/Game.png"], games).last?[.map] == "maps/Game.png")
  }

  @Test func `a folder of videos goes before a video elsewhere`() {
    let files = ["screenshots/Game.mp4", "videos/Game.mkv", "Game.mp4"]
    #expect(Self.find(files, [Self.game("Game.nes")]) == [[.video: "videos/Game.mkv"]])
    #expect(Self.find(["screenshots/Game.mp4"], [Self.game("Game.nes")]) == [[.video: "screenshots/Game.mp4"]])
  }

  @Test func `names that end as a kind does are names first`() {
    let games = [Self.game("Treasure-map.nes"), Self.game("Treasure.nes")]
    #expect(
      Self.find(["covers/Treasure-map.png"], games).first == [.cover: "covers/Treasure-map.png"])
    #expect(Self.find(["images/Treasure-map-thumb.png"], games) == [[.cover: "images/Treasure-map-thumb.png"], [:]])
  }

  @Test func `RetroArch's names have no characters that file systems do not take`() {
    #expect(
      Self.find(["Named_Boxarts/Tom _ Jerry_ X (USA).png"], [Self.game("Tom & Jerry: X (USA).nes")])
        == [[.cover: "Named_Boxarts/Tom _ Jerry_ X (USA).png"]])
    #expect(Self.find(["covers/Tom _ Jerry_ X (USA).png"], [Self.game("Tom & Jerry: X (USA).nes")]) == [[:]])
  }

  @Test func `composed and decomposed names are the same, and bytes that are no text are themselves`() {
    #expect(
      Self.find(["covers/Poke\u{301}mon.png"], [Self.game("Pok\u{E9}mon.gb")]).first?.count == 1)
    let raw: [UInt8] = bytes("covers/Pok") + [0xE9] + bytes("mon.png")
    let found = MediaFinder.media(in: [raw], of: [MediaFinder.Game(path: bytes("Pok") + [0xE9] + bytes("mon.gb"))])
    #expect(found == [[.cover: raw]])
  }

  @Test func `ten thousand games of one name and as many files take time in proportion`() {
    let files = (0..<10_000).map { bytes("covers/\($0)/Game.png") }
    let games = (0..<10_000).map { MediaFinder.Game(path: bytes("\($0)/Game.nes")) }
    let found = MediaFinder.media(in: files, of: games)
    #expect(found.enumerated().allSatisfy { $1[.cover] == files[$0] })
  }
}
