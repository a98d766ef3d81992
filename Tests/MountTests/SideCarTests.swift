internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  @Suite("Lists, media and collections in a mount") struct SideCars {
    private let scratch: TemporaryDirectory
    private let file: String

    init() throws {
      scratch = try TemporaryDirectory()
      file = scratch("vitrine.json")
      for game in ["Robo Farm (USA)", "Moon Miner (Europe)", "Zed (1994)(Some)(JP)"] {
        try Files.write("rom of \(game)", to: scratch("roms/nes/\(game).nes"))
      }
      try Files.write("picture", to: scratch("roms/nes/images/Moon Miner (Europe)-thumb.PNG"))
      try Files.write("shot", to: scratch("roms/nes/mine/robo.png"))
      try Files.write(
        """
        <?xml version="1.0"?>
        <alternativeEmulator><label>Mesen</label></alternativeEmulator>
        <gameList>
          <game><path>./Robo Farm (USA).nes</path><name>Robo &amp; Farm</name><desc>About robots</desc>
            <favorite>true</favorite><playcount>12</playcount><image>./mine/robo.png</image>
            <releasedate>19920315T000000</releasedate></game>
          <game><path>./Gone (USA).nes</path><name>Gone</name></game>
        </gameList>
        """, to: scratch("roms/nes/gamelist.xml"))
      for disc in 1...2 {
        try Files.write(
          "FILE \"Saga (Disc \(disc)).bin\" BINARY\n  TRACK 01 MODE2/2352\n    INDEX 01 00:00:00\n",
          to: scratch("roms/psx/Saga (Disc \(disc)).cue"))
        try Files.write("disc \(disc)", to: scratch("roms/psx/Saga (Disc \(disc)).bin"))
      }
      try configure(#"{"roots": ["roms"], "views": {"Deck": {"layout": "batocera"}}}"#)
    }

    private func configure(_ text: String) throws { try Files.replace(file, with: Array(text.utf8)) }

    private func text(_ path: String) throws -> String { String(decoding: try Files.read(path), as: UTF8.self) }

    private func list(_ mounted: MountedLibrary, _ path: String, has words: String) throws {
      try MountTests.eventually("\(path) has \(words)") {
        (try? text(mounted(path)).contains(words)) ?? false
      }
    }

    @Test func `each front end finds its list, with what the user's says of the games`() throws {
      let mounted = try MountedLibrary(configuredBy: file)
      try list(mounted, "Deck/nes/gamelist.xml", has: "Robo")
      try list(mounted, "Loose/ES-DE/gamelists/psx/gamelist.xml", has: "Saga")
      // The others come in their turn.
      try mounted.wait(for: [
        "Deck/nes/images/Robo Farm (USA)-image.png", "Deck/nes/images/Moon Miner (Europe)-thumb.png",
        "Loose/nes/gamelist.xml", "Loose/ES-DE/gamelists/nes/gamelist.xml", "Loose/psx/gamelist.xml",
        "Loose/ES-DE/downloaded_media/nes/screenshots/Robo Farm (USA).png",
        "Loose/ES-DE/downloaded_media/nes/covers/Moon Miner (Europe).png", "Playlists/Sony - PlayStation.lpl",
      ])
      let deck = try text(mounted("Deck/nes/gamelist.xml"))
      #expect(deck.contains("<path>./Robo Farm (USA).nes</path>"))
      #expect(deck.contains("<name>Robo &amp; Farm</name>"))
      #expect(deck.contains("<image>./images/Robo Farm (USA)-image.png</image>"), "\(deck)")
      #expect(deck.contains("<thumbnail>./images/Moon Miner (Europe)-thumb.png</thumbnail>"), "\(deck)")
      #expect(!deck.contains("Gone"))
      #expect(try text(mounted("Deck/nes/images/Robo Farm (USA)-image.png")) == "shot")
      #expect(try text(mounted("Deck/nes/images/Moon Miner (Europe)-thumb.png")) == "picture")
      let desktop = try text(mounted("Loose/nes/gamelist.xml"))
      #expect(desktop.contains("<label>Mesen</label>") && desktop.contains("<playcount>12</playcount>"), "\(desktop)")
      #expect(!desktop.contains("<image>"))
      #expect(try text(mounted("Loose/ES-DE/gamelists/nes/gamelist.xml")) == desktop)
      let media = mounted("Loose/ES-DE/downloaded_media/nes")
      #expect(try text("\(media)/screenshots/Robo Farm (USA).png") == "shot")
      #expect(try text("\(media)/covers/Moon Miner (Europe).png") == "picture")
      #expect(try text(mounted("Loose/psx/gamelist.xml")).contains("<path>./Saga.m3u</path>"))
      let playlist = try text(mounted("Playlists/Sony - PlayStation.lpl"))
      #expect(playlist.contains("\"path\": \"\(mounted.path)/Loose/psx/Saga.m3u/Saga.m3u\""), "\(playlist)")
      #expect(try text(mounted("Loose/psx/Saga.m3u/Saga.m3u")) == "Saga (Disc 1).cue\nSaga (Disc 2).cue\n")
    }

    @Test func `a list has its exact size and the same time and number after a remount, and follows the library`()
      throws
    {
      let mounted = try MountedLibrary(configuredBy: file)
      try list(mounted, "Deck/nes/gamelist.xml", has: "</gameList>")
      try mounted.waitUntilSettled()
      // The checksums of the games stand in it.
      try list(
        mounted, "Deck/nes/gamelist.xml",
        has: hexadecimal(try Files.crc32(scratch("roms/nes/Robo Farm (USA).nes"))).uppercased())
      let path = mounted("Deck/nes/gamelist.xml")
      let before = try FileStatus.of(path)
      let bytes = try Files.read(path)
      #expect(before.size == Int64(bytes.count))
      try mounted.remount()
      let after = try FileStatus.of(path)
      #expect([after.size, after.modified, Int64(after.inode)] == [before.size, before.modified, Int64(before.inode)])
      #expect(try Files.read(path) == bytes)

      let open = try FileDescriptor.open(path, .readOnly)
      try Files.write("new", to: scratch("roms/nes/Newcomer (USA).nes"))
      try list(mounted, "Deck/nes/gamelist.xml", has: "Newcomer")
      try list(mounted, "Playlists/Nintendo - Nintendo Entertainment System.lpl", has: "Newcomer")
      try MountTests.eventually("it is among the newest") {
        Files.exists(mounted("Collections/Recently Added/nes/Newcomer (USA).nes"))
      }
      // Who had the old one open goes on reading that.
      #expect(try Files.read(open, at: 0, count: bytes.count) == bytes)
      let changed = try FileStatus.of(path)
      #expect(changed.inode != before.inode && changed.modified > before.modified)
    }

    @Test func `everything is there at once after a remount and a worker's death, also where the disk is away`() throws
    {
      let mounted = try MountedLibrary(configuredBy: file)
      let places = [
        "Collections/Favourites/nes/Robo Farm (USA).nes", "Collections/Recently Added/psx/Saga.zip",
        "Collections/Years/1992/nes/Robo Farm (USA).nes", "Deck/nes/images/Moon Miner (Europe)-thumb.png",
        "Loose/ES-DE/downloaded_media/nes/covers/Moon Miner (Europe).png", "Loose/ES-DE/gamelists/psx/gamelist.xml",
        "Playlists/Nintendo - Nintendo Entertainment System.lpl",
      ]
      for place in places { try MountTests.eventually("\(place) is there") { Files.exists(mounted(place)) } }
      try mounted.waitUntilSettled()
      func expectAll(_ when: String) {
        for place in places { #expect(Files.exists(mounted(place)), "\(place), \(when)") }
      }
      try mounted.remount()
      expectAll("after a remount")
      for worker in mounted.processes("vitrine") { kill(worker, SIGKILL) }
      expectAll("after a death")
      // Numbers of games are others than when the collections were made.
      try Files.write("new", to: scratch("roms/nes/A New One (USA).nes"))
      try MountTests.eventually("the new game") { Files.exists(mounted("Games/nes/A New One (USA).nes")) }
      try mounted.remount()
      expectAll("after a change and a remount")
      // What the user's list says goes on when the list cannot be read.
      try mounted.unmount()
      try Files.rename(scratch("roms"), scratch("away"))
      try mounted.mountAgain()
      expectAll("without the disk")
      sleep(nanoseconds: 3_000_000_000)
      expectAll("and a while later")
      #expect(try text(mounted("Deck/nes/gamelist.xml")).contains("About robots"))
    }

    @Test func `collections are by mark, region, year and the user's own lists, of the same files`() throws {
      try Files.write("# mine\nMoon Miner\nnes/Z*\n", to: scratch("best.txt"))
      try configure(
        #"{"roots": ["roms"], "collections": {"Best": "best.txt", "Series/Sagas": ["psx/Saga"]}}"#)
      let mounted = try MountedLibrary(configuredBy: file)
      for path in [
        "Favourites/nes/Robo Farm (USA).nes", "Regions/USA/nes/Robo Farm (USA).nes",
        "Regions/Europe/nes/Moon Miner (Europe).nes", "Years/1992/nes/Robo Farm (USA).nes",
        "Years/1994/nes/Zed (1994)(Some)(JP).nes", "Best/nes/Moon Miner (Europe).nes",
        "Best/nes/Zed (1994)(Some)(JP).nes", "Series/Sagas/psx/Saga.zip",
      ] {
        try MountTests.eventually("Collections/\(path) is there") { Files.exists(mounted("Collections/" + path)) }
      }
      #expect(!Files.exists(mounted("Collections/Best/nes/Robo Farm (USA).nes")))
      let game = try FileStatus.of(mounted("Games/nes/Robo Farm (USA).nes"))
      #expect(try FileStatus.of(mounted("Collections/Favourites/nes/Robo Farm (USA).nes")).inode == game.inode)
      let zip = try FileStatus.of(mounted("Games/psx/Saga.zip"))
      #expect(try FileStatus.of(mounted("Collections/Series/Sagas/psx/Saga.zip")).inode == zip.inode)
      try Files.replace(scratch("best.txt"), with: Array("Robo*\n".utf8))
      try MountTests.eventually("the list is read again") {
        Files.exists(mounted("Collections/Best/nes/Robo Farm (USA).nes"))
          && !Files.exists(mounted("Collections/Best/nes/Moon Miner (Europe).nes"))
      }
    }

    @Test func `changes without end make a list anew no more often than its interval, and the last is in it`() throws {
      let mounted = try MountedLibrary(configuredBy: file)
      let path = mounted("Loose/nes/gamelist.xml")
      try list(mounted, "Loose/nes/gamelist.xml", has: "Robo")
      var versions: Set<UInt64> = [try FileStatus.of(path).inode]
      let start = monotonicNanoseconds()
      var number = 0
      while monotonicNanoseconds() - start < 8_000_000_000 {
        number += 1
        try Files.write("rom \(number)", to: scratch("roms/nes/Added \(number).nes"))
        versions.insert(try FileStatus.of(path).inode)
        let text = try text(path)
        #expect(text.hasSuffix("</gameList>\n"))
        sleep(nanoseconds: 20_000_000)
      }
      let elapsed = monotonicNanoseconds() - start
      // An interval is five seconds: one at the start, and one more than fit.
      #expect(versions.count <= Int(elapsed / 5_000_000_000) + 2, "\(versions.count)")
      try list(mounted, "Loose/nes/gamelist.xml", has: "Added \(number).nes")
    }

    private func hexadecimal(_ crc: UInt32) -> String {
      let digits = String(crc, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }
  }
}
